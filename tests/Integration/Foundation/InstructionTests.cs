using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Tests.Integration.Foundation;

/// <summary>R05: asking first, answering in time, and noticing what was not asked.</summary>
public sealed class InstructionTests
{
    [Fact]
    public async Task A_catalogue_binds_the_units_below()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await MatterAsync(county, dual: false);

        var catalogue = new Catalogue(county.Dossiers, county.Rules);

        Assert.Single(await catalogue.ForAsync(County.EastVillage, default));
    }

    [Fact]
    public async Task A_request_goes_to_the_party_committee_alone()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var request = await FileAsync(county, await MatterAsync(county, dual: false));

        Assert.Equal(Route.PartyCommittee, Assert.Single(await county.AllAsync<Instruction>(new() { Procedure = "instruction" })).Route);
        Assert.Equal(County.Day("2026-03-16"), request.DueOn);
    }

    [Fact]
    public async Task Under_dual_leadership_it_goes_to_both_sides_and_each_answers_for_itself()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await FileAsync(county, await MatterAsync(county, dual: true));
        var all = await county.AllAsync<Instruction>(new() { Procedure = "instruction" });
        var party = all.Single(i => i.Route is Route.PartyCommittee);
        var organ = all.Single(i => i.Route is Route.DisciplineOrgan);

        Assert.Equal(party.Id, organ.Origin);
        Assert.IsType<NotYourPart>(await county.TryAsync(organ, new GiveAnswer("同意", null, null, null), county.CountyOffice));
        organ = await county.ActAsync(organ, new GiveAnswer("同意", "纪〔2026〕1号", null, null), county.SupervisionLeader);

        Assert.Equal(InstructionState.Answered, organ.State);
        Assert.Equal(InstructionState.Asked, (await county.ReadAsync<Instruction>(party.Id)).State);
    }

    [Fact]
    public async Task Asked_answered_carried_out_and_closed()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var request = await FileAsync(county, await MatterAsync(county, dual: false));
        county.GoTo("2026-03-05");
        request = await county.ActAsync(request, new GiveAnswer("同意，按程序办理", "清委〔2026〕8号", null, County.Day("2026-04-30")), county.CountyOffice);
        Assert.Equal((County.Day("2026-03-02"), County.Day("2026-03-05"), County.Day("2026-04-30")), (request.AskedOn, request.AnsweredOn!.Value, request.DueOn!.Value));

        Assert.IsType<NotYet>(await county.TryAsync(request, new CloseInstruction(null), county.BureauOffice));
        request = await county.ActAsync(request, new RecordFollowUp("已按答复办理", county.Today), county.BureauOffice);
        request = await county.ActAsync(request, new CloseInstruction(null), county.BureauOffice);

        Assert.Equal(InstructionState.Closed, request.State);
    }

    [Fact]
    public async Task A_report_is_acknowledged_and_a_request_cannot_be()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var request = await FileAsync(county, await MatterAsync(county, dual: false));
        var report = await FileAsync(county, await MatterAsync(county, dual: false, MatterKind.Report));

        Assert.IsType<NotYet>(await county.TryAsync(request, new Acknowledge(null), county.CountyOffice));
        report = await county.ActAsync(report, new Acknowledge(null), county.CountyOffice);

        Assert.Equal(InstructionState.Closed, report.State);
    }

    [Fact]
    public async Task A_late_answer_climbs_at_the_body_that_owes_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await FileAsync(county, await MatterAsync(county, dual: false));

        county.GoTo("2026-03-17");
        await county.RunAsync<LadderJob>();

        var alert = Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" }));
        Assert.Equal((AlertState.Overdue, County.Whole), (alert.State, alert.Unit));
        Assert.Null(alert.Assignee);
    }

    [Fact]
    public async Task A_matter_carried_out_with_no_request_is_listed_and_the_unit_is_heard_first()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var matter = await MatterAsync(county, dual: false);
        var done = await county.OpenAsync(new RecordCarriedOut(County.Bureau, matter, "调整办公用房", County.Day("2026-02-27")), county.Supervisor);

        var missing = Assert.Single(await new MissingRequests(county.Dossiers).OfAsync(County.Whole, county.Supervisor, default));
        Assert.Equal((done.Id, (Instruction?)null), (missing.CarriedOut.Id, missing.Perhaps));
        Assert.IsType<NotFromHere>(await county.TryAsync(done, new FindMissing("未请示"), county.CountyOffice));
        done = await county.ActAsync(done, new ExplainMissing("误以为无须请示"), county.BureauOffice);
        done = await county.ActAsync(done, new FindMissing("应请示"), county.CountyOffice);

        Assert.Equal(CarriedOutState.Missing, done.State);
        Assert.Empty(await new MissingRequests(county.Dossiers).OfAsync(County.Whole, county.Supervisor, default));
    }

    [Fact]
    public async Task A_request_filed_before_is_pointed_out_and_one_filed_after_is_not()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var matter = await MatterAsync(county, dual: false);
        var request = await FileAsync(county, matter);
        county.GoTo("2026-03-10");
        await county.OpenAsync(new RecordCarriedOut(County.Bureau, matter, "后办", County.Day("2026-03-09")), county.Supervisor);
        await county.OpenAsync(new RecordCarriedOut(County.Bureau, matter, "先办", County.Day("2026-02-27")), county.Supervisor);

        var list = await new MissingRequests(county.Dossiers).OfAsync(County.Whole, county.Supervisor, default);

        Assert.Equal(request.Id, list.Single(m => m.CarriedOut.Title == "后办").Perhaps!.Id);
        Assert.Null(list.Single(m => m.CarriedOut.Title == "先办").Perhaps);
    }

    private static async Task<MatterFiled> MatterAsync(County county, bool dual, MatterKind kind = MatterKind.Request)
    {
        var matter = await county.OpenAsync(new AddMatter(County.Whole, "办公用房调整", kind, "本县规定第三条", dual), county.CountyOffice);
        return new(matter.Id, matter.Title, matter.Kind, matter.DualLeadership, matter.Basis);
    }

    private static Task<Instruction> FileAsync(County county, MatterFiled matter) =>
        county.OpenAsync(new FileInstruction(County.Bureau, "关于调整办公用房的请示", matter, county.Today, "拟调整二楼办公用房。", null), county.BureauOffice);
}
