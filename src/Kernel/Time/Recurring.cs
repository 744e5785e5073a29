#pragma warning disable RS0030 // Cycles are where due days are counted.
namespace Qinglian.Kernel;

/// <summary>A day within a period: the fifth day of its first month. In a shorter month it is the last day.</summary>
/// <param name="Month">Which month of the period, from 1.</param>
public readonly record struct DayWithin(int Month, int Day);

/// <summary>Once in every month, quarter, half-year or year: by its end, or by a stated day.</summary>
/// <remarks>Monthly returns "by day 5" report on the month before; the text does not say whether day 5 counts or what a holiday does,
/// so both are settings: it counts, and a holiday moves nothing.</remarks>
public sealed record Recurring : Cycle
{
    /// <param name="by">The stated day; without one, the last day of the period.</param>
    /// <param name="coversPrevious">Whether it reports on the period before the one it is due in; by default so where a day is stated.</param>
    /// <param name="dayCounts">Whether the stated day is still in time.</param>
    public Recurring(PeriodKind every, DayWithin? by = null, bool? coversPrevious = null, bool dayCounts = true, RestDayRule rule = RestDayRule.EndsOnItsDay)
    {
        if (by is { } day)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(day.Month, 1, nameof(by));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(day.Month, Period.MonthsIn(every), nameof(by));
            ArgumentOutOfRangeException.ThrowIfLessThan(day.Day, 1, nameof(by));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(day.Day, 31, nameof(by));
        }
        else if (!dayCounts)
        {
            throw new ArgumentException("Without a stated day there is none to leave out.", nameof(dayCounts));
        }

        (Every, By, CoversPrevious, DayCounts, Rule) = (every, by, coversPrevious ?? by is not null, dayCounts, rule);
    }

    public PeriodKind Every { get; }

    public DayWithin? By { get; }

    public bool CoversPrevious { get; }

    public bool DayCounts { get; }

    public RestDayRule Rule { get; }

    public override CycleKind Kind => CycleKind.ByCalendar;

    public static Recurring Monthly { get; } = new(PeriodKind.Month);

    public static Recurring Quarterly { get; } = new(PeriodKind.Quarter);

    public static Recurring HalfYearly { get; } = new(PeriodKind.HalfYear);

    public static Recurring Yearly { get; } = new(PeriodKind.Year);

    /// <summary>每月5日前: by this day of each month, on the month before.</summary>
    public static Recurring ByDayOfMonth(int day) => new(PeriodKind.Month, new(1, day));

    public override Words Words
    {
        get
        {
            var words = By is { } by ? Stating(by) : Every switch
            {
                PeriodKind.Month => new("每月（月底前）", "monthly, by the end of the month"),
                PeriodKind.Quarter => new("每季度（季末前）", "quarterly, by the end of the quarter"),
                PeriodKind.HalfYear => new("每半年（期末前）", "half-yearly, by the end of the half-year"),
                PeriodKind.Year => new("每年（年底前）", "yearly, by the end of the year"),
            };
            var covering = (By is not null, CoversPrevious) switch
            {
                (true, false) => new Words("，报本期情况", $", on the same {Noun}"),
                (false, true) => new Words("，报上期情况", $", on the {Noun} before"),
                _ => new Words("", ""),
            };
            var rolling = Rolling(Rule);
            return new(words.Zh + covering.Zh + rolling.Zh, words.En + covering.En + rolling.En);
        }
    }

    private protected override string Stored
    {
        get
        {
            var text = Code(Every);
            if (By is { } by) text += Every is PeriodKind.Month ? $":{by.Day}" : $":{by.Month}-{by.Day}";
            if (CoversPrevious != By is not null) text += CoversPrevious ? ":previous" : ":same";
            if (!DayCounts) text += ":excl";
            if (Rule is RestDayRule.MovesToNextWorkingDay) text += ":roll";
            return text;
        }
    }

    internal static string Code(PeriodKind every) => every switch
    {
        PeriodKind.Month => "monthly",
        PeriodKind.Quarter => "quarterly",
        PeriodKind.HalfYear => "half-yearly",
        PeriodKind.Year => "yearly",
    };

    private protected override IEnumerable<Occurrence> Upcoming(DateOnly from, WorkingCalendar calendar)
    {
        if (from > WorkingCalendar.FinalDay) yield break;

        // Far enough back for a day that is moved by a rest day to reach the first day asked for.
        var start = calendar.FirstMovedTo(from < WorkingCalendar.FirstDay ? WorkingCalendar.FirstDay : from);
        for (var period = Period.Of(Every, start); period.Last < WorkingCalendar.FinalDay; period = period.Next)
        {
            var due = calendar.Settle(Nominal(period), Rule, +1);
            if (due.On >= from) yield return new(due.On, due.Provisional, CoversPrevious ? period.Previous : period);
        }
    }

    private DateOnly Nominal(Period period)
    {
        if (By is not { } by) return period.Last;

        var month = Period.Of(PeriodKind.Month, period.First).Plus(by.Month - 1);
        var day = month.First.AddDays(Math.Min(by.Day, month.Last.Day) - 1);
        return DayCounts ? day : day.AddDays(-1);
    }

    private Words Stating(DayWithin by)
    {
        var counts = DayCounts ? "含" : "不含";
        var before = DayCounts ? "by" : "before";
        return Every switch
        {
            PeriodKind.Month => new($"每月{by.Day}日前（{counts}{by.Day}日）", $"{before} day {by.Day} of each month"),
            PeriodKind.Year => new($"每年{by.Month}月{by.Day}日前（{counts}当日）", $"{before} {by.Day} {Cultures.English.DateTimeFormat.GetMonthName(by.Month)} of each year"),
            _ => new(
                $"每{Words.Of(Every).Zh}第{by.Month}个月{by.Day}日前（{counts}{by.Day}日）",
                $"{before} day {by.Day} of month {by.Month} of each {Noun}"),
        };
    }

    private string Noun => Words.Of(Every).En;

}
