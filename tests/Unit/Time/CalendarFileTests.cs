using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Time;

public sealed class CalendarFileTests
{
    [Fact]
    public void Our_own_format_is_read()
    {
        var file = CalendarFile.Parse("""
            { "format": "qinglian-calendar/1", "years": [ { "year": 2027,
              "notices": [ { "number": "第1号", "address": "https://www.gov.cn/" } ],
              "holidays": [ { "name": "元旦", "from": "2027-01-01", "to": "2027-01-03" }, { "name": "县庆", "en": "County Day", "from": "2027-05-20" } ],
              "worked": [ "2027-01-09" ] } ] }
            """);

        Assert.Empty(file.Errors);
        var year = Assert.Single(file.Years);
        Assert.Equal([new(new("元旦", "New Year's Day"), new(2027, 1, 1), new(2027, 1, 3)), new(new("县庆", "County Day"), new(2027, 5, 20), new(2027, 5, 20))], year.Holidays);
        Assert.Equal([new(2027, 1, 9)], year.Worked);
        Assert.Equal([new CalendarSource("第1号", "https://www.gov.cn/")], year.Sources);
    }

    [Fact]
    public void The_format_of_holiday_cn_is_read_and_days_in_a_row_become_one_holiday()
    {
        var file = CalendarFile.Parse("\uFEFF" + """
            { "$schema": "x", "year": 2027, "papers": ["https://www.gov.cn/a.htm"], "days": [
              { "name": "元旦", "date": "2027-01-03", "isOffDay": true },
              { "name": "元旦", "date": "2027-01-01", "isOffDay": true },
              { "name": "元旦", "date": "2027-01-02", "isOffDay": true },
              { "name": "国庆节、中秋节", "date": "2027-10-01", "isOffDay": true },
              { "name": "春节", "date": "2027-02-20", "isOffDay": false } ] }
            """);

        Assert.Empty(file.Errors);
        var year = Assert.Single(file.Years);
        Assert.Equal(["New Year's Day 1-3", "National Day and Mid-Autumn Festival 1-1"], year.Holidays.Select(h => $"{h.Name.En} {h.From.Day}-{h.To.Day}"));
        Assert.Equal([new(2027, 2, 20)], year.Worked);
        Assert.Equal("https://www.gov.cn/a.htm", Assert.Single(year.Sources).Address);
    }

    [Fact]
    public void The_empty_file_of_a_year_not_yet_published_publishes_nothing()
    {
        var file = CalendarFile.Parse("""{ "year": 2027, "papers": [], "days": [] }""");

        Assert.Empty(file.Years);
        Assert.Equal("2027: 2027 has no holidays at all: it counts as not published.", Assert.Single(file.Errors).Words.En);
    }

    [Fact]
    public void Each_bad_row_is_named_and_a_year_with_one_is_not_taken_while_the_others_are()
    {
        var file = CalendarFile.Parse("""
            { "years": [
              { "year": 2027, "holidays": [ { "name": "元旦", "from": "2027-01-01" } ], "worked": [] },
              { "year": 2028, "holidays": [ { "name": "元旦", "from": "2028-02-30" }, { "from": "2028-01-01" }, { "name": "春节" } ], "worked": [ 20280101, "2028-1-2" ] },
              { "holidays": [] } ] }
            """);

        Assert.Equal(2027, Assert.Single(file.Years).Year);
        Assert.Equal(
            ["2028, row 1: '2028-02-30' is not a date such as 2026-02-15.", "2028, holiday 2: the name is missing.", "2028, row 3: the date is missing.",
             "2028, row 1: '20280101' is not a date such as 2026-02-15.", "2028, row 2: '2028-1-2' is not a date such as 2026-02-15.",
             "Year number 3 in the list has no 'year'."],
            file.Errors.Select(e => e.Words.En));
        Assert.Equal("2028年第1行：“2028-02-30”不是有效日期，应如2026-02-15。", file.Errors[0].Words.Zh);
        Assert.Equal((2028, 1), (file.Errors[0].Year, file.Errors[0].Row));
    }

    [Theory]
    [InlineData("""[ { "name": "元旦", "from": "2027-01-03", "to": "2027-01-01" } ]""", "[]", "ends on 1 January 2027, before it starts")]
    [InlineData("""[ { "name": "元旦", "from": "2027-01-01", "to": "2027-03-01" } ]""", "[]", "longer than 31 days")]
    [InlineData("""[ { "name": "元旦", "from": "2026-12-27", "to": "2027-01-01" } ]""", "[]", "not within the arrangement of 2027")]
    [InlineData("""[ { "name": "元旦", "from": "2027-01-01" }, { "name": "春节", "from": "2027-01-01" } ]""", "[]", "1 January 2027 stands twice")]
    [InlineData("""[ { "name": "元旦", "from": "2027-01-01" } ]""", """["2027-01-01"]""", "is both in the New Year's Day holiday and a worked day")]
    [InlineData("""[ { "name": "元旦", "from": "2027-01-01" } ]""", """["2028-01-01"]""", "not within the arrangement of 2027")]
    [InlineData("""[ { "name": "元旦", "from": "2027-01-01" } ]""", """["2027-01-09", "2027-01-09"]""", "stands twice")]
    [InlineData("{}", "[]", "'holidays' should be a list")]
    public void A_year_that_contradicts_itself_is_not_taken(string holidays, string worked, string reason)
    {
        var file = CalendarFile.Parse($$"""{ "years": [ { "year": 2027, "holidays": {{holidays}}, "worked": {{worked}} } ] }""");

        Assert.Empty(file.Years);
        Assert.Contains(file.Errors, e => e.Words.En.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "This is not a valid JSON file: see line 1, byte 1.")]
    [InlineData("{\n  \"years\": [ oops ] }", "This is not a valid JSON file: see line 2, byte 14.")]
    [InlineData("[]", "The file should be one JSON object.")]
    [InlineData("{}", "No years found: there should be a list 'years', or a list 'days' as in holiday-cn.")]
    [InlineData("""{ "format": "other/1", "years": [] }""", "Unknown format 'other/1', it should be 'qinglian-calendar/1'.")]
    [InlineData("""{ "days": [] }""", "The file has no 'year'.")]
    [InlineData("""{ "year": 12, "days": [] }""", "12: The year 12 is not between 1950 and 2200.")]
    public void A_file_that_cannot_be_read_says_what_is_wrong(string json, string reason)
    {
        var file = CalendarFile.Parse(json);

        Assert.Empty(file.Years);
        Assert.Equal(reason, Assert.Single(file.Errors).Words.En);
    }

    [Fact]
    public void The_same_year_twice_is_refused_the_second_time()
    {
        var file = CalendarFile.Parse("""
            { "years": [ { "year": 2027, "holidays": [ { "name": "元旦", "from": "2027-01-01" } ] }, { "year": 2027, "holidays": [ { "name": "元旦", "from": "2027-01-02" } ] } ] }
            """);

        Assert.Equal(new(2027, 1, 1), Assert.Single(file.Years).Holidays[0].From);
        Assert.Equal("The year 2027 stands twice in the file.", Assert.Single(file.Errors).Words.En);
    }

    [Fact]
    public void Names_with_quotation_marks_survive_being_written()
    {
        var year = new CalendarYear(2027, [new(new("“五一”\"\\", "\"May\""), new(2027, 5, 1), new(2027, 5, 1))], [], []);

        Assert.Equal(year.Holidays, Assert.Single(CalendarFile.Parse(CalendarFile.Write([year])).Years).Holidays);
    }
}
