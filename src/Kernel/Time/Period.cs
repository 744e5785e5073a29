#pragma warning disable RS0030 // Periods are where months are counted.
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Qinglian.Kernel;

/// <summary>The spans by which returns and meetings are counted.</summary>
public enum PeriodKind
{
    [Words("月", "month")] Month,
    [Words("季度", "quarter")] Quarter,
    [Words("半年", "half-year")] HalfYear,
    [Words("年", "year")] Year,
}

/// <summary>A month, quarter, half-year or year of the calendar.</summary>
public readonly record struct Period : IComparable<Period>
{
    /// <param name="number">Which one of its year, from 1.</param>
    public Period(PeriodKind kind, int year, int number = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, CalendarYear.Earliest - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, CalendarYear.Latest + 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12 / MonthsIn(kind));
        (Kind, Year, Number) = (kind, year, number);
    }

    public PeriodKind Kind { get; }

    public int Year { get; }

    public int Number { get; }

    public DateOnly First => new(Year, (Number - 1) * MonthsIn(Kind) + 1, 1);

    public DateOnly Last => First.AddMonths(MonthsIn(Kind)).AddDays(-1);

    public Period Next => Plus(1);

    public Period Previous => Plus(-1);

    public static int MonthsIn(PeriodKind kind) => kind switch
    {
        PeriodKind.Month => 1,
        PeriodKind.Quarter => 3,
        PeriodKind.HalfYear => 6,
        PeriodKind.Year => 12,
    };

    /// <summary>The period of this kind in which a day lies.</summary>
    public static Period Of(PeriodKind kind, DateOnly day) => new(kind, day.Year, (day.Month - 1) / MonthsIn(kind) + 1);

    public static Period Month(int year, int month) => new(PeriodKind.Month, year, month);

    public static Period Quarter(int year, int quarter) => new(PeriodKind.Quarter, year, quarter);

    public static Period HalfYear(int year, int half) => new(PeriodKind.HalfYear, year, half);

    public static Period WholeYear(int year) => new(PeriodKind.Year, year);

    public bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>The period this many further on, or back where it is below zero.</summary>
    public Period Plus(int periods)
    {
        var inYear = 12 / MonthsIn(Kind);
        var index = Year * inYear + Number - 1 + periods;
        return new(Kind, index / inYear, index % inYear + 1);
    }

    /// <summary>The shorter periods this one consists of: the months of a quarter.</summary>
    /// <exception cref="ArgumentException">The kind asked for is the longer one.</exception>
    public IEnumerable<Period> Parts(PeriodKind kind)
    {
        if (MonthsIn(kind) > MonthsIn(Kind)) throw new ArgumentException($"A {Kind} has no {kind} in it.", nameof(kind));

        var first = Of(kind, First);
        return Enumerable.Range(0, MonthsIn(Kind) / MonthsIn(kind)).Select(n => first.Plus(n));
    }

    /// <summary>2026年3月, March 2026; 2026年上半年, first half of 2026.</summary>
    public Words Words => Kind switch
    {
        PeriodKind.Month => new($"{Year}年{Number}月", First.ToString("MMMM yyyy", Cultures.English)),
        PeriodKind.Quarter => new($"{Year}年第{"一二三四"[Number - 1]}季度", $"{Ordinal(Number)} quarter of {Year}"),
        PeriodKind.HalfYear => new($"{Year}年{(Number == 1 ? "上" : "下")}半年", $"{Ordinal(Number)} half of {Year}"),
        PeriodKind.Year => new($"{Year}年", $"{Year}"),
    };

    /// <summary>The compact text that is stored: 2026-03, 2026-Q1, 2026-H1, 2026.</summary>
    public override string ToString() => Kind switch
    {
        PeriodKind.Month => $"{Year:0000}-{Number:00}",
        PeriodKind.Quarter => $"{Year:0000}-Q{Number}",
        PeriodKind.HalfYear => $"{Year:0000}-H{Number}",
        PeriodKind.Year => $"{Year:0000}",
    };

    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is not a period such as 2026-03 or 2026-Q1.");

    public static bool TryParse([NotNullWhen(true)] string? text, out Period period)
    {
        period = default;
        if (text is null || text.Length is not (4 or 7) || (text.Length == 7 && text[4] != '-')) return false;
        if (!Digits(text.AsSpan(0, 4), out var year) || year is < CalendarYear.Earliest - 1 or > CalendarYear.Latest + 1) return false;

        var kind = text.Length == 4 ? PeriodKind.Year : text[5] switch { 'Q' => PeriodKind.Quarter, 'H' => PeriodKind.HalfYear, _ => PeriodKind.Month };
        var number = 1;
        if (kind is not PeriodKind.Year && !Digits(text.AsSpan(kind is PeriodKind.Month ? 5 : 6), out number)) return false;
        if (number < 1 || number > 12 / MonthsIn(kind)) return false;

        period = new(kind, year, number);
        return true;
    }

    /// <summary>By their first day; of two that begin together the longer comes first, as a heading does.</summary>
    public int CompareTo(Period other) => First.CompareTo(other.First) is var by and not 0 ? by : MonthsIn(other.Kind).CompareTo(MonthsIn(Kind));

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;
    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;
    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;
    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    private static string Ordinal(int number) => number switch { 1 => "first", 2 => "second", 3 => "third", _ => "fourth" };

    private static bool Digits(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
