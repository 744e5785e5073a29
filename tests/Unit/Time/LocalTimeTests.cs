using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

public sealed class LocalTimeTests
{
    [Fact]
    public void Today_is_the_day_in_the_configured_zone_not_in_that_of_the_machine()
    {
        var clock = new StoppedClock(DateTimeOffset.Parse("2026-03-04T16:30:00Z"));

        Assert.Equal(new(2026, 3, 5), LocalTime.In(null, clock).Today);
        Assert.Equal(new(2026, 3, 4), LocalTime.In("Europe/London", clock).Today);
        Assert.Equal(TimeSpan.FromHours(8), LocalTime.In("", clock).Now.Offset);
        Assert.Equal(DateTimeOffset.Parse("2026-03-05T00:30:00+08:00"), LocalTime.In(LocalTime.DefaultZone, clock).Now);
    }

    [Fact]
    public void A_day_begins_and_ends_at_midnight_there()
    {
        var time = LocalTime.In(null, TimeProvider.System);

        Assert.Equal(DateTimeOffset.Parse("2026-03-04T16:00:00Z"), time.StartOf(new(2026, 3, 5)));
        Assert.Equal(DateTimeOffset.Parse("2026-03-05T16:00:00Z"), time.EndOf(new(2026, 3, 5)));
        Assert.Equal(new(2026, 3, 5), time.DayOf(time.StartOf(new(2026, 3, 5))));
        Assert.Equal(new(2026, 3, 6), time.DayOf(time.EndOf(new(2026, 3, 5))));
    }

    [Fact]
    public void A_day_whose_midnight_the_clocks_skip_begins_when_it_first_exists()
    {
        var cairo = LocalTime.In("Africa/Cairo", TimeProvider.System);      // 26 April 2024: from midnight to one o'clock

        Assert.Equal(DateTimeOffset.Parse("2024-04-26T01:00:00+03:00"), cairo.StartOf(new(2024, 4, 26)));
    }

    [Fact]
    public void A_day_whose_midnight_comes_twice_begins_with_the_first()
    {
        var havana = LocalTime.In("America/Havana", TimeProvider.System);       // 1 November 2026: from one o'clock back to midnight

        Assert.Equal(DateTimeOffset.Parse("2026-11-01T00:00:00-04:00"), havana.StartOf(new(2026, 11, 1)));
    }

    [Fact]
    public void A_zone_that_does_not_exist_is_a_fault_at_the_start() =>
        Assert.Throws<TimeZoneNotFoundException>(() => LocalTime.In("Asia/Nowhere", TimeProvider.System));

    [Fact]
    public void Hours_are_counted_right_over_the_change_of_the_clocks()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        var end = WorkingCalendar.Bundled.End(DateTimeOffset.Parse("2026-03-28T12:30:00+01:00"), 24.Hours, berlin);

        Assert.Equal(DateTimeOffset.Parse("2026-03-29T14:00:00+02:00"), end.Before);
    }

    [Fact]
    public void Identifiers_are_ordered_by_the_time_they_were_made()
    {
        var earlier = Ids.New(new StoppedClock(DateTimeOffset.Parse("2026-03-04T16:30:00Z")));
        var later = Ids.New(new StoppedClock(DateTimeOffset.Parse("2026-03-04T16:30:00.001Z")));

        Assert.Equal(7, earlier.Version);
        Assert.True(string.CompareOrdinal(earlier.ToString(), later.ToString()) < 0);
    }

    [Fact]
    public void A_day_is_written_out_in_both_languages() =>
        Assert.Equal(new Words("2026年3月5日", "5 March 2026"), new DateOnly(2026, 3, 5).InWords);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
