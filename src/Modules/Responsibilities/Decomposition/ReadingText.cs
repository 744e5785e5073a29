using System.Text;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>
/// The text as the rules read it: blanks taken out, full-width letters and half-width punctuation made alike, each
/// character knowing its place in the original. Quoting is always done from the original.
/// </summary>
internal sealed class ReadingText
{
    private readonly int[] _at;

    private ReadingText(string original, string normal, int[] at) => (Original, Normal, _at) = (original, normal, at);

    public string Original { get; }

    /// <summary>Lines are separated by \n, cells of a table of tasks by \t; no other blank is left.</summary>
    public string Normal { get; }

    public Span Back(Span span) => span.Length == 0 ? new(_at[span.Start], _at[span.Start]) : new(_at[span.Start], _at[span.End - 1] + 1);

    public static ReadingText Of(string text)
    {
        var normal = new StringBuilder(text.Length);
        var at = new List<int>(text.Length + 1);
        var quoteOpen = false;
        var rows = TaskTable.Find(text);
        var row = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r' or '\u2028' or '\u2029' or '\v' or '\f' or '\u0085')
            {
                c = '\n';
                quoteOpen = false;
            }
            else if (c == '\t' && InRow(i))
            {
                quoteOpen = false;
            }
            else if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\0')
            {
                continue;
            }
            else
            {
                c = Alike(c, i > 0 ? text[i - 1] : '\n', i + 1 < text.Length ? text[i + 1] : '\n');
            }

            if (c == '"')
            {
                c = quoteOpen ? '”' : '“';
                quoteOpen = !quoteOpen;
            }

            normal.Append(c);
            at.Add(i);
        }

        at.Add(text.Length);
        return new(text, normal.ToString(), [.. at]);

        bool InRow(int i)
        {
            while (row < rows.Count && rows[row].End <= i)
                row++;
            return row < rows.Count && rows[row].Start <= i;
        }
    }

    private static char Alike(char c, char before, char after)
    {
        if (c is >= '\uFF01' and <= '\uFF5E' && c is not ('，' or '；' or '：' or '！' or '？' or '（' or '）'))
            c = (char)(c - 0xFEE0);
        var inNumber = char.IsAsciiDigit(before) && char.IsAsciiDigit(after);
        return c switch
        {
            ',' when !inNumber => '，',
            ';' => '；',
            ':' when !inNumber => '：',
            '?' => '？',
            '!' => '！',
            '(' => '（',
            ')' => '）',
            '「' or '『' or '‘' => '“',
            '」' or '』' or '’' => '”',
            '.' or '．' when IsHan(before) && !char.IsAsciiDigit(after) => '。',
            '﹡' or '✱' => '*',
            '｡' => '。',
            _ => c,
        };
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' and not ('一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十');
}
