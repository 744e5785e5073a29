using System.Globalization;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

public sealed class FestivalTests
{
    [Theory]
    [InlineData(Festival.SpringFestival, "2026-02-17")]
    [InlineData(Festival.Lantern, "2026-03-03")]
    [InlineData(Festival.Qingming, "2026-04-05")]
    [InlineData(Festival.DragonBoat, "2026-06-19")]
    [InlineData(Festival.MidAutumn, "2026-09-25")]
    [InlineData(Festival.DoubleNinth, "2026-10-18")]
    [InlineData(Festival.NationalDay, "2026-10-01")]
    [InlineData(Festival.NewYear, "2026-01-01")]
    [InlineData(Festival.LabourDay, "2026-05-01")]
    [InlineData(Festival.MidAutumn, "2020-10-01")]       // the National Day of that year
    [InlineData(Festival.DragonBoat, "2020-06-25")]      // after a leap fourth month
    [InlineData(Festival.DragonBoat, "2009-05-28")]      // before the leap fifth month
    [InlineData(Festival.MidAutumn, "2025-10-06")]       // after a leap sixth month
    [InlineData(Festival.SpringFestival, "2034-02-19")]  // after the leap eleventh month of 2033
    [InlineData(Festival.MidAutumn, "2033-09-08")]
    public void A_festival_falls_on_its_known_day(Festival festival, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), festival.In(int.Parse(day[..4], CultureInfo.InvariantCulture)));

    /// <summary>The sun's apparent longitude by the mean elements of Meeus, good to a hundredth of a degree, a quarter of an hour.</summary>
    [Fact]
    public void Qingming_is_the_day_the_sun_reaches_15_degrees_in_every_year_from_2000_to_2100()
    {
        for (var year = Festivals.FirstYear; year <= Festivals.LastYear; year++)
        {
            var moment = SunAt15Degrees(year);
            var (early, late) = (moment.AddMinutes(-15), moment.AddMinutes(15));

            Assert.InRange(Festival.Qingming.In(year), DateOnly.FromDateTime(early), DateOnly.FromDateTime(late));
        }

        // The two springs so near to midnight that the quarter of an hour would allow both days.
        Assert.Equal(new(2071, 4, 5), Festival.Qingming.In(2071));
        Assert.Equal(new(2038, 4, 5), Festival.Qingming.In(2038));
    }

    [Fact]
    public void A_lunar_festival_has_its_moon_in_every_year()
    {
        var newMoon = new DateTime(2000, 1, 6, 14, 20, 0);      // the mean one; the true one strays up to 0.6 days from it
        for (var year = Festivals.FirstYear; year <= Festivals.LastYear; year++)
        {
            foreach (var (festival, age) in new[] { (Festival.SpringFestival, 0), (Festival.Lantern, 14), (Festival.DragonBoat, 4), (Festival.MidAutumn, 14), (Festival.DoubleNinth, 8) })
            {
                var day = festival.In(year);
                var moons = (day.ToDateTime(new(4, 0)) - newMoon).TotalDays / 29.530588853;       // noon in Beijing
                var phase = (moons - Math.Floor(moons)) * 29.530588853;
                var off = Math.Abs(phase - age);
                Assert.True(Math.Min(off, 29.53 - off) < 1.2, $"{festival} {day}: the moon is {phase:0.0} days old");
            }

            Assert.InRange(Festival.SpringFestival.In(year), new(year, 1, 21), new(year, 2, 21));
            Assert.InRange(Festival.MidAutumn.In(year), new(year, 9, 7), new(year, 10, 8));
            Assert.InRange(Festival.DragonBoat.In(year), new(year, 5, 26), new(year, 6, 25));
            Assert.InRange(Festival.DoubleNinth.In(year), new(year, 10, 1), new(year, 11, 1));
        }
    }

    [Fact]
    public void A_festival_of_a_year_beyond_the_tables_is_not_guessed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Festival.MidAutumn.In(1999));
        Assert.Throws<ArgumentOutOfRangeException>(() => Festival.Qingming.In(2101));
    }

    private static DateTime SunAt15Degrees(int year)
    {
        var day = ((year - 2000) * 365.2422) + 94;      // days from noon of 1 January 2000, terrestrial time
        for (var step = 0; step < 20; step++) day += ((15 - Longitude(day) + 540) % 360) - 180;
        var years = year - 2000;
        var slowing = 62.92 + (0.32217 * years) + (0.005589 * years * years);
        return new DateTime(2000, 1, 1, 12, 0, 0).AddDays(day).AddSeconds(-slowing).AddHours(8);
    }

    private static double Longitude(double day)
    {
        var t = day / 36525;
        var anomaly = double.DegreesToRadians(357.52911 + (35999.05029 * t) - (0.0001537 * t * t));
        var centre = ((1.914602 - (0.004817 * t)) * Math.Sin(anomaly)) + ((0.019993 - (0.000101 * t)) * Math.Sin(2 * anomaly)) + (0.000289 * Math.Sin(3 * anomaly));
        var node = double.DegreesToRadians(125.04 - (1934.136 * t));
        return (280.46646 + (36000.76983 * t) + (0.0003032 * t * t) + centre - 0.00569 - (0.00478 * Math.Sin(node))) % 360;
    }
}
