using FsCheck.Fluent;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

/// <summary>What holds for every cycle on every calendar.</summary>
public sealed class CycleProperties
{
    private static readonly FsCheck.Gen<(Cycle Cycle, WorkingCalendar Calendar, DateOnly From, DateOnly Until)> Running =
        from cycle in Given.CalendarCycle
        from at in Given.CalendarAndDay
        from days in Gen.Choose(0, 900)
        select (cycle, at.Calendar, at.Day, at.Day.AddDays(days));

    [Fact]
    public void Stored_text_reads_back_as_the_same_cycle() =>
        Given.Always(Given.Cycle, cycle => Cycle.Parse(cycle.ToString()) == cycle && Cycle.Parse(cycle.ToString()).ToString() == cycle.ToString());

    [Fact]
    public void Stored_terms_read_back_as_the_same_term() =>
        Given.Always(Given.Term, term => Term.Parse(term.ToString()) == term);

    [Fact]
    public void Occurrences_come_in_order_each_day_once_and_within_the_days_asked_for() =>
        Given.Always(Running, c =>
        {
            var due = c.Cycle.Occurrences(c.From, c.Until, c.Calendar);
            return due.All(o => o.On >= c.From && o.On <= c.Until) && due.Zip(due.Skip(1)).All(o => o.First.On < o.Second.On);
        });

    [Fact]
    public void Asking_in_two_parts_gives_the_same_as_asking_at_once() =>
        Given.Always(Running, c =>
        {
            var middle = DateOnly.FromDayNumber((c.From.DayNumber + c.Until.DayNumber) / 2);
            return c.Cycle.Occurrences(c.From, middle, c.Calendar).Concat(c.Cycle.Occurrences(middle.AddDays(1), c.Until, c.Calendar))
                .SequenceEqual(c.Cycle.Occurrences(c.From, c.Until, c.Calendar));
        });

    [Fact]
    public void The_next_one_is_the_first_of_those_that_follow() =>
        Given.Always(Running, c => c.Cycle.Next(c.From, c.Calendar) is { } next && next.On <= c.Until
            ? next == c.Cycle.Occurrences(c.From.AddDays(1), c.Until, c.Calendar)[0]
            : c.Cycle.Occurrences(c.From.AddDays(1), c.Until, c.Calendar).Count == 0);

    [Fact]
    public void Every_period_is_covered_once_and_none_is_left_out() =>
        Given.Always(Given.Recurring().SelectMany(cycle => Given.CalendarAndDay.Select(at => (Cycle: (Recurring)cycle, at.Calendar, at.Day))), c =>
        {
            var covered = c.Cycle.Occurrences(c.Day, c.Day.AddDays(2000), c.Calendar).Select(o => o.Covers!.Value).ToList();
            return covered.Count >= 4 && covered.Zip(covered.Skip(1)).All(p => p.First.Next == p.Second) && covered.All(p => p.Kind == c.Cycle.Every);
        });

    [Fact]
    public void A_return_by_a_stated_day_is_due_on_that_day_of_its_month() =>
        Given.Always(Given.Recurring().SelectMany(cycle => Given.CalendarAndDay.Select(at => (Cycle: (Recurring)cycle, at.Calendar, at.Day)))
            .Where(c => c.Cycle is { By: not null, DayCounts: true, Rule: RestDayRule.EndsOnItsDay }), c =>
            c.Cycle.Occurrences(c.Day, c.Day.AddDays(1000), c.Calendar).All(o =>
            {
                var period = c.Cycle.CoversPrevious ? o.Covers!.Value.Next : o.Covers!.Value;
                var (month, day) = c.Cycle.By!.Value;
                return o.On.Month == period.First.Month + month - 1 && o.On.Day == Math.Min(day, DateTime.DaysInMonth(o.On.Year, o.On.Month)) && period.Contains(o.On) && !o.Provisional;
            }));

    [Fact]
    public void An_interval_in_working_days_leaves_exactly_that_many_between() =>
        Given.Always(from at in Given.CalendarAndDay from days in Gen.Choose(1, 60) from later in Gen.Choose(0, 4000) select (at, days, later), c =>
        {
            var cycle = new Repeating(c.days.WorkingDays, c.at.Day);
            var due = cycle.Occurrences(c.at.Day.AddDays(c.later), c.at.Day.AddDays(c.later + 300), c.at.Calendar);
            return due.Count >= 2 && due.All(o => c.at.Calendar.IsWorkingDay(o.On) && c.at.Calendar.WorkingDaysBetween(c.at.Day, o.On) % c.days == 0)
                && due.Zip(due.Skip(1)).All(o => c.at.Calendar.WorkingDaysBetween(o.First.On, o.Second.On) == c.days);
        });

    [Fact]
    public void Each_festival_is_announced_once_a_year() =>
        Given.Always(from lead in Given.Lead from festival in Gen.Elements(Enum.GetValues<Festival>()) from calendar in Given.Calendar select (lead, festival, calendar), c =>
        {
            var due = new BeforeFestivals(c.lead, c.festival).Occurrences(new(2008, 1, 1), new(2098, 12, 31), c.calendar);
            var expected = Enumerable.Range(2008, 93).Select(y => c.calendar.LastDayBefore(c.festival.In(y), c.lead).On).Where(d => d.Year is >= 2008 and <= 2098);
            return due.Select(o => o.On).SequenceEqual(expected);
        }, times: 100);

    [Fact]
    public void Periods_lie_side_by_side_and_read_back_from_their_text() =>
        Given.Always(from day in Given.Day from kind in Gen.Elements(Enum.GetValues<PeriodKind>()) from steps in Gen.Choose(-50, 50) select (day, kind, steps), c =>
        {
            var period = Period.Of(c.kind, c.day);
            return period.Contains(c.day) && period.Last.AddDays(1) == period.Next.First && period.Next.Previous == period
                && period.Plus(c.steps).Plus(-c.steps) == period && Period.Parse(period.ToString()) == period && (c.steps > 0) == (period.Plus(c.steps) > period)
                && period.Parts(PeriodKind.Month).Count() == Period.MonthsIn(c.kind);
        });
}
