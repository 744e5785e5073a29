namespace Qinglian.Application.Demo;

/// <summary>
/// The time at which the story is being told. Each act has its own, so that acts told at the same time on different threads keep their hours.
/// </summary>
internal sealed class DemoClock(DateTimeOffset first) : TimeProvider
{
    private readonly AsyncLocal<DateTimeOffset?> _act = new();
    private long _day = first.UtcTicks;

    /// <summary>The time outside any act.</summary>
    public DateTimeOffset Day
    {
        set => Interlocked.Exchange(ref _day, value.UtcTicks);
    }

    /// <summary>The time from here to the end of the present asynchronous call.</summary>
    public DateTimeOffset Act
    {
        set => _act.Value = value.ToUniversalTime();
    }

    public override DateTimeOffset GetUtcNow() => _act.Value ?? new DateTimeOffset(Interlocked.Read(ref _day), TimeSpan.Zero);
}
