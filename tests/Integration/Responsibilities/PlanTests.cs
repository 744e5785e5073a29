using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.Plans;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R11: the key points of a year, from the call at its start to the comparison at its end.</summary>
public sealed class PlanTests
{
    private static readonly AddLine Canteens = new("学校食堂采购全部公开", "比价记录不全", "每月公示采购比价表", "食堂采购投诉为零", true, null, null, null, "校园食品安全提升行动");
    private static readonly AddLine Training = new("重点岗位廉政教育全覆盖", null, "分批轮训", null, false, null, null, null, null);
    private static readonly PlanLineChoice First = new(1, "学校食堂采购全部公开"), Second = new(2, "重点岗位廉政教育全覆盖");

    [Fact]
    public async Task Key_points_go_from_the_draft_to_the_comparison_at_year_end()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await ExecutingAsync(county);
        Assert.Equal(County.Day("2027-02-01"), plan.DueOn);

        plan = await county.ActAsync(plan, new RecordTogether(First, Together.Checked, county.Today, "食品安全检查时一并检查比价记录"), county.BureauOffice);
        county.GoTo("2026-12-21");
        plan = await county.ActAsync(plan, new ReportLine(First, LineOutcome.Done, "42所学校全部公示", null, null), county.BureauOffice);
        Assert.Equal("Reason", (await county.TryAsync(plan, new ReportLine(Second, LineOutcome.Partly, "完成两批", null, null), county.BureauDeputy))!.Field);
        plan = await county.ActAsync(plan, new ReportLine(Second, LineOutcome.Partly, "完成两批", null, "第三批因防汛推迟"), county.BureauDeputy);
        plan = await county.ActAsync(plan, new ClosePlan("两项要点一项完成、一项部分完成。"), county.BureauHead);

