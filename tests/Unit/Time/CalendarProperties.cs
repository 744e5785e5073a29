using FsCheck.Fluent;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

/// <summary>What holds for every calendar. The plain walk from day to day is the measure for the quick count.</summary>
public sealed class CalendarProperties
{
    private static readonly FsCheck.Gen<(WorkingCalendar Calendar, DateOnly Day, Term Term, RestDayRule Rule)> Counting =
        from at in Given.CalendarAndDay
        from term in Given.DayTerm
        from rule in Given.Rule
        select (at.Calendar, at.Day, term, rule);

    [Fact]
    public void The_last_day_is_never_before_the_start() =>
        Given.Always(Counting, c => c.Calendar.LastDay(c.Day, c.Term, c.Rule).On >= c.Day);

    [Fact]
    public void A_longer_term_never_ends_earlier() =>
        Given.Always(Counting, c =>
            c.Calendar.LastDay(c.Day, c.Term, c.Rule).On <= c.Calendar.LastDay(c.Day, new(c.Term.Length + 1, c.Term.Unit), c.Rule).On);

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Given.Always(Counting, c => c.Calendar.LastDay(c.Day, c.Term, c.Rule).On <= c.Calendar.LastDay(c.Day.AddDays(1), c.Term, c.Rule).On);

    [Fact]
    public void Working_days_are_counted_as_a_walk_from_day_to_day_counts_them() =>
        Given.Always(Counting.Where(c => c.Term is { Unit: TermUnit.WorkingDays, Length: > 0 }), c =>
        {
            var (day, left) = (c.Day, c.Term.Length);
            while (left > 0)
            {
                day = day.AddDays(1);
                if (Works(c.Calendar, day)) left--;
            }

            return c.Calendar.LastDay(c.Day, c.Term, c.Rule) is var due && due.On == day
                && c.Calendar.WorkingDaysBetween(c.Day, day) == c.Term.Length && c.Calendar.WorkingDaysBetween(day, c.Day) == -c.Term.Length;
        });

    [Fact]
    public void Counting_back_undoes_counting_forward_between_working_days() =>
        Given.Always(Counting.Where(c => c.Term is { Unit: TermUnit.WorkingDays, Length: > 0 } && c.Calendar.IsWorkingDay(c.Day)), c =>
            c.Calendar.LastDayBefore(c.Calendar.LastDay(c.Day, c.Term).On, c.Term).On == c.Day);

    [Fact]
    public void The_next_and_the_previous_working_day_are_the_nearest() =>
        Given.Always(Given.CalendarAndDay, c =>
        {
            var (next, previous) = (c.Day.AddDays(1), c.Day.AddDays(-1));
            while (!Works(c.Calendar, next)) next = next.AddDays(1);
            while (!Works(c.Calendar, previous)) previous = previous.AddDays(-1);
            return c.Calendar.NextWorkingDay(c.Day) == next && c.Calendar.PreviousWorkingDay(c.Day) == previous;
        });

    [Fact]
    public void Months_end_on_the_corresponding_day_or_on_the_last_of_the_month() =>
        Given.Always(Counting.Where(c => c.Term.Unit is TermUnit.Months or TermUnit.Years), c =>
        {
            var due = c.Calendar.LastDay(c.Day, c.Term, c.Rule).Counted;
            var months = c.Term.Unit is TermUnit.Years ? 12 * c.Term.Length : c.Term.Length;
            var index = c.Day.Year * 12 + c.Day.Month - 1 + months;
            return due.Year == index / 12 && due.Month == index % 12 + 1 && due.Day == Math.Min(c.Day.Day, DateTime.DaysInMonth(due.Year, due.Month));
        });

    [Fact]
    public void A_moved_period_ends_on_the_first_day_that_is_no_rest_day() =>
        Given.Always(Counting.Where(c => c.Term.Unit is not TermUnit.WorkingDays), c =>
        {
            var due = c.Calendar.LastDay(c.Day, c.Term, RestDayRule.MovesToNextWorkingDay);
            var expected = due.Counted;
            while (Rests(c.Calendar, expected)) expected = expected.AddDays(1);
            return due.On == expected && due.Moved is null == (due.On == due.Counted);
        });

    [Fact]
    public void A_period_that_ends_on_its_day_is_never_moved_and_never_provisional() =>
        Given.Always(Counting.Where(c => c.Term.Unit is not TermUnit.WorkingDays), c =>
            c.Calendar.LastDay(c.Day, c.Term, RestDayRule.EndsOnItsDay) is { Provisional: false, Moved: null } due && due.On == due.Counted);

