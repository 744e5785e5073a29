using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Checks;
using Qinglian.Responsibilities.Lists;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R21: decisions checked on the spot, requirement by requirement.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task A_decision_is_checked_at_a_unit_and_each_gap_becomes_a_task()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (decision, check) = await CheckAsync(county, County.Town);
        check = await county.ActAsync(check, new RecordFinding(1, Finding.Done, "公示栏照片，已公开12项。", null), county.Supervisor);
        Assert.IsType<NotYet>(await county.TryAsync(check, new SendFindings(null), county.Supervisor));
        check = await county.ActAsync(check, new RecordFinding(2, Finding.Altered, "以开会代替入户。", null), county.Supervisor);
        check = await county.ActAsync(check, new SendFindings(null), county.Supervisor);
        check = await county.ActAsync(check, new ReplyToFindings("已安排补走访。", null), county.TownHead);

        Assert.IsType<NotYourPart>(await county.TryAsync(check, new ConfirmCheck("属实", County.Day("2026-04-30")), county.Supervisor));
        Assert.Equal("Due", Assert.IsType<Unfit>(await county.TryAsync(check, new ConfirmCheck("属实", null), county.SupervisionLeader)).Field);
        check = await county.ActAsync(check, new ConfirmCheck("属实", County.Day("2026-04-30")), county.SupervisionLeader);

        var task = Assert.Single(await county.AllAsync<TaskItem>(new() { Origin = check.Id }));
        Assert.Equal((County.Town, County.Day("2026-04-30"), CheckState.Confirmed), (task.Unit, task.Due!.Value, check.State));
        Assert.Contains("以开会代替入户", task.Text, StringComparison.Ordinal);
        Assert.Equal((decision.Id, 1L), (check.Parent!.Value, await county.FactsAsync("requirements-checked")));
    }

    [Fact]
    public async Task The_checker_does_not_confirm_and_the_unit_does_not_judge_itself()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (_, check) = await CheckAsync(county, County.Town);
        check = await county.ActAsync(check, new RecordFinding(1, Finding.Done, "x", null), county.Supervisor);
        check = await county.ActAsync(check, new RecordFinding(2, Finding.NotDone, "x", null), county.Supervisor);
        check = await county.ActAsync(check, new SendFindings(null), county.Supervisor);
        await Assert.ThrowsAsync<NotFoundException>(() => county.TryAsync(check, new ReplyToFindings("x", null), county.BureauHead));
        check = await county.ActAsync(check, new ReplyToFindings("x", null), county.TownOffice);

        Assert.IsType<NotYourPart>(await county.TryAsync(check, new ConfirmCheck("x", County.Day("2026-04-30")), county.Supervisor));
        Assert.IsType<NotYourPart>(await county.TryAsync(check, new ConfirmCheck("x", County.Day("2026-04-30")), county.TownHead));
    }

    [Fact]
    public async Task A_unit_that_does_not_reply_loses_the_right_and_the_check_goes_on()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (_, check) = await CheckAsync(county, County.Town);
        foreach (var number in new[] { 1, 2 }) check = await county.ActAsync(check, new RecordFinding(number, Finding.Done, "x", null), county.Supervisor);
        check = await county.ActAsync(check, new SendFindings(null), county.Supervisor);
        county.GoTo("2026-03-20");

        Assert.True(await county.Desk.LapseAsync(check.Id, default));
        Assert.Null(await county.TryAsync(check, new ConfirmCheck("属实", null), county.SupervisionLeader));
    }

    [Fact]
    public async Task Nothing_is_found_before_the_day_of_the_check()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (_, check) = await CheckAsync(county, County.Town, "2026-03-09");

        Assert.IsType<Unfit>(await county.TryAsync(check, new RecordFinding(1, Finding.Done, "x", null), county.Supervisor));
        county.GoTo("2026-03-09");
        Assert.Equal("Requirement", Assert.IsType<Unfit>(await county.TryAsync(check, new RecordFinding(3, Finding.Done, "x", null), county.Supervisor)).Field);
    }

    [Fact]
    public async Task Rates_count_the_last_confirmed_finding_of_each_requirement()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (decision, first) = await CheckAsync(county, County.Town);
        await ConfirmAsync(county, first, Finding.Partly, Finding.NotDone);
        county.GoTo("2026-03-30");
        await county.ActAsync(decision, new PlanCheck(County.Town, County.Day("2026-03-30"), county.Supervisor.Id), county.Supervisor);
        await county.ActAsync(decision, new PlanCheck(County.Bureau, County.Day("2026-03-30"), county.Supervisor.Id), county.Supervisor);
        var later = (await county.AllAsync<FieldCheck>(new() { Parent = decision.Id })).Where(c => c.State is CheckState.Planned).ToList();
        await ConfirmAsync(county, later.Single(c => c.Unit == County.Town), Finding.Done, Finding.Altered);
        await ConfirmAsync(county, later.Single(c => c.Unit == County.Bureau), Finding.Done, Finding.Done);
        var rates = new ImplementationRates(county.Dossiers);

        var all = await rates.OfAsync(null, null, null, county.CountyOffice, default);
        Assert.Equal(new ImplementationRate(3, 0, 0, 1), ImplementationRate.Of(all));
        Assert.Equal((75m, 50m), (ImplementationRate.Of(all).Percent!.Value, ImplementationRate.Of(all.Where(p => p.Unit == County.Town)).Percent!.Value));

        // As it stood in early March, and as a town sees it.
        Assert.Equal(new ImplementationRate(0, 1, 1, 0), ImplementationRate.Of(await rates.OfAsync(null, null, County.Day("2026-03-15"), county.CountyOffice, default)));
        Assert.All(await rates.OfAsync(null, null, null, county.TownHead, default), p => Assert.Equal(County.Town, p.Unit));
    }

    [Fact]
    public async Task Requirements_are_settled_before_the_first_check()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var decision = await county.OpenAsync(new RegisterDecision(County.Whole, "惠民政策公开", DecisionKind.Superior, "市委", null, "全面公开"), county.Supervisor);

        Assert.IsType<NotYet>(await county.TryAsync(decision, new PutInForce(null), county.Supervisor));
        decision = await county.ActAsync(decision, new AddRequirement("甲", "甲", null), county.Supervisor);
        decision = await county.ActAsync(decision, new AddRequirement("乙", "乙", null), county.Supervisor);
        decision = await county.ActAsync(decision, new RemoveRequirement(1), county.Supervisor);
        Assert.Equal([(1, "乙")], decision.Requirements.Select(r => (r.Number, r.Text)));
        decision = await county.ActAsync(decision, new PutInForce(null), county.Supervisor);
        Assert.IsType<NotFromHere>(await county.TryAsync(decision, new AddRequirement("丙", "丙", null), county.Supervisor));
    }

    private static async Task ConfirmAsync(County county, FieldCheck check, params Finding[] findings)
    {
        for (var i = 0; i < findings.Length; i++) check = await county.ActAsync(check, new RecordFinding(i + 1, findings[i], "现场查看", null), county.Supervisor);
        check = await county.ActAsync(check, new SendFindings(null), county.Supervisor);
        check = await county.ActAsync(check, new ReplyToFindings("无异议", null), check.Unit == County.Town ? county.TownHead : county.BureauHead);
        await county.ActAsync(check, new ConfirmCheck("属实", County.Day("2026-04-30")), county.SupervisionLeader);
    }

    private static async Task<(FollowedDecision Decision, FieldCheck Check)> CheckAsync(County county, UnitId unit, string on = "2026-03-02")
    {
        var decision = await county.OpenAsync(new RegisterDecision(County.Whole, "惠民政策公开", DecisionKind.Superior, "市委", "清发〔2026〕3号", "全面公开惠民政策，入户宣讲。"), county.Supervisor);
        decision = await county.ActAsync(decision, new AddRequirement("公开惠民政策清单", "公示栏和网站均可查到12项", County.Day("2026-03-31")), county.Supervisor);
        decision = await county.ActAsync(decision, new AddRequirement("入户宣讲", "走访记录覆盖全部低保户", null), county.Supervisor);
        decision = await county.ActAsync(decision, new PutInForce(null), county.Supervisor);
        decision = await county.ActAsync(decision, new PlanCheck(unit, County.Day(on), county.Supervisor.Id), county.Supervisor);
        return (decision, Assert.Single(await county.AllAsync<FieldCheck>(new() { Parent = decision.Id })));
    }
}
