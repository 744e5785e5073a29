using Qinglian.Kernel;
using Qinglian.Kernel.Access;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>What was done about leaders' duties in figures, and the action panel of what it counts.</summary>
public sealed class DutyStatisticsTests : IAsyncLifetime
{
    private Office _office = null!;
    private PersonId _head, _deputy, _bureauOffice;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _head = await _office.PersonAsync("P901", "赵局长", _office.Bureau, (Duties.Leader, _office.Bureau, Reach.Below));
        _deputy = await _office.PersonAsync("P902", "钱副局", _office.Bureau, (Duties.Deputy, _office.Bureau, Reach.Own));
        _bureauOffice = await _office.PersonAsync("P903", "孙局办", _office.Bureau, (Duties.Office, _office.Bureau, Reach.Own));
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_meeting_held_is_counted_for_its_unit_and_the_number_opens_it_for_those_who_may_see_it()
    {
        var meeting = await CallAsync();
        var browser = _office.Browse(_bureauOffice);
        await browser.GoAsync(meeting + "/do/HoldMeeting");
        await browser.SendAsync(meeting + "/do/HoldMeeting", ("Chair", $"{_head}"), ("Present", $"{_head},{_deputy}"), ("Summary", "总结上半年工作"));

        var county = _office.Browse(_office.CountyOffice);
        await county.GoAsync("/statistics/duties");
        await county.GoAsync(county.LinkTo($"unit={_office.Bureau}&figure=meetings"));
        Assert.True(county.HasLink(meeting));
        await county.GoAsync($"/statistics/duties/rows?figure=meetings&period={Period.Of(PeriodKind.HalfYear, _office.Today).Previous}");
        Assert.False(county.HasLink(meeting));
        await county.GoAsync("/statistics/duties/rows?figure=field-reports");
        Assert.Contains("没有您可查阅的记录", county.Page, StringComparison.Ordinal);

        var clerk = _office.Browse(_office.Clerk);
        await clerk.GoAsync($"/statistics/duties/rows?figure=meetings&unit={_office.Bureau}");
        Assert.False(clerk.HasLink(meeting));
    }

    [Fact]
    public async Task The_workbook_has_the_units_with_their_numbers_and_the_export_is_on_the_ledger()
    {
        await CallAsync();
        var county = _office.Browse(_office.CountyOffice);
        await county.GoAsync("/statistics/duties");

        var book = await county.FileAsync(county.LinkTo("/statistics/duties/export"));

        Assert.True(book.Length > 2_000);
        Assert.Equal(1, await _office.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Export' and action = 'Duties'"));
    }

    [Fact]
    public async Task More_time_is_offered_but_is_never_the_main_thing_to_do()
    {
        await CallAsync();
        var browser = _office.Browse(_bureauOffice);
        await browser.GoAsync("/lists/field-report");
        await browser.GoAsync(browser.LinkTo("/dossiers/"));

        Assert.Contains("/do/ExtendTime", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotMatch("btn-primary[^>]*/do/ExtendTime", browser.Page);
        Assert.DoesNotMatch("/do/ExtendTime\"[^>]*btn-primary", browser.Page);
    }

    private async Task<string> CallAsync()
    {
        var browser = _office.Browse(_bureauOffice);
        var today = _office.Today.Iso;
        await browser.GoAsync("/open/half-year-meeting/CallMeeting");
        await browser.SendAsync("/open/half-year-meeting/CallMeeting", ("Unit", $"{_office.Bureau}"), ("On", today), ("Reporters", $"{_deputy}"), ("ReportsBy", today));
        return browser.Here.AbsolutePath;
    }
}