        Assert.Equal(PlanState.Closed, plan.State);
        var compared = await ReportsOf(county).ComparedAsync(plan, county.CountyOffice, default);
        Assert.Equal([LineOutcome.Done, LineOutcome.Partly], compared.Select(c => c.Line.Result!.Outcome));
    }

    [Fact]
    public async Task Whoever_handed_the_draft_in_does_not_approve_it()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await DraftAsync(county);
        plan = await county.ActAsync(plan, new SubmitPlan(null), county.BureauHead);

        Assert.IsType<NeedsAnotherPerson>(await county.TryAsync(plan, new ApprovePlan("党组会", null), county.BureauHead));
        Assert.IsType<NotYourPart>(await county.TryAsync(plan, new ApprovePlan("党组会", null), county.BureauOffice));
        plan = await county.ActAsync(plan, new ApprovePlan("县委常委会", null), county.CountyLeader);
        Assert.Equal(PlanState.Approved, plan.State);
    }

    [Fact]
    public async Task A_draft_that_was_returned_keeps_its_date_and_an_empty_one_is_not_handed_in()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await county.OpenAsync(new StartPlan(County.Bureau, 2026, null), county.BureauOffice);
        Assert.IsType<NotYet>(await county.TryAsync(plan, new SubmitPlan(null), county.BureauOffice));
        plan = await county.ActAsync(plan, Canteens, county.BureauOffice);
        plan = await county.ActAsync(plan, new SubmitPlan(null), county.BureauOffice);

        plan = await county.ActAsync(plan, new ReturnPlan("措施要写到人"), county.BureauHead);

        Assert.Equal((PlanState.Drafting, plan.Due), (plan.State, plan.DueOn));
    }

    [Fact]
    public async Task Another_unit_neither_sees_nor_drafts_it()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await DraftAsync(county);

        await Assert.ThrowsAsync<NotFoundException>(() => county.TryAsync(plan, Canteens, county.TownOffice));
        Assert.IsType<NotYourPart>(await county.TryOpenAsync(new StartPlan(County.Bureau, 2026, null), county.TownOffice));
        Assert.IsType<NotYourPart>(await county.TryAsync(plan, Canteens, county.Supervisor));
    }

    [Fact]
    public async Task Nothing_is_done_together_with_business_before_a_line_is_linked()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await ExecutingAsync(county);
        var act = new RecordTogether(Second, Together.Deployed, county.Today, "全局工作会一并部署");
        Assert.Equal([2], plan.Live.Where(l => l.Business is null).Select(l => l.Number));
        Assert.Equal("Line", (await county.TryAsync(plan, act, county.BureauOffice))!.Field);

        var task = await county.OpenAsync(new GiveTask(County.Bureau, "干部轮训", "分三批", County.Day("2026-11-30"), null, null), county.BureauHead);
        var choice = new TaskChoice(task.Id, task.Number, task.Title);
        Assert.Equal("Business", (await county.TryAsync(plan, new LinkLine(Second, choice, "干部轮训"), county.BureauOffice))!.Field);
        Assert.Equal("Task", (await county.TryAsync(plan, new LinkLine(Second, null, " "), county.BureauOffice))!.Field);
        plan = await county.ActAsync(plan, new LinkLine(Second, choice, null), county.BureauOffice);
        plan = await county.ActAsync(plan, act, county.BureauOffice);

        Assert.Equal(task.Id, (await ReportsOf(county).ComparedAsync(plan, county.BureauOffice, default))[1].Business!.Id);
    }

    [Fact]
    public async Task A_line_becomes_a_task_and_an_entry_of_the_responsibility_list()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await ExecutingAsync(county);

        plan = await county.ActAsync(plan, new MakeLineTask(First, County.Day("2026-06-30"), county.BureauStaff.Id, "公示截图"), county.BureauDeputy);
        plan = await county.ActAsync(plan, new MakeLineResponsibility(First, [ResponsibilityKind.FirstPerson, ResponsibilityKind.Supervisory], null), county.BureauOffice);

        var items = (await ReportsOf(county).ComparedAsync(plan, county.BureauOffice, default))[0].Items;
        var task = Assert.IsType<TaskItem>(items[0]);
        Assert.Equal(("每月公示采购比价表", county.BureauStaff.Id, plan.Id), (task.Text, task.Assignee!.Value, task.Origin!.Value));
        Assert.Contains(plan.Number, task.Found!.Zh, StringComparison.Ordinal);
        Assert.Equal((2026, 2), (Assert.IsType<ResponsibilityItem>(items[1]).Year!.Value, ((ResponsibilityItem)items[1]).Kinds.Count));
        Assert.IsType<NotYourPart>(await county.TryAsync(plan, new MakeLineResponsibility(First, [ResponsibilityKind.Collective], null), county.BureauDeputy));
    }

    [Fact]
    public async Task What_is_given_up_or_added_later_stays_visible()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await ExecutingAsync(county);

        plan = await county.ActAsync(plan, new DropLine(Second, "并入全县统一轮训"), county.BureauHead);
        plan = await county.ActAsync(plan, Training with { Goal = "新录用教师廉洁从教谈话" }, county.BureauOffice);

        Assert.Equal(("并入全县统一轮训", true, 3), (plan.Lines[1].Dropped!, plan.Lines[2].Late, plan.Lines[2].Number));
        Assert.Equal("Line", (await county.TryAsync(plan, new ReportLine(Second, LineOutcome.Done, "x", null, null), county.BureauOffice))!.Field);
    }

    [Fact]
    public async Task A_year_is_closed_from_December_and_only_with_a_result_for_every_line()
    {
        await using var county = await County.OnAsync("2026-01-12");
        var plan = await ExecutingAsync(county);
        foreach (var line in (PlanLineChoice[])[First, Second]) plan = await county.ActAsync(plan, new ReportLine(line, LineOutcome.Done, "完成", null, null), county.BureauOffice);
        county.GoTo("2026-11-30");
        Assert.IsType<NotYet>(await county.TryAsync(plan, new ClosePlan("小结"), county.BureauHead));
        plan = await county.ActAsync(plan, Training with { Goal = "临时增加" }, county.BureauOffice);
        county.GoTo("2026-12-01");
        Assert.IsType<NotYet>(await county.TryAsync(plan, new ClosePlan("小结"), county.BureauHead));
        plan = await county.ActAsync(plan, new ReportLine(new(3, "临时增加"), LineOutcome.NotDone, "未启动", null, "年底才提出"), county.BureauOffice);

        Assert.Null(await county.TryAsync(plan, new ClosePlan("小结"), county.BureauHead));
    }

    [Fact]
    public async Task At_the_start_of_the_year_every_unit_that_must_is_called_upon_once()
    {
        await using var county = await County.OnAsync("2025-12-30");
        await county.OpenAsync(new StartPlan(County.Town, 2026, null), county.TownOffice);
        county.GoTo("2026-01-01");

        await county.RunAsync<PlanCallJob>();
        await county.RunAsync<PlanCallJob>();

        var plan = Assert.Single(await county.AllAsync<AnnualPlan>(new() { Procedure = "annual-plan", States = [nameof(PlanState.Called)] }));
        Assert.Equal((County.Bureau, 2026, County.Day("2026-02-02")), (plan.Unit, plan.Year, plan.DueOn!.Value));
        Assert.Contains(await county.NoticesAsync(plan), n => n.StartsWith("office 请于", StringComparison.Ordinal));
        plan = await county.ActAsync(plan, new DraftPlan("一抓到底"), county.BureauOffice);
        Assert.Equal((PlanState.Drafting, County.Day("2026-02-02")), (plan.State, plan.DueOn!.Value));
    }

    [Fact]
    public async Task A_unit_that_was_let_off_is_not_called_upon_again_that_year()
    {
        await using var county = await County.OnAsync("2026-01-05");
        county.Set(PlanSettings.Units, "县直部门");
        await county.RunAsync<PlanCallJob>();
        var plan = Assert.Single(await county.AllAsync<AnnualPlan>(new() { Procedure = "annual-plan" }));
        Assert.IsType<NotYourPart>(await county.TryAsync(plan, new WithdrawPlan("不需要"), county.BureauHead));
        await county.ActAsync(plan, new WithdrawPlan("由县委统一制定"), county.CountyOffice);

        await county.RunAsync<PlanCallJob>();
        Assert.Single(await county.AllAsync<AnnualPlan>(new() { Procedure = "annual-plan" }));
        county.GoTo("2027-01-04");
        await county.RunAsync<PlanCallJob>();
        Assert.Equal(2, (await county.AllAsync<AnnualPlan>(new() { Procedure = "annual-plan" })).Count);
    }

    [Fact]
    public async Task A_unit_founded_in_summer_has_its_own_month()
    {
        await using var county = await County.OnAsync("2026-07-01");

        await county.RunAsync<PlanCallJob>();

        Assert.All(await county.AllAsync<AnnualPlan>(new() { Procedure = "annual-plan" }), p => Assert.Equal(County.Day("2026-08-03"), p.DueOn));
    }

    [Fact]
    public async Task Key_points_that_are_missing_raise_an_alert_which_ends_when_they_are_handed_in()
    {
        await using var county = await County.OnAsync("2026-01-05");
        county.Set(PlanSettings.Units, "县直部门");
        await county.RunAsync<PlanCallJob>();
        county.GoTo("2026-02-06");
        await county.RunAsync<LadderJob>();
        var alert = Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert", Open = true }));
        Assert.Equal((AlertState.Overdue, County.Bureau), (alert.State, alert.Unit));
        Assert.True((await ReportsOf(county).OfYearAsync(2026, null, county.CountyOffice, default)).Single(r => r.Unit.Id == County.Bureau).Missing);

        var plan = Assert.Single(await county.AllAsync<AnnualPlan>(new() { Procedure = "annual-plan" }));
        plan = await county.ActAsync(plan, new DraftPlan(null), county.BureauOffice);
        plan = await county.ActAsync(plan, Canteens, county.BureauOffice);
        await county.ActAsync(plan, new SubmitPlan(null), county.BureauOffice);
        await county.RunAsync<LadderJob>();

        Assert.Equal(AlertState.Closed, (await county.ReadAsync<Alert>(alert.Id)).State);
        Assert.False((await ReportsOf(county).OfYearAsync(2026, null, county.CountyOffice, default)).Single(r => r.Unit.Id == County.Bureau).Missing);
    }

    [Fact]
    public async Task The_overview_shows_units_without_a_plan_and_those_with_two()
    {
        await using var county = await County.OnAsync("2026-01-12");
        await DraftAsync(county);
        await DraftAsync(county);

        var rows = await ReportsOf(county).OfYearAsync(2026, null, county.CountyOffice, default);

        Assert.Equal((1, false), (rows.Single(r => r.Unit.Id == County.Bureau).Others, rows.Single(r => r.Unit.Id == County.Bureau).Missing));
        Assert.True(rows.Single(r => r.Unit.Id == County.Town) is { Plan: null, Missing: true });
        Assert.Equal([County.Bureau], (await ReportsOf(county).OfYearAsync(2026, null, county.BureauHead, default)).Select(r => r.Unit.Id));
    }

    private static PlanReports ReportsOf(County county) => new(county.Dossiers, county.Rules, county.Time);

    private static async Task<AnnualPlan> DraftAsync(County county)
    {
        var plan = await county.OpenAsync(new StartPlan(County.Bureau, 2026, "一体推进"), county.BureauOffice);
        plan = await county.ActAsync(plan, Canteens, county.BureauOffice);
        return await county.ActAsync(plan, Training, county.BureauDeputy);
    }

    private static async Task<AnnualPlan> ExecutingAsync(County county)
    {
        var plan = await county.ActAsync(await DraftAsync(county), new SubmitPlan(null), county.BureauOffice);
        plan = await county.ActAsync(plan, new ApprovePlan("局党组会2026年第1次会议", null), county.BureauHead);
        return await county.ActAsync(plan, new PublishPlan(county.Today, "印发文件"), county.BureauOffice);
    }
}
