using System.Runtime.InteropServices;

namespace Qinglian.Data.Server;

/// <summary>What only Unix has: owners, modes and signals. Elsewhere, where an ordinary server is used, these do nothing.</summary>
internal static class Unix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;

    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode Passable = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static bool IsRoot => !OperatingSystem.IsWindows() && geteuid() == 0;

    /// <summary>The mode for a folder that holds the cluster: as root, PostgreSQL's account must be able to pass through.</summary>
    public static UnixFileMode ClusterParent => IsRoot ? Passable : OwnerOnly;

    /// <returns>False when there is no such process any more.</returns>
    public static bool Signal(int pid, int signal) => kill(pid, signal) == 0;

    /// <summary>The path without symbolic links in any part; <c>Path.GetFullPath</c> leaves them in. Parts that do not exist yet are kept as they are.</summary>
    public static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(full) is not { } parent)
            return full;
        var found = realpath(full, 0);
        if (found == 0)
            return Path.Combine(RealPath(parent), Path.GetFileName(full));
        try
        {
            return Marshal.PtrToStringUTF8(found)!;
        }
        finally
        {
            free(found);
        }
    }

    // lchown: a symbolic link planted in our way must not hand somebody else's file over.
    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (lchown(path, user, group) != 0)
            throw new IOException($"lchown {path}: errno {Marshal.GetLastPInvokeError()}");
    }

    public static void CreateFolder(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, mode);
    }

    public static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    public static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? Passable : File.GetUnixFileMode(path);

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint realpath([MarshalAs(UnmanagedType.LPStr)] string path, nint resolved);

    [DllImport("libc")]
    private static extern void free(nint pointer);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPStr)] string path, uint user, uint group);
}
