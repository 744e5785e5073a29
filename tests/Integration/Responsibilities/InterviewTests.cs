using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;
using Interview = Qinglian.Responsibilities.Interviews.Interview;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R16: interviews, who may read them, and what follows from what was undertaken.</summary>
public sealed class InterviewTests
{
    private static readonly RecordTalk Talk = new(County.Day("2026-03-10"), "公示滞后，要求补齐", "因人员调整，同意补齐", "月底前补齐公示", County.Day("2026-03-31"));

    [Fact]
    public async Task The_interviewee_confirms_the_record_adds_to_it_and_what_was_undertaken_is_followed()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await TalkedAsync(county);
        Assert.Equal(county.BureauHead.Id, interview.Assignee);

        interview = await county.ActAsync(interview, new ConfirmRecord("公示系统当月停机三天。"), county.BureauHead);
        Assert.Equal((InterviewState.Tracked, County.Day("2026-03-31")), (interview.State, interview.DueOn!.Value));
        interview = await county.ActAsync(interview, new Fulfil(1, "已补齐12项", null), county.BureauHead);
        interview = await county.ActAsync(interview, new CloseInterview("抽查属实"), county.CountyLeader);

        Assert.Equal((InterviewState.Closed, "公示系统当月停机三天。"), (interview.State, interview.Remarks[0].Text));
        Assert.Equal(1, await county.FactsAsync("interview-held"));
    }

    [Fact]
    public async Task A_contested_record_goes_back_and_what_was_said_against_it_stays()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await TalkedAsync(county);

        interview = await county.ActAsync(interview, new ContestRecord("我没有说人员调整。"), county.BureauHead);
        Assert.IsType<NotYourPart>(await county.TryAsync(interview, new AmendRecord("x", "y"), county.BureauHead));
        interview = await county.ActAsync(interview, new AmendRecord("公示滞后", "系统停机"), county.CountyLeader);
        interview = await county.ActAsync(interview, new ConfirmRecord(null), county.BureauHead);

        Assert.Equal(("系统停机", "我没有说人员调整。"), (interview.Reply, interview.Remarks[0].Text));
    }

    [Fact]
    public async Task Nobody_but_the_interviewee_confirms_and_silence_is_recorded_as_silence()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await TalkedAsync(county);

        Assert.IsType<NotYourPart>(await county.TryAsync(interview, new ConfirmRecord(null), county.CountyLeader));
        Assert.IsType<NotYet>(await county.TryAsync(interview, new NoteUnconfirmed("未回"), county.CountyLeader));
        county.GoTo("2026-03-20");
        interview = await county.ActAsync(interview, new NoteUnconfirmed("本人出差未确认"), county.CountyLeader);

        Assert.Equal((InterviewState.Tracked, (DateOnly?)null), (interview.State, interview.ConfirmedOn));
    }

    [Fact]
    public async Task Only_the_two_who_talked_and_the_office_of_the_organ_find_the_record()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await TalkedAsync(county);

        foreach (var actor in (Actor[])[county.BureauHead, county.CountyLeader, county.CountyOffice])
        {
            Assert.NotNull(await county.Dossiers.FindAsync(interview.Id, actor, default));
            Assert.Single((await county.Dossiers.ListAsync(new() { Procedure = "interview" }, actor, default)).Dossiers);
        }

        foreach (var actor in (Actor[])[county.Supervisor, county.SupervisionLeader, county.BureauOffice, county.BureauDeputy, county.TownHead])
        {
            Assert.Null(await county.Dossiers.FindAsync(interview.Id, actor, default));
            Assert.Empty((await county.Dossiers.ListAsync(new() { Procedure = "interview" }, actor, default)).Dossiers);
            await Assert.ThrowsAsync<NotFoundException>(() => county.TryAsync(interview, new CloseInterview(null), actor));
        }
    }

    [Fact]
    public async Task The_interviewee_reads_the_record_also_after_leaving_every_post()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await TalkedAsync(county);
        var former = county.BureauHead with { Grants = [], Scope = Scope.Nothing };
        await county.ActAsync(interview, new ConfirmRecord(null), county.BureauHead);
        await county.ActAsync(interview, new Fulfil(1, "已补齐", null), county.BureauHead);

        Assert.NotNull(await county.Dossiers.FindAsync(interview.Id, former, default));
        Assert.Single((await county.Dossiers.ListAsync(new() { Procedure = "interview" }, former, default)).Dossiers);
    }

    [Fact]
    public async Task An_interviewer_from_elsewhere_holds_the_talk_and_whoever_held_it_before_reads_it_no_more()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await county.OpenAsync(Plan(county), county.CountyOffice);
        interview = await county.ActAsync(interview, new HandOver(county.TownHead.Id, "回避"), county.CountyOffice);
        county.GoTo("2026-03-10");

        interview = await county.ActAsync(interview, Talk, county.TownHead);

        Assert.Equal((InterviewState.ToConfirm, 1), (interview.State, (int)await county.FactsAsync("interview-held")));
        Assert.Null(await county.Dossiers.FindAsync(interview.Id, county.CountyLeader, default));
    }

    [Fact]
    public async Task An_overdue_undertaking_becomes_an_admonition_only_by_a_named_decision()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await county.ActAsync(await TalkedAsync(county), new ConfirmRecord(null), county.BureauHead);
        var decide = new DecideAdmonition(county.SupervisionLeader.Id, "县纪委常委会2026年第9次会议", County.Day("2026-03-20"), "承诺逾期未办", county.CountyLeader.Id, County.Day("2026-04-10"));

        county.GoTo("2026-03-25");
        Assert.IsType<NotYet>(await county.TryAsync(interview, decide, county.CountyLeader));
        county.GoTo("2026-04-03");
        await county.RunAsync<LadderJob>();
        Assert.Equal(InterviewState.Tracked, (await county.ReadAsync<Interview>(interview.Id)).State);
        Assert.IsType<NotYourPart>(await county.TryAsync(interview, decide, county.BureauHead));
        interview = await county.ActAsync(interview, decide, county.CountyLeader);

        var admonition = Assert.Single(await county.AllAsync<Interview>(new() { Procedure = "interview", Origin = interview.Id }));
        Assert.Equal((InterviewState.Escalated, InterviewKind.Admonition, InterviewTrigger.OverdueUndertaking), (interview.State, admonition.Kind, admonition.Trigger));
        Assert.Contains("第9次会议", admonition.Decision!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admonition_without_a_decision_is_refused_with_the_rule()
    {
        await using var county = await County.OnAsync("2026-03-02");

        var refusal = await county.TryOpenAsync(Plan(county) with { Kind = InterviewKind.Admonition }, county.CountyLeader);

        Assert.Equal("Decision", refusal!.Field);
        Assert.NotNull(refusal.Basis);
    }

    [Fact]
    public async Task The_ladder_plans_the_interview_and_learns_that_it_was_held_but_not_what_was_said()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await county.OpenAsync(new GiveOrder(County.Bureau, "清理账目", "逐校清理", county.BureauDeputy.Id, County.Day("2026-03-31")), county.CountyOffice);
        await county.ActAsync(order, new AcceptItem(null), county.BureauDeputy);
        foreach (var day in (string[])["2026-04-01", "2026-04-15"]) await RunOnAsync(county, day);
        var alert = await county.ActAsync(Assert.Single(await county.AllAsync<Alert>(new() { Procedure = "alert" })), new Urge("办"), county.CountyOffice);
        await RunOnAsync(county, "2026-04-27");
        alert = await county.ActAsync(alert, new Supervise("办"), county.Supervisor);
        await RunOnAsync(county, "2026-05-25");
        alert = await county.ActAsync(alert, new FixInterview("县纪委常委会", "分管负责人", County.Day("2026-05-28"), "多次提醒未办"), county.SupervisionLeader);

        var interview = await county.ReadAsync<Interview>(alert.Interview!.Record!.Value);
        Assert.Equal((county.BureauDeputy.Id, county.SupervisionLeader.Id, InterviewTrigger.Alert, alert.Id), (interview.Interviewee, interview.Interviewer, interview.Trigger, interview.Origin!.Value));
        Assert.IsType<NotYet>(await county.TryAsync(alert, new RecordInterview("要点", "承诺", County.Day("2026-06-30")), county.Supervisor));
        county.GoTo("2026-05-28");
        await county.ActAsync(interview, Talk with { On = county.Today, Due = County.Day("2026-06-10") }, county.SupervisionLeader);
        await county.RunAsync<LadderJob>();

        alert = await county.ReadAsync<Alert>(alert.Id);
        Assert.Equal((AlertState.Interviewed, County.Day("2026-06-10"), (string?)null), (alert.State, alert.Interview!.UndertakingDue!.Value, alert.Interview.Points));
    }

    [Fact]
    public async Task An_alert_about_an_interview_is_seen_by_no_more_people_than_the_interview()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var interview = await county.ActAsync(await TalkedAsync(county), new ConfirmRecord(null), county.BureauHead);
        await RunOnAsync(county, "2026-04-02");

        var alert = (await county.AllAsync<Alert>(new() { Procedure = "alert", Origin = interview.Id })).Single(a => a.Subject.State == nameof(InterviewState.Tracked));

        Assert.Equal(interview.Number, alert.Title);
        Assert.NotNull(await county.Dossiers.FindAsync(alert.Id, county.BureauHead, default));
        Assert.Null(await county.Dossiers.FindAsync(alert.Id, county.Supervisor, default));
    }

    [Fact]
    public async Task A_top_leader_sees_which_heads_below_were_not_talked_with_in_the_period()
    {
        await using var world = await TestWorld.OpenAsync();
        var townHead = new PersonId(await world.AddAsync(new PersonRow("Q902", "镇党委书记", world.Unit("town"), null, true, true)));
        await world.AddAsync(new DutyGrantRow(townHead, Duties.Leader, world.Unit("town"), Reach.Below));
        var (leader, head) = (await world.ActorAsync("县委负责人"), await world.ActorAsync("教育局局长"));
        var id = await world.OpenAsync(new PlanInterview(world.Unit("county"), head.Id, leader.Id, InterviewKind.TopToTop, InterviewTrigger.Routine, "日常约谈", new(2026, 3, 2), null), leader);
        await world.ActAsync(id, new RecordTalk(new(2026, 3, 2), "要点", "说明", null, null), leader);
        var query = new NotInterviewed(world.Dossiers, world.Get<IDirectory>(), world.Rules);

        var heads = await query.OfAsync(world.Unit("county"), Period.WholeYear(2026), leader, default);

        Assert.Equal([("教育局局长", (DateOnly?)new DateOnly(2026, 3, 2)), ("镇党委书记", null)], heads.Select(h => (h.Name, h.HeldOn)).OrderBy(h => h.HeldOn is null));
        await world.ActAsync(id, new ConfirmRecordOnly(null), head);
        Assert.All(await query.OfAsync(world.Unit("county"), Period.WholeYear(2025), leader, default), h => Assert.Null(h.HeldOn));
    }

    private static PlanInterview Plan(County county) =>
        new(County.Whole, county.BureauHead.Id, county.CountyLeader.Id, InterviewKind.Reminder, InterviewTrigger.FirstSign, "公示滞后", County.Day("2026-03-10"), null);

    private static async Task<Interview> TalkedAsync(County county)
    {
        var interview = await county.OpenAsync(Plan(county), county.CountyOffice);
        county.GoTo("2026-03-10");
        return await county.ActAsync(interview, Talk, county.CountyLeader);
    }

    private static Task RunOnAsync(County county, string day)
    {
        county.GoTo(day);
        return county.RunAsync<LadderJob>();
    }
}
