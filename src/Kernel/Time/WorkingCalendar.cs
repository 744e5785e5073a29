#pragma warning disable RS0030 // The calendar is where days are counted.
namespace Qinglian.Kernel;

/// <summary>The published working days, and what a term becomes on them. It never changes: a new year makes a new calendar.</summary>
/// <remarks>A year that is not published counts with weekends only, and what depends on it is marked provisional; counting again is all
/// that is needed once it is. A notice changed during its year also changes dates that were not provisional.</remarks>
public sealed class WorkingCalendar
{
    /// <summary>Counting stays between these days: what runs beyond is refused, never wrapped round.</summary>
    public static readonly DateOnly FirstDay = new(CalendarYear.Earliest, 1, 1), FinalDay = new(CalendarYear.Latest, 12, 31);

    private readonly SortedDictionary<int, CalendarYear> _years = [];
    private readonly Dictionary<DateOnly, Words?> _named = [];      // a holiday by its name, a worked day as null
    private readonly int[] _weekdaysOff, _weekendsWorked;           // day numbers, in order

    /// <param name="weekendsRest">Whether an ordinary weekend is a statutory rest day for the end of a period. Art. 285 does not say; court practice says yes.</param>
    /// <exception cref="ArgumentException">A year contradicts itself.</exception>
    public WorkingCalendar(IEnumerable<CalendarYear> years, bool weekendsRest = true)
    {
        WeekendsRest = weekendsRest;
        foreach (var year in years)
        {
            if (year.Faults().FirstOrDefault() is { } fault) throw new ArgumentException(fault.En, nameof(years));
            _years[year.Year] = year;
        }

        // In order of years: where New Year reaches back into December, the later notice is the one that holds.
        foreach (var year in _years.Values)
        {
            foreach (var holiday in year.Holidays)
                foreach (var day in holiday.Days())
                    _named[day] = holiday.Name;
            foreach (var day in year.Worked)
                _named[day] = null;
        }

        _weekdaysOff = [.. _named.Where(d => d.Value is not null && !IsWeekend(d.Key)).Select(d => d.Key.DayNumber).Order()];
        _weekendsWorked = [.. _named.Where(d => d.Value is null && IsWeekend(d.Key)).Select(d => d.Key.DayNumber).Order()];
    }

    public bool WeekendsRest { get; }

    public IReadOnlyCollection<CalendarYear> Years => _years.Values;

    /// <summary>The days the State Council has published so far and that come with the program.</summary>
    public static WorkingCalendar Bundled => BundledYears.Calendar;

    public bool IsPublished(int year) => _years.ContainsKey(year);

    /// <summary>The calendar with these years added, or replaced where a notice was changed during the year.</summary>
    public WorkingCalendar With(params IEnumerable<CalendarYear> years) => new(_years.Values.Concat(years), WeekendsRest);

    public WorkingCalendar WithWeekendsResting(bool rest) => new(_years.Values, rest);

    /// <summary>The last day on which an act within <paramref name="term"/> is in time. The day it starts is not counted.</summary>
    /// <remarks>Months and years end on the corresponding day, or on the last day of a month that has none (art. 285).</remarks>
    /// <exception cref="ArgumentException">The term is in hours, which end at an instant: see <see cref="End"/>.</exception>
    public DueDate LastDay(DateOnly start, Term term, RestDayRule rule = RestDayRule.MovesToNextWorkingDay)
    {
        if (term.Unit is TermUnit.WorkingDays && term.Length > 0)
        {
            var last = WorkingDayAfter(start, term.Length);
            return new(last, Guesses(start.AddDays(1), last), last);
        }

        return Settle(Add(start, term, 1), rule, +1);
    }

    /// <summary>The last day that still leaves the whole of <paramref name="lead"/> before <paramref name="day"/>, which itself is not counted.</summary>
    /// <remarks>Where it may not fall on a rest day it is brought forward, never back: that would cut the lead short.</remarks>
    public DueDate LastDayBefore(DateOnly day, Term lead, RestDayRule rule = RestDayRule.EndsOnItsDay)
    {
        if (lead.Unit is TermUnit.WorkingDays && lead.Length > 0)
        {
            var last = WorkingDayBefore(day, lead.Length);
            return new(last, Guesses(last, day.AddDays(-1)), last);
        }

        return Settle(Add(day, lead, -1), rule, -1);
    }

    /// <summary>The instant from which an act within <paramref name="term"/> is late; hours are never moved by a rest day.</summary>
    public DueInstant End(DateTimeOffset start, Term term, TimeZoneInfo zone, RestDayRule rule = RestDayRule.MovesToNextWorkingDay, HourRule hours = HourRule.StartHourNotCounted)
    {
        var local = TimeZoneInfo.ConvertTime(start, zone);
        if (term.Unit is not TermUnit.Hours)
        {
            var due = LastDay(DateOnly.FromDateTime(local.DateTime), term, rule);
            return new(LocalTime.StartOf(due.On.AddDays(1), zone), due.Provisional);
        }

        Inside(DateOnly.FromDateTime(local.DateTime));
        if (hours is HourRule.StartHourNotCounted)
            local = local.AddTicks(-(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour)).AddHours(1);
        var end = TimeZoneInfo.ConvertTime(local.AddHours(term.Length), zone);
        Inside(DateOnly.FromDateTime(end.DateTime));
        return new(end, Provisional: false);
    }

