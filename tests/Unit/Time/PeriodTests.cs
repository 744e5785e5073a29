using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-03", "2026年3月", "March 2026", "2026-03-01", "2026-03-31")]
    [InlineData("2024-02", "2024年2月", "February 2024", "2024-02-01", "2024-02-29")]
    [InlineData("2026-Q1", "2026年第一季度", "first quarter of 2026", "2026-01-01", "2026-03-31")]
    [InlineData("2026-Q4", "2026年第四季度", "fourth quarter of 2026", "2026-10-01", "2026-12-31")]
    [InlineData("2026-H1", "2026年上半年", "first half of 2026", "2026-01-01", "2026-06-30")]
    [InlineData("2026-H2", "2026年下半年", "second half of 2026", "2026-07-01", "2026-12-31")]
    [InlineData("2026", "2026年", "2026", "2026-01-01", "2026-12-31")]
    public void A_period_has_its_days_its_name_and_its_text(string text, string zh, string en, string first, string last)
    {
        var period = Period.Parse(text);

        Assert.Equal(new Words(zh, en), period.Words);
        Assert.Equal((first, last, text), (period.First.Iso, period.Last.Iso, period.ToString()));
    }

    [Fact]
    public void Before_January_comes_December_of_the_year_before() => Assert.Equal(Period.Month(2025, 12), Period.Month(2026, 1).Previous);

    [Fact]
    public void A_half_year_consists_of_two_quarters() =>
        Assert.Equal([Period.Quarter(2026, 3), Period.Quarter(2026, 4)], Period.HalfYear(2026, 2).Parts(PeriodKind.Quarter));

    [Fact]
    public void A_month_consists_of_no_quarters() => Assert.Throws<ArgumentException>(() => Period.Month(2026, 1).Parts(PeriodKind.Quarter));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-Q5")]
    [InlineData("2026-H3")]
    [InlineData("2026-3")]
    [InlineData("2026/03")]
    [InlineData("0000")]
    [InlineData("2026-Q+")]
    public void What_is_no_period_is_not_read_as_one(string? text) => Assert.False(Period.TryParse(text, out _));
}
