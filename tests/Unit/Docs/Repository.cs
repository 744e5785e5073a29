using System.Text.RegularExpressions;

namespace Qinglian.Tests.Unit.Docs;

/// <summary>The sources as files, for tests that compare what is written about the program with the program.</summary>
internal static partial class Repository
{
    private static readonly string[] Skipped = ["node_modules", "artifacts", "bin", "obj", "lib", ".git", ".data"];

    public static string Root { get; } = Find();

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name)).ReplaceLineEndings("\n");

    /// <summary>Names from the root, with slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Walk(Path.Combine(Root, folder)).SelectMany(f => Directory.EnumerateFiles(f, pattern)).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>C# without its comments: what only a comment says does not count as being there.</summary>
    public static string Code(string name) => Comment().Replace(Read(name), "");

    public static string Code(string folder, string pattern) => string.Concat(Files(folder, pattern).Select(Code));

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateDirectories(folder).Where(f => !Skipped.Contains(Path.GetFileName(f))).SelectMany(Walk).Prepend(folder);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Qinglian.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Qinglian.slnx is in none of the folders above the tests.");
        return folder.FullName;
    }

    // A comment in C# begins a line here or follows a blank; "http://" does neither.
    [GeneratedRegex(@"(?m)(^|(?<=\s))//.*$")]
    private static partial Regex Comment();
}
