using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Warnings.Alerts;

/// <summary>
/// The alert ladder (R97, L04): due soon, overdue reminder, urging, supervised handling, interview, admonition proposal. It closes only
/// when its reason is gone. No alert is raised about an alert.
/// </summary>
public sealed class AlertProcedure : Procedure<Alert, AlertState>
{
    private static readonly Who Owner = Who.Assignee.Or(Who.Holding(Duties.Office));
    private static readonly Who UnitAbove = Who.Above(Duties.Office, Duties.Leader).Or(Who.Holding(Duties.Supervisor)).ButNotAssignee();
    private static readonly Who Supervisor = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader).ButNotAssignee();
    private static readonly Who SupervisionLeader = Who.Holding(Duties.SupervisionLeader).ButNotAssignee();

    /// <summary>A dispute is decided by somebody who had no part in it: neither the owner nor whoever climbed a rung.</summary>
    private static readonly Who Independent = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader).ButNotAssignee()
        .ButNot<DisputeAlert>().ButNot<Urge>().ButNot<Supervise>().ButNot<FixInterview>().ButNot<ProposeAdmonition>();

    private static readonly Rule<Alert> Disputed = new(new("责任人已提出异议", "the owner has disputed the alert"), a => a.OpenDispute is not null);
    private static readonly Rule<Alert> NoDispute = new(new("责任人的异议已有答复", "the owner's dispute is decided"), a => a.OpenDispute is null);
    private static readonly Rule<Alert> RecordedHere = new(new("约谈没有单独的记录", "the talk has no record of its own"), a => a.Interview?.Record is null);
    private static readonly Rule<Alert> Replied = new(new("责任人已作说明，且异议已有答复", "the owner has replied and no dispute is open"), a => a.Replies.Count > 0 && a.OpenDispute is null);

    public AlertProcedure() : base("alert", "1", "YJ", new("预警", "alerts"))
    {
        NeverClimbs();
        Opens<RaiseAlert>(by: Who.Nobody, at: AlertState.DueSoon);
        Opens<RaiseOverdue>(by: Who.Nobody, at: AlertState.Overdue);
        On<AlertDue>(due => new RaiseReferred(due));
        Opens<RaiseReferred>(by: Who.Nobody, at: AlertState.DueSoon);

        Answerable(Owner, In(AlertState.DueSoon).Until(a => a.Subject.Due))
            .May<RemindOverdue>(by: Who.Nobody, to: AlertState.Overdue);

        Answerable(Owner, In(AlertState.Overdue).Within(LadderSettings.BeforeUrging))
            .May<RemindAgain>(by: Who.Nobody)
            .May<ProposeNext>(by: Who.Nobody, to: AlertState.UrgingProposed, when: NoDispute)
            .May<Urge>(by: UnitAbove, to: AlertState.Urged, when: Replied);

        Answerable(UnitAbove, In(AlertState.UrgingProposed).Within(LadderSettings.ToDecide).OwedBy(Owed.UnitAbove))
            .May<Urge>(by: UnitAbove, to: AlertState.Urged, when: NoDispute)
            .May<NotNow>(by: UnitAbove, to: AlertState.Overdue);

        Answerable(Owner, In(AlertState.Urged).Within(LadderSettings.BeforeSupervision))
            .May<ProposeNext>(by: Who.Nobody, to: AlertState.SupervisionProposed, when: NoDispute);

        Answerable(Supervisor, In(AlertState.SupervisionProposed).Within(LadderSettings.ToDecide).OwedBy(Owed.UnitAbove))
            .May<Supervise>(by: Supervisor, to: AlertState.Supervised, when: NoDispute)
            .May<NotNow>(by: Supervisor, to: AlertState.Urged);

        Answerable(Owner, In(AlertState.Supervised).Within(LadderSettings.BeforeInterview))
            .May<ProposeNext>(by: Who.Nobody, to: AlertState.InterviewProposed, when: NoDispute);

        Answerable(SupervisionLeader, In(AlertState.InterviewProposed).Within(LadderSettings.ToDecide).OwedBy(Owed.UnitAbove))
            .May<FixInterview>(by: SupervisionLeader, to: AlertState.InterviewFixed, when: NoDispute)
            .May<NotNow>(by: SupervisionLeader, to: AlertState.Supervised);

        Answerable(Supervisor, In(AlertState.InterviewFixed).Until(a => a.Interview!.On).OwedBy(Owed.UnitAbove))
            .May<RecordInterview>(by: Supervisor, to: AlertState.Interviewed, when: RecordedHere)
            .May<NoteInterview>(by: Who.Nobody, to: AlertState.Interviewed);

        Answerable(Owner, In(AlertState.Interviewed).Until(a => a.NotBefore ?? a.Interview!.UndertakingDue))
            .May<ConfirmInterview>(by: Who.Assignee, when: RecordedHere)
            .May<ProposeNext>(by: Who.Nobody, to: AlertState.AdmonitionConsidered, when: NoDispute);

        Answerable(SupervisionLeader, In(AlertState.AdmonitionConsidered).Within(LadderSettings.ToDecide).OwedBy(Owed.UnitAbove))
            .May<ProposeAdmonition>(by: SupervisionLeader, to: AlertState.AdmonitionProposed, when: NoDispute)
            .May<NotNow>(by: SupervisionLeader, to: AlertState.Interviewed);

        Answerable(Supervisor, In(AlertState.AdmonitionProposed).Within(LadderSettings.ToDecideAdmonition).OwedBy(Owed.UnitAbove))
            .May<RecordDecision>(by: Supervisor.ButNot<ProposeAdmonition>(), to: AlertState.AdmonitionDecided);

        Answerable(Owner, In(AlertState.AdmonitionDecided));

        Ends(AlertState.Closed, AlertState.Withdrawn);

        Show("subject", new("预警事项", "about"), a => a.Subject.Number);
        Show("due", new("原期限", "was due"), a => a.Subject.Due);
        Show("reminders", new("提醒次数", "reminders"), a => a.Rungs.Count, total: true);
        Show("disputed", new("异议", "disputed"), a => a.OpenDispute is not null);

        Merges<NameOwner>(a => new(a.Assignee ?? default, null), asked: nameof(NameOwner.Reason));
    }

    /// <summary>
    /// On every rung the owner is heard, the reason may disappear, and a wrong alert may be withdrawn. It waits for one party alone, and as
    /// long as a dispute is open for whoever decides on that.
    /// </summary>
    private static Saying Answerable(Who turn, Saying state) => state
        .WaitsFor(turn.Unless((Alert a) => a.Disputed, true), Independent.Where((Alert a) => a.Disputed, true))
        .May<ReplyToAlert>(by: Owner)
        .May<DisputeAlert>(by: Owner, when: NoDispute)
        .May<AskForHelp>(by: Owner)
        .May<NameOwner>(by: Who.Holding(Duties.Office, Duties.Leader).Or(Who.Above(Duties.Office)))
        .May<UpholdDispute>(by: Independent, to: AlertState.Withdrawn, when: Disputed)
        .May<TurnDownDispute>(by: Independent, when: Disputed)
        .May<WithdrawAlert>(by: Supervisor, to: AlertState.Withdrawn)
        .May<CloseAsGone>(by: Who.Nobody, to: AlertState.Closed);
}
