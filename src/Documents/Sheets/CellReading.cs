using System.Text.RegularExpressions;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>Turns what stands in a cell into the value its column holds, or says why not.</summary>
internal static partial class CellReading
{
    /// <param name="fenPerUnit">For money: what one unit of the heading above is worth.</param>
    /// <param name="plainText">The cell comes from a text file, where a spreadsheet may have left 1.1E+17 of an identity number.</param>
    public static (object? Value, Words? Refusal) Read(Column column, RawCell cell, decimal fenPerUnit, bool plainText)
    {
        switch (cell.Kind)
        {
            case RawKind.Error:
                return (null, new Words("单元格是错误值 {0}，请改正公式或直接填写结果。", "The cell shows the error {0}. Correct the formula or enter the result.").With(cell.Text));
            case RawKind.NotCalculated:
                return (null, ("公式没有计算结果。请用 WPS 或 Excel 打开、保存一次，或直接填写结果。", "The formula has no result. Open and save the file in a spreadsheet program, or enter the result."));
        }
        if (plainText && cell.Text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return (null, ("有无法识别的字符（文字编码损坏），请重新填写。", "It holds characters that cannot be read: the encoding is damaged. Enter it again."));
        }
        var clean = cell.Kind == RawKind.Empty ? null : CellText.Clean(cell.Text);
        if (clean is null || (!column.IsText && Nothing().IsMatch(clean) && column.Choices?.Any(c => Same(c.Name.Zh, clean) || c.Code == clean) != true && !IsBoolean(column, clean)))
        {
            return (null, column.Required ? Required : null);
        }
        return column.Kind switch
        {
            ColumnKind.Text or ColumnKind.LongText => Text(column, cell, clean, plainText),
            ColumnKind.Integer => Integer(cell, clean),
            ColumnKind.Decimal => Number(cell, clean, money: false) is (decimal number, null) ? (number, null) : (null, Number(cell, clean, money: false).Refusal),
            ColumnKind.Money => Money(cell, clean, fenPerUnit),
            ColumnKind.Date => Date(cell, clean),
            ColumnKind.Boolean => Boolean(clean),
            ColumnKind.Choice => Choice(column, clean),
        };
    }

    public static readonly Words Required = ("必填，不能为空。", "Required: it may not be empty.");

    private static (object?, Words?) Text(Column column, RawCell cell, string clean, bool plainText)
    {
        if ((cell.Kind == RawKind.Number && Math.Abs(cell.Number) >= 1e15) || (plainText && Shortened().IsMatch(clean)))
        {
            return (null, LostDigits);
        }
        var most = Math.Min(column.MaxLength ?? CellText.Longest, CellText.Longest);
        return clean.Length > most
            ? (null, new Words("共 {0} 字，最多 {1} 字。", "It has {0} characters; at most {1} are allowed.").With(clean.Length, most))
            : (clean, null);
    }

    private static (decimal? Number, Words? Refusal) Number(RawCell cell, string clean, bool money) => cell.Kind switch
    {
        RawKind.Number => SheetNumbers.Read(cell.Number),
        RawKind.Date => (null, ("这里应填数字，单元格却是日期。请把格式改为“常规”后重新填写。", "A number is expected, but the cell holds a date. Set its format to General and enter it again.")),
        RawKind.Boolean => (null, SheetNumbers.NotANumber),
        _ => SheetNumbers.Read(clean, money),
    };

    private static (object?, Words?) Integer(RawCell cell, string clean)
    {
        if (cell.Kind == RawKind.Number && Math.Abs(cell.Number) >= 1e15)
        {
            return (null, LostDigits);
        }
        var (number, refusal) = Number(cell, clean, money: false);
        if (number is not { } value)
        {
            return (null, refusal);
        }
        return value != decimal.Truncate(value) ? (null, ("应为整数。", "A whole number is expected."))
            : value is < long.MinValue or > long.MaxValue ? (null, SheetNumbers.TooLarge)
            : ((long)value, null);
    }

    private static (object?, Words?) Money(RawCell cell, string clean, decimal fenPerUnit)
    {
        if (cell.Kind == RawKind.Number && Math.Abs(cell.Number) >= 1e15)
        {
            return (null, LostDigits);
        }
        var (number, refusal) = Number(cell, clean, money: true);
        if (number is not { } value)
        {
            return (null, refusal);
        }
        // A unit written beside the number is stronger than the one in the heading.
        var fen = value * (cell.Kind == RawKind.Text && OwnUnit().IsMatch(clean) ? 100m : fenPerUnit);
        return fen != decimal.Truncate(fen) ? (null, ("金额最多精确到分。", "An amount of money goes down to fen (two decimal places of a yuan), not further."))
            : fen is < long.MinValue or > long.MaxValue ? (null, SheetNumbers.TooLarge)
            : ((long)fen, null);
    }

    private static (object?, Words?) Date(RawCell cell, string clean)
    {
        var (date, refusal) = cell.Kind switch
        {
            RawKind.Date => SheetDates.FromSerial(cell.Number),
            RawKind.Number => SheetDates.FromNumber(cell.Number),
            _ => SheetDates.FromText(clean),
        };
        return (date, refusal);
    }

    private static bool IsBoolean(Column column, string clean) => column.Kind == ColumnKind.Boolean && Boolean(clean).Item2 is null;

    private static (object?, Words?) Boolean(string clean) => CellText.Narrow(clean).ToLowerInvariant() switch
    {
        "是" or "对" or "有" or "√" or "✓" or "✔" or "☑" or "y" or "yes" or "true" or "1" => (true, null),
        "否" or "不是" or "错" or "无" or "没有" or "×" or "✗" or "✘" or "☒" or "n" or "no" or "false" or "0" => (false, null),
        _ => (null, ("请填“是”或“否”。", "Enter yes or no.")),
    };

    private static (object?, Words?) Choice(Column column, string clean)
    {
        var choices = column.Choices ?? [];
        var found = choices.Where(choice => Same(choice.Code, clean) || Same(column.ChoiceText(choice.Code, Language.Chinese), clean) || Same(column.ChoiceText(choice.Code, Language.English), clean)).ToList();
        if (found.Count == 0)
        {
            found = [.. choices.Where(choice => Same(choice.Name.Zh, clean) || Same(choice.Name.En, clean))];
        }
        if (found.Count == 1)
        {
            return (found[0].Code, null);
        }
        var some = choices.Take(12).ToList();
        return (null, new Words("不在可选项内。可选：{0}。", "This is not one of the choices: {0}.").With(new Words(
            string.Join("、", some.Select(choice => column.ChoiceText(choice.Code, Language.Chinese))) + (choices.Count > some.Count ? "……" : ""),
            string.Join(", ", some.Select(choice => column.ChoiceText(choice.Code, Language.English))) + (choices.Count > some.Count ? " …" : ""))));
    }

    private static bool Same(string name, string given) => HeadingNames.Plain(name) == HeadingNames.Plain(given);

    private static readonly Words LostDigits = (
        "号码超过 15 位却按数字存放，末尾几位已丢失。请把单元格设为“文本”后重新填写。",
        "The number has more than 15 digits and was stored as a number, so its last digits are lost. Set the cell to Text and enter it again.");

    // What people put into a cell that has nothing to say.
    [GeneratedRegex(@"^(?:[/／\-－—–、]{1,3}|无|空|n/?a)$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"^[1-9]\.\d+E\+(?:1[1-9]|2\d)$", RegexOptions.IgnoreCase)]
    private static partial Regex Shortened();

    [GeneratedRegex("[元圆万]")]
    private static partial Regex OwnUnit();
}
