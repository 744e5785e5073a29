#pragma warning disable RS0030 // The end of a day is the start of the next.
namespace Qinglian.Kernel;

/// <summary>Today and now where the organ is. The zone comes from the configuration once, never from the machine.</summary>
public sealed class LocalTime(TimeProvider clock, TimeZoneInfo zone)
{
    public const string DefaultZone = "Asia/Shanghai";

    public TimeZoneInfo Zone => zone;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);

    public DateOnly Today => DayOf(clock.GetUtcNow());

    /// <exception cref="TimeZoneNotFoundException">The configuration names a zone that does not exist.</exception>
    public static LocalTime In(string? zone, TimeProvider clock) =>
        new(clock, TimeZoneInfo.FindSystemTimeZoneById(string.IsNullOrWhiteSpace(zone) ? DefaultZone : zone));

    /// <summary>The day an instant falls on here.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    public DateTimeOffset StartOf(DateOnly day) => StartOf(day, zone);

    /// <summary>The first instant that no longer belongs to the day.</summary>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1), zone);

    /// <summary>The first instant of a day; where the clocks skip midnight, the first that exists.</summary>
    internal static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new(midnight, offset);
    }
}
