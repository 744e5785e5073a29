using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Handover;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Responsibilities.Plans;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>The pages over responsibility lists, key points, handovers and party life.</summary>
public sealed class PlanningPagesTests
{
    [Fact]
    public async Task A_clerk_ticks_the_kinds_in_the_form_and_the_matrix_shows_what_is_missing()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);
        await browser.GoAsync($"/responsibility/four-way/{office.Bureau}");
        await browser.GoAsync(browser.LinkTo("/open/responsibility/SetResponsibility"));
        Assert.Contains($"value=\"{office.Today.Year}\"", browser.Page, StringComparison.Ordinal);

        await browser.SendAsync("/open/responsibility/SetResponsibility", ("Title", "廉政风险排查"), ("Text", "每年一次"), ("Kinds", "Collective"), ("Kinds", "Supervisory"));
        Assert.Contains("集体责任、监督责任", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync("/responsibility/four-way");

        Assert.Contains("清单无此类事项", browser.Page, StringComparison.Ordinal);
        Assert.Contains("无履责记录", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo($"/responsibility/four-way/{office.Bureau}"));
        Assert.Contains("尚无记录", browser.Page, StringComparison.Ordinal);
        var english = office.Browse(office.CountyOffice, "en");
        Assert.Contains("no entry of this kind", await english.GoAsync("/responsibility/four-way"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_reaches_the_list_of_a_unit_that_is_not_theirs()
    {
        await using var office = await Office.OpenAsync();
        var clerk = office.Browse(office.Clerk);

        await clerk.GoAsync($"/responsibility/four-way/{office.Bureau}");

        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        await clerk.GoAsync($"/responsibility/four-way?unit={office.Bureau}");
        Assert.DoesNotContain("县教育局", clerk.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_matrix_goes_out_as_a_workbook_with_a_row_for_each_unit_and_kind()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);

        var file = await browser.FileAsync($"/responsibility/four-way/export?unit={office.Bureau}");

        List<Column> columns = [new("unit", new("单位", "Unit")), new("kind", new("责任类别", "Kind")), new("gap", new("缺项", "Gap"))];
        var read = SheetReader.Read(new MemoryStream(file), "四责协同.xlsx", columns);
        Assert.Equal(4, read.Rows.Count);
        Assert.All(read.Rows, r => Assert.Equal("清单无此类事项", r.Values[2]));
    }

    [Fact]
    public async Task A_plan_is_written_line_by_line_and_compared_at_year_end()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);
        var year = office.Today.Year;
        await browser.GoAsync($"/open/annual-plan/StartPlan?Year={year}");
        await browser.SendAsync("/open/annual-plan/StartPlan", ("Unit", office.County.ToString()), ("Aim", "一体推进"));
        var plan = browser.Here.AbsolutePath;
        await browser.GoAsync(plan + "/do/AddLine");
        await browser.SendAsync(plan + "/do/AddLine", ("Goal", "采购全部公开"), ("Measure", "每月公示"), ("Distinctive", "true"));
        Assert.Contains("1条尚未挂钩业务工作", browser.Page, StringComparison.Ordinal);

        await browser.GoAsync(browser.LinkTo("/do/LinkLine?Line=1"));
        await browser.SendAsync(plan + "/do/LinkLine", ("Business", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync(plan + "/do/LinkLine", ("Business", "阳光采购改革"));
        Assert.Contains("阳光采购改革", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("尚未挂钩", browser.Page, StringComparison.Ordinal);

        var id = Guid.Parse(plan[^36..]);
        var leader = await office.ActorAsync(await office.PersonAsync("B009", "冯书记", office.County, (Duties.Leader, office.County, Reach.Below)));
        var clerk = await office.ActorAsync(office.CountyOffice);
        var desk = office.Get<Desk>();
        Assert.Null(await desk.ActAsync(id, new SubmitPlan(null), clerk, null, default));
        Assert.Null(await desk.ActAsync(id, new ApprovePlan("常委会", null), leader, null, default));
        Assert.Null(await desk.ActAsync(id, new PublishPlan(office.Today, "印发"), clerk, null, default));
        await browser.GoAsync(plan);
        await browser.GoAsync(browser.LinkTo("/do/ReportLine?Line=1"));
        await browser.SendAsync(plan + "/do/ReportLine", ("Outcome", "Done"), ("Evidence", "12期公示齐全"));

        await browser.GoAsync($"/responsibility/plans/{id}/year-end");
        Assert.Contains("已完成1条", browser.Page, StringComparison.Ordinal);
        Assert.Contains("12期公示齐全", browser.Page, StringComparison.Ordinal);
        var paper = Qinglian.Documents.DocumentText.Read(new MemoryStream(await browser.FileAsync($"/responsibility/plans/{id}/year-end/document")), "对照.docx");
        Assert.Contains("阳光采购改革", paper.Text, StringComparison.Ordinal);
        var stranger = office.Browse(office.Clerk);
        await stranger.GoAsync($"/responsibility/plans/{id}/year-end");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task The_overview_of_key_points_names_units_without_one()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);

        await browser.GoAsync("/responsibility/plans?show=missing");

        // The calendar may have called for them meanwhile; missing they are all the same.
        Assert.Matches("没有要点|待制定", browser.Page);
        Assert.Contains("第12条", browser.Page, StringComparison.Ordinal);
        Assert.Contains("柳林镇", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_handovers_stand_by_age_and_on_the_agenda()
    {
        await using var office = await Office.OpenAsync();
        var sender = await office.ActorAsync(office.Supervisor);
        Assert.Null(await office.Get<Desk>().OpenAsync(Ids.New(office.Get<LocalTime>().Now), new SendToPartyGroup(office.Bureau, ToPartyGroupKind.Reminder, "节前提醒", "请做好节前提醒。", null), sender, default));
        var browser = office.Browse(office.CountyOffice);

        await browser.GoAsync("/responsibility/handovers");
        Assert.Contains("节前提醒", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync("/responsibility/handovers?band=4");
        Assert.DoesNotContain("节前提醒", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync($"/responsibility/handovers/agenda?unit={office.Bureau}&on={office.Today.Iso}&place=三楼会议室");
        Assert.Contains("节前提醒", browser.Page, StringComparison.Ordinal);
        Assert.Contains("地点：三楼会议室", browser.Page, StringComparison.Ordinal);
        var paper = Qinglian.Documents.DocumentText.Read(new MemoryStream(await browser.FileAsync(browser.LinkTo("/agenda/document"))), "议程.docx");
        Assert.Contains("节前提醒", paper.Text, StringComparison.Ordinal);
        Assert.Contains("三楼会议室", paper.Text, StringComparison.Ordinal);
        var town = office.Browse(office.TownOffice);
        Assert.DoesNotContain("节前提醒", await town.GoAsync("/responsibility/handovers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_of_party_life_shows_held_and_missing_meetings()
    {
        await using var office = await Office.OpenAsync();
        var town = office.Browse(office.TownOffice);
        await town.GoAsync("/open/party-meeting/RecordMeeting");
        Assert.Contains("不要上传发言记录", town.Page, StringComparison.Ordinal);
        await town.SendAsync("/open/party-meeting/RecordMeeting", ("Unit", office.Town.ToString()), ("Kind", "Members"), ("HeldOn", office.Today.Iso), ("Topic", "学习讨论"), ("Expected", "30"), ("Present", "28"));
        Assert.Contains("28", town.Page, StringComparison.Ordinal);

        await town.GoAsync($"/responsibility/party-life?unit={office.Town}");

        Assert.Contains("1次", town.Page, StringComparison.Ordinal);
        var file = await town.FileAsync("/responsibility/party-life/export");
        var read = SheetReader.Read(new MemoryStream(file), "党内生活.xlsx", [new("unit", new("单位", "Unit")), new("kind", new("会议类别", "Kind")), new("held", new("已登记次数", "Recorded"))]);
        Assert.Contains(read.Rows, r => (string?)r.Values[1] == "支部党员大会" && r.Values[2]?.ToString() == "1");
        Assert.All(read.Rows, r => Assert.Equal("柳林镇", r.Values[0]));
    }
}
