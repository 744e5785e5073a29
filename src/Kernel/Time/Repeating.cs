#pragma warning disable RS0030 // Cycles are where due days are counted.
namespace Qinglian.Kernel;

/// <summary>Again and again after a fixed interval: every ten working days from a given day, which itself is not due.</summary>
public sealed record Repeating : Cycle
{
    public Repeating(Term interval, DateOnly start, RestDayRule rule = RestDayRule.EndsOnItsDay)
    {
        RequireDays(interval, nameof(interval));
        (Interval, Start, Rule) = (interval, start, rule);
    }

    public Term Interval { get; }

    public DateOnly Start { get; }

    public RestDayRule Rule { get; }

    public override CycleKind Kind => CycleKind.ByCalendar;

    public override Words Words => new(
        $"自{Start.InWords.Zh}起每{Interval.Words.Zh}{Rolling(Rule).Zh}",
        $"every {(Interval.Length == 1 ? Interval.Words.En[2..] : Interval.Words.En)} from {Start.InWords.En}{Rolling(Rule).En}");

    private protected override string Stored => $"every:{Interval}:{Start.Iso}{(Rule is RestDayRule.MovesToNextWorkingDay ? ":roll" : "")}";

    private protected override IEnumerable<Occurrence> Upcoming(DateOnly from, WorkingCalendar calendar)
    {
        if (Start < WorkingCalendar.FirstDay || Start >= WorkingCalendar.FinalDay) yield break;

        var last = DateOnly.MinValue;
        for (var turn = FirstTurn(calendar.FirstMovedTo(from), calendar); Nominal(turn, calendar) is { } nominal; turn++)
        {
            var due = Interval.Unit is TermUnit.WorkingDays
                ? new(nominal, calendar.Guesses(Start.AddDays(1), nominal), nominal)
                : calendar.Settle(nominal, Rule, +1);
            if (due.On < from || due.On <= last) continue;
            last = due.On;
            yield return new(due.On, due.Provisional);
        }
    }

    /// <summary>A turn that is not after the first one wanted; counted, so that a start long ago costs nothing.</summary>
    private int FirstTurn(DateOnly from, WorkingCalendar calendar)
    {
        if (from <= Start) return 1;

        var units = Interval.Unit switch
        {
            TermUnit.WorkingDays => calendar.WorkingDaysBetween(Start, from < WorkingCalendar.FinalDay ? from : WorkingCalendar.FinalDay),
            TermUnit.Days => from.DayNumber - Start.DayNumber,
            TermUnit.Months => (from.Year - Start.Year) * 12 + from.Month - Start.Month,
            _ => from.Year - Start.Year,
        };
        return Math.Max(1, units / Interval.Length - 1);
    }

    /// <summary>The day of a turn, or null beyond the calendar. Months count from the start, so that a 31st stays one.</summary>
    private DateOnly? Nominal(int turn, WorkingCalendar calendar)
    {
        var length = (long)turn * Interval.Length;
        var left = WorkingCalendar.FinalDay.DayNumber - Start.DayNumber - 366;
        switch (Interval.Unit)
        {
            case TermUnit.Days when length < left:
                return Start.AddDays((int)length);
            case TermUnit.Months when length * 31 < left:
                return Start.AddMonths((int)length);
            case TermUnit.Years when length * 366 < left:
                return Start.AddYears((int)length);
            case TermUnit.WorkingDays when length < calendar.WorkingDaysBetween(Start, WorkingCalendar.FinalDay):
                return calendar.WorkingDayAfter(Start, (int)length);
            default:
                return null;
        }
    }
}
