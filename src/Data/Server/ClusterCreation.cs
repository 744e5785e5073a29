using System.Diagnostics;
using System.Security.Cryptography;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Makes a new cluster under another name and renames it when it is whole, so that an interrupted start leaves nothing half made.</summary>
internal static class ClusterCreation
{
    public static async Task CreateAsync(string programs, string cluster, string superuser, bool ephemeral, Account? account, CancellationToken cancel)
    {
        RemoveUnfinished(cluster);
        // An initdb whose parent was killed may still be writing, so its folder is never used again.
        var unfinished = $"{cluster}.new-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        Unix.CreateFolder(unfinished, Unix.OwnerOnly);
        account?.Own(unfinished);

        // Never the C locale: pg_trgm would see no Chinese letters. With ICU zh-CN names are ordered by pinyin.
        string[] arguments =
        [
            "-D", unfinished, "-U", superuser, "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-CN",
            "-A", "trust", "--auth-host=reject", "--data-checksums",
            .. ephemeral ? (string[])["--no-sync"] : [],
        ];
        var start = Command(Path.Combine(programs, "bin", "initdb"), arguments, account);
        start.RedirectStandardOutput = true;
        using var initdb = Process.Start(start)!;
        var said = initdb.StandardOutput.ReadToEndAsync(cancel);
        var complained = initdb.StandardError.ReadToEndAsync(cancel);
        await initdb.WaitForExitAsync(cancel);
        if (initdb.ExitCode != 0)
            throw new ServerFaultException(new(
                $"不能建立数据库：{(await complained).Trim()}",
                $"The database could not be created: {(await complained).Trim()} {(await said).Trim()}"));
        Directory.Move(unfinished, cluster);
    }

    /// <summary>A command that starts with a clean environment: PG* and LC_* of the person's shell would change how the server behaves.</summary>
    public static ProcessStartInfo Command(string program, IEnumerable<string> arguments, Account? account)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        foreach (var name in start.Environment.Keys.ToArray())
            if (name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal) || name is "LANG" or "LANGUAGE" or "HOME")
                start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        if (account is not null)
            start.UserName = account.Name;
        return start;
    }

    private static void RemoveUnfinished(string cluster)
    {
        foreach (var old in Directory.EnumerateDirectories(Path.GetDirectoryName(cluster)!, Path.GetFileName(cluster) + ".new-*"))
            try
            {
                Directory.Delete(old, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Still being written by the killed start; the next start removes it.
            }
    }
}
