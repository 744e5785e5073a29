using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R12 and L07: the half-yearly meeting, the reports it collects and the items it leaves behind.</summary>
public sealed class MeetingTests
{
    [Fact]
    public async Task Three_problems_become_issue_items_and_the_next_meeting_opens_with_their_status()
    {
        await using var county = await County.OnAsync("2026-05-11");
        var first = await HeldAsync(county, "2026-05-25");
        foreach (var number in (int[])[1, 2, 3])
            first = await county.ActAsync(first, new RaiseProblem($"问题{number}", "制度不细", "修订办法", County.Bureau, county.BureauStaff.Id, County.Day("2026-08-31")), county.BureauOffice);
        first = await county.ActAsync(first, new SetTask("下半年专项检查", "逐校检查", County.Bureau, county.BureauDeputy.Id, County.Day("2026-10-31")), county.BureauOffice);
        first = await county.ActAsync(first, new SettleMinutes(county.BureauHead.Id, null), county.BureauOffice);

        var issues = await county.AllAsync<IssueItem>(new() { Procedure = "issue", Origin = first.Id });
        Assert.Equal(3, issues.Count);
        Assert.Equal(first.Problems.Select(p => p.Item).Order(), issues.Select(i => i.Id).Order());
        Assert.All(issues, i => Assert.Equal((county.BureauStaff.Id, County.Day("2026-08-31")), (i.Assignee!.Value, i.Due!.Value)));
        Assert.Contains("原因：制度不细", issues[0].Text, StringComparison.Ordinal);
        Assert.Single(await county.AllAsync<TaskItem>(new() { Procedure = "task", Origin = first.Id }));

        var solved = issues.Single(i => i.Title == "问题1");
        solved = await county.ActAsync(solved, new AcceptItem(null), county.BureauStaff);
        solved = await county.ActAsync(solved, new SubmitEvidence(Outcome.Solved, "已修订", null, null), county.BureauStaff);
        await county.ActAsync(solved, new ConfirmClosed("查看文件属实"), county.CountyOffice);
        county.GoTo("2026-11-02");
        var second = await CalledAsync(county, "2026-11-20");
        var last = (await new LastMeeting(county.Dossiers).BeforeAsync(second, county.BureauOffice, default))!;

        Assert.Equal(first.Id, last.Meeting.Id);
        Assert.Equal(4, last.Items.Count);
        Assert.Contains($"{solved.Number} 问题1：已销号（已解决）", last.Text, StringComparison.Ordinal);
        Assert.Contains("问题2：已下达，期限", last.Text, StringComparison.Ordinal);
        county.GoTo("2026-11-20");
        second = await county.ActAsync(second, new HoldMeeting(county.Today, county.BureauHead.Id, [county.BureauHead.Id], last.Text, "下半年"), county.BureauOffice);
        Assert.Equal(last.Text, second.LastItems);
    }

    [Fact]
    public async Task Each_leader_finds_their_own_request_among_what_waits_for_them()
    {
        await using var county = await County.OnAsync("2026-05-11");
        var meeting = await CalledAsync(county, "2026-05-25");
        var turns = Turns.Of(county.Book, county.Rules.Organisation, county.BureauDeputy);

        var waiting = (await county.Dossiers.ListAsync(new() { Turns = turns, Procedure = "field-report" }, county.BureauDeputy, default)).Dossiers;

        Assert.Equal(meeting.Id, Assert.Single(waiting).Parent);
        var report = await county.ActAsync((FieldReport)waiting[0], new FileFieldReport("已落实三项", "一项滞后", "下月完成", null), county.BureauDeputy);
        Assert.Equal((FieldReportState.Filed, county.Today), (report.State, report.FiledOn!.Value));
    }

    [Fact]
    public async Task Nobody_files_the_report_of_another_and_missing_is_recorded_only_once_it_is_late()
    {
        await using var county = await County.OnAsync("2026-05-11");
        var meeting = await CalledAsync(county, "2026-05-25");
        var report = Assert.Single(await county.AllAsync<FieldReport>(new() { Parent = meeting.Id }));

        Assert.IsType<NotYourPart>(await county.TryAsync(report, new FileFieldReport("好", "无", "无", null), county.BureauHead));
        Assert.IsType<NotYet>(await county.TryAsync(report, new NoteMissing("未交"), county.BureauOffice));
        county.GoTo("2026-05-21");
        Assert.Equal(FieldReportState.Missing, (await county.ActAsync(report, new NoteMissing("出差未交"), county.BureauOffice)).State);
    }

