using System.Globalization;
using System.Text.RegularExpressions;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>Dates as people write them and as spreadsheets count them.</summary>
internal static partial class SheetDates
{
    /// <summary>The day a spreadsheet counts as 0, so that its 1 March 1900 is 61.</summary>
    public static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    // 2958465 is 31 December 9999; below 61 the calendar of spreadsheets is wrong by a day.
    public static (DateOnly? Date, Words? Refusal) FromSerial(double serial) => serial switch
    {
        >= 61 and < 2958466 => (DateOnly.FromDayNumber(DayZero + (int)serial), null),
        >= 1 and < 60 => (DateOnly.FromDayNumber(DayZero + 1 + (int)serial), null),
        _ => (null, NotADate),
    };

    /// <summary>A bare number in a column of dates: a day written without signs, the count of a spreadsheet, or only a year.</summary>
    public static (DateOnly? Date, Words? Refusal) FromNumber(double number)
    {
        if (number == Math.Floor(number) && number is >= 1000_01_01 and <= 9999_12_31)
        {
            var whole = (int)number;
            return FromParts(whole / 10000, whole / 100 % 100, whole % 100);
        }
        // 2026, 2026.1 and 202601 as counted days would be 1905 and 2454: what was meant is a year or a month.
        return number is >= 1900 and < 2101 or >= 190001 and <= 210012 ? (null, NoDay) : number is >= 2101 and < 109575 ? FromSerial(number) : (null, NotADate);
    }

    public static (DateOnly? Date, Words? Refusal) FromText(string text)
    {
        var plain = ChineseDigits(CellText.Narrow(text).Trim());
        if (YearFirst().Match(plain) is { Success: true } match)
        {
            return FromParts(Part(match, 1), Part(match, 2), Part(match, 3));
        }
        if (Compact().Match(plain) is { Success: true } compact)
        {
            return FromParts(Part(compact, 1), Part(compact, 2), Part(compact, 3));
        }
        foreach (var format in EnglishFormats)
        {
            if (DateOnly.TryParseExact(plain, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date))
            {
                return (date, null);
            }
        }
        if (double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return FromNumber(number);
        }
        return (null, YearOrMonth().IsMatch(plain) ? NoDay : YearLast().IsMatch(plain) ? YearFirstPlease : NotADate);
    }

    private static (DateOnly? Date, Words? Refusal) FromParts(int year, int month, int day) =>
        year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? (null, new Words("没有 {0} 年 {1} 月 {2} 日这一天。", "There is no such day: year {0}, month {1}, day {2}.").With($"{year}", month, day))
            : (new DateOnly(year, month, day), null);

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // 二〇二六年一月五日: the year digit by digit, month and day as spoken.
    private static string ChineseDigits(string text) =>
        ChineseDate().Match(text) is { Success: true } match
            ? string.Concat(match.Groups[1].Value.Select(Digit)) + $"年{Spoken(match.Groups[2].Value)}月{Spoken(match.Groups[3].Value)}日"
            : text;

    private static char Digit(char c) => c is '零' or '〇' or '○' ? '0' : (char)('0' + "一二三四五六七八九".IndexOf(c, StringComparison.Ordinal) + 1);

    private static int Spoken(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return text.Aggregate(0, (sum, c) => sum * 10 + (Digit(c) - '0'));
        }
        var tens = ten == 0 ? 1 : Digit(text[0]) - '0';
        return tens * 10 + (ten == text.Length - 1 ? 0 : Digit(text[^1]) - '0');
    }

    private static readonly string[] EnglishFormats = ["d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d-MMM-yyyy", "d/MMM/yyyy"];

    private static readonly Words NotADate = ("不是日期。请写成 2026-01-05 这样。", "This is not a date. Write it like 2026-01-05.");
    private static readonly Words NoDay = ("日期不完整，缺少日或月。请写成 2026-01-05 这样。", "The date is not complete: day or month is missing. Write it like 2026-01-05.");
    private static readonly Words YearFirstPlease = ("日期的年份应写四位并放在最前，如 2026-01-05。", "Write the year first and with four digits, like 2026-01-05.");

    [GeneratedRegex(@"^(\d{4})\s*[-/.年\\]\s*(\d{1,2})\s*[-/.月\\]\s*(\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}[:时]\d{1,2}.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(\d{4})(\d{2})(\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^\d{4}\s*年?(?:\s*[-/.年]?\s*\d{1,2}\s*月?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearOrMonth();

    [GeneratedRegex(@"^\d{1,2}[-/.年]\d{1,2}[-/.月](?:\d{2}|\d{4})日?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    [GeneratedRegex("^([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseDate();
}
