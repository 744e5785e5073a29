using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R13: the duty log.</summary>
public sealed class DutyLogTests
{
    [Fact]
    public async Task The_four_personal_acts_are_the_heads_alone_and_the_refusal_names_article_8()
    {
        await using var county = await County.OnAsync("2026-03-02");

        var refusal = await county.TryOpenAsync(Entry(DutyAct.Deployed), county.BureauDeputy);
        Assert.Equal("Act", refusal!.Field);
        Assert.Contains("第八条", refusal.Basis!.Words.Zh, StringComparison.Ordinal);

        Assert.Equal(EntryState.Confirmed, (await county.OpenAsync(Entry(DutyAct.Inspected), county.BureauDeputy)).State);
        Assert.Equal(county.BureauHead.Id, (await county.OpenAsync(Entry(DutyAct.Deployed), county.BureauHead)).Assignee);
    }

    [Fact]
    public async Task An_entry_needs_something_that_shows_it_and_does_not_lie_in_the_future()
    {
        await using var county = await County.OnAsync("2026-03-02");

        Assert.Equal("Evidence", (await county.TryOpenAsync(Entry(DutyAct.Deployed) with { Evidence = " " }, county.BureauHead))!.Field);
        Assert.Equal("On", (await county.TryOpenAsync(Entry(DutyAct.Deployed) with { On = County.Day("2026-03-03") }, county.BureauHead))!.Field);
    }

    [Fact]
    public async Task A_responsibility_that_nobody_acted_on_in_the_period_is_seen()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (acted, idle) = (await DutyAsync(county, "落实公示制度"), await DutyAsync(county, "开展风险排查"));
        await county.OpenAsync(Entry(DutyAct.Deployed) with { Duty = new(acted.Id, acted.Number, acted.Title) }, county.BureauHead);
        await county.OpenAsync(Entry(DutyAct.LookedInto), county.BureauHead);

        var log = await new LogCoverage(county.Dossiers).OfAsync(County.Bureau, Period.HalfYear(2026, 1), county.BureauOffice, default);
        var next = await new LogCoverage(county.Dossiers).OfAsync(County.Bureau, Period.HalfYear(2026, 2), county.BureauOffice, default);

        Assert.Equal((2, 1, 1), (log.Duties.Count, log.Without, log.Unlinked));
        Assert.Equal(idle.Id, log.Duties.Single(d => d.Entries == 0).Item.Id);
        Assert.Equal(2, next.Without);
    }

    [Fact]
    public async Task What_the_ledger_knows_is_proposed_once_and_stands_in_the_log_only_when_the_leader_confirms_it()
    {
        await using var world = await TestWorld.OpenAsync();
        var (head, staff) = (await world.ActorAsync("教育局局长"), await world.ActorAsync("教育局干部"));
        await world.OpenAsync(new GiveOrder(world.Unit("bureau"), "核对台账", "逐校核对", staff.Id, new(2026, 3, 20)), head);

        await world.RunAsync("responsibilities.duty-proposals");
        await world.RunAsync("responsibilities.duty-proposals");

        var proposal = (DutyEntry)Assert.Single((await world.Dossiers.ListAsync(new() { Procedure = "duty-entry" }, head, default)).Dossiers);
        Assert.Equal((EntryState.Proposed, DutyAct.Deployed, DutyOccasion.WorkOrder, head.Id), (proposal.State, proposal.Act, proposal.Occasion, proposal.Assignee!.Value));
        Assert.Contains("台账第", proposal.Evidence!, StringComparison.Ordinal);
        await world.ActAsync(proposal.Id, new ConfirmEntry(DutyAct.Coordinated, proposal.Title, null, "附会议纪要"), head);
        var confirmed = (DutyEntry)(await world.Dossiers.FindAsync(proposal.Id, head, default))!;
        Assert.Equal((EntryState.Confirmed, DutyAct.Coordinated), (confirmed.State, confirmed.Act));
        Assert.Contains("附会议纪要", confirmed.Evidence!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_confirms_an_entry_for_the_leader_and_what_is_left_alone_lapses()
    {
        await using var county = await County.OnAsync("2026-03-02");
        Assert.Null(await county.TryOpenAsync(new ProposeEntry(County.Bureau, county.BureauHead.Id, DutyAct.Deployed, DutyOccasion.Meeting, county.Today, "会议", "纪要", 1), Actor.System));
        var proposal = Assert.Single(await county.AllAsync<DutyEntry>(new() { Procedure = "duty-entry" }));

        Assert.IsType<NotYourPart>(await county.TryAsync(proposal, new ConfirmEntry(DutyAct.Deployed, "会议", null, null), county.BureauOffice));
        county.GoTo("2026-04-08");
        Assert.True(await county.Desk.LapseAsync(proposal.Id, default));
        Assert.Equal(EntryState.LeftOut, (await county.ReadAsync<DutyEntry>(proposal.Id)).State);
    }

    private static LogDuty Entry(DutyAct act) => new(County.Bureau, act, DutyOccasion.Meeting, County.Day("2026-03-02"), "党组会议研究公示工作", null, "党组会议纪要〔2026〕3号", null);

    private static Task<ResponsibilityItem> DutyAsync(County county, string title) =>
        county.OpenAsync(new SetResponsibility(County.Bureau, title, "每期形成记录", null, null, null), county.CountyOffice);
}
