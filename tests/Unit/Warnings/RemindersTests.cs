using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Warnings;

namespace Qinglian.Tests.Unit.Warnings;

/// <summary>A reminder before the due date leaves the greater part of the term in peace.</summary>
public sealed class RemindersTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Bundled;

    // 2 March 2026 is a Monday; no holiday falls into that month.
    [Theory]
    [InlineData("2026-03-02", "2026-03-05", "2026-03-04")]
    [InlineData("2026-03-02", "2026-03-03", "2026-03-03")]
    [InlineData("2026-03-02", "2026-03-04", "2026-03-03")]
    [InlineData("2026-03-02", "2026-03-09", "2026-03-06")]
    [InlineData("2026-03-02", "2026-03-16", "2026-03-11")]
    [InlineData("2026-03-02", "2026-03-31", "2026-03-20")]
    [InlineData("2026-03-06", "2026-03-07", "2026-03-07")]
    public void The_earliest_day_lies_in_the_last_third_of_the_working_days(string entered, string due, string earliest) =>
        Assert.Equal(Day(earliest), Days(entered, due).First(d => Reminders.IsTime(Calendar, Day(entered), Day(due), d)));

    [Fact]
    public void No_term_of_whatever_length_is_reminded_of_on_the_day_it_begins()
    {
        var start = Day("2026-03-02");
        for (var length = 0; length < 400; length++)
        {
            var due = DateOnly.FromDayNumber(start.DayNumber + length);
            Assert.False(Reminders.IsTime(Calendar, start, due, start), $"{length} days");
            if (length > 0) Assert.True(Reminders.IsTime(Calendar, start, due, due), $"{length} days");
        }
    }

    private static IEnumerable<DateOnly> Days(string from, string to) =>
        Enumerable.Range(Day(from).DayNumber, Day(to).DayNumber - Day(from).DayNumber + 1).Select(DateOnly.FromDayNumber);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
