using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;
using Qinglian.Warnings;
using Qinglian.Warnings.Alerts;
using Interview = Qinglian.Responsibilities.Interviews.Interview;

namespace Qinglian.Tests.Integration.Warnings;

/// <summary>R97 and L04: what falls late climbs, one rung at a time, and a person decides from urging on.</summary>
public sealed class LadderTests
{
    [Fact]
    public async Task Nothing_is_raised_before_the_reminder_is_due()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);

        county.GoTo("2026-03-25");
        await county.RunAsync<LadderJob>();

        Assert.Empty(await AlertsAsync(county));
    }

    [Fact]
    public async Task The_owner_is_reminded_three_working_days_before_the_due_date()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await AcceptedAsync(county);

        county.GoTo("2026-03-26");
        await county.RunAsync<LadderJob>();

        var alert = Assert.Single(await AlertsAsync(county));
        Assert.Equal((AlertState.DueSoon, county.BureauDeputy.Id, order.Id), (alert.State, alert.Assignee!.Value, alert.Origin!.Value));
        Assert.Contains(await county.NoticesAsync(alert), n => n.StartsWith(county.BureauDeputy.Id.ToString(), StringComparison.Ordinal) && n.Contains(order.Number, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_issued_today_is_not_reminded_of_today_however_short_its_term()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await OrderAsync(county);
        Assert.Equal(County.Day("2026-03-05"), order.DueOn);

        await RunOnAsync(county, "2026-03-02", "2026-03-03");
        Assert.Empty(await AlertsAsync(county));
        await RunOnAsync(county, "2026-03-04");

        Assert.Equal(AlertState.DueSoon, Assert.Single(await AlertsAsync(county)).State);
    }

    [Fact]
    public async Task Running_the_job_again_changes_nothing()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        county.GoTo("2026-03-26");
        await county.RunAsync<LadderJob>();
        var before = Assert.Single(await AlertsAsync(county));

        await county.RunAsync<LadderJob>();
        await county.RunAsync<LadderJob>();

        Assert.Equal(before.Revision, Assert.Single(await AlertsAsync(county)).Revision);
    }

    [Fact]
    public async Task The_explanation_gives_rule_version_arithmetic_rows_and_what_would_make_it_wrong()
    {
        await using var county = await County.OnAsync("2026-03-02");
        county.Set(LadderSettings.DueSoon, "4wd");
        var order = await OrderAsync(county);

        county.GoTo("2026-03-04");
        await county.RunAsync<LadderJob>();

        var why = Assert.Single(await AlertsAsync(county)).Rungs[0].Why!;
        Assert.Equal(("warnings.due-soon", 1), (why.Rule, why.Version));
        Assert.Contains("2 March 2026 (not counted) + 3 working days = 5 March 2026", why.Arithmetic.En, StringComparison.Ordinal);
        Assert.Contains("“time to accept”, version 0, unverified", why.Basis.En, StringComparison.Ordinal);
        Assert.Contains(why.Rows, r => r.En.Contains(order.Number, StringComparison.Ordinal));
        Assert.NotEmpty(why.WrongIf);
    }

    [Fact]
    public async Task After_the_due_date_the_reminder_becomes_an_overdue_reminder_and_is_repeated_to_the_superior()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-03-26", "2026-04-01");
        var alert = Assert.Single(await AlertsAsync(county));
        Assert.Equal(AlertState.Overdue, alert.State);
        Assert.DoesNotContain(await county.NoticesAsync(alert), n => n.StartsWith("leader ", StringComparison.Ordinal));

        await RunOnAsync(county, "2026-04-02");
        Assert.Equal(2, Assert.Single(await AlertsAsync(county)).Rungs.Count);
        await RunOnAsync(county, "2026-04-03");

        alert = Assert.Single(await AlertsAsync(county));
        Assert.Equal(3, alert.Rungs.Count);
        Assert.Contains(await county.NoticesAsync(alert), n => n.StartsWith("leader ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_urging_on_the_system_only_proposes_and_a_person_decides()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        var alert = await ProposedAsync(county);

        Assert.Equal(AlertState.UrgingProposed, alert.State);
        await RunOnAsync(county, "2026-06-01", "2026-07-01");
        Assert.Equal(AlertState.UrgingProposed, Assert.Single(await AlertsAsync(county)).State);
        Assert.IsType<NotYourPart>(await county.TryAsync(alert, new Urge("办"), county.BureauOffice));

        alert = await county.ActAsync(alert, new Urge("请在三日内办结"), county.CountyOffice);

        Assert.Equal((AlertState.Urged, county.CountyOffice.Id), (alert.State, alert.Rungs[^1].By));
    }

    [Fact]
    public async Task The_whole_ladder_is_climbed_by_named_people_up_to_a_decision_taken_elsewhere()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        var alert = await county.ActAsync(await ProposedAsync(county), new Urge("请办结"), county.CountyOffice);

        alert = await NextAsync(county, alert, "2026-04-27");
        Assert.Equal(AlertState.SupervisionProposed, alert.State);
        Assert.IsType<NotYourPart>(await county.TryAsync(alert, new Supervise("督办"), county.CountyOffice));
        alert = await county.ActAsync(alert, new Supervise("列入督办"), county.Supervisor);
        alert = await NextAsync(county, alert, "2026-05-25");
        Assert.Equal(AlertState.InterviewProposed, alert.State);
        Assert.IsType<NotYourPart>(await county.TryAsync(alert, new FixInterview("县纪委", "某某", county.Today, "逾期"), county.Supervisor));
        alert = await county.ActAsync(alert, new FixInterview("县纪委负责人", "分管负责人", County.Day("2026-05-28"), "多次提醒仍未办结"), county.SupervisionLeader);
        county.GoTo("2026-05-28");
        var interview = await county.ReadAsync<Interview>(alert.Interview!.Record!.Value);
        interview = await county.ActAsync(interview, new RecordTalk(county.Today, "要点", "说明", "六月底办结", County.Day("2026-06-30")), county.SupervisionLeader);
        await county.ActAsync(interview, new ConfirmRecord("属实"), county.BureauDeputy);
        alert = await NextAsync(county, alert, "2026-05-29");
        Assert.Equal(AlertState.Interviewed, alert.State);
        alert = await NextAsync(county, alert, "2026-07-01");
        Assert.Equal(AlertState.AdmonitionConsidered, alert.State);
        alert = await county.ActAsync(alert, new ProposeAdmonition("教育局党组", "承诺期满仍未办结"), county.SupervisionLeader);
        Assert.IsType<NeedsAnotherPerson>(await county.TryAsync(alert, new RecordDecision(true, "教党〔2026〕3号", county.Today), county.SupervisionLeader));
        alert = await county.ActAsync(alert, new RecordDecision(false, "党组会决定不予诫勉", county.Today), county.Supervisor);

        Assert.Equal((AlertState.AdmonitionDecided, false), (alert.State, alert.Admonition!.Decided!.Value));
        Assert.Equal(0, await county.FactsAsync("was-overdue"));
    }

    [Fact]
    public async Task A_person_may_decide_against_the_next_rung_and_the_wait_begins_again()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        var alert = await ProposedAsync(county);

        alert = await county.ActAsync(alert, new NotNow("已联系，本周办结"), county.CountyOffice);
        Assert.Equal(AlertState.Overdue, alert.State);
        Assert.True(alert.DueOn > county.Today);
        await county.RunAsync<LadderJob>();

        Assert.Equal(AlertState.Overdue, Assert.Single(await AlertsAsync(county)).State);
    }

    [Fact]
    public async Task An_alert_is_urged_before_the_wait_is_over_only_when_the_owner_has_replied()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        var alert = Assert.Single(await AlertsAsync(county));

        Assert.IsType<NotYet>(await county.TryAsync(alert, new Urge("办"), county.CountyOffice));
        alert = await county.ActAsync(alert, new ReplyToAlert("缺少经费", null), county.BureauDeputy);
        alert = await county.ActAsync(alert, new Urge("经费已落实，请办结"), county.CountyOffice);

        Assert.Equal(AlertState.Urged, alert.State);
    }

    [Fact]
    public async Task While_a_dispute_is_undecided_nothing_climbs()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        var alert = await county.ActAsync(Assert.Single(await AlertsAsync(county)), new DisputeAlert("已经办完"), county.BureauDeputy);

        await RunOnAsync(county, "2026-04-20", "2026-05-20");

        Assert.Equal(AlertState.Overdue, Assert.Single(await AlertsAsync(county)).State);
        alert = await county.ActAsync(alert, new TurnDownDispute("没有提交结果"), county.Supervisor);
        Assert.Null(alert.OpenDispute);
        await county.RunAsync<LadderJob>();
        Assert.Equal(AlertState.UrgingProposed, Assert.Single(await AlertsAsync(county)).State);
    }

    [Fact]
    public async Task A_dispute_is_decided_by_somebody_who_neither_raised_it_nor_climbed_a_rung()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await county.OpenAsync(new GiveOrder(County.Bureau, "清理", "清理", county.Supervisor.Id, County.Day("2026-03-31")), county.CountyOffice);
        await county.ActAsync(order, new AcceptItem(null), county.Supervisor);
        await RunOnAsync(county, "2026-04-01");
        var alert = await county.ActAsync(Assert.Single(await AlertsAsync(county)), new DisputeAlert("不该由我办"), county.Supervisor);

        Assert.IsType<NotYourPart>(await county.TryAsync(alert, new UpholdDispute(WithdrawalGround.WrongOwner, "对"), county.Supervisor));
        alert = await county.ActAsync(alert, new UpholdDispute(WithdrawalGround.WrongOwner, "确非其职责"), county.SupervisionLeader);

        Assert.Equal((AlertState.Withdrawn, true), (alert.State, alert.FalseAlarm));
    }

    [Fact]
    public async Task A_withdrawn_alert_counts_as_a_false_alarm_and_is_not_raised_again()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        await county.ActAsync(Assert.Single(await AlertsAsync(county)), new WithdrawAlert(WithdrawalGround.NoTimeRuns, "上级已叫停"), county.Supervisor);

        await RunOnAsync(county, "2026-04-10");

        var alert = Assert.Single(await AlertsAsync(county));
        var record = await new FalseAlarms(county.Dossiers).OfAsync(null, county.Supervisor, default);
        Assert.Equal((AlertState.Withdrawn, 1, 1, 1m), (alert.State, record.Ended, record.Wrong, record.FalseAlarmRate!.Value));
        Assert.Equal(1, await county.FactsAsync("false-alarm"));
    }

    [Fact]
    public async Task A_withdrawn_duplicate_is_no_false_alarm()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");

        var alert = await county.ActAsync(Assert.Single(await AlertsAsync(county)), new WithdrawAlert(WithdrawalGround.Duplicate, "同一事项"), county.Supervisor);

        Assert.False(alert.FalseAlarm);
        Assert.Equal(0, await county.FactsAsync("false-alarm"));
    }

    [Fact]
    public async Task An_alert_closes_when_the_matter_moves_on_and_only_then_counts_for_the_unit()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        Assert.Equal(0, await county.FactsAsync("was-overdue"));

        await county.ActAsync(order, new SubmitEvidence(Outcome.Solved, "已完成", null, null), county.BureauDeputy);
        await county.RunAsync<LadderJob>();

        var alert = Assert.Single(await AlertsAsync(county));
        Assert.Equal((AlertState.Closed, ClosingReason.MovedOn), (alert.State, alert.ClosedBecause!.Value));
        Assert.Equal(1, await county.FactsAsync("was-overdue"));
    }

    [Fact]
    public async Task An_alert_closes_when_more_time_is_granted_and_comes_back_when_that_is_over()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        await county.ActAsync(order, new ExtendTime(County.Day("2026-04-30"), "学校放假"), county.CountyOffice);

        var closed = Assert.Single(await AlertsAsync(county));
        await county.Job<LadderJob>().LookAsync(closed, county.Today, default);
        Assert.Equal(ClosingReason.Extended, Assert.Single(await AlertsAsync(county)).ClosedBecause);
        await RunOnAsync(county, "2026-05-06");

        Assert.Equal([AlertState.Closed, AlertState.Overdue], (await AlertsAsync(county)).Select(a => a.State).Order().Reverse());
    }

    [Fact]
    public async Task Nobody_can_close_an_alert_by_hand()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        var alert = Assert.Single(await AlertsAsync(county));

        foreach (var actor in (Actor[])[county.BureauDeputy, county.BureauOffice, county.CountyOffice, county.Supervisor, county.SupervisionLeader])
            Assert.IsType<NotYourPart>(await county.TryAsync(alert, new CloseAsGone(ClosingReason.Finished, "x"), actor));
    }

    [Fact]
    public async Task Late_checking_of_evidence_is_laid_to_the_issuer_and_not_to_the_owner()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var order = await AcceptedAsync(county);
        await county.ActAsync(order, new SubmitEvidence(Outcome.Solved, "已完成", null, null), county.BureauDeputy);

        await RunOnAsync(county, "2026-03-20");

        Assert.Equal(county.CountyOffice.Id, Assert.Single(await AlertsAsync(county)).Assignee);
    }

    [Fact]
    public async Task No_alert_is_raised_about_an_alert()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01", "2026-04-20", "2026-09-01", "2026-09-02");

        Assert.Single(await AlertsAsync(county));
    }

    [Fact]
    public async Task Two_open_alerts_for_one_matter_and_state_are_refused_by_the_database()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        var alert = Assert.Single(await AlertsAsync(county));
        var form = new RaiseReferred(new(alert.Unit, alert.Title, alert.Subject.Id, alert.Subject.State, alert.Subject.Due, alert.Assignee));

        await Assert.ThrowsAnyAsync<Npgsql.PostgresException>(() => county.TryOpenAsync(form, Actor.System));
    }

    [Fact]
    public async Task The_page_and_the_owner_see_the_alert_and_another_bureau_does_not()
    {
        await using var county = await County.OnAsync("2026-03-02");
        await AcceptedAsync(county);
        await RunOnAsync(county, "2026-04-01");
        var alert = Assert.Single(await AlertsAsync(county));

        Assert.NotNull(await county.Dossiers.FindAsync(alert.Id, county.BureauDeputy, default));
        Assert.Null(await county.Dossiers.FindAsync(alert.Id, county.TownOffice, default));
        Assert.Contains(county.Desk.OpenTo(alert, county.BureauDeputy), m => m.Action == typeof(DisputeAlert));
    }

    private static async Task<Alert> ProposedAsync(County county)
    {
        await RunOnAsync(county, "2026-04-01", "2026-04-15");
        return Assert.Single(await AlertsAsync(county));
    }

    private static async Task<Alert> NextAsync(County county, Alert alert, string day)
    {
        await RunOnAsync(county, day);
        return await county.ReadAsync<Alert>(alert.Id);
    }

    private static async Task RunOnAsync(County county, params string[] days)
    {
        foreach (var day in days)
        {
            county.GoTo(day);
            await county.RunAsync<LadderJob>();
        }
    }

    private static Task<IReadOnlyList<Alert>> AlertsAsync(County county) => county.AllAsync<Alert>(new() { Procedure = "alert" });

    private static Task<WorkOrder> OrderAsync(County county) =>
        county.OpenAsync(new GiveOrder(County.Bureau, "清理账目", "逐校清理", county.BureauDeputy.Id, County.Day("2026-03-31")), county.CountyOffice);

    private static async Task<WorkOrder> AcceptedAsync(County county) => await county.ActAsync(await OrderAsync(county), new AcceptItem(null), county.BureauDeputy);
}
