using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Lists;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R14: reports on duty, and who has not been heard.</summary>
public sealed class HearingTests
{
    [Fact]
    public async Task A_report_is_filed_heard_and_leads_to_a_task()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var report = await FiledAsync(county);

        report = await county.ActAsync(report, new HearReport(county.Today, "党组会议", "公示为何滞后", "月底前补齐"), county.BureauOffice);
        report = await county.ActAsync(report, new RequireNext("补齐公示", "逐项补齐", null, County.Day("2026-03-31")), county.BureauOffice);
        report = await county.ActAsync(report, new CloseHearing(null), county.BureauOffice);

        var task = Assert.Single(await county.AllAsync<TaskItem>(new() { Procedure = "task", Origin = report.Id }));
        Assert.Equal((HearingState.Closed, county.BureauDeputy.Id, task.Id), (report.State, task.Assignee!.Value, report.FollowUp[0].Item));
        Assert.Equal(1, await county.FactsAsync("duty-report-heard"));
    }

    [Fact]
    public async Task What_was_required_must_lead_to_a_task_or_to_a_word_why_not()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var report = await county.ActAsync(await FiledAsync(county), new HearReport(county.Today, "党组会议", null, "抓紧整改"), county.BureauOffice);

        Assert.Equal("Remark", (await county.TryAsync(report, new CloseHearing(null), county.BureauOffice))!.Field);
    }

    [Fact]
    public async Task Nobody_records_the_hearing_of_their_own_report()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var report = await county.OpenAsync(new CallDutyReport(County.Bureau, county.BureauHead.Id, County.Day("2026-03-20")), county.CountyOffice);
        report = await county.ActAsync(report, new FileDutyReport("开会三次", "清单三项", "一项滞后", "补齐", null), county.BureauHead);

        Assert.IsType<NeedsAnotherPerson>(await county.TryAsync(report, new HearReport(county.Today, "会议", null, null), county.BureauHead));
    }

    [Fact]
    public async Task The_list_of_the_period_names_every_leader_of_the_register_and_who_was_heard()
    {
        await using var world = await TestWorld.OpenAsync();
        var deputy = new PersonId(await world.AddAsync(new PersonRow("Q901", "分管副局长", world.Unit("bureau"), null, true, true)));
        await world.AddAsync(new DutyGrantRow(deputy, Duties.Deputy, world.Unit("bureau"), Reach.Own));
        var (office, reporter) = (await world.ActorAsync("教育局办公室"), (await world.Get<IActors>().LoadAsync(deputy, default))!);
        var id = await world.OpenAsync(new CallDutyReport(world.Unit("bureau"), deputy, new(2026, 3, 20)), office);
        await world.ActAsync(id, new FileDutyReport("开会", "清单", "问题", "打算", null), reporter);
        await world.ActAsync(id, new HearReport(new(2026, 3, 2), "党组会议", null, null), office);
        var query = new NotHeard(world.Dossiers, world.Get<IDirectory>());

        var now = await query.OfAsync([world.Unit("bureau")], Period.HalfYear(2026, 1), office, default);
        var next = await query.OfAsync([world.Unit("bureau")], Period.HalfYear(2026, 2), office, default);

        Assert.Equal([("分管副局长", true), ("教育局局长", false)], now.Select(r => (r.Name, r.Heard)).OrderByDescending(r => r.Item2));
        Assert.All(next, r => Assert.True(r.Waiting));
    }

    private static async Task<DutyReport> FiledAsync(County county) =>
        await county.ActAsync(
            await county.OpenAsync(new CallDutyReport(County.Bureau, county.BureauDeputy.Id, County.Day("2026-03-20")), county.BureauOffice),
            new FileDutyReport("检查三次", "清单五项", "一项滞后", "月底完成", null), county.BureauDeputy);
}
