using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R09 and R19: the three lists and the work orders.</summary>
public sealed class ItemTests
{
    private static readonly SubmitEvidence Done = new(Outcome.Solved, "已完成清理，共 42 册账目。", null, null);

    [Fact]
    public async Task A_task_goes_from_issued_over_evidence_to_closed()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await TaskAsync(county);

        task = await county.ActAsync(task, new AcceptItem(county.BureauStaff.Id), county.BureauOffice);
        task = await county.ActAsync(task, new StartWork("先清理三所学校"), county.BureauStaff);
        task = await county.ActAsync(task, new ReportProgress("已清理两所"), county.BureauStaff);
        task = await county.ActAsync(task, Done, county.BureauStaff);
        Assert.Equal(ItemState.EvidenceSubmitted, task.State);
        task = await county.ActAsync(task, new ConfirmClosed("实地抽查两所学校，账实相符"), county.CountyOffice);

        Assert.Equal((ItemState.Closed, Outcome.Solved), (task.State, task.Outcome!.Value));
        Assert.Equal(1, await county.FactsAsync("item-closed"));
    }

    [Fact]
    public async Task Closing_needs_a_result_in_words_or_a_file()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await AcceptedAsync(county);

        Assert.Equal("Result", (await county.TryAsync(task, new SubmitEvidence(Outcome.Solved, "  ", null, null), county.BureauStaff))!.Field);
    }

    [Theory]
    [InlineData(Outcome.PartlySolved)]
    [InlineData(Outcome.NotSolvableNow)]
    [InlineData(Outcome.Unfounded)]
    [InlineData(Outcome.NotOurs)]
    public async Task Every_outcome_but_solved_needs_its_reason(Outcome outcome)
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await AcceptedAsync(county);

        Assert.Equal("Reason", (await county.TryAsync(task, Done with { Outcome = outcome }, county.BureauStaff))!.Field);
        task = await county.ActAsync(task, Done with { Outcome = outcome, Reason = "资金未到位" }, county.BureauStaff);
        task = await county.ActAsync(task, new ConfirmClosed("情况属实"), county.CountyOffice);

        Assert.Equal(outcome, task.Outcome);
    }

    [Fact]
    public async Task The_owner_cannot_confirm_the_closing_whatever_duty_they_hold()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await TaskAsync(county);
        task = await county.ActAsync(task, new AcceptItem(county.CountyLeader.Id), county.BureauOffice);
        task = await county.ActAsync(task, Done, county.BureauOffice);

        Assert.IsType<NotYourPart>(await county.TryAsync(task, new ConfirmClosed("好"), county.CountyLeader));
    }

    [Fact]
    public async Task Whoever_handed_the_evidence_in_cannot_confirm_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var both = county.Person("既是办公室又是监督", County.Bureau, Reach.Below, Duties.Office, Duties.Supervisor);
        var task = await AcceptedAsync(county);
        task = await county.ActAsync(task, Done, both);

        Assert.IsType<NeedsAnotherPerson>(await county.TryAsync(task, new ConfirmClosed("好"), both));
    }

    [Fact]
    public async Task Evidence_that_shows_too_little_goes_back_to_work()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await county.ActAsync(await AcceptedAsync(county), Done, county.BureauStaff);

        task = await county.ActAsync(task, new ReturnEvidence("缺少清理报告"), county.CountyOffice);

        Assert.Equal(ItemState.InProgress, task.State);
        Assert.Equal(task.Due, task.DueOn);
    }

    [Fact]
    public async Task More_time_holds_in_the_states_that_follow()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await AcceptedAsync(county);
        Assert.Null(await county.TryAsync(task, new AskForTime(County.Day("2026-04-30"), "学校放假"), county.BureauStaff));
        task = await county.ActAsync(task, new ExtendTime(County.Day("2026-04-30"), "同意"), county.CountyOffice);

        task = await county.ActAsync(task, new StartWork("开始"), county.BureauStaff);

        Assert.Equal(County.Day("2026-04-30"), task.DueOn);
    }

    [Fact]
    public async Task The_owner_cannot_grant_more_time_to_themselves()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await county.ActAsync(await TaskAsync(county), new AcceptItem(county.CountyLeader.Id), county.BureauOffice);

        Assert.IsType<NotYourPart>(await county.TryAsync(task, new ExtendTime(County.Day("2026-05-01"), "再等等"), county.CountyLeader));
    }

    [Fact]
    public async Task A_unit_sends_back_what_is_not_its_own_and_the_issuer_issues_it_again_elsewhere()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await TaskAsync(county);

        task = await county.ActAsync(task, new SendItemBack("属于镇的职责"), county.BureauOffice);
        Assert.Equal(ItemState.SentBack, task.State);
        task = await county.ActAsync(task, new IssueAgain(County.Town, null, "改由镇办理"), county.CountyOffice);

        Assert.Equal((ItemState.Issued, County.Town), (task.State, task.Unit));
    }

    [Fact]
    public async Task The_time_to_accept_is_the_setting_and_says_so()
    {
        await using var county = await County.OnAsync("2026-03-02");
        county.Set(ItemSettings.Accept, "5wd");

        var task = await TaskAsync(county);

        Assert.Equal(County.Day("2026-03-09"), task.DueOn);
        Assert.Contains("unverified", county.Book["task"]["Issued"].Limit!.Source(county.Rules.Settings).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_rolls_up_over_the_levels_and_keeps_the_outcomes_apart()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var top = await county.OpenAsync(new GiveTask(County.Whole, "清理村级账目", "逐村清理", County.Day("2026-06-30"), null, null), county.CountyOffice);
        top = await county.ActAsync(top, new AcceptItem(county.CountyLeader.Id), county.CountyOffice);
        top = await county.ActAsync(top, new SplitTask([County.Town, County.Bureau], null, County.Day("2026-03-20")), county.CountyOffice);
        var town = (await county.AllAsync<TaskItem>(new() { Parent = top.Id })).Single(t => t.Unit == County.Town);
        town = await county.ActAsync(town, new AcceptItem(county.TownHead.Id), county.TownOffice);
        town = await county.ActAsync(town, new SplitTask([County.EastVillage, County.WestVillage], null, null), county.TownOffice);
        var east = (await county.AllAsync<TaskItem>(new() { Parent = town.Id })).Single(t => t.Unit == County.EastVillage);
        east = await county.ActAsync(east, new AcceptItem(county.VillageHead.Id), county.VillageHead);
        east = await county.ActAsync(east, Done with { Outcome = Outcome.PartlySolved, Reason = "一册遗失" }, county.VillageHead);
        await county.ActAsync(east, new ConfirmClosed("已核"), county.TownOffice);
        county.GoTo("2026-03-23");

        var levels = await new RollUp(county.Dossiers).OfAsync(top, county.Today, county.CountyOffice, default);

        Assert.Equal([(1, 2, 2, 0), (2, 2, 1, 1)], levels.Select(l => (l.Level, l.Total, l.Open, l.Done)));
        Assert.Equal(2, levels[0].Overdue);
        Assert.Equal(1, levels[1].Closed[Outcome.PartlySolved]);
        Assert.Equal(2, (await county.ReadAsync<TaskItem>(east.Id)).Level);
    }

    [Fact]
    public async Task An_item_is_split_only_to_units_below_and_to_each_once()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var task = await county.OpenAsync(new GiveTask(County.Town, "清理", "清理", County.Day("2026-06-30"), null, null), county.CountyOffice);
        task = await county.ActAsync(task, new AcceptItem(county.TownHead.Id), county.TownOffice);

        Assert.IsType<Unfit>(await county.TryAsync(task, new SplitTask([County.Bureau], null, null), county.TownOffice));
        Assert.IsType<Unfit>(await county.TryAsync(task, new SplitTask([County.EastVillage], null, County.Day("2026-07-01")), county.TownOffice));
        task = await county.ActAsync(task, new SplitTask([County.EastVillage], null, null), county.TownOffice);
        Assert.IsType<Unfit>(await county.TryAsync(task, new SplitTask([County.EastVillage], null, null), county.TownOffice));
    }

    [Fact]
    public async Task A_part_cannot_be_opened_by_hand()
    {
        await using var county = await County.OnAsync("2026-03-02");

        Assert.IsType<NotYourPart>(await county.TryOpenAsync(new TaskBelow(County.Town, "x", "x", null, null, null), county.CountyOffice));
    }

    [Fact]
    public async Task A_recurring_responsibility_makes_one_task_a_period_and_none_is_skipped_after_a_standstill()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var item = await county.OpenAsync(new SetResponsibility(County.Bureau, "报送接待情况", "每月5日前报送上月情况", "教育局", county.BureauStaff.Id, "monthly:5"), county.CountyOffice);
        await county.ActAsync(item, new AcceptItem(null), county.BureauOffice);

        await county.RunAsync<PeriodJob>();
        await county.RunAsync<PeriodJob>();
        Assert.Equal([County.Day("2026-03-05")], await DuesAsync());
        county.GoTo("2026-05-06");
        await county.RunAsync<PeriodJob>();

        Assert.Equal([County.Day("2026-03-05"), County.Day("2026-04-05"), County.Day("2026-05-05"), County.Day("2026-06-05")], await DuesAsync());

        async Task<IEnumerable<DateOnly>> DuesAsync() => (await county.AllAsync<TaskItem>(new() { Parent = item.Id })).Select(t => t.Due!.Value).Order();
    }

    [Fact]
    public async Task What_another_module_finds_enters_the_issue_list()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var form = new GiveTask(County.Bureau, "x", "x", County.Day("2026-03-31"), null, null);
        var from = await county.OpenAsync(form, county.CountyOffice);

        var receiver = county.Book.ReceiverOf(typeof(IssueFound))!.Value;
        var issue = await county.OpenAsync((RecordIssue)receiver.Form(new IssueFound(County.Bureau, "账实不符", "三所学校账实不符", new("专项检查", "spot check"), from.Id)), county.Supervisor);

        Assert.Equal(("issue", "专项检查"), (issue.Procedure, issue.Found!.Zh));
    }

    [Fact]
    public async Task An_issue_is_answered_by_tasks_that_hang_below_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var issue = await county.OpenAsync(new RecordIssue(County.Bureau, "账实不符", "三所学校账实不符", County.Day("2026-05-29"), null, "专项检查"), county.Supervisor);
        issue = await county.ActAsync(issue, new AcceptItem(county.BureauHead.Id), county.BureauOffice);

        issue = await county.ActAsync(issue, new AddTask("核对账目", "逐校核对", County.Day("2026-04-30"), county.BureauStaff.Id, "核对报告"), county.BureauHead);

        var task = Assert.Single(await county.AllAsync<TaskItem>(new() { Parent = issue.Id }));
        Assert.Equal((1, 1), (issue.Below, task.Level));
    }

    [Fact]
    public async Task A_work_order_is_accepted_only_by_the_person_it_names()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await OrderAsync(county);

        Assert.IsType<NotYourPart>(await county.TryAsync(order, new AcceptItem(null), county.BureauOffice));
        order = await county.ActAsync(order, new AcceptItem(null), county.BureauDeputy);

        Assert.Equal((ItemState.Accepted, County.Day("2026-03-31")), (order.State, order.DueOn!.Value));
        Assert.StartsWith("GD-2026-", order.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_work_order_may_be_refused_with_a_reason_and_given_to_somebody_else()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await county.ActAsync(await OrderAsync(county), new SendItemBack("不分管此项"), county.BureauDeputy);

        order = await county.ActAsync(order, new IssueAgain(County.Bureau, county.BureauHead.Id, "改由局长承办"), county.CountyOffice);

        Assert.Equal((ItemState.Issued, county.BureauHead.Id), (order.State, order.Assignee!.Value));
    }

    [Fact]
    public async Task Load_and_lateness_are_counted_per_person()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await county.ActAsync(await OrderAsync(county), new AcceptItem(null), county.BureauDeputy);
        await county.ActAsync(await OrderAsync(county, "2026-05-29"), new AcceptItem(null), county.BureauDeputy);
        county.GoTo("2026-04-01");

        var load = Assert.Single(await new Workload(county.Dossiers).OfAsync(County.Bureau, county.Today, county.CountyOffice, default));

        Assert.Equal(new PersonLoad(county.BureauDeputy.Id, 2, 1, County.Day("2026-03-31")), load);
    }

    [Fact]
    public async Task An_empty_required_field_is_refused_beside_it()
    {
        await using var county = await County.OnAsync("2026-03-02");

        var refusal = await county.TryOpenAsync(new GiveTask(County.Bureau, " ", "x", County.Day("2026-03-31"), null, null), county.CountyOffice);

        Assert.Equal("Title", Assert.IsType<MustBeFilledIn>(refusal).Field);
    }

    private static Task<TaskItem> TaskAsync(County county) =>
        county.OpenAsync(new GiveTask(County.Bureau, "清理学校账目", "逐校清理", County.Day("2026-03-31"), null, "清理报告"), county.CountyOffice);

    private static async Task<TaskItem> AcceptedAsync(County county) => await county.ActAsync(await TaskAsync(county), new AcceptItem(county.BureauStaff.Id), county.BureauOffice);

    private static Task<WorkOrder> OrderAsync(County county, string due = "2026-03-31") =>
        county.OpenAsync(new GiveOrder(County.Bureau, "清理账目", "逐校清理", county.BureauDeputy.Id, County.Day(due)), county.CountyOffice);
}
