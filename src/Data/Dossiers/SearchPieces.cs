using System.Text;

namespace Qinglian.Data.Dossiers;

/// <summary>
/// Cuts text into what it can be found by: pairs of neighbouring Chinese characters (two-character words are the commonest), whole
/// words of letters and digits. By a single Chinese character only what stands in the first two texts, number and title, is found.
/// </summary>
internal static class SearchPieces
{
    private const int Named = 2;

    public static string[] Of(params ReadOnlySpan<string> texts)
    {
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Length; i++)
        {
            var text = Plain(texts[i]);
            Cut(text, pieces);
            if (i < Named) pieces.UnionWith(text.Where(IsHan).Select(c => c.ToString()));
        }

        return [.. pieces];
    }

    /// <summary>The whole of it in one form, in which what was typed is looked for again.</summary>
    public static string Body(params ReadOnlySpan<string> texts)
    {
        var body = new StringBuilder();
        foreach (var text in texts) body.Append(body.Length > 0 ? "\n" : "").Append(Plain(text));
        return body.ToString();
    }

    /// <summary>What to look for: the pieces an index knows, and the words between blanks as patterns. No pieces: nothing can be found.</summary>
    public static (string[] Pieces, string[] Patterns) Wanted(string typed)
    {
        var words = Plain(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            Cut(word, own);

            // The last letters may be the beginning of a longer word: GD-2026-000.
            var end = word.Length;
            while (end > 0 && IsLatin(word[end - 1])) end--;
            if (own.Count > 1) own.Remove(word[end..]);
            pieces.UnionWith(own);
        }

        if (pieces.Count == 0) pieces.UnionWith(words.Where(w => w.Length == 1 && IsHan(w[0])));
        return ([.. pieces], [.. words.Select(w => $"%{w.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%")]);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        {
            // PostgreSQL keeps no NUL in a text.
            if (letter == '\0') continue;
            if (!char.IsWhiteSpace(letter)) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString();
    }

    private static void Cut(string plain, HashSet<string> pieces)
    {
        var word = new StringBuilder();
        var before = '\0';
        foreach (var letter in plain)
        {
            if (IsHan(letter))
            {
                Flush(word, pieces);
                if (IsHan(before)) pieces.Add($"{before}{letter}");
            }
            else if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else
            {
                Flush(word, pieces);
            }

            before = letter;
        }

        Flush(word, pieces);
    }

    private static void Flush(StringBuilder word, HashSet<string> pieces)
    {
        if (word.Length > 0) pieces.Add(word.ToString());
        word.Clear();
    }

    private static bool IsLatin(char letter) => char.IsLetterOrDigit(letter) && !IsHan(letter);

    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9fff';
}
