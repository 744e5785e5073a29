using System.Runtime.CompilerServices;
using Qinglian.Application;

namespace Qinglian.Tests.Integration.Cli;

/// <summary>The documents made from the declarations say what the declarations say.</summary>
public sealed class DocumentationTests
{
    private static readonly string Docs = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs"));

    [Fact]
    public void Documents_in_the_repository_are_those_the_declarations_give()
    {
        var expected = Documentation.Write(QinglianServices.Modules, File.ReadAllText(Path.Combine(Docs, Documentation.Terms)));
        var stale = expected.Where(f => !File.Exists(Path.Combine(Docs, f.Key)) || File.ReadAllText(Path.Combine(Docs, f.Key)).ReplaceLineEndings("\n") != f.Value).Select(f => f.Key);
        var orphaned = Directory.EnumerateFiles(Path.Combine(Docs, "procedures")).Select(f => "procedures/" + Path.GetFileName(f)).Where(f => !expected.ContainsKey(f));

        Assert.True(!stale.Concat(orphaned).Any(), $"Run ./qinglian docs. Stale: {string.Join(", ", stale.Concat(orphaned))}");
    }

    [Fact]
    public void Every_term_has_both_languages_and_a_meaning_in_both()
    {
        var lines = File.ReadAllLines(Path.Combine(Docs, Documentation.Terms));

        Assert.All(lines, line => Assert.Equal(4, line.Split('\t').Count(cell => cell.Trim().Length > 0)));
        Assert.Equal(lines.Length, lines.Select(l => l.Split('\t')[0]).Distinct().Count());
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
