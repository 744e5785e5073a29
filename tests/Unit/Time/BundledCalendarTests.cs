using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

public sealed class BundledCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Bundled;

    [Fact]
    public void The_years_2007_to_2026_are_published_and_2027_is_not()
    {
        Assert.Equal(Enumerable.Range(2007, 20), Calendar.Years.Select(y => y.Year));
        Assert.False(Calendar.IsPublished(2027));
    }

    [Theory]
    [InlineData(2020, 30, 7)]
    [InlineData(2021, 31, 7)]
    [InlineData(2022, 31, 7)]
    [InlineData(2023, 27, 7)]
    [InlineData(2024, 28, 8)]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public void Days_off_and_days_worked_are_as_many_as_the_notice_orders(int year, int off, int worked)
    {
        var published = Calendar.Years.Single(y => y.Year == year);

        Assert.Equal(off, published.Holidays.Sum(h => h.Days().Count()));
        Assert.Equal(worked, published.Worked.Count);
    }

    [Theory]
    [InlineData(2024, 19, 8)]
    [InlineData(2025, 18, 5)]
    [InlineData(2026, 19, 6)]
    public void Weekdays_off_and_weekend_days_worked_agree_with_the_second_source(int year, int off, int worked)
    {
        var days = Enumerable.Range(0, 366).Select(n => new DateOnly(year, 1, 1).AddDays(n)).Where(d => d.Year == year).Select(Calendar.On).ToList();

        Assert.Equal(off, days.Count(d => d.Kind is DayKind.Holiday && d.Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));
        Assert.Equal(worked, days.Count(d => d.Kind is DayKind.WorkedWeekend));
    }

    [Fact]
    public void The_arrangement_of_2026_is_the_published_one()
    {
        var year = Calendar.Years.Single(y => y.Year == 2026);

        Assert.Equal(
            ["New Year's Day 01-01 01-03", "Spring Festival 02-15 02-23", "Qingming Festival 04-04 04-06", "Labour Day 05-01 05-05",
             "Dragon Boat Festival 06-19 06-21", "Mid-Autumn Festival 09-25 09-27", "National Day 10-01 10-07"],
            year.Holidays.Select(h => $"{h.Name.En} {h.From:MM-dd} {h.To:MM-dd}"));
        Assert.Equal(["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"], year.Worked.Select(d => $"{d:MM-dd}"));
        Assert.Equal("国办发明电〔2025〕7号", Assert.Single(year.Sources).Number);
    }

    [Fact]
    public void Every_year_names_its_source_and_every_holiday_has_an_English_name()
    {
        Assert.All(Calendar.Years, y => Assert.NotEmpty(y.Sources));
        Assert.All(Calendar.Years.SelectMany(y => y.Holidays), h => Assert.Matches("^[A-Z0-9][A-Za-z0-9' -]+$", h.Name.En));
    }

    [Fact]
    public void Each_holiday_contains_the_festival_it_is_named_after()
    {
        var festivals = new[] { Festival.NewYear, Festival.SpringFestival, Festival.Qingming, Festival.LabourDay, Festival.DragonBoat, Festival.MidAutumn, Festival.NationalDay };
        var checkedOnes = 0;
        foreach (var year in Calendar.Years)
            foreach (var festival in festivals)
            {
                var named = year.Holidays.Where(h => h.Name.En.Contains(Words.Of(festival).En)).ToList();
                if (named.Count == 0) continue;
                Assert.Contains(named, h => festival.In(year.Year) >= h.From && festival.In(year.Year) <= h.To);
                checkedOnes++;
            }

        Assert.Equal((7 * 19) + 4, checkedOnes);        // Qingming, Dragon Boat and Mid-Autumn are days off since 2008
    }

    [Theory]
    [InlineData(2026, 2, 16, false, "春节假期", "Spring Festival holiday")]
    [InlineData(2026, 2, 14, true, "调休上班", "weekend day worked in exchange")]
    [InlineData(2026, 3, 7, false, "周末", "weekend")]
    [InlineData(2026, 3, 9, true, "工作日", "working day")]
    [InlineData(2025, 10, 6, false, "国庆节、中秋节假期", "National Day and Mid-Autumn Festival holiday")]
    [InlineData(2020, 2, 3, true, "工作日", "working day")]
    public void A_day_says_whether_it_is_worked_and_why(int year, int month, int day, bool works, string zh, string en)
    {
        var status = Calendar.On(new(year, month, day));

        Assert.Equal(works, status.Works);
        Assert.Equal(new Words(zh, en), status.Words);
    }

    [Fact]
    public void A_day_of_an_unpublished_year_says_that_it_is_guessed()
    {
        Assert.True(Calendar.On(new(2027, 3, 1)).Provisional);
        Assert.False(Calendar.On(new(2026, 3, 2)).Provisional);
    }
}
