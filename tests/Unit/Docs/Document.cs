using System.Text.RegularExpressions;

namespace Qinglian.Tests.Unit.Docs;

/// <summary>One heading with what stands below it, as far as it can be compared between two languages.</summary>
/// <param name="Level">Number of # before the title.</param>
/// <param name="Code">The fenced blocks, whole.</param>
/// <param name="Links">Where links and images lead, in their order.</param>
internal sealed record Section(int Level, string Title, IReadOnlyList<string> Code, IReadOnlyList<string> Links);

/// <summary>A document in Markdown.</summary>
internal static partial class Document
{
    public static IReadOnlyList<Section> Sections(string text)
    {
        var sections = new List<Section>();
        var (level, title, body, fenced) = (0, "", "", false);
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            if (!fenced && Heading().Match(line) is { Success: true } heading)
            {
                Close();
                (level, title, body) = (heading.Groups[1].Length, heading.Groups[2].Value, "");
            }
            else body += line + "\n";
        }

        Close();
        return sections;

        void Close()
        {
            if (level > 0) sections.Add(new(level, title, [.. Fence().Matches(body).Select(m => m.Value)], [.. Links(body)]));
        }
    }

    /// <summary>Where links and images lead; what stands in code is none.</summary>
    public static IEnumerable<string> Links(string text)
    {
        var prose = Inline().Replace(Fence().Replace(text, ""), "");
        return Link().Matches(prose).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value);
    }

    /// <summary>The lines of fenced blocks and the pieces of code within sentences.</summary>
    public static IEnumerable<string> CodeLines(string text) =>
        Fence().Matches(text).SelectMany(m => m.Value.Split('\n')).Concat(Inline().Matches(Fence().Replace(text, "")).Select(m => m.Value.Trim('`')));

    [GeneratedRegex(@"^(#{1,6}) (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?ms)^```.*?^```$")]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\]\(([^)\s]+)\)|(?:src|href)=""([^""]+)""")]
    private static partial Regex Link();
}
