using System.Text;

namespace Qinglian.Data.Dossiers;

/// <summary>
/// Cuts text into what it can be found by: pairs of neighbouring Chinese characters (two-character words are the commonest), whole
/// words of letters and digits. A single Chinese character finds nothing.
/// </summary>
internal static class SearchPieces
{
    public static string[] Of(params ReadOnlySpan<string> texts)
    {
        var pieces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts) Cut(text, pieces);
        return [.. pieces];
    }

    private static void Cut(string text, HashSet<string> pieces)
    {
        var word = new StringBuilder();
        var before = '\0';
        foreach (var letter in text.Normalize(NormalizationForm.FormKC).ToLowerInvariant())
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

    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9fff';
}
