using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Handover;
using Qinglian.Responsibilities.Lists;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R18: what passes between the party group and the discipline side, both ways.</summary>
public sealed class HandoverTests
{
    private static readonly SendToPartyGroup Finding = new(County.Bureau, ToPartyGroupKind.Finding, "食堂采购比价不规范", "抽查三所学校，两所没有比价记录。", null);
    private static readonly SendToDiscipline Help = new(County.Bureau, ToDisciplineKind.Help, "请协助开展警示教育", "请派员讲授一次纪律党课。", null, null);
    private static readonly AnswerHandover Answer = new("立即整改，建立比价台账。", County.Day("2026-03-31"), null);

    [Fact]
    public async Task A_finding_is_answered_accepted_carried_out_and_closed_by_the_side_that_sent_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var handover = await county.OpenAsync(Finding, county.Supervisor);
        Assert.Equal((HandoverState.ToPartyGroup, County.Day("2026-03-16")), (handover.State, handover.DueOn!.Value));
        Assert.Contains(await county.NoticesAsync(handover), n => n.StartsWith("office ", StringComparison.Ordinal));

        handover = await county.ActAsync(handover, Answer, county.BureauHead);
        handover = await county.ActAsync(handover, new AcceptAnswer(null), county.Supervisor);
        Assert.Equal((HandoverState.CarriedOutByPartyGroup, County.Day("2026-03-31")), (handover.State, handover.DueOn!.Value));
        handover = await county.ActAsync(handover, new ReportDone("已建立台账", null), county.BureauOffice);
        Assert.IsType<NotYourPart>(await county.TryAsync(handover, new CloseHandover("完成"), county.BureauHead));
        handover = await county.ActAsync(handover, new CloseHandover("实地核对属实"), county.SupervisionLeader);

