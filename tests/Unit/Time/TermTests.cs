using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

public sealed class TermTests
{
    [Theory]
    [InlineData(1, TermUnit.Hours, "1小时", "1 hour", "1h")]
    [InlineData(24, TermUnit.Hours, "24小时", "24 hours", "24h")]
    [InlineData(1, TermUnit.Days, "1日", "1 day", "1d")]
    [InlineData(15, TermUnit.WorkingDays, "15个工作日", "15 working days", "15wd")]
    [InlineData(1, TermUnit.WorkingDays, "1个工作日", "1 working day", "1wd")]
    [InlineData(3, TermUnit.Months, "3个月", "3 months", "3m")]
    [InlineData(1, TermUnit.Years, "1年", "1 year", "1y")]
    public void A_term_is_written_in_both_languages_and_stored_compactly(int length, TermUnit unit, string zh, string en, string stored)
    {
        var term = new Term(length, unit);

        Assert.Equal(new Words(zh, en), term.Words);
        Assert.Equal(stored, term.ToString());
        Assert.Equal(term, Term.Parse(stored));
    }

    [Fact]
    public void A_term_is_said_as_the_law_says_it()
    {
        Assert.Equal(new Term(15, TermUnit.WorkingDays), 15.WorkingDays);
        Assert.Equal(new Term(24, TermUnit.Hours), 24.Hours);
        Assert.Equal(new Term(1, TermUnit.Years), 1.Years);
    }

    [Fact]
    public void A_term_is_never_negative_nor_longer_than_a_hundred_years()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => (-1).Days);
        Assert.Throws<ArgumentOutOfRangeException>(() => 101.Years);
        Assert.Throws<ArgumentOutOfRangeException>(() => int.MaxValue.WorkingDays);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("15")]
    [InlineData("wd")]
    [InlineData("-3d")]
    [InlineData("3 d")]
    [InlineData("3D")]
    [InlineData("1.5d")]
    [InlineData("99999999999d")]
    [InlineData("101y")]
    [InlineData("３d")]
    public void What_is_no_term_is_not_read_as_one(string? text) => Assert.False(Term.TryParse(text, out _));
}
