using System.Globalization;

namespace Qinglian.Kernel;

/// <summary>The festivals before which reminders go out; five of them move with the moon, one with the sun.</summary>
public enum Festival
{
    [Words("元旦", "New Year's Day")] NewYear,
    [Words("春节", "Spring Festival")] SpringFestival,
    [Words("元宵节", "Lantern Festival")] Lantern,
    [Words("清明节", "Qingming Festival")] Qingming,
    [Words("劳动节", "Labour Day")] LabourDay,
    [Words("端午节", "Dragon Boat Festival")] DragonBoat,
    [Words("中秋节", "Mid-Autumn Festival")] MidAutumn,
    [Words("国庆节", "National Day")] NationalDay,
    [Words("重阳节", "Double Ninth Festival")] DoubleNinth,
}

/// <summary>The day of each festival.</summary>
public static class Festivals
{
    /// <summary>The years whose festivals are known: the framework's lunar tables and the rule for Qingming end here.</summary>
    public const int FirstYear = 2000, LastYear = 2100;

    private static readonly ChineseLunisolarCalendar Lunar = new();

    extension(Festival festival)
    {
        /// <summary>The day of the festival in a year of the ordinary calendar.</summary>
        public DateOnly In(int year)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);

            return festival switch
            {
                Festival.NewYear => new(year, 1, 1),
                Festival.SpringFestival => ByMoon(year, 1, 1),
                Festival.Lantern => ByMoon(year, 1, 15),
                Festival.Qingming => new(year, 4, QingmingDay(year)),
                Festival.LabourDay => new(year, 5, 1),
                Festival.DragonBoat => ByMoon(year, 5, 5),
                Festival.MidAutumn => ByMoon(year, 8, 15),
                Festival.NationalDay => new(year, 10, 1),
                Festival.DoubleNinth => ByMoon(year, 9, 9),
            };
        }

        /// <summary>The name used in stored rules: mid-autumn.</summary>
        public string Code => festival switch
        {
            Festival.NewYear => "new-year",
            Festival.SpringFestival => "spring-festival",
            Festival.Lantern => "lantern",
            Festival.Qingming => "qingming",
            Festival.LabourDay => "labour-day",
            Festival.DragonBoat => "dragon-boat",
            Festival.MidAutumn => "mid-autumn",
            Festival.NationalDay => "national-day",
            Festival.DoubleNinth => "double-ninth",
        };
    }

    /// <summary>A festival is kept in the regular month, never in the leap month that repeats it.</summary>
    private static DateOnly ByMoon(int year, int month, int day)
    {
        // The calendar counts the leap month in: with a leap sixth month, the seventh month is its eighth.
        var leap = Lunar.GetLeapMonth(year);
        var counted = leap > 0 && month >= leap ? month + 1 : month;
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, counted, day, 0, 0, 0, 0));
    }

    /// <summary>The day the sun reaches 15° of longitude in Beijing time: a mean year of 365.2422 days from 2000, less the leap days since.</summary>
    private static int QingmingDay(int year)
    {
        var leapDays = (year - FirstYear) / 4 - (year == 2100 ? 1 : 0);
        return (int)decimal.Floor((year - FirstYear) * 0.2422m + 4.81m) - leapDays;
    }
}
