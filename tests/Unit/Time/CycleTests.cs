using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

/// <summary>The cycles of the source documents (R06), on the published calendar.</summary>
public sealed class CycleTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Bundled;

    [Fact]
    public void A_return_by_day_5_covers_the_month_before()
    {
        var due = Recurring.ByDayOfMonth(5).Occurrences(new(2026, 1, 1), new(2026, 3, 31), Calendar);

        Assert.Equal(
            [new(new(2026, 1, 5), false, Period.Month(2025, 12)), new(new(2026, 2, 5), false, Period.Month(2026, 1)), new(new(2026, 3, 5), false, Period.Month(2026, 2))],
            due);
    }

    [Fact]
    public void Whether_day_5_itself_counts_is_a_setting() =>
        Assert.Equal(new(2026, 3, 4), Cycle.Parse("monthly:5:excl").Next(new(2026, 3, 1), Calendar)!.On);

    [Fact]
    public void Whether_a_holiday_moves_a_return_is_a_setting()
    {
        Assert.Equal(new(2026, 10, 5), Cycle.Parse("monthly:5").Next(new(2026, 9, 30), Calendar)!.On);
        Assert.Equal(new(2026, 10, 8), Cycle.Parse("monthly:5:roll").Next(new(2026, 9, 30), Calendar)!.On);
    }

    [Fact]
    public void A_return_moved_by_a_holiday_is_still_found_when_asked_from_within_the_holiday()
    {
        var due = Cycle.Parse("monthly:5:roll").Occurrences(new(2026, 10, 7), new(2026, 10, 31), Calendar);

        Assert.Equal(new Occurrence(new(2026, 10, 8), false, Period.Month(2026, 9)), Assert.Single(due));
    }

    [Fact]
    public void A_return_due_at_the_end_of_a_month_may_move_into_the_next()
    {
        var due = Cycle.Parse("monthly:roll").Occurrences(new(2026, 2, 1), new(2026, 2, 20), Calendar);      // 31 January 2026 is a Saturday

        Assert.Equal(new Occurrence(new(2026, 2, 2), false, Period.Month(2026, 1)), Assert.Single(due));
    }

    [Fact]
    public void A_return_moved_within_an_unpublished_year_is_provisional()
    {
        Assert.True(Cycle.Parse("monthly:5:roll").Next(new(2027, 1, 31), Calendar)!.Provisional);
        Assert.False(Cycle.Parse("monthly:5").Next(new(2027, 1, 31), Calendar)!.Provisional);
    }

    [Fact]
    public void Day_31_is_the_last_day_of_a_shorter_month() =>
        Assert.Equal([31, 29, 31, 30], Cycle.Parse("monthly:31:same").Occurrences(new(2024, 1, 1), new(2024, 4, 30), Calendar).Select(o => o.On.Day));

    [Theory]
    [InlineData("monthly", "2026-06-30", "2026-06")]
    [InlineData("quarterly", "2026-06-30", "2026-Q2")]
    [InlineData("half-yearly", "2026-06-30", "2026-H1")]
    [InlineData("yearly", "2026-12-31", "2026")]
    [InlineData("quarterly:1-15", "2026-07-15", "2026-Q2")]       // E04: the 15th of the first month of the quarter
    [InlineData("yearly:1-31", "2027-01-31", "2026")]             // P04: the yearly report by 31 January
    [InlineData("yearly:11-10:same", "2026-11-10", "2026")]
    [InlineData("half-yearly:2-20:same", "2026-08-20", "2026-H2")]
    public void A_cycle_is_due_by_its_day_and_covers_its_period(string cycle, string on, string covers)
    {
        var due = Cycle.Parse(cycle).Next(new(2026, 6, 20), Calendar)!;

        Assert.Equal((on, covers), (due.On.Iso, due.Covers.ToString()));
    }

    [Fact]
    public void Reminders_go_out_before_each_named_festival_and_name_it()
    {
        var cycle = Cycle.Parse("before:dragon-boat+mid-autumn+national-day:10d");

        var due = cycle.Occurrences(new(2026, 1, 1), new(2026, 12, 31), Calendar);

        Assert.Equal([new(2026, 6, 9), new(2026, 9, 15), new DateOnly(2026, 9, 21)], due.Select(o => o.On));
        Assert.Equal(new("中秋节（2026年9月25日）", "Mid-Autumn Festival (25 September 2026)"), due[1].Occasion);
    }

    [Fact]
    public void Two_festivals_on_one_day_are_one_reminder()
    {
        var due = Cycle.Parse("before:mid-autumn+national-day:5wd").Occurrences(new(2020, 1, 1), new(2020, 12, 31), Calendar);

        Assert.Equal(new(2020, 9, 25), Assert.Single(due).On);      // Sunday 27 September 2020 was worked
        Assert.Equal("中秋节（2020年10月1日）、国庆节（2020年10月1日）", due[0].Occasion!.Zh);
    }

    [Fact]
    public void A_long_lead_reaches_into_the_year_before() =>
        Assert.Equal(["2025-11-29", "2026-11-18"], Cycle.Parse("before:spring-festival:80d").Occurrences(new(2025, 3, 1), new(2027, 1, 1), Calendar).Select(o => o.On.Iso));

    [Fact]
    public void Education_comes_before_taking_up_a_post()
    {
        var cycle = new BeforeEvent(Milestone.TakingUpPost, 7.Days);

        Assert.Equal(new(2026, 3, 9), cycle.DueFor(new(2026, 3, 16), Calendar).On);
        Assert.Equal("上岗（2026年3月16日）", cycle.DueFor(new(2026, 3, 16), Calendar).Occasion!.Zh);
        Assert.Empty(cycle.Occurrences(new(2026, 1, 1), new(2026, 12, 31), Calendar));
    }

    [Fact]
    public void A_change_is_due_on_its_day_or_within_the_term_set()
    {
        Assert.Equal(new(2026, 3, 4), new OnEachChange().DueFor(new(2026, 3, 4), Calendar).On);
        Assert.Equal(new(2026, 3, 11), new OnEachChange(5.WorkingDays).DueFor(new(2026, 3, 4), Calendar).On);
    }

    [Fact]
    public void Every_ten_working_days_skips_the_holiday() =>
        Assert.Equal(["2026-02-11", "2026-03-03"], Cycle.Parse("every:10wd:2026-01-28").Occurrences(new(2026, 2, 1), new(2026, 3, 10), Calendar).Select(o => o.On.Iso));

    [Fact]
    public void Every_month_from_a_31st_stays_on_the_last_days() =>
        Assert.Equal(["2026-02-28", "2026-03-31", "2026-04-30"], Cycle.Parse("every:1m:2026-01-31").Occurrences(new(2026, 1, 31), new(2026, 5, 1), Calendar).Select(o => o.On.Iso));

    [Fact]
    public void Once_is_once()
    {
        var once = new Once(new(2026, 12, 31));

        Assert.Equal(new(2026, 12, 31), once.Next(new(2026, 1, 1), Calendar)!.On);
        Assert.Null(once.Next(new(2026, 12, 31), Calendar));
    }

    [Theory]
    [InlineData("ongoing", CycleKind.Ongoing)]
    [InlineData("unset:periodically", CycleKind.ToBeSet)]
    [InlineData("unset:promptly", CycleKind.ToBeSet)]
    [InlineData("on-change", CycleKind.ByEvent)]
    [InlineData("before:taking-office:3d", CycleKind.ByEvent)]
    public void What_has_no_interval_of_its_own_never_falls_due_by_itself(string text, CycleKind kind)
    {
        var cycle = Cycle.Parse(text);

        Assert.Equal(kind, cycle.Kind);
        Assert.Empty(cycle.Occurrences(new(2007, 1, 1), new(2100, 12, 31), Calendar));
        Assert.Null(cycle.Next(new(2026, 1, 1), Calendar));
    }

    [Fact]
    public void What_is_ongoing_shows_the_days_since_the_last_record() => Assert.Equal(31, Cycle.DaysSince(new(2026, 2, 1), new(2026, 3, 4)));

    [Theory]
    [InlineData("monthly:5", "每月5日前（含5日）", "by day 5 of each month")]
    [InlineData("monthly:5:excl", "每月5日前（不含5日）", "before day 5 of each month")]
    [InlineData("monthly:25:same:roll", "每月25日前（含25日），报本期情况，遇休息日顺延", "by day 25 of each month, on the same month, or the first day after a rest day")]
    [InlineData("monthly", "每月（月底前）", "monthly, by the end of the month")]
    [InlineData("quarterly:1-15", "每季度第1个月15日前（含15日）", "by day 15 of month 1 of each quarter")]
    [InlineData("half-yearly", "每半年（期末前）", "half-yearly, by the end of the half-year")]
    [InlineData("yearly:1-31", "每年1月31日前（含当日）", "by 31 January of each year")]
    [InlineData("yearly:previous", "每年（年底前），报上期情况", "yearly, by the end of the year, on the year before")]
    [InlineData("before:mid-autumn:10d", "中秋节前10日", "10 days before Mid-Autumn Festival")]
    [InlineData("before:dragon-boat+mid-autumn+national-day:1wd:roll", "端午节、中秋节、国庆节前1个工作日，遇休息日提前", "1 working day before Dragon Boat Festival, Mid-Autumn Festival and National Day, or the last working day before")]
    [InlineData("before:taking-up-post:7d", "上岗前7日", "7 days before taking up a post")]
    [InlineData("every:10wd:2026-01-05", "自2026年1月5日起每10个工作日", "every 10 working days from 5 January 2026")]
    [InlineData("every:1d:2026-01-05:roll", "自2026年1月5日起每1日，遇休息日顺延", "every day from 5 January 2026, or the first day after a rest day")]
    [InlineData("once:2026-12-31", "2026年12月31日一次", "once, by 31 December 2026")]
    [InlineData("ongoing", "持续进行", "ongoing")]
    [InlineData("on-change", "每次变动时", "on each change")]
    [InlineData("on-change:5wd", "每次变动后5个工作日内", "within 5 working days of each change")]
    [InlineData("unset:periodically", "定期（间隔由本单位设定）", "periodically, at an interval the organ must set")]
    public void A_cycle_is_said_in_both_languages_and_stored_compactly(string text, string zh, string en)
    {
        var cycle = Cycle.Parse(text);

        Assert.Equal(new Words(zh, en), cycle.Words);
        Assert.Equal(text, cycle.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("weekly")]
    [InlineData("monthly:0")]
    [InlineData("monthly:32")]
    [InlineData("monthly:2-5")]
    [InlineData("monthly:5:oops")]
    [InlineData("monthly:excl")]
    [InlineData("monthly:5:same:previous")]
    [InlineData("quarterly:4-1")]
    [InlineData("before:mid-autumn:0d")]
    [InlineData("before:mid-autumn:24h")]
    [InlineData("before:mid-autumn:400d")]
    [InlineData("before::10d")]
    [InlineData("before:halloween:10d")]
    [InlineData("every:0d:2026-01-01")]
    [InlineData("every:5wd")]
    [InlineData("once:2026-02-30")]
    [InlineData("unset")]
    [InlineData("on-change:0d")]
    public void What_is_no_cycle_is_not_read_as_one(string? text) => Assert.False(Cycle.TryParse(text, out _));

    [Fact]
    public void Beyond_the_calendar_nothing_falls_due()
    {
        foreach (var text in new[] { "monthly:5:roll", "yearly", "every:10wd:2026-01-05", "every:7d:2026-01-05", "every:1m:2026-01-05", "before:mid-autumn:10d" })
            Assert.Null(Cycle.Parse(text).Next(new(2200, 12, 31), Calendar));
    }
}
