using System.Diagnostics.CodeAnalysis;

namespace Qinglian.Kernel;

/// <summary>How a cycle comes to its due dates.</summary>
public enum CycleKind
{
    /// <summary>From the calendar alone.</summary>
    [Words("按日历", "by the calendar")] ByCalendar,

    /// <summary>From something that happens: an appointment, a change.</summary>
    [Words("按事件", "by an event")] ByEvent,

    /// <summary>It is never due; what is shown is the time since the last record.</summary>
    [Words("持续进行", "ongoing")] Ongoing,

    /// <summary>The source states no interval; the organ must set one before anything can fall due.</summary>
    [Words("待设定", "to be set")] ToBeSet,
}

/// <summary>When something recurs, as a document states it. Cycles are values: equal ones are the same rule.</summary>
public abstract record Cycle
{
    private protected Cycle() { }

    public abstract CycleKind Kind { get; }

    public abstract Words Words { get; }

    /// <summary>What falls due between the two days, both included; for <see cref="CycleKind.ByCalendar"/> only, otherwise nothing.</summary>
    public IReadOnlyList<Occurrence> Occurrences(DateOnly from, DateOnly until, WorkingCalendar calendar) =>
        from > until ? [] : [.. Upcoming(from, calendar).TakeWhile(o => o.On <= until)];

    /// <summary>The first thing due after a day, or null where nothing is.</summary>
    public Occurrence? Next(DateOnly after, WorkingCalendar calendar) => Upcoming(after, calendar).FirstOrDefault(o => o.On > after);

    /// <summary>What an event on a day makes due; for <see cref="CycleKind.ByEvent"/> only, otherwise null.</summary>
    public virtual Occurrence? DueFor(DateOnly eventOn, WorkingCalendar calendar) => null;

    /// <summary>Days without a record, for what is ongoing: zero on the day of the last record.</summary>
    public static int DaysSince(DateOnly lastRecord, DateOnly today) => today.DayNumber - lastRecord.DayNumber;

    /// <summary>The compact text that is stored: monthly:5, before:mid-autumn:10d.</summary>
    public sealed override string ToString() => Stored;

    public static Cycle Parse(string text) =>
        TryParse(text, out var cycle) ? cycle : throw new FormatException($"'{text}' is not a cycle such as monthly:5.");

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Cycle? cycle) => CycleText.TryParse(text, out cycle);

    private protected abstract string Stored { get; }

    /// <summary>What falls due on or after a day, in order, each day once, as far as the calendar reaches.</summary>
    private protected virtual IEnumerable<Occurrence> Upcoming(DateOnly from, WorkingCalendar calendar) => [];

    private protected static void RequireDays(Term term, string name)
    {
        if (term.Unit is TermUnit.Hours) throw new ArgumentException("A cycle counts days, not hours.", name);
        ArgumentOutOfRangeException.ThrowIfLessThan(term.Length, 1, name);
    }

    private protected static void RequireLead(Term lead, string name)
    {
        RequireDays(lead, name);
        if (!IsLead(lead)) throw new ArgumentOutOfRangeException(name, lead, "A lead is at most a year.");
    }

    internal static bool IsLead(Term term) => term.Length >= 1 && term.Unit switch
    {
        TermUnit.Hours => false,
        TermUnit.Days => term.Length <= 366,
        TermUnit.WorkingDays => term.Length <= 261,
        TermUnit.Months => term.Length <= 12,
        TermUnit.Years => term.Length <= 1,
    };

    private protected static Words Rolling(RestDayRule rule) =>
        rule is RestDayRule.EndsOnItsDay ? new("", "") : new("，遇休息日顺延", ", or the first day after a rest day");
}

/// <summary>One thing that falls due by a cycle.</summary>
/// <param name="Covers">The period it reports on, where it reports on one.</param>
/// <param name="Occasion">What it is due for, where it is not a period: a festival, an event.</param>
public sealed record Occurrence(DateOnly On, bool Provisional, Period? Covers = null, Words? Occasion = null);
