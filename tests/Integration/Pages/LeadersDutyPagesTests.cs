using System.Net;
using Qinglian.Documents;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.Meetings;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Meetings, the duty log, reports and interviews in a browser without scripts.</summary>
public sealed class LeadersDutyPagesTests : IAsyncLifetime
{
    private Office _office = null!;
    private PersonId _head, _deputy, _bureauOffice, _countyHead;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _countyHead = await _office.PersonAsync("P900", "李县书", _office.County, (Duties.Leader, _office.County, Reach.Below));
        _head = await _office.PersonAsync("P901", "赵局长", _office.Bureau, (Duties.Leader, _office.Bureau, Reach.Below));
        _deputy = await _office.PersonAsync("P902", "钱副局", _office.Bureau, (Duties.Deputy, _office.Bureau, Reach.Own));
        _bureauOffice = await _office.PersonAsync("P903", "孙局办", _office.Bureau, (Duties.Office, _office.Bureau, Reach.Own));
    }

    public async ValueTask DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_meeting_is_called_held_and_goes_out_as_minutes_and_the_next_one_begins_with_its_items()
    {
        var browser = _office.Browse(_bureauOffice);
        var today = _office.Today.Iso;
        await browser.GoAsync("/open/half-year-meeting/CallMeeting");
        await browser.SendAsync("/open/half-year-meeting/CallMeeting", ("Unit", $"{_office.Bureau}"), ("On", today), ("Reporters", $"{_deputy}"), ("ReportsBy", today));
        var first = browser.Here.AbsolutePath;
        Assert.Contains("钱副局", browser.Page, StringComparison.Ordinal);

        await browser.GoAsync(first + "/do/HoldMeeting");
        Assert.Contains($"value=\"{today}\"", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(first + "/do/HoldMeeting", ("Chair", $"{_head}"), ("Present", $"{_head},{_deputy}"), ("Summary", "总结上半年工作"));
        await browser.GoAsync(first + "/do/RaiseProblem");
        await browser.SendAsync(first + "/do/RaiseProblem", ("Problem", "公示不及时"), ("Cause", "责任不清"), ("Countermeasure", "明确专人"), ("Unit", $"{_office.Bureau}"), ("Owner", $"{_deputy}"), ("Due", "2099-12-31"));
        Assert.Contains("公示不及时", browser.Page, StringComparison.Ordinal);
        Assert.Contains("WT-", browser.Page, StringComparison.Ordinal);

        var text = DocumentText.Read(new MemoryStream(await browser.FileAsync(browser.LinkTo("/minutes"))), "x.docx").Text!;
        Assert.All((string[])["专题会议纪要", "赵局长", "公示不及时", "责任不清", "明确专人"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(1, await _office.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Export' and action = 'Minutes'"));

        // The next meeting of the unit, a day later at the earliest.
        var later = DateOnly.FromDayNumber(_office.Today.DayNumber + 1).Iso;
        await browser.GoAsync("/open/half-year-meeting/CallMeeting");
        await browser.SendAsync("/open/half-year-meeting/CallMeeting", ("Unit", $"{_office.Bureau}"), ("On", later), ("Reporters", $"{_deputy}"), ("ReportsBy", later));
        Assert.Contains("上次会议事项现状", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.Here.AbsolutePath + "/do/HoldMeeting");
        Assert.Matches("WT-[0-9]{4}-[0-9]{5} 公示不及时：已下达", browser.Page);

        var other = _office.Browse(_office.Clerk);
        await other.GoAsync(first.Replace("/dossiers/", "/meetings/", StringComparison.Ordinal) + "/minutes");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task A_report_begins_with_what_the_log_and_the_lists_hold_and_who_is_not_heard_stands_first()
    {
        var (desk, deputy) = (_office.Get<Desk>(), await _office.ActorAsync(_deputy));
        Assert.Null(await desk.OpenAsync(Ids.New(_office.Get<LocalTime>().Now), new LogDuty(_office.Bureau, DutyAct.Inspected, DutyOccasion.Visit, _office.Today, "到第一中学检查食堂采购", null, "检查记录一份", null), deputy, default));
        var browser = _office.Browse(_bureauOffice);
        await browser.GoAsync("/hearings");
        Assert.Contains("未听取", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo($"Reporter={_deputy}"));
        await browser.SendAsync("/open/duty-report/CallDutyReport", ("By", "2099-12-31"));
        var report = browser.Here.AbsolutePath;

        var reporter = _office.Browse(_deputy, "en");
        await reporter.GoAsync("/lists?turn=mine");
        Assert.True(reporter.HasLink(report));
        await reporter.GoAsync(report + "/do/FileDutyReport");
        Assert.Contains("到第一中学检查食堂采购", reporter.Page, StringComparison.Ordinal);
        await reporter.SendAsync(report + "/do/FileDutyReport", ("Lists", "无"), ("Problems", "采购公示滞后"), ("NextSteps", "本月补齐"));
        Assert.Equal(HttpStatusCode.OK, reporter.Status);

        await browser.GoAsync(report + "/do/HearReport");
        await browser.SendAsync(report + "/do/HearReport", ("On", _office.Today.Iso), ("By", "局党组会议"));
        await browser.GoAsync("/hearings");
        Assert.Contains("已听取", browser.Page, StringComparison.Ordinal);
        Assert.Contains("赵局长", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_page_shows_the_responsibility_that_nobody_acted_on()
    {
        var desk = _office.Get<Desk>();
        var id = Ids.New(_office.Get<LocalTime>().Now);
        Assert.Null(await desk.OpenAsync(id, new SetResponsibility(_office.Bureau, "落实公示制度", "每月公示", null, null, null), await _office.ActorAsync(_office.CountyOffice), default));
        var browser = _office.Browse(_head);

        await browser.GoAsync("/duty-log");
        Assert.Contains("本期无记录", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync("/open/duty-entry/LogDuty");
        await browser.SendAsync("/open/duty-entry/LogDuty", ("Unit", $"{_office.Bureau}"), ("Act", "Deployed"), ("Occasion", "Meeting"), ("On", _office.Today.Iso), ("What", "局党组会议部署公示"), ("Duty", $"{id}"), ("Evidence", "会议纪要"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.GoAsync("/duty-log");
        Assert.DoesNotContain("本期无记录", browser.Page, StringComparison.Ordinal);
        await _office.Browse(_head, "en").GoAsync("/duty-log?period=2020-H1");
    }

    [Fact]
    public async Task A_head_not_talked_with_is_one_link_from_a_plan_and_the_record_opens_for_both_sides_only()
    {
        var browser = _office.Browse(_countyHead);
        await browser.GoAsync("/interviews");
        Assert.Contains("未约谈", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo($"Interviewee={_head}"));
        await browser.SendAsync("/open/interview/PlanInterview", ("Ground", "日常约谈"), ("On", _office.Today.Iso));
        var record = browser.Here.AbsolutePath;
        await browser.GoAsync(record + "/do/RecordTalk");
        await browser.SendAsync(record + "/do/RecordTalk", ("On", _office.Today.Iso), ("Points", "要点一"), ("Reply", "说明一"), ("Undertaking", "月底前补齐"), ("Due", "2099-12-31"));
        Assert.Contains("月底前补齐", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync("/interviews");
        Assert.Contains("已约谈", browser.Page, StringComparison.Ordinal);

        var interviewee = _office.Browse(_head);
        await interviewee.GoAsync(record + "/do/ConfirmRecord");
        await interviewee.SendAsync(record + "/do/ConfirmRecord", ("Addition", "补充一句"));
        Assert.Contains("补充一句", interviewee.Page, StringComparison.Ordinal);
        foreach (var person in (PersonId[])[_office.Supervisor, _deputy, _bureauOffice, _office.Clerk])
        {
            var other = _office.Browse(person);
            await other.GoAsync(record);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            Assert.DoesNotContain("要点一", await other.GoAsync("/lists/interview"), StringComparison.Ordinal);
        }

        Assert.True(await _office.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Read' and procedure = 'interview'") > 0);
    }
}