    [Fact]
    public void A_due_date_is_provisional_exactly_when_it_looked_at_an_unpublished_year() =>
        Given.Always(Counting, c =>
        {
            var due = c.Calendar.LastDay(c.Day, c.Term, c.Rule);
            var looksAt = c.Term is { Unit: TermUnit.WorkingDays, Length: > 0 } ? (From: c.Day.AddDays(1), To: due.On)
                : c.Rule is RestDayRule.MovesToNextWorkingDay ? (From: due.Counted, To: due.On)
                : (From: due.On, To: due.On.AddDays(-1));
            var guessed = false;
            for (var day = looksAt.From; day <= looksAt.To; day = day.AddDays(1)) guessed |= !Published(c.Calendar, day.Year) || (day is { Month: 12, Day: >= 28 } && !Published(c.Calendar, day.Year + 1));
            return due.Provisional == guessed;
        });

    [Fact]
    public void Publishing_a_year_changes_only_what_was_provisional() =>
        Given.Always(Counting.SelectMany(c => Given.Year(c.Day.Year + 1).Select(year => (c, year))), given =>
        {
            var (c, year) = given;
            if (c.Calendar.IsPublished(year.Year)) return true;
            var before = c.Calendar.LastDay(c.Day, c.Term, c.Rule);
            return before.Provisional || c.Calendar.With(year).LastDay(c.Day, c.Term, c.Rule) == before;
        });

    [Fact]
    public void A_lead_is_never_cut_short_by_a_rest_day() =>
        Given.Always(Counting.Where(c => c.Term.Length > 0), c =>
            c.Calendar.LastDayBefore(c.Day, c.Term, RestDayRule.MovesToNextWorkingDay).On <= c.Calendar.LastDayBefore(c.Day, c.Term).On
            && c.Calendar.LastDayBefore(c.Day, c.Term).On < c.Day);

    [Fact]
    public void What_is_left_shrinks_by_one_each_day_and_is_zero_on_the_due_day() =>
        Given.Always(Counting, c =>
        {
            var due = c.Calendar.LastDay(c.Day, c.Term, c.Rule).On;
            var (today, tomorrow) = (c.Calendar.Left(c.Day, due), c.Calendar.Left(c.Day.AddDays(1), due));
            return today.Days - 1 == tomorrow.Days && today.WorkingDays - tomorrow.WorkingDays == (c.Calendar.IsWorkingDay(c.Day.AddDays(1)) ? 1 : 0)
                && c.Calendar.Left(due, due) == new TimeLeft(0, 0);
        });

    [Fact]
    public void The_reason_given_for_a_day_agrees_with_whether_it_is_worked() =>
        Given.Always(Given.CalendarAndDay, c =>
            c.Calendar.On(c.Day) is var status && status.Works == c.Calendar.IsWorkingDay(c.Day) && (status.Kind is DayKind.Holiday) == (status.Holiday is not null));

    [Fact]
    public void A_calendar_file_reads_back_what_was_written() =>
        Given.Always(Given.Calendar, calendar =>
        {
            var read = CalendarFile.Parse(CalendarFile.Write(calendar.Years));
            return read.Errors.Count == 0 && read.Years.Zip(calendar.Years).All(y =>
                y.First.Year == y.Second.Year && y.First.Holidays.SequenceEqual(y.Second.Holidays) && y.First.Worked.SequenceEqual(y.Second.Worked));
        }, times: 200);

    private static bool Weekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool Published(WorkingCalendar calendar, int year) => calendar.Years.Any(y => y.Year == year);

    /// <summary>The later notice decides where two speak of the same day.</summary>
    private static CalendarYear? Deciding(WorkingCalendar calendar, DateOnly day) =>
        calendar.Years.LastOrDefault(y => y.Worked.Contains(day) || y.Holidays.Any(h => day >= h.From && day <= h.To));

    private static bool Off(WorkingCalendar calendar, DateOnly day) => Deciding(calendar, day) is { } year && !year.Worked.Contains(day);

    private static bool Exchanged(WorkingCalendar calendar, DateOnly day) => Deciding(calendar, day) is { } year && year.Worked.Contains(day);

    private static bool Works(WorkingCalendar calendar, DateOnly day) => Exchanged(calendar, day) || (!Weekend(day) && !Off(calendar, day));

    private static bool Rests(WorkingCalendar calendar, DateOnly day) => !Exchanged(calendar, day) && (Off(calendar, day) || (calendar.WeekendsRest && Weekend(day)));
}
