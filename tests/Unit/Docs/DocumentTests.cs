using System.Text.RegularExpressions;

namespace Qinglian.Tests.Unit.Docs;

/// <summary>What is written about the program must be true of the program, in both languages.</summary>
public sealed partial class DocumentTests
{
    private const string Operations = "docs/operations.md";

    private static readonly Lazy<HashSet<string>> Lines = new(() => [.. Repository.Files("src", "*.cs").SelectMany(f => Repository.Read(f).Split('\n')).Select(l => l.Trim())]);

    public static TheoryData<string> Documents => [.. Repository.Files("", "*.md")];

    public static TheoryData<string, string> Pairs => new() { { "README.md", "README.zh-CN.md" }, { Operations, "docs/operations.zh-CN.md" } };

    public static TheoryData<string> Manuals => [Operations, "docs/operations.zh-CN.md"];

    [Theory, MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_of_the_repository(string name)
    {
        var folder = Path.GetDirectoryName(name)!;
        var broken = Document.Links(Repository.Read(name)).Where(l => !Elsewhere().IsMatch(l))
            .Select(l => Uri.UnescapeDataString(l.Split('#')[0]))
            .Where(l => !Path.Exists(Path.Combine(Repository.Root, folder, l)));

        Assert.Empty(broken);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Both_languages_have_the_same_sections(string english, string chinese)
    {
        var (first, second) = (Document.Sections(Repository.Read(english)), Document.Sections(Repository.Read(chinese)));

        Assert.NotEmpty(first);
        foreach (var (here, there) in first.Zip(second))
        {
            Assert.True(here.Level == there.Level, $"“{here.Title}” has no counterpart where “{there.Title}” stands.");
            Assert.True(here.Code.SequenceEqual(there.Code), $"“{here.Title}” and “{there.Title}” show different commands.");
            Assert.Equal(here.Links.Select(Plain), there.Links.Select(Plain));
        }

        Assert.Equal(first.Count, second.Count);

        static string Plain(string link) => link.Replace(".zh-CN.md", ".md", StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Each_title_is_in_the_language_of_its_document(string english, string chinese)
    {
        Assert.All(Document.Sections(Repository.Read(english)).Skip(1), s => Assert.DoesNotMatch(Han(), s.Title));
        Assert.All(Document.Sections(Repository.Read(chinese)), s => Assert.True(Han().IsMatch(s.Title), s.Title));
    }

    [Theory, MemberData(nameof(Manuals))]
    public void The_manual_names_every_key_of_the_configuration_and_no_other(string name)
    {
        var named = Key().Matches(Repository.Read(name)).Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal));

        Assert.Equal(KeysInTheSource().Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_of_the_environment_has_only_keys_that_are_read()
    {
        var named = Key().Matches(Repository.Read("deploy/qinglian.env")).Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal));

        Assert.Subset(KeysInTheSource(), named.ToHashSet());
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_command_and_option_shown_is_there(string name)
    {
        var commands = Repository.Code("src/Cli", "*.cs");
        var start = Repository.Code("src/Data/Server/StartOptions.cs");
        foreach (var line in Document.CodeLines(Repository.Read(name)))
        {
            if (Command().Match(line) is { Success: true } typed)
            {
                var words = typed.Groups[1].Value.Split(' ');
                Assert.True(words[0] is "help" || Enumerable.Range(1, Math.Min(2, words.Length)).Any(n => commands.Contains($"\"{string.Join(' ', words[..n])}\"", StringComparison.Ordinal)), line);
                Assert.All(Option().Matches(typed.Groups[2].Value), o => Assert.Contains($"\"{o.Value}\"", commands, StringComparison.Ordinal));
            }
            else if (line.StartsWith("./run", StringComparison.Ordinal))
            {
                Assert.All(Option().Matches(line), o => Assert.Contains($"\"{o.Value}\"", start, StringComparison.Ordinal));
            }
        }
    }

    [Theory, MemberData(nameof(Documents))]
    public void Code_that_is_shown_stands_in_the_source(string name)
    {
        var shown = Document.Sections(Repository.Read(name)).SelectMany(s => s.Code).Where(c => c.StartsWith("```csharp", StringComparison.Ordinal)).SelectMany(c => c.Split('\n')[1..^1]).Select(l => l.Trim());
        var source = Lines.Value;

        Assert.All(shown.Where(l => l.Length > 1), line => Assert.Contains(line, source));
    }

    [Theory, MemberData(nameof(Manuals))]
    public void The_manual_names_every_job(string name)
    {
        var jobs = JobCode().Matches(Repository.Code("src", "*.cs")).Select(m => m.Groups[1].Value);

        Assert.All(jobs, job => Assert.Contains($"| `{job}` |", Repository.Read(name), StringComparison.Ordinal));
    }

    private static HashSet<string> KeysInTheSource()
    {
        var keys = OwnOption().Matches(Repository.Code("src/Data/Server/StartOptions.cs")).Select(m => $"Qinglian:{m.Groups[1].Value}").ToHashSet();
        foreach (var code in Repository.Files("src", "*.cs").Select(Repository.Code))
        {
            keys.UnionWith(KeyRead().Matches(code).Select(m => m.Groups[1].Value));
            foreach (var group in KeyGroup().Matches(code).Select(m => m.Groups[1].Value))
            {
                // The group is passed on under its own name: Mail(IConfigurationSection mail).
                keys.UnionWith(Regex.Matches(code, $@"\b{group.ToLowerInvariant()}(?:\[|\.GetValue\()""(\w+)""").Select(m => $"Qinglian:{group}:{m.Groups[1].Value}"));
            }
        }

        return keys;
    }

    [GeneratedRegex("^(https?:|mailto:|#)")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("Qinglian(?::|__)[A-Z][A-Za-z]*(?:(?::|__)[A-Z][A-Za-z]*)*")]
    private static partial Regex Key();

    [GeneratedRegex(@"(?<!GetSection\()""(Qinglian:[A-Z]\w+)""")]
    private static partial Regex KeyRead();

    [GeneratedRegex(@"GetSection\(""Qinglian:(\w+)""\)")]
    private static partial Regex KeyGroup();

    [GeneratedRegex(@"Value\((?:null|""--[a-z]+""), ""(\w+)""\)")]
    private static partial Regex OwnOption();

    [GeneratedRegex(@"(?:\./qinglian|Qinglian\.Cli\.dll) ((?:[a-z]+)(?: [a-z]+)?)(.*)$")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<=\s|^)--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"string Code => ""([a-z.-]+)"";\s+public Words Name .*\s+public TimeSpan Every")]
    private static partial Regex JobCode();
}
