using System.Globalization;
using System.Text.RegularExpressions;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>Numbers as people type them into cells of text.</summary>
internal static partial class SheetNumbers
{
    /// <summary>Reads 1,234.50, １２３, ￥1200元, (1,200) and 12%; "万" counts as ten thousand.</summary>
    /// <param name="money">Whether signs and words of money may stand beside the number.</param>
    public static (decimal? Number, Words? Refusal) Read(string text, bool money)
    {
        var plain = Blanks().Replace(CellText.Narrow(text).Replace('−', '-').Replace('—', '-'), "");
        var times = 1m;
        if (money)
        {
            plain = plain.TrimStart('￥', '¥').Replace("人民币", "", StringComparison.Ordinal).TrimStart('￥', '¥');
            if (plain.EndsWith("万元", StringComparison.Ordinal) || plain.EndsWith('万'))
            {
                (plain, times) = (plain.TrimEnd('元').TrimEnd('万'), 10_000m);
            }
            plain = plain.TrimEnd('元', '圆', '整');
        }
        else if (plain.EndsWith('%'))
        {
            (plain, times) = (plain[..^1], 0.01m);
        }
        if (Bracketed().Match(plain) is { Success: true } match)
        {
            plain = "-" + match.Groups[1].Value;
        }
        if (plain.Contains(',', StringComparison.Ordinal))
        {
            if (!Grouped().IsMatch(plain))
            {
                return (null, Commas);
            }
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        }
        if (!Plain().IsMatch(plain) || !decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return (null, NotANumber);
        }
        return Math.Abs(number) > 1e24m ? (null, TooLarge) : (number * times, null);
    }

    /// <summary>The number a cell holds, with the fifteen digits it really has: 0.1 + 0.2 is 0.3.</summary>
    public static (decimal? Number, Words? Refusal) Read(double number) =>
        double.IsFinite(number) && Math.Abs(number) < 1e24 ? ((decimal)number, null) : (null, TooLarge);

    public static readonly Words NotANumber = ("不是数字。请只填数字，不带单位和说明。", "This is not a number. Enter digits only, without units or remarks.");
    public static readonly Words TooLarge = ("数字太大。", "The number is too large.");
    private static readonly Words Commas = ("千位逗号的位置不对，请去掉逗号或核对数字。", "The commas do not stand at the thousands. Remove them or check the number.");

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\(([^()+\-]+)\)$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^[+\-]?\d{1,3}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[+\-]?(\d+(\.\d*)?|\.\d+)(E[+\-]?\d{1,2})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();
}