        Assert.Equal(HandoverState.Closed, handover.State);
    }

    [Fact]
    public async Task A_request_for_help_goes_the_other_way()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var handover = await county.OpenAsync(Help with { To = county.Supervisor.Id }, county.BureauOffice);
        Assert.Equal((HandoverState.ToDiscipline, county.Supervisor.Id), (handover.State, handover.Assignee!.Value));

        Assert.IsType<NotYourPart>(await county.TryAsync(handover, Answer, county.BureauHead));
        handover = await county.ActAsync(handover, Answer, county.Supervisor);
        Assert.IsType<NotYourPart>(await county.TryAsync(handover, new AcceptAnswer(null), county.Supervisor));
        handover = await county.ActAsync(handover, new AcceptAnswer(null), county.BureauHead);
        handover = await county.ActAsync(handover, new CloseHandover("党课已上"), county.BureauOffice);

        Assert.Equal(HandoverState.Closed, handover.State);
    }

    [Fact]
    public async Task Each_side_sends_only_in_its_own_direction()
    {
        await using var county = await County.OnAsync("2026-03-02");

        Assert.IsType<NotYourPart>(await county.TryOpenAsync(Finding, county.BureauHead));
        Assert.IsType<NotYourPart>(await county.TryOpenAsync(Help, county.Supervisor));
        Assert.IsType<NotYourPart>(await county.TryOpenAsync(Help, county.TownOffice));
    }

    [Fact]
    public async Task Somebody_with_duties_on_both_sides_does_not_settle_with_themselves()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var both = county.Person("纪检组长兼党组成员", County.Bureau, Reach.Below, Duties.Deputy, Duties.Supervisor);
        var handover = await county.ActAsync(await county.OpenAsync(Finding, county.Supervisor), Answer, both);

        Assert.IsType<NeedsAnotherPerson>(await county.TryAsync(handover, new AcceptAnswer(null), both));
        Assert.IsType<NeedsAnotherPerson>(await county.TryAsync(handover, new DisputeAnswer("x"), both));
    }

    [Fact]
    public async Task A_disputed_answer_comes_back_and_stands_first_on_the_agenda()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var older = await county.OpenAsync(Finding with { Title = "逾期的" }, county.Supervisor);
        var disputed = await county.ActAsync(await county.OpenAsync(Finding, county.Supervisor), Answer, county.BureauHead);
        county.GoTo("2026-03-17");
        var young = await county.OpenAsync(Help, county.BureauOffice);
        disputed = await county.ActAsync(disputed, new DisputeAnswer("没有说明责任人"), county.Supervisor);
        Assert.Equal((HandoverState.ToPartyGroup, true), (disputed.State, disputed.Disputed));

        var open = await new HandoverAgeing(county.Dossiers, county.Rules, county.Time).OpenAsync(County.Bureau, county.CountyOffice, default);
        var agenda = HandoverAgeing.Agenda(open, county.Today);

        Assert.Equal([disputed.Id, older.Id, young.Id], agenda.SelectMany(p => p.Matters).Select(m => m.Handover.Id));
        Assert.Equal(["有异议的事项", "逾期未办的事项", "其他在办事项"], agenda.Select(p => p.Part.Zh));
        disputed = await county.ActAsync(disputed, new RecordJoint(county.Today, "由分管副局长牵头"), county.BureauHead);
        disputed = await county.ActAsync(disputed, Answer with { Text = "分管副局长牵头整改" }, county.BureauHead);
        Assert.False(disputed.Disputed);
    }

    [Theory]
    [InlineData("2026-03-09", 7, 0)]
    [InlineData("2026-03-10", 8, 1)]
    [InlineData("2026-03-17", 15, 1)]
    [InlineData("2026-05-01", 60, 3)]
    [InlineData("2026-05-02", 61, 4)]
    public async Task Ages_fall_into_bands_whose_last_day_still_counts(string on, int days, int band)
    {
        await using var county = await County.OnAsync("2026-03-02");
        await county.OpenAsync(Finding, county.Supervisor);
        county.GoTo(on);

        var aged = Assert.Single(await new HandoverAgeing(county.Dossiers, county.Rules, county.Time).OpenAsync(null, county.CountyOffice, default));

        Assert.Equal((days, band), (aged.Days, aged.Band));
    }

    [Fact]
    public async Task The_list_by_age_shows_a_unit_its_own_and_nothing_that_is_closed()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await county.OpenAsync(Finding, county.Supervisor);
        var withdrawn = await county.OpenAsync(Finding, county.Supervisor);
        await county.ActAsync(withdrawn, new WithdrawHandover("重复"), county.Supervisor);
        var ageing = new HandoverAgeing(county.Dossiers, county.Rules, county.Time);

        Assert.Single(await ageing.OpenAsync(null, county.BureauOffice, default));
        Assert.Empty(await ageing.OpenAsync(null, county.TownOffice, default));
    }

    [Fact]
    public async Task A_late_answer_raises_an_alert_at_the_side_that_owes_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await county.OpenAsync(Finding, county.Supervisor);
        await county.OpenAsync(Help with { To = county.Supervisor.Id }, county.BureauOffice);
        county.GoTo("2026-03-17");

        await county.RunAsync<LadderJob>();

        var alerts = await county.AllAsync<Alert>(new() { Procedure = "alert", Open = true });
        Assert.Equal([null, county.Supervisor.Id], alerts.Select(a => a.Assignee).OrderBy(a => a is not null));
    }

    [Fact]
    public async Task A_finding_goes_on_the_issue_list_of_the_unit()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var handover = await county.ActAsync(await county.OpenAsync(Finding, county.Supervisor), Answer, county.BureauHead);
        handover = await county.ActAsync(handover, new AcceptAnswer(null), county.Supervisor);

        await county.ActAsync(handover, new EnterAsIssue(null, county.BureauStaff.Id), county.BureauOffice);

        var issue = Assert.Single(await county.AllAsync<IssueItem>(new() { Procedure = "issue", Origin = handover.Id }));
        Assert.Equal((County.Bureau, County.Day("2026-03-31"), true), (issue.Unit, issue.Due!.Value, issue.Found!.Zh.Contains(handover.Number, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("7,15,30", true)]
    [InlineData("30", true)]
    [InlineData("15,7", false)]
    [InlineData("0,7", false)]
    [InlineData("七天", false)]
    [InlineData("", false)]
    public void Bands_are_days_in_order(string text, bool fits) => Assert.Equal(fits, HandoverSettings.Bands.Check!(text) is null);
}
