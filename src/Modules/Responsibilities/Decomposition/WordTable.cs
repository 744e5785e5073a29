using System.Collections.Frozen;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A class of words, matched longest first.</summary>
internal sealed class WordTable
{
    private readonly FrozenDictionary<char, string[]> _byFirst;
    private readonly FrozenDictionary<char, string[]> _byLast;

    public WordTable(params IEnumerable<string> lists)
    {
        var words = lists.SelectMany(l => l.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)).Distinct().OrderByDescending(w => w.Length).ToArray();
        Words = words;
        _byFirst = words.GroupBy(w => w[0]).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _byLast = words.GroupBy(w => w[^1]).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Length of the longest word that starts at <paramref name="at"/>; 0 if none does.</summary>
    public int At(string text, int at)
    {
        if (at < text.Length && _byFirst.TryGetValue(text[at], out var words))
            foreach (var word in words)
                if (text.AsSpan(at).StartsWith(word, StringComparison.Ordinal))
                    return word.Length;
        return 0;
    }

    /// <summary>Length of the longest word that ends before <paramref name="end"/>; 0 if none does.</summary>
    public int EndingAt(string text, int end)
    {
        if (end > 0 && _byLast.TryGetValue(text[end - 1], out var words))
            foreach (var word in words)
                if (text.AsSpan(0, end).EndsWith(word, StringComparison.Ordinal))
                    return word.Length;
        return 0;
    }

    public Span? FirstIn(string text, int from = 0, int? until = null)
    {
        for (var at = from; at < (until ?? text.Length); at++)
            if (At(text, at) is > 0 and var length)
                return new(at, at + length);
        return null;
    }

    public bool Has(string text, int from = 0, int? until = null) => FirstIn(text, from, until) is not null;
}
