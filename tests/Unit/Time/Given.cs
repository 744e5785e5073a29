using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

/// <summary>Generated days, terms, calendars and cycles, and how often a property is tried on them.</summary>
internal static class Given
{
    public const int From = 2007, To = 2100;

    public static readonly Gen<DateOnly> Day = Gen.Choose(new DateOnly(From, 1, 1).DayNumber, new DateOnly(To, 12, 31).DayNumber).Select(DateOnly.FromDayNumber);

    public static readonly Gen<Term> DayTerm =
        from unit in Gen.Elements(TermUnit.Days, TermUnit.WorkingDays, TermUnit.Months, TermUnit.Years)
        from length in Gen.Choose(0, unit switch { TermUnit.Years => 5, TermUnit.Months => 60, _ => 400 })
        select new Term(length, unit);

    public static readonly Gen<Term> Term =
        from unit in Gen.Elements(Enum.GetValues<TermUnit>())
        from length in Gen.Choose(0, Kernel.Term.Longest(unit))
        select new Term(length, unit);

    public static readonly Gen<Term> Lead =
        from unit in Gen.Elements(TermUnit.Days, TermUnit.WorkingDays, TermUnit.Months)
        from length in Gen.Choose(1, unit is TermUnit.Months ? 12 : 90)
        select new Term(length, unit);

    public static readonly Gen<RestDayRule> Rule = Gen.Elements(Enum.GetValues<RestDayRule>());

    /// <summary>Four to seven holidays in different months, each of up to nine days, and some of the weekends between them worked.</summary>
    public static Gen<CalendarYear> Year(int year) =>
        from months in Gen.Shuffle(Enumerable.Range(1, 12))
        from count in Gen.Choose(4, 7)
        from starts in Gen.Choose(1, 28).ArrayOf(count)
        from lengths in Gen.Choose(1, 9).ArrayOf(count)
        from worked in Gen.Choose(0, 11).ArrayOf(6)
        from newYear in Gen.Choose(0, 4)
        select Build(year, newYear, months[..count], starts, lengths, months[count..], worked);

    public static readonly Gen<WorkingCalendar> Calendar =
        from first in Gen.Choose(From, To)
        from span in Gen.Choose(0, 12)
        from missing in Gen.Choose(0, 12)
        from weekendsRest in Gen.Elements(true, false)
        from years in Gen.CollectToList(Enumerable.Range(first, span + 1).Where(y => y != first + missing), Year)
        select new WorkingCalendar(years, weekendsRest);

    /// <summary>A day that has to do with the calendar, so that holidays are met and not only missed.</summary>
    public static readonly Gen<(WorkingCalendar Calendar, DateOnly Day)> CalendarAndDay =
        from calendar in Calendar
        from day in calendar.Years.Count == 0 ? Day : Gen.Choose(
            Number(new DateOnly(calendar.Years.First().Year, 1, 1)) - 200, Number(new DateOnly(calendar.Years.Last().Year, 12, 31)) + 200).Select(DateOnly.FromDayNumber)
        select (calendar, day);

    public static readonly Gen<Cycle> Cycle = Gen.OneOf(
        Recurring(),
        from interval in DayTerm.Where(t => t.Length > 0)
        from start in Day
        from rule in Rule
        select (Cycle)new Repeating(interval, start, rule),
        from lead in Lead
        from rule in Rule
        from festivals in Gen.Elements(Enum.GetValues<Festival>()).NonEmptyListOf()
        select (Cycle)new BeforeFestivals(lead, rule, [.. festivals]),
        from before in Gen.Elements(Enum.GetValues<Milestone>())
        from lead in Lead
        select (Cycle)new BeforeEvent(before, lead),
        from within in Lead
        select (Cycle)new OnEachChange(within),
        from day in Day
        select (Cycle)new Once(day),
        Gen.Elements<Cycle>(new OnEachChange(), new Ongoing(), new ToBeSet(Unstated.Periodically), new ToBeSet(Unstated.Promptly)));

    public static readonly Gen<Cycle> CalendarCycle = Cycle.Where(c => c.Kind is CycleKind.ByCalendar);

    public static Gen<Cycle> Recurring() =>
        from every in Gen.Elements(Enum.GetValues<PeriodKind>())
        from stated in Gen.Elements(true, true, false)
        from month in Gen.Choose(1, Period.MonthsIn(every))
        from day in Gen.Choose(1, 31)
        from previous in Gen.Elements<bool?>(null, true, false)
        from counts in Gen.Elements(true, false)
        from rule in Rule
        select (Cycle)new Recurring(every, stated ? new DayWithin(month, day) : null, previous, counts || !stated, rule);

    /// <summary>Holds for a thousand generated cases, or shows the smallest that fails.</summary>
    public static void Always<T>(Gen<T> given, Func<T, bool> holds, int times = 1_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(given.ToArbitrary(), holds));

    private static int Number(DateOnly day) => day.DayNumber;

    private static CalendarYear Build(int year, int newYear, int[] months, int[] starts, int[] lengths, int[] free, int[] worked)
    {
        var holidays = months.Order().Select((month, n) => (Month: month, n)).Select(m =>
        {
            var from = new DateOnly(year, m.Month, starts[m.n]);
            var to = from.AddDays(lengths[m.n] - 1);
            var end = new DateOnly(year, m.Month, DateTime.DaysInMonth(year, m.Month));
            return new Holiday(new($"节{m.n}", $"Holiday {m.n}"), from, to < end ? to : end);
        }).ToList();
        if (newYear > 0 && !months.Contains(1))       // joined with days of the December before
            holidays.Insert(0, new(new("元旦", "New Year"), new DateOnly(year, 1, 1).AddDays(-newYear), new(year, 1, 1)));
        var weekends = free.Except([1]).SelectMany(m => Enumerable.Range(1, 28).Select(d => new DateOnly(year, m, d)))
            .Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).ToList();
        return new(year, holidays, [.. worked.Where(w => w < weekends.Count).Distinct().Select(w => weekends[w])], []);
    }
}
