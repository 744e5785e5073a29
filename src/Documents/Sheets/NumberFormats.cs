using System.Globalization;

namespace Qinglian.Documents.Sheets;

/// <summary>What a number format says about the number: a date, or an identifier with leading zeros.</summary>
internal static class NumberFormats
{
    /// <summary>The built-in formats of dates, those of the Chinese editions (27–36, 50–58) included; pure times are not dates.</summary>
    public static bool IsDate(int builtIn) => builtIn is >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58;

    public static bool IsDate(string code)
    {
        if (code.StartsWith("General", StringComparison.OrdinalIgnoreCase) || code.StartsWith("G/", StringComparison.Ordinal))
        {
            return false;
        }
        bool year = false, day = false, month = false, time = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = code.IndexOf('"', i + 1) is var end and >= 0 ? end : code.Length;
                    break;
                case '[':
                    i = code.IndexOf(']', i + 1) is var close and >= 0 ? close : code.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case ';':
                    i = code.Length;
                    break;
                case 'y' or 'e':
                    year = true;
                    break;
                case 'd':
                    day = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
                case '0' or '#' or '?':
                    // 0.00E+00 has an e, and no digits stand in a date.
                    return false;
            }
        }
        return year || day || (month && !time);
    }

    /// <summary>How many digits a format such as 000000 always shows; 0 for every other format.</summary>
    public static int Zeros(string code) => code.Length is > 1 and < 30 && code.All(c => c == '0') ? code.Length : 0;

    public static string Shown(double number, int zeros = 0)
    {
        var text = Math.Abs(number) is < 1e15 and (>= 1e-9 or 0) ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
        return zeros > 0 && number >= 0 && number == Math.Floor(number) ? text.PadLeft(zeros, '0') : text;
    }

    public static RawCell Date(double serial) =>
        SheetDates.FromSerial(serial).Date is { } date
            ? new(RawKind.Date, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), serial)
            : new(RawKind.Date, Shown(serial), serial);
}
