using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>Something that falls on a day.</summary>
public sealed record CalendarEntry(DateOnly On, string Title, string Href, Light Light = Light.None);

/// <summary>What a day is by the official calendar.</summary>
public sealed record DayMark(DateOnly On, Words Name, bool Rest);

/// <summary>One month with what falls into it.</summary>
public sealed record CalendarPage(int Year, int Month)
{
    public IReadOnlyList<CalendarEntry> Entries { get; init; } = [];
    public IReadOnlyList<DayMark> Marks { get; init; } = [];
    public string? PreviousHref { get; init; }
    public string? NextHref { get; init; }

    public DateOnly First => new(Year, Month, 1);

    /// <summary>Six or fewer weeks from Monday to Sunday that cover the month.</summary>
    public IEnumerable<DateOnly[]> Weeks()
    {
        var monday = First.DayNumber - (((int)First.DayOfWeek + 6) % 7);
        var last = First.DayNumber + DateTime.DaysInMonth(Year, Month) - 1;
        for (; monday <= last; monday += 7)
        {
            yield return [.. Enumerable.Range(monday, 7).Select(DateOnly.FromDayNumber)];
        }
    }
}
