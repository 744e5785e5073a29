using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>Turns what stands in a cell or a form field into the value of its column, or says beside the field why it cannot.</summary>
public static partial class CellReading
{
    private static readonly string[] Yeses = ["是", "有", "对", "√", "✓", "y", "yes", "true", "1"];
    private static readonly string[] Noes = ["否", "无", "不", "×", "x", "n", "no", "false", "0"];

    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyy年M月d", "yyyyMMdd"];

    /// <param name="cell">Text, or a value the spreadsheet already knew the type of.</param>
    public static (object? Value, Refusal? Refusal) Read(RegisterColumn column, object? cell, References known)
    {
        var text = Clean(cell);
        if (text.Length == 0) return column.Required ? (null, new MustBeFilledIn(column.Words) { Field = column.Name }) : (null, null);

        var (value, problem) = column.Kind switch
        {
            ColumnKind.Text => Text(column, text),
            ColumnKind.Number => Number(text),
            ColumnKind.Decimal => Decimal(text),
            ColumnKind.Switch => Switch(text),
            ColumnKind.Date => cell is DateOnly day ? (day, null) : Date(text),
            ColumnKind.Choice or ColumnKind.Duty => Choice(column, text),
            ColumnKind.Unit => known.ReadUnit(text),
            ColumnKind.Person => known.ReadPerson(text),
        };
        return problem is null ? (value, null) : (null, Unfit.At(column.Name, problem));
    }

    /// <summary>A day as people write it, for cells that belong to no column.</summary>
    public static (DateOnly? Day, Words? Problem) ReadDay(object? cell)
    {
        if (cell is DateOnly day) return (day, null);
        var text = Clean(cell);
        if (text.Length == 0) return (null, null);
        var (value, problem) = Date(text);
        return ((DateOnly?)value, problem);
    }

    /// <summary>
    /// Full-width letters and digits become ordinary ones, line ends and other invisible characters become blanks, and blanks around are dropped.
    /// </summary>
    public static string Clean(object? cell)
    {
        if (cell is null) return "";
        var text = cell is double number && number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : RegisterColumn.Invariant(cell);
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            var plain = letter switch
            {
                '\u3000' or '\u00a0' => ' ',
                >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' or '－' or '．' or '／' => (char)(letter - 0xfee0),
                _ => letter,
            };
            if (plain is '\ufeff' or '\u200b' or '\u200c' or '\u200d') continue;
            clean.Append(char.IsControl(plain) && plain != '\n' ? ' ' : plain);
        }

        return clean.ToString().Trim();
    }

    private static (object?, Words?) Text(RegisterColumn column, string text)
    {
        var most = column.Prose ? RegisterColumn.LongestProse : RegisterColumn.Longest;
        if (!column.Prose) text = Blanks().Replace(text, " ");
        return text.Length <= most ? (text, null) : (null, new Words("共{0}字，最多{1}字。", "It has {0} characters; at most {1} are allowed.").With(text.Length, most));
    }

    private static (object?, Words?) Number(string text) =>
        int.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? (number, null)
            : (null, new Words("“{0}”不是整数。", "“{0}” is not a whole number.").With(text));

    private static (object?, Words?) Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? (number, null)
            : (null, new Words("“{0}”不是数值。", "“{0}” is not a number.").With(text));

    private static (object?, Words?) Switch(string text) =>
        Yeses.Contains(text, StringComparer.OrdinalIgnoreCase) ? (true, null)
        : Noes.Contains(text, StringComparer.OrdinalIgnoreCase) ? (false, null)
        : (null, new Words("“{0}”应填“是”或“否”。", "“{0}” should be “yes” or “no”.").With(text));

    private static (object?, Words?) Date(string text)
    {
        // A spreadsheet may have added midnight to a day.
        var day = Midnight().Replace(text, "");
        if (DateOnly.TryParseExact(day.Replace(" ", "", StringComparison.Ordinal), DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2200)
        {
            return (date, null);
        }

        return MonthOnly().IsMatch(day)
            ? (null, new Words("“{0}”缺少日，请填写完整日期，如2026-03-05。", "“{0}” lacks the day: write the whole date, such as 2026-03-05.").With(text))
            : (null, new Words("“{0}”不是有效日期，请按2026-03-05的格式填写。", "“{0}” is not a date: write it like 2026-03-05.").With(text));
    }

    private static (object?, Words?) Choice(RegisterColumn column, string text)
    {
        foreach (var (code, name) in column.Choices)
        {
            if (!Same(text, name.Zh) && !Same(text, name.En) && !Same(text, code)) continue;
            return (column.Kind is ColumnKind.Duty ? Duties.Find(code) : Enum.Parse(column.Type, code), null);
        }

        return (null, new Words(
            $"“{text}”不在可选范围：{string.Join("、", column.Choices.Select(c => c.Name.Zh))}。",
            $"“{text}” is none of: {string.Join(", ", column.Choices.Select(c => c.Name.En))}."));
    }

    // 乡镇（街道） and 乡镇(街道) are the same word typed on two keyboards.
    private static bool Same(string a, string b) => string.Equals(Brackets(a), Brackets(b), StringComparison.OrdinalIgnoreCase);

    private static string Brackets(string text) => text.Replace('（', '(').Replace('）', ')').Replace(" ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"[\s]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[ T]0?0:00(:00)?$")]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$")]
    private static partial Regex MonthOnly();
}
