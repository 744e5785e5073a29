using System.Diagnostics;
using System.Globalization;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>The account PostgreSQL runs under when the program itself is root, since it refuses to run as root.</summary>
internal sealed record Account(string Name, uint User, uint Group)
{
    // A dedicated account is better than "nobody", which other daemons may share.
    private static readonly string[] Preferred = ["qinglian", "nobody"];

    /// <summary>Null when the program is not root: PostgreSQL then runs as whoever started it.</summary>
    public static Account? For(string cluster, string? wanted)
    {
        if (!Unix.IsRoot)
            return null;

        var known = ReadAccounts();
        // A cluster made earlier by an ordinary user stays theirs: PostgreSQL insists that it owns its files.
        if (Directory.Exists(cluster) && OwnerOf(cluster) is { } owner and not 0 && known.Find(a => a.User == owner) is { } maker)
            return maker;
        foreach (var name in wanted is null ? Preferred : [wanted])
            if (known.Find(a => a.Name == name) is { User: not 0 } account)
                return account;
        throw new ServerFaultException(new(
            "以 root 身份启动时，数据库需要一个普通账户来运行，但没有找到 qinglian 或 nobody 账户。请先执行：useradd --system qinglian",
            "Started as root, the database needs an ordinary account to run under, but neither qinglian nor nobody exists. Run: useradd --system qinglian"));
    }

    public void Own(string path) => Unix.ChangeOwner(path, User, Group);

    public void OwnAll(string folder)
    {
        Own(folder);
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            Own(entry);
    }

    /// <summary>The first parent that an ordinary account may not pass through, or null.</summary>
    public static string? Barrier(string path)
    {
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
            if (folder.Exists && (Unix.Mode(folder.FullName) & UnixFileMode.OtherExecute) == 0)
                return folder.FullName;
        return null;
    }

    public static uint? OwnerOf(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%u", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var answer = stat.StandardOutput.ReadToEnd();
        stat.WaitForExit();
        return uint.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null;
    }

    private static List<Account> ReadAccounts() =>
        [.. from line in File.ReadLines("/etc/passwd")
            let fields = line.Split(':')
            where fields.Length > 3
            select new Account(fields[0], uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture))];
}