    public DayStatus On(DateOnly day)
    {
        var known = _named.TryGetValue(day, out var holiday);
        var kind = known
            ? holiday is not null ? DayKind.Holiday : IsWeekend(day) ? DayKind.WorkedWeekend : DayKind.WorkingDay
            : IsWeekend(day) ? DayKind.Weekend : DayKind.WorkingDay;
        return new(day, kind, holiday, Guesses(day, day));
    }

    public bool IsWorkingDay(DateOnly day) => _named.TryGetValue(day, out var holiday) ? holiday is null : !IsWeekend(day);

    /// <summary>Whether a period that ends on this day is moved; on a setting, ordinary weekends are no rest days in this sense.</summary>
    public bool IsRestDay(DateOnly day) => _named.TryGetValue(day, out var holiday) ? holiday is not null : WeekendsRest && IsWeekend(day);

    /// <summary>The first working day after <paramref name="day"/>.</summary>
    public DateOnly NextWorkingDay(DateOnly day) => WorkingDayAfter(day, 1);

    /// <summary>The last working day before <paramref name="day"/>.</summary>
    public DateOnly PreviousWorkingDay(DateOnly day) => WorkingDayBefore(day, 1);

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; below zero when <paramref name="to"/> is the earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to) => WorkingDaysUpTo(Inside(to).DayNumber) - WorkingDaysUpTo(Inside(from).DayNumber);

    /// <summary>What is left on <paramref name="today"/> of the time until <paramref name="due"/>.</summary>
    public TimeLeft Left(DateOnly today, DateOnly due) => new(due.DayNumber - today.DayNumber, WorkingDaysBetween(today, due));

    /// <summary>The earliest day that would be moved to <paramref name="day"/> or later.</summary>
    internal DateOnly FirstMovedTo(DateOnly day)
    {
        while (day > FirstDay && IsRestDay(day.AddDays(-1))) day = day.AddDays(-1);
        return day;
    }

    internal DateOnly WorkingDayAfter(DateOnly day, int count)
    {
        var wanted = WorkingDaysUpTo(Inside(day).DayNumber) + count;
        return Inside(FirstWith(wanted, day.DayNumber + count, FinalDay.DayNumber));
    }

    /// <summary>Moves a counted day off a rest day where the rule says so.</summary>
    internal DueDate Settle(DateOnly counted, RestDayRule rule, int direction)
    {
        if (rule is RestDayRule.EndsOnItsDay) return new(counted, Provisional: false, counted);

        var day = counted;
        while (IsRestDay(day)) day = Inside(day.DayNumber + direction);
        var guesses = direction > 0 ? Guesses(counted, day) : Guesses(day, counted);
        return new(day, guesses, counted, day == counted ? null : On(counted));
    }

    private DateOnly WorkingDayBefore(DateOnly day, int count)
    {
        var wanted = WorkingDaysUpTo(Inside(day).DayNumber - 1) - count + 1;
        return Inside(FirstWith(wanted, FirstDay.DayNumber - 1, day.DayNumber - 1));
    }

    private static DateOnly Add(DateOnly start, Term term, int sign) => term.Unit switch
    {
        TermUnit.Days or TermUnit.WorkingDays => Inside(Inside(start).DayNumber + sign * term.Length),
        TermUnit.Months => Inside(Inside(start).AddMonths(sign * term.Length)),
        TermUnit.Years => Inside(Inside(start).AddYears(sign * term.Length)),
        TermUnit.Hours => throw new ArgumentException("A term in hours ends at an instant, not on a day.", nameof(term)),
    };

    /// <summary>Whether any of these days still waits for a notice; the last of December wait for the next year's too.</summary>
    internal bool Guesses(DateOnly from, DateOnly to)
    {
        var last = to >= CalendarYear.Reach(to.Year + 1) ? to.Year + 1 : to.Year;
        for (var year = from.Year; year <= last; year++)
            if (!IsPublished(year)) return true;
        return false;
    }

    /// <summary>Day number 0 is a Monday.</summary>
    private int WorkingDaysUpTo(int day)
    {
        var (weeks, rest) = Math.DivRem(day + 1, 7);
        return weeks * 5 + Math.Min(rest, 5) - NotAfter(_weekdaysOff, day) + NotAfter(_weekendsWorked, day);
    }

    /// <summary>The first day up to which there are <paramref name="wanted"/> working days.</summary>
    private int FirstWith(int wanted, int low, int high)
    {
        if (WorkingDaysUpTo(high) < wanted) return high + 1;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (WorkingDaysUpTo(middle) < wanted) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static int NotAfter(int[] days, int day)
    {
        var at = Array.BinarySearch(days, day);
        return at < 0 ? ~at : at + 1;
    }

    private static DateOnly Inside(int day) =>
        day >= FirstDay.DayNumber && day <= FinalDay.DayNumber ? DateOnly.FromDayNumber(day) : throw Outside();

    private static DateOnly Inside(DateOnly day) => day >= FirstDay && day <= FinalDay ? day : throw Outside();

    private static ArgumentOutOfRangeException Outside() =>
        new(null, $"A calendar counts between {FirstDay.Iso} and {FinalDay.Iso}.");

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
