using Qinglian.Kernel;

namespace Qinglian.Warnings;

/// <summary>When a reminder before the due date makes sense.</summary>
public static class Reminders
{
    /// <summary>A reminder leaves at least two thirds of the working days in peace, however short the term is.</summary>
    private const int Share = 3;

    /// <summary>
    /// In the last third of the working days, or on the last but one; never on the day the term began. The setting may only make it later.
    /// </summary>
    /// <param name="entered">The first day of the term, itself not counted.</param>
    public static bool IsTime(WorkingCalendar calendar, DateOnly entered, DateOnly due, DateOnly today) =>
        today > entered && calendar.WorkingDaysBetween(today, due) <= Math.Max(1, calendar.WorkingDaysBetween(entered, due) / Share);
}
