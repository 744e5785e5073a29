using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Responsibilities.Documents;

/// <summary>Finds the words of a text that no passage covers. Blanks and punctuation between passages need no cover.</summary>
internal static class Coverage
{
    public static IEnumerable<Span> Gaps(string text, IEnumerable<Span> covered)
    {
        var at = 0;
        foreach (var span in covered.OrderBy(s => s.Start))
        {
            if (span.Start > at && Words(text, at, span.Start) is { } gap) yield return gap;
            at = Math.Max(at, span.End);
        }

        if (Words(text, at, text.Length) is { } last) yield return last;
    }

    public static bool HasWords(string text, Span span) => Words(text, span.Start, span.End) is not null;

    // From the first letter or digit to the last.
    private static Span? Words(string text, int start, int end)
    {
        while (start < end && !IsWord(text[start])) start++;
        while (end > start && !IsWord(text[end - 1])) end--;
        return start < end ? new(start, end) : null;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter);
}
