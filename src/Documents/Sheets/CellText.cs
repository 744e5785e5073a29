using System.Text;
using System.Text.RegularExpressions;

namespace Qinglian.Documents.Sheets;

/// <summary>How a text stands in a cell, and what of it comes back.</summary>
internal static partial class CellText
{
    /// <summary>Most characters Excel and WPS keep in one cell.</summary>
    public const int Longest = 32_767;

    private const string Cut = "…（内容过长，表中只显示前一部分 / too long, only the first part is shown）";

    /// <summary>
    /// One form for one content: line ends as one character, nothing that XML forbids, no blanks around it; null when nothing is left.
    /// An identifier typed in full-width digits becomes the identifier.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        var clean = IsPlain(text) ? text : Rebuild(text);
        clean = clean.Trim(Blanks);
        return clean.Length == 0 ? null : WideIdentifier().IsMatch(clean) ? Narrow(clean) : clean;
    }

    public static bool IsCut(string clean) => clean.Length > Longest;

    /// <summary>The part that fits a cell; a longer text says that it was cut, so that nobody takes it for the whole.</summary>
    public static string Fit(string clean)
    {
        if (!IsCut(clean))
        {
            return clean;
        }
        var end = Longest - Cut.Length;
        return clean[..(char.IsHighSurrogate(clean[end - 1]) ? end - 1 : end)] + Cut;
    }

    /// <summary>Full-width letters, digits, signs and blanks as the ordinary ones.</summary>
    public static string Narrow(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] switch { '\u3000' or '\u00A0' => ' ', >= '！' and <= '～' => (char)(source[i] - 0xFEE0), var other => other };
            }
        });

    // "_x0041_" in a sheet means the letter A (ECMA-376 part 1, 22.9.2.19), so a text that happens to look so is marked.
    public static string Escape(string text) => text.Contains("_x", StringComparison.Ordinal) ? EscapeLike().Replace(text, "_x005F_") : text;

    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString())
        : text;

    /// <summary>A spreadsheet would calculate this instead of showing it.</summary>
    public static bool LooksLikeFormula(string text) => FormulaStart().IsMatch(text);

    private static readonly char[] Blanks = [' ', '\t', '\n', '\r', '\u3000', '\u00A0', '\u200B', '\uFEFF'];

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' and not ('\n' or '\t') or >= '\uD800' and <= '\uDFFF' or >= '\uFFFE')
            {
                return false;
            }
        }
        return true;
    }

    private static string Rebuild(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r':
                    clean.Append('\n');
                    i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                    break;
                case var c when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]):
                    clean.Append(c).Append(text[++i]);
                    break;
                case var c when char.IsSurrogate(c):
                    clean.Append('\uFFFD');
                    break;
                case var c when c is >= ' ' and < '\uFFFE' or '\n' or '\t':
                    clean.Append(c);
                    break;
            }
        }
        return clean.ToString();
    }

    [GeneratedRegex(@"^(?=.*[０-９])[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\-－]+$", RegexOptions.CultureInvariant)]
    private static partial Regex WideIdentifier();

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapeLike();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    // The apostrophes before it are ours or somebody's attempt to look like ours.
    [GeneratedRegex(@"^'*[=+\-@\t\r\n＝＋－＠]")]
    private static partial Regex FormulaStart();
}
