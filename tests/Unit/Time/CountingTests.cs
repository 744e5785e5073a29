using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

/// <summary>Art. 285 of the 2021 implementing regulations, on the published calendar.</summary>
public sealed class CountingTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Bundled;
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public void The_day_a_term_starts_is_not_counted() =>
        Assert.Equal(new(2026, 3, 19), Calendar.LastDay(new(2026, 3, 4), 15.Days).On);

    [Theory]
    [InlineData(2026, 2, 28)]
    [InlineData(2024, 2, 29)]
    public void A_month_from_31_January_ends_on_the_last_day_of_February(int year, int month, int day) =>
        Assert.Equal(new(year, month, day), Calendar.LastDay(new(year, 1, 31), 1.Months, RestDayRule.EndsOnItsDay).On);

    [Fact]
    public void A_year_from_29_February_ends_on_28_February() =>
        Assert.Equal(new(2025, 2, 28), Calendar.LastDay(new(2024, 2, 29), 1.Years).On);

    [Fact]
    public void A_term_that_ends_on_a_Saturday_worked_in_exchange_is_not_moved()
    {
        var due = Calendar.LastDay(new(2026, 1, 31), 1.Months);       // Saturday 28 February 2026 is worked

        Assert.Equal(new DueDate(new(2026, 2, 28), Provisional: false, Counted: new(2026, 2, 28)), due);
    }

    [Fact]
    public void Fifteen_working_days_over_the_Spring_Festival_of_2026_end_on_9_March() =>
        Assert.Equal(new(2026, 3, 9), Calendar.LastDay(new(2026, 2, 10), 15.WorkingDays).On);

    [Fact]
    public void A_term_that_ends_in_a_holiday_ends_on_the_first_day_after_it_and_says_why()
    {
        var due = Calendar.LastDay(new(2026, 2, 3), 15.Days);

        Assert.Equal(new(2026, 2, 24), due.On);
        Assert.Equal(new(2026, 2, 18), due.Counted);
        Assert.Equal("2026年2月18日为春节假期，顺延至2026年2月24日。", due.Remark!.Zh);
        Assert.Equal("18 February 2026 is a rest day (Spring Festival holiday), so it moves to 24 February 2026.", due.Remark.En);
    }

    [Fact]
    public void Detention_ends_on_its_day_and_no_holiday_lengthens_it()
    {
        var start = new DateOnly(2026, 7, 3);

        Assert.Equal(new(2026, 10, 3), Calendar.LastDay(start, 3.Months, RestDayRule.EndsOnItsDay).On);
        Assert.Equal(new(2026, 10, 8), Calendar.LastDay(start, 3.Months).On);
    }

    [Fact]
    public void Whether_an_ordinary_weekend_moves_the_end_is_a_setting()
    {
        var start = new DateOnly(2026, 3, 6);      // fifteen days on is a Saturday

        Assert.Equal(new(2026, 3, 23), Calendar.LastDay(start, 15.Days).On);
        Assert.Equal(new(2026, 3, 21), Calendar.WithWeekendsResting(false).LastDay(start, 15.Days).On);
        Assert.Equal(new(2026, 10, 8), Calendar.WithWeekendsResting(false).LastDay(new(2026, 9, 18), 15.Days).On);
    }

    [Fact]
    public void A_year_that_is_not_published_counts_with_weekends_and_says_so()
    {
        var start = new DateOnly(2026, 12, 18);
        var before = Calendar.LastDay(start, 10.WorkingDays);

        var after = Calendar.With(new CalendarYear(2027, [new(new("元旦", "New Year's Day"), new(2027, 1, 1), new(2027, 1, 3))], [], [])).LastDay(start, 10.WorkingDays);

        Assert.True(before.Provisional);
        Assert.Equal(new(2027, 1, 1), before.On);
        Assert.Equal("The holidays are not published yet: counted with weekends only, and counted again once they are.", before.Remark!.En);
        Assert.Equal(new DueDate(new(2027, 1, 4), Provisional: false, Counted: new(2027, 1, 4)), after);
    }

    [Fact]
    public void The_last_days_of_December_wait_for_the_notice_of_the_next_year()
    {
        var until2018 = new WorkingCalendar(Calendar.Years.Where(y => y.Year <= 2018));
        var start = new DateOnly(2018, 12, 21);

        Assert.Equal((new(2018, 12, 31), true), Of(until2018.LastDay(start, 10.Days)));
        Assert.Equal((new(2019, 1, 2), false), Of(Calendar.LastDay(start, 10.Days)));       // 30 December to 1 January off, 29 December worked
        Assert.Equal((new(2018, 12, 27), false), Of(until2018.LastDay(start, 6.Days)));

        static (DateOnly, bool) Of(DueDate due) => (due.On, due.Provisional);
    }

    [Fact]
    public void The_day_a_term_starts_needs_no_published_year() =>
        Assert.False(new WorkingCalendar(Calendar.Years.Where(y => y.Year is 2025 or 2026)).LastDay(new(2024, 12, 31), 5.WorkingDays).Provisional);

    [Fact]
    public void A_notice_changed_during_the_year_replaces_the_first()
    {
        var first = Calendar.Years.Single(y => y.Year == 2020);
        var shorter = first with { Holidays = [.. first.Holidays.Select(h => h.Name.En == "Spring Festival" ? h with { To = new(2020, 1, 30) } : h)], Worked = [.. first.Worked.Append(new(2020, 2, 1))] };
        var asPublishedFirst = Calendar.With(shorter);

        Assert.Equal(new(2020, 1, 31), asPublishedFirst.LastDay(new(2020, 1, 23), 1.WorkingDays).On);
        Assert.Equal(new(2020, 2, 3), asPublishedFirst.With(first).LastDay(new(2020, 1, 23), 1.WorkingDays).On);
    }

    [Theory]
    [InlineData("2026-03-04T10:20:00+08:00", 24, "2026-03-05T11:00:00+08:00")]
    [InlineData("2026-03-04T10:00:00+08:00", 24, "2026-03-05T11:00:00+08:00")]
    [InlineData("2026-03-04T15:59:59Z", 12, "2026-03-05T12:00:00+08:00")]
    [InlineData("2026-02-14T10:20:00+08:00", 24, "2026-02-15T11:00:00+08:00")]
    public void The_hour_a_term_starts_is_not_counted_and_no_holiday_moves_hours(string start, int hours, string end) =>
        Assert.Equal(DateTimeOffset.Parse(end), Calendar.End(DateTimeOffset.Parse(start), hours.Hours, Beijing).Before);

    [Fact]
    public void A_limit_that_protects_a_person_may_run_from_the_very_moment() =>
        Assert.Equal(
            DateTimeOffset.Parse("2026-03-04T22:20:30+08:00"),
            Calendar.End(DateTimeOffset.Parse("2026-03-04T10:20:30+08:00"), 12.Hours, Beijing, hours: HourRule.FromTheMoment).Before);

    [Fact]
    public void A_term_in_days_runs_to_the_end_of_its_last_day_in_the_zone_of_the_organ() =>
        Assert.Equal(
            DateTimeOffset.Parse("2026-03-13T00:00:00+08:00"),
            Calendar.End(DateTimeOffset.Parse("2026-03-04T17:00:00Z"), 5.WorkingDays, Beijing).Before);     // already 5 March in Beijing

    [Fact]
    public void Hours_do_not_end_on_a_day() => Assert.Throws<ArgumentException>(() => Calendar.LastDay(new(2026, 3, 4), 24.Hours));

    [Fact]
    public void What_runs_out_of_the_calendar_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastDay(DateOnly.MaxValue, 1.Days));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastDay(DateOnly.MinValue, 1.WorkingDays));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastDay(new(2150, 1, 1), 100.Years));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastDay(new(2200, 12, 31), 1.WorkingDays));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.LastDayBefore(new(1950, 1, 1), 1.WorkingDays));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.End(DateTimeOffset.MaxValue, 1.Hours, Beijing));
    }

    [Fact]
    public void A_notice_ten_days_before_a_meeting_leaves_ten_whole_days()
    {
        Assert.Equal(new(2026, 3, 10), Calendar.LastDayBefore(new(2026, 3, 20), 10.Days).On);
        Assert.Equal(new(2026, 9, 30), Calendar.LastDayBefore(new(2026, 10, 15), 10.Days, RestDayRule.MovesToNextWorkingDay).On);
        Assert.Equal("5 October 2026 is a rest day (National Day holiday), so it is brought forward to 30 September 2026.",
            Calendar.LastDayBefore(new(2026, 10, 15), 10.Days, RestDayRule.MovesToNextWorkingDay).Remark!.En);
    }

    [Theory]
    [InlineData(2026, 3, 4, "剩5日（3个工作日）", "5 days left (3 working days)")]
    [InlineData(2026, 3, 8, "剩1日（1个工作日）", "1 day left (1 working day)")]
    [InlineData(2026, 3, 9, "今日到期", "due today")]
    [InlineData(2026, 3, 10, "逾期1日（1个工作日）", "1 day late (1 working day)")]
    [InlineData(2026, 3, 14, "逾期5日（4个工作日）", "5 days late (4 working days)")]
    public void What_is_left_is_said_in_days_and_working_days(int year, int month, int day, string zh, string en) =>
        Assert.Equal(new Words(zh, en), Calendar.Left(new(year, month, day), new(2026, 3, 9)).Words);
}
