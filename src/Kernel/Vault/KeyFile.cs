using System.Text;

namespace Qinglian.Kernel.Vault;

/// <summary>Files that hold secrets: mode 0600 from the first byte, written whole or not at all.</summary>
internal static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a new file; two starts at once cannot both succeed.</summary>
    /// <exception cref="IOException">The file is already there.</exception>
    public static void Create(string path, string text)
    {
        var draft = WriteDraft(path, text);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Puts the new text in the place of the old in one step: after a power cut one of the two is there, whole.</summary>
    public static void Replace(string path, string text) => File.Move(WriteDraft(path, text), path, overwrite: true);

    /// <exception cref="KeyFileException">Others than the owner may read or write the file.</exception>
    public static string Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) is not 0 and var mode)
            throw KeyFileException.Open(path, mode);
        return File.ReadAllText(path, Encoding.UTF8);
    }

    private static string WriteDraft(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".new-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(draft, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
        return draft;
    }
}

/// <summary>A key file that must not be used as it is; the administrator has to act before the system can start.</summary>
public sealed class KeyFileException(Words words) : Exception(words.En)
{
    public Words Words { get; } = words;

    internal static KeyFileException Open(string path, UnixFileMode mode) => new(new Words(
        "密钥文件 {0} 可被所有者以外的人访问（{1}）。请先执行 chmod 600，并查明是否已泄露。",
        "The key file {0} is open to others than its owner ({1}). Run chmod 600 on it first, and find out whether it has leaked.").With(path, mode));

    internal static KeyFileException Unreadable(string path) => new(new Words(
        "密钥文件 {0} 已损坏或不是本系统的密钥文件。请从备份恢复，切勿删除后重新生成。",
        "The key file {0} is damaged or not one of this system. Restore it from a backup; do not delete it and start anew.").With(path));
}