    [Fact]
    public async Task A_half_year_without_a_meeting_is_listed_falls_overdue_and_climbs_the_ladder()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await county.RunAsync<MeetingJob>();
        Assert.Empty(await MeetingsAsync(county));

        county.GoTo("2026-05-06");
        await county.RunAsync<MeetingJob>();
        await county.RunAsync<MeetingJob>();
        var expected = await MeetingsAsync(county);
        Assert.Equal([County.Bureau.Value, County.Town.Value], expected.Select(m => m.Unit.Value).Order());
        Assert.All(expected, m => Assert.Equal((MeetingState.Expected, County.Day("2026-06-30")), (m.State, m.DueOn!.Value)));

        county.GoTo("2026-07-01");
        await county.RunAsync<LadderJob>();
        var alerts = await county.AllAsync<Alert>(new() { Procedure = "alert", Origin = expected[0].Id });
        Assert.Contains("第十条", Assert.Single(alerts).Rungs[^1].Why!.Basis.Zh, StringComparison.Ordinal);

        await county.ActAsync(expected.Single(m => m.Unit == County.Bureau), new RecordHeldMeeting(County.Day("2026-06-20"), county.BureauHead.Id, [county.BureauHead.Id], null, "补登"), county.BureauOffice);
        await county.RunAsync<LadderJob>();
        Assert.Equal(AlertState.Closed, (await county.AllAsync<Alert>(new() { Procedure = "alert" })).Single(a => a.Unit == County.Bureau).State);
    }

    [Fact]
    public async Task A_meeting_that_was_called_is_not_listed_again_but_one_that_was_dropped_is()
    {
        await using var county = await County.OnAsync("2026-05-11");
        county.Set(MeetingSettings.Kinds, "Department");
        var meeting = await CalledAsync(county, "2026-05-25");
        await county.RunAsync<MeetingJob>();
        Assert.Single(await MeetingsAsync(county));

        await county.ActAsync(meeting, new CancelMeeting("人员不齐"), county.BureauOffice);
        await county.RunAsync<MeetingJob>();

        Assert.Contains(await MeetingsAsync(county), m => m.State is MeetingState.Expected);
    }

    [Fact]
    public async Task The_reports_must_be_in_before_the_meeting()
    {
        await using var county = await County.OnAsync("2026-05-11");

        var refusal = await county.TryOpenAsync(new CallMeeting(County.Bureau, County.Day("2026-05-20"), null, [county.BureauDeputy.Id], County.Day("2026-05-21")), county.BureauOffice);

        Assert.Equal("ReportsBy", refusal!.Field);
    }

    [Fact]
    public async Task Minutes_without_any_problem_need_a_word_why()
    {
        await using var county = await County.OnAsync("2026-05-11");
        var meeting = await HeldAsync(county, "2026-05-25");

        Assert.Equal("Remark", (await county.TryAsync(meeting, new SettleMinutes(county.BureauHead.Id, null), county.BureauOffice))!.Field);
        Assert.Equal(MeetingState.Closed, (await county.ActAsync(meeting, new SettleMinutes(county.BureauHead.Id, "本次以部署为主"), county.BureauOffice)).State);
        Assert.Equal(1, await county.FactsAsync("half-year-meeting-held"));
    }

    [Fact]
    public async Task A_problem_is_laid_to_the_unit_or_one_below_and_to_no_other()
    {
        await using var county = await County.OnAsync("2026-05-11");
        var meeting = await HeldAsync(county, "2026-05-25");

        Assert.Equal("Unit", (await county.TryAsync(meeting, new RaiseProblem("问题", "原因", "对策", County.Town, county.TownHead.Id, County.Day("2026-08-31")), county.BureauOffice))!.Field);
    }

    private static Task<IReadOnlyList<Meeting>> MeetingsAsync(County county) => county.AllAsync<Meeting>(new() { Procedure = "half-year-meeting" });

    private static Task<Meeting> CalledAsync(County county, string on) =>
        county.OpenAsync(new CallMeeting(County.Bureau, County.Day(on), "研究上半年工作", [county.BureauDeputy.Id], DateOnly.FromDayNumber(County.Day(on).DayNumber - 5)), county.BureauOffice);

    private static async Task<Meeting> HeldAsync(County county, string on)
    {
        var meeting = await CalledAsync(county, on);
        county.GoTo(on);
        return await county.ActAsync(meeting, new HoldMeeting(County.Day(on), county.BureauHead.Id, [county.BureauHead.Id, county.BureauDeputy.Id], null, "总结上半年，部署下半年"), county.BureauOffice);
    }
}
