using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;
using Talk = Qinglian.Responsibilities.Interviews.Interview;

namespace Qinglian.Tests.Integration.Warnings;

/// <summary>On whose workbench things lie: the one who must do something, and nobody else.</summary>
public sealed class TurnsTests
{
    [Fact]
    public async Task A_request_waits_for_the_office_above_and_not_for_whoever_filed_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var request = await FileAsync(county, dual: false);

        await LiesWithAsync(county, request, county.CountyOffice, county.CountyLeader);
        request = await county.ActAsync(request, new AskForMore("缺少预算"), county.CountyOffice);
        await LiesWithAsync(county, request, county.BureauOffice);
        request = await county.ActAsync(request, new Supplement("预算附后", null), county.BureauOffice);
        request = await county.ActAsync(request, new GiveAnswer("同意", null, null, County.Day("2026-04-30")), county.CountyOffice);

        await LiesWithAsync(county, request, county.BureauOffice);
    }

    [Fact]
    public async Task Under_dual_leadership_each_copy_waits_for_its_own_addressee()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await FileAsync(county, dual: true);
        var all = await county.AllAsync<Instruction>(new() { Procedure = "instruction" });

        await LiesWithAsync(county, all.Single(i => i.Route is Route.PartyCommittee), county.CountyOffice, county.CountyLeader);
        await LiesWithAsync(county, all.Single(i => i.Route is Route.DisciplineOrgan), county.SupervisionLeader);
    }

    [Fact]
    public async Task On_every_rung_the_alert_lies_with_the_one_whose_turn_it_is()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var alert = await OverdueAsync(county);
        await LiesWithAsync(county, alert, county.BureauDeputy);

        alert = await NextAsync(county, alert, "2026-04-15");
        await LiesWithAsync(county, alert, county.CountyOffice, county.CountyLeader);
        alert = await county.ActAsync(alert, new Urge("请办结"), county.CountyOffice);
        await LiesWithAsync(county, alert, county.BureauDeputy);

        alert = await NextAsync(county, alert, "2026-04-27");
        Assert.Equal(AlertState.SupervisionProposed, alert.State);
        await LiesWithAsync(county, alert, county.Supervisor, county.SupervisionLeader);
        alert = await county.ActAsync(alert, new Supervise("列入督办"), county.Supervisor);
        await LiesWithAsync(county, alert, county.BureauDeputy);

        alert = await NextAsync(county, alert, "2026-05-25");
        Assert.Equal(AlertState.InterviewProposed, alert.State);
        await LiesWithAsync(county, alert, county.SupervisionLeader);
        alert = await county.ActAsync(alert, new FixInterview("县纪委负责人", "分管负责人", County.Day("2026-05-28"), "多次提醒仍未办结"), county.SupervisionLeader);
        await LiesWithAsync(county, alert, county.Supervisor, county.SupervisionLeader);
        county.GoTo("2026-05-28");
        var talk = await county.ReadAsync<Talk>(alert.Interview!.Record!.Value);
        await county.ActAsync(talk, new RecordTalk(county.Today, "要点", "说明", "六月底办结", County.Day("2026-06-30")), county.SupervisionLeader);
        alert = await NextAsync(county, alert, "2026-05-29");
        Assert.Equal(AlertState.Interviewed, alert.State);
        await LiesWithAsync(county, alert, county.BureauDeputy);

        alert = await NextAsync(county, alert, "2026-07-01");
        Assert.Equal(AlertState.AdmonitionConsidered, alert.State);
        await LiesWithAsync(county, alert, county.SupervisionLeader);
        alert = await county.ActAsync(alert, new ProposeAdmonition("教育局党组", "承诺期满仍未办结"), county.SupervisionLeader);
        await LiesWithAsync(county, alert, county.Supervisor, county.SupervisionLeader);
        alert = await county.ActAsync(alert, new RecordDecision(false, "党组会决定不予诫勉", county.Today), county.Supervisor);

        await LiesWithAsync(county, alert, county.BureauDeputy);
    }

    [Fact]
    public async Task While_a_dispute_is_open_the_alert_lies_with_whoever_decides_on_it_and_then_with_the_owner_again()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var alert = await county.ActAsync(await OverdueAsync(county), new DisputeAlert("已经办完"), county.BureauDeputy);

        await LiesWithAsync(county, alert, county.Supervisor, county.SupervisionLeader);
        alert = await county.ActAsync(alert, new TurnDownDispute("没有提交结果"), county.Supervisor);

        await LiesWithAsync(county, alert, county.BureauDeputy);
    }

    [Fact]
    public async Task An_alert_that_names_nobody_lies_with_the_office_of_the_unit()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await FileAsync(county, dual: false);
        county.GoTo("2026-03-17");
        await county.RunAsync<LadderJob>();

        var alert = Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" }));
        Assert.Null(alert.Assignee);

        await LiesWithAsync(county, alert, county.CountyOffice);
    }

    [Fact]
    public async Task Urging_at_the_top_of_the_organisation_lies_with_supervision_since_no_unit_is_above()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await FileAsync(county, dual: false);
        foreach (var day in (string[])["2026-03-17", "2026-04-20"])
        {
            county.GoTo(day);
            await county.RunAsync<LadderJob>();
        }

        var alert = Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" }));
        Assert.Equal((AlertState.UrgingProposed, County.Whole), (alert.State, alert.Unit));

        await LiesWithAsync(county, alert, county.Supervisor);
    }

    [Fact]
    public async Task A_supervisor_does_not_find_the_decision_over_their_own_delay_on_their_desk()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await county.OpenAsync(new GiveOrder(County.Bureau, "清理", "清理", county.Supervisor.Id, County.Day("2026-03-31")), county.CountyOffice);
        await county.ActAsync(order, new AcceptItem(null), county.Supervisor);
        county.GoTo("2026-04-01");
        await county.RunAsync<LadderJob>();
        var alert = await NextAsync(county, Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" })), "2026-04-15");
        alert = await county.ActAsync(alert, new Urge("请办结"), county.CountyOffice);
        alert = await NextAsync(county, alert, "2026-04-27");
        Assert.Equal(AlertState.SupervisionProposed, alert.State);

        await LiesWithAsync(county, alert, county.SupervisionLeader);
    }

    [Fact]
    public async Task Whoever_finds_an_alert_on_their_desk_has_a_button_that_moves_it_on()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var alert = await NextAsync(county, await OverdueAsync(county), "2026-04-15");

        Assert.Contains(county.Desk.OpenTo(alert, county.CountyOffice), m => m.Action == typeof(Urge));
        Assert.DoesNotContain(county.Desk.OpenTo(alert, county.BureauDeputy), m => m.Action == typeof(Urge));
        Assert.Contains(county.Desk.OpenTo(alert, county.BureauDeputy), m => m.Action == typeof(ReplyToAlert));
    }

    [Fact]
    public async Task An_alert_from_another_module_about_a_matter_in_a_compartment_is_seen_inside_it_alone()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await OrderAsync(county);
        await county.TamperAsync($"update dossier set compartment = 'alpha' where id = '{order.Id}'");
        var inside = county.Supervisor with { Compartments = new HashSet<string> { "alpha" } };

        Assert.Equal("alpha", (await county.ReadAsync<WorkOrder>(order.Id)).Compartment);
        Assert.Null(await county.TryOpenAsync(new AlertDue(County.Bureau, "关于某人的调查逾期", order.Id, order.StateName, County.Day("2026-03-10"), county.BureauDeputy.Id), Actor.System));

        var alert = Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" }));
        Assert.Equal(("alpha", order.Number, order.Number), (alert.Compartment, alert.Title, alert.Subject.Number));
        Assert.DoesNotContain(alert.Rungs, r => r.Text?.Contains("调查", StringComparison.Ordinal) is true);
        foreach (var outside in (Actor[])[county.CountyOffice, county.BureauHead, county.Supervisor, county.BureauDeputy])
        {
            Assert.Null(await county.Dossiers.FindAsync(alert.Id, outside, default));
            Assert.DoesNotContain(await county.WaitingForAsync(outside), d => d.Id == alert.Id);
        }

        Assert.NotNull(await county.Dossiers.FindAsync(alert.Id, inside, default));
    }

    [Fact]
    public async Task An_alert_from_another_module_is_kept_from_whoever_is_kept_from_its_matter()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await county.ActAsync(await OrderAsync(county), new RecusePerson(county.BureauHead.Id, "与事项有利害关系"), county.CountyOffice);

        Assert.Null(await county.TryOpenAsync(new AlertDue(County.Bureau, "逾期", order.Id, order.StateName, County.Day("2026-03-10"), county.BureauHead.Id), Actor.System));

        var alert = Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" }));
        Assert.Null(await county.Dossiers.FindAsync(alert.Id, county.BureauHead, default));
        Assert.Empty(await county.NoticesAsync(alert));
        Assert.NotNull(await county.Dossiers.FindAsync(alert.Id, county.CountyOffice, default));
    }

    [Fact]
    public async Task A_request_on_a_matter_that_is_in_no_catalogue_is_refused_beside_its_field()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var known = await MatterAsync(county, County.Whole, dual: false);
        var elsewhere = await MatterAsync(county, County.Town, dual: false);

        foreach (var wrong in (MatterFiled[])[known with { Id = Guid.NewGuid() }, known with { Title = "别的事项" }, known with { DualLeadership = true }, elsewhere])
        {
            var refusal = await county.TryOpenAsync(Form(county, wrong), county.BureauOffice);
            Assert.Equal("Matter", Assert.IsType<Unfit>(refusal).Field);
        }

        await county.ActAsync(await county.ReadAsync<Matter>(known.Id), new EndMatter("不再需要"), county.CountyOffice);
        Assert.Equal("Matter", (await county.TryOpenAsync(Form(county, known), county.BureauOffice))?.Field);
        Assert.Equal("Matter", (await county.TryOpenAsync(new RecordCarriedOut(County.Bureau, known, "办了", county.Today), county.Supervisor))?.Field);
    }

    private static async Task LiesWithAsync(County county, Dossier dossier, params Actor[] whom)
    {
        var with = new List<string>();
        foreach (var actor in (Actor[])[county.CountyOffice, county.CountyLeader, county.Supervisor, county.SupervisionLeader, county.BureauOffice, county.BureauHead, county.BureauDeputy, county.BureauStaff, county.TownOffice, county.TownHead, county.VillageHead])
        {
            if ((await county.WaitingForAsync(actor)).Any(d => d.Id == dossier.Id)) with.Add(actor.Name);
        }

        Assert.Equal(whom.Select(w => w.Name).Order(StringComparer.Ordinal), with.Order(StringComparer.Ordinal));
    }

    private static async Task<Alert> OverdueAsync(County county)
    {
        await county.ActAsync(await OrderAsync(county), new AcceptItem(null), county.BureauDeputy);
        county.GoTo("2026-04-01");
        await county.RunAsync<LadderJob>();
        return Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" }));
    }

    private static async Task<Alert> NextAsync(County county, Alert alert, string day)
    {
        county.GoTo(day);
        await county.RunAsync<LadderJob>();
        return await county.ReadAsync<Alert>(alert.Id);
    }

    private static Task<WorkOrder> OrderAsync(County county) =>
        county.OpenAsync(new GiveOrder(County.Bureau, "清理账目", "逐校清理", county.BureauDeputy.Id, County.Day("2026-03-31")), county.CountyOffice);

    private static async Task<MatterFiled> MatterAsync(County county, UnitId unit, bool dual)
    {
        var matter = await county.OpenAsync(new AddMatter(unit, "办公用房调整", MatterKind.Request, "本县规定第三条", dual), county.CountyOffice);
        return new(matter.Id, matter.Title, matter.Kind, matter.DualLeadership, matter.Basis);
    }

    private static FileInstruction Form(County county, MatterFiled matter) => new(County.Bureau, "关于调整办公用房的请示", matter, county.Today, "拟调整二楼办公用房。", null);

    private static async Task<Instruction> FileAsync(County county, bool dual) =>
        await county.OpenAsync(Form(county, await MatterAsync(county, County.Whole, dual)), county.BureauOffice);
}
