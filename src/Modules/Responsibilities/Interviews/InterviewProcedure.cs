using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Meetings;

namespace Qinglian.Responsibilities.Interviews;

/// <summary>
/// Interviews (R16): planned, held, confirmed by the interviewee, who may add to the record or contest it; undertakings followed to the end. From
/// a reminder to an admonition it goes only by a decision that is named.
/// </summary>
public sealed class InterviewProcedure : Procedure<Interview, InterviewState>
{
    private static readonly Who Interviewer = new(new("约谈人", "the interviewer"), (a, d) => d is Interview i && !a.Id.IsNobody && a.Id == i.Interviewer) { Parts = [new(PartKind.Assignee)] };
    private static readonly Who Interviewee = new(new("约谈对象本人", "the interviewee"), (a, d) => d is Interview i && !a.Id.IsNobody && a.Id == i.Interviewee) { Parts = [new(PartKind.Assignee)] };

    // The office may write for the interviewer, and never about its own people's own talks.
    private static readonly Who Office = new(new("约谈单位办公室经办（本人除外）", "the office of the organ, but not about themselves"), (a, d) => d is Interview i && a.Groups.Contains(Actor.OfficeOf(i.Unit)) && a.Id != i.Interviewee) { Parts = [new(PartKind.AtUnit, Duties.Office)] };

    private static readonly Rule<Interview> Undertook = new(new("谈话中有承诺事项", "something was undertaken in the talk"), i => i.Undertakings.Count > 0);
    private static readonly Rule<Interview> NothingUndertaken = new(new("谈话中没有承诺事项", "nothing was undertaken in the talk"), i => i.Undertakings.Count == 0);
    private static readonly Rule<Interview> AllDone = new(new("承诺事项均已办理", "all that was undertaken is done"), i => i.AllDone);
    private static readonly Rule<Interview> BelowAdmonition = new(new("尚不是诫勉谈话，且有承诺事项未办", "it is no admonition yet and something undertaken is not done"), i => i.Kind is not InterviewKind.Admonition && !i.AllDone);

    public InterviewProcedure() : base("interview", "1", "YT", new("约谈", "interviews"))
    {
        Opens<PlanInterview>(by: Who.Holding(Duties.Leader, Duties.Deputy, Duties.Office, Duties.SupervisionLeader), at: InterviewState.Planned);
        On<InterviewDecided>(d => new PlanInterview(d.Unit, d.Interviewee, d.Interviewer, InterviewKind.DutyNotDone, InterviewTrigger.Alert, d.Ground, d.On, d.DecidedBy));

        In(InterviewState.Planned).Until(i => i.PlannedOn, extendedBy: Interviewer.Or(Office))
            .May<RecordTalk>(by: Interviewer.Or(Office), to: InterviewState.ToConfirm, basis: PrincipalDuty.Talks)
            .May<HandOver>(by: Interviewer.Or(Office))
            .May<CancelInterview>(by: Interviewer.Or(Office), to: InterviewState.Cancelled);

        In(InterviewState.ToConfirm).Within(InterviewSettings.Confirm)
            .May<ConfirmRecord>(by: Interviewee, to: InterviewState.Tracked, when: Undertook)
            .May<ConfirmRecordOnly>(by: Interviewee, to: InterviewState.Closed, when: NothingUndertaken)
            .May<ContestRecord>(by: Interviewee, to: InterviewState.Contested)
            .May<AddUndertaking>(by: Interviewer)
            .May<NoteUnconfirmed>(by: Interviewer, to: InterviewState.Tracked);

        In(InterviewState.Contested).Within(InterviewSettings.Answer)
            .May<AmendRecord>(by: Interviewer, to: InterviewState.ToConfirm)
            .May<StandByRecord>(by: Interviewer, to: InterviewState.ToConfirm);

        In(InterviewState.Tracked).Until(i => i.UndertakenUntil, extendedBy: Interviewer)
            .May<Fulfil>(by: Interviewee)
            .May<AddReply>(by: Interviewee)
            .May<CloseInterview>(by: Interviewer, to: InterviewState.Closed, when: AllDone)
            .May<DecideAdmonition>(by: Interviewer.Or(Office), to: InterviewState.Escalated, when: BelowAdmonition, basis: InterviewSettings.WhoMayAdmonish);

        Ends(InterviewState.Closed, InterviewState.Escalated, InterviewState.Cancelled);

        Show("kind", new("约谈类型", "kind"), i => i.Kind);
        Show("interviewee", new("约谈对象", "interviewee"), i => i.Interviewee);
        Show("held", new("约谈日期", "held on"), i => i.HeldOn);
        Show("confirmed", new("本人确认", "confirmed"), i => i.ConfirmedOn);
    }
}

/// <summary>What the organ sets itself about interviews.</summary>
public static class InterviewSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this: the organ sets it.");

    private static readonly Law Accountability = new("accountability", new("中国共产党问责条例", "Regulations on accountability of the Communist Party of China"), "2016", new(2016, 7, 8));

    /// <summary>Who may admonish, in the text of 2016; the revision of 2019 has been seen only in parts.</summary>
    public static readonly Citation WhoMayAdmonish = Accountability.Art("八");

    public static readonly Setting Confirm = new("interviews.confirm", new("约谈记录确认时限", "time to confirm the record of an interview"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting Answer = new("interviews.answer", new("对记录异议的答复时限", "time to answer what is said against the record"), SettingKind.Term, "5wd", NoRule);

    public static readonly Setting Period = new("interviews.period", new("上级“一把手”约谈下级“一把手”的周期", "period in which a top leader talks with every top leader below"), SettingKind.Choice, nameof(PeriodKind.Year), NoRule,
        Choices: [.. Enum.GetValues<PeriodKind>().Select(k => (k.ToString(), Words.Of(k)))]);

    public static readonly IReadOnlyList<Setting> All = [Confirm, Answer, Period];
}

/// <summary>What other modules may read of interviews: that one was held at an organ, never with whom.</summary>
public static class InterviewFacts
{
    public static readonly FactKind Held = new("interview-held", new("开展约谈", "interview held"));
}
