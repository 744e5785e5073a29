using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Qinglian.Kernel;

/// <summary>What a period is counted in (Regulations for the Supervision Law 2021, art. 285; working days by the State Council's yearly arrangement).</summary>
public enum TermUnit
{
    [Words("小时", "hours")] Hours,
    [Words("日", "days")] Days,
    [Words("个工作日", "working days")] WorkingDays,
    [Words("个月", "months")] Months,
    [Words("年", "years")] Years,
}

/// <summary>A length of time as a rule states it. It becomes a date only through a <see cref="WorkingCalendar"/>.</summary>
public readonly record struct Term : IParsable<Term>
{
    public Term(int length, TermUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Longest(unit));
        Length = length;
        Unit = unit;
    }

    /// <summary>How many units; zero means at once, on the day itself.</summary>
    public int Length { get; }

    public TermUnit Unit { get; }

    /// <summary>The longest term of a unit, one hundred years: anything longer is a slip of the pen.</summary>
    public static int Longest(TermUnit unit) => unit switch
    {
        TermUnit.Hours => 876_600,
        TermUnit.Days => 36_525,
        TermUnit.WorkingDays => 26_100,
        TermUnit.Months => 1_200,
        TermUnit.Years => 100,
    };

    public Words Words => new($"{Length}{Words.Of(Unit).Zh}", $"{Length} {(Length == 1 ? Words.Of(Unit).En[..^1] : Words.Of(Unit).En)}");

    /// <summary>The compact text that is stored: 24h, 15d, 15wd, 3m, 1y.</summary>
    public override string ToString() => Length.ToString(CultureInfo.InvariantCulture) + Suffix(Unit);

    public static Term Parse(string text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var term) ? term : throw new FormatException($"'{text}' is not a term such as 15wd.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Term term) => TryParse(text, null, out term);

    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out Term term)
    {
        term = default;
        if (text is null) return false;

        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0) return false;

        foreach (var unit in Enum.GetValues<TermUnit>())
        {
            if (!text.AsSpan(digits).SequenceEqual(Suffix(unit))) continue;
            if (!int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > Longest(unit)) return false;
            term = new(length, unit);
            return true;
        }

        return false;
    }

    private static string Suffix(TermUnit unit) => unit switch
    {
        TermUnit.Hours => "h",
        TermUnit.Days => "d",
        TermUnit.WorkingDays => "wd",
        TermUnit.Months => "m",
        TermUnit.Years => "y",
    };
}

/// <summary>Terms as they are said: <c>15.WorkingDays</c>.</summary>
public static class Terms
{
    extension(int length)
    {
        public Term Hours => new(length, TermUnit.Hours);
        public Term Days => new(length, TermUnit.Days);
        public Term WorkingDays => new(length, TermUnit.WorkingDays);
        public Term Months => new(length, TermUnit.Months);
        public Term Years => new(length, TermUnit.Years);
    }
}
