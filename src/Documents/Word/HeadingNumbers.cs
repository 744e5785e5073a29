using System.Globalization;
using Qinglian.Kernel;

namespace Qinglian.Documents.Word;

/// <summary>Counts headings: a number begins anew when a higher level moves on.</summary>
internal sealed class HeadingNumbers(Language language)
{
    private readonly int[] _counts = new int[4];

    public string Next(int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 4);
        Array.Clear(_counts, level, 4 - level);
        var count = ++_counts[level - 1];
        return (language, level) switch
        {
            (Language.Chinese, 1) => Chinese(count) + "、",
            (Language.Chinese, 2) => $"（{Chinese(count)}）",
            (Language.Chinese, 3) => string.Create(CultureInfo.InvariantCulture, $"{count}."),
            (Language.Chinese, _) => string.Create(CultureInfo.InvariantCulture, $"（{count}）"),
            (_, 1) => Roman(count) + ". ",
            (_, 2) => Letters(count) + ". ",
            (_, 3) => string.Create(CultureInfo.InvariantCulture, $"{count}. "),
            _ => string.Create(CultureInfo.InvariantCulture, $"({count}) "),
        };
    }

    /// <summary>1 to 9999 as spoken: 十, 十一, 二十, 一百零五.</summary>
    public static string Chinese(int number)
    {
        const string digits = "零一二三四五六七八九";
        var text = "";
        var gap = false;
        foreach (var (unit, name) in ((int, string)[])[(1000, "千"), (100, "百"), (10, "十"), (1, "")])
        {
            var digit = number / unit % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }
            text += (gap ? "零" : "") + digits[digit] + name;
            gap = false;
        }
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    public static string Roman(int number)
    {
        var text = "";
        foreach (var (value, sign) in ((int, string)[])[(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")])
        {
            for (; number >= value; number -= value)
            {
                text += sign;
            }
        }
        return text;
    }

    public static string Letters(int number) => number <= 0 ? "" : Letters((number - 1) / 26) + (char)('A' + (number - 1) % 26);
}
