using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Accountability;

/// <summary>
/// Accountability decisions (R22): verified, the person heard, tolerance weighed, approved and decided by two different people, carried out
/// to the end, open to a review by people who had no part in it. Nothing in it is decided by the system.
/// </summary>
public sealed class AccountabilityProcedure : Procedure<AccountabilityFile, AccountabilityState>
{
    private static readonly Who Concerned = new(new("问责对象本人", "the person concerned"), (a, f) => !a.Id.IsNobody && f is AccountabilityFile file && a.Id == file.Concerned && a.Id == f.Assignee) { Parts = [new(PartKind.Assignee)] };

    private static readonly Who Handler = NotConcerned(Who.Holding(Duties.Supervisor, Duties.SupervisionLeader, Duties.Office));
    private static readonly Who FirstApprover = NotConcerned(Who.Holding(Duties.SupervisionLeader)).ButNot<VerifyCause>().ButNot<ProposeTreatment>().ButNot<SubmitForDecision>();

    /// <summary>The commission decides by its head, the party organisation by its own; never by whoever approved first or drafted.</summary>
    private static readonly Who DecidingPerson = NotConcerned(new(
            new("决定机关负责人（党组织主要负责人；由纪律检查机关决定的，为其负责人）", "the head of the deciding body (of the party organisation; of the commission where that decides)"),
            (a, f) => f is AccountabilityFile { Proposal: { } proposal } && a.Holds(proposal.Decider is Decider.Commission ? Duties.SupervisionLeader : Duties.Leader, f.Path))
        { Parts = [new(PartKind.AtUnit, Duties.Leader), new(PartKind.AtUnit, Duties.SupervisionLeader)] })
        .ButNot<ApproveFirst>().ButNot<VerifyCause>().ButNot<ProposeTreatment>().ButNot<SubmitForDecision>();

    private static readonly Who Reviewer = NotConcerned(Who.Holding(Duties.Supervisor, Duties.SupervisionLeader, Duties.Leader).Or(Who.Above(Duties.SupervisionLeader, Duties.Leader)))
        .ButNot<VerifyCause>().ButNot<ProposeTreatment>().ButNot<SubmitForDecision>().ButNot<ApproveFirst>().ButNot<DecideAccountability>().ButNot<DecideTreatment>();

    private static readonly Rule<AccountabilityFile> FourParts = new(
        new("四项内容齐全（事、人、原因、责任和处理建议），且处理方式不属须移交的纪律处分", "all four parts are there (matter, person, cause, responsibility and treatment) and the treatment is not punishment, which is handed over"),
        f => f is { Cause: not null, Proposal: not null and not { Treatment: Treatment.Discipline } } && f.Matter.Length > 0);

    private static readonly Rule<AccountabilityFile> MayBeTold = new(
        new("四项内容齐全；对象未被登记为须回避知悉的人员（否则只能移交）", "all four parts are there; and the person is not recorded as one who must not see the file (then it can only be handed over)"),
        f => FourParts.Holds(f) && !f.Recused.Contains(f.Concerned));

    private static readonly Rule<AccountabilityFile> Weighed = new(
        new("已听取本人陈述（或期满视为放弃并记录），且已核对容错情形、不属予以容错", "the person was heard (or let the time pass, which is on record), tolerance was checked, and it is not tolerated"),
        f => f.Heard && f.Tolerance is { Result: not Tolerance.Full });

    private static readonly Rule<AccountabilityFile> Tolerated = new(new("容错核对结果为予以容错", "the act is tolerated"), f => f.Tolerance is { Result: Tolerance.Full });
    private static readonly Rule<AccountabilityFile> Unchecked = new(new("尚无容错认定结果", "there is no answer on tolerance yet"), f => f.Tolerance is null);
    private static readonly Rule<AccountabilityFile> NoTreatment = new(new("处理方式不是组织调整或者组织处理", "the treatment is not organisational"), f => f.Proposal is { Treatment: not Treatment.Organisational });
    private static readonly Rule<AccountabilityFile> WithTreatment = new(new("处理方式为组织调整或者组织处理", "the treatment is organisational"), f => f.Proposal is { Treatment: Treatment.Organisational });
    private static readonly Rule<AccountabilityFile> AllSteps = new(new("执行事项全部登记，组织处理已落实", "every step of the execution is recorded and the treatment carried out"), f => !f.Missing.Any() && !f.TreatmentIsOwed);
    private static readonly Rule<AccountabilityFile> TreatmentOwed = new(new("决定含组织处理且尚未落实", "organisational treatment was decided and is not carried out yet"), f => f.TreatmentIsOwed);
    private static readonly Rule<AccountabilityFile> NoAppealYet = new(new("尚未申诉（只受理一次）", "there was no appeal yet (it is heard once)"), f => f.Appeal is null);
    private static readonly Rule<AccountabilityFile> Examined = new(new("已由原办理人员以外的人员提出复核意见", "somebody who had no part in it has given an opinion"), f => f.Appeal?.Opinion is not null);

    public AccountabilityProcedure() : base("accountability", "1", "WZ", new("问责", "accountability"))
    {
        Opens<OpenAccountability>(by: Who.Holding(Duties.Supervisor, Duties.SupervisionLeader, Duties.Leader), at: AccountabilityState.Verifying);
        Opens<AccountabilityFrom>(by: Who.Nobody, at: AccountabilityState.Verifying);

        In(AccountabilityState.Verifying).Within(AccountabilitySettings.Verify, extendableBy: 1.Months, extendedBy: FirstApprover).OwedBy(Owed.Unit)
            .May<VerifyCause>(by: Handler)
            .May<ProposeTreatment>(by: Handler, basis: AccountabilityRules.Kinds)
            .May<TellPerson>(by: Handler, to: AccountabilityState.Hearing, when: MayBeTold)
            .May<EndWithout>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader, Duties.Leader)).ButNot<VerifyCause>(), to: AccountabilityState.NotPursued)
            .May<ReferAsLead>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader)).ButNot<VerifyCause>(), to: AccountabilityState.HandedOver)
            .May<HandOverOnPaper>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader)).ButNot<VerifyCause>(), to: AccountabilityState.HandedOver);

        In(AccountabilityState.Hearing).OpenFor(AccountabilitySettings.Statement, then: AccountabilityState.Weighing)
            .May<GiveStatement>(by: Concerned, to: AccountabilityState.Weighing)
            .May<WaiveStatement>(by: Concerned, to: AccountabilityState.Weighing)
            .May<RecordStatement>(by: Handler, to: AccountabilityState.Weighing)
            .May<SubmitForDecision>(by: Handler, to: AccountabilityState.FirstApproval, when: Weighed, basis: AccountabilityRules.Hearing);

        In(AccountabilityState.Weighing).Within(AccountabilitySettings.Weigh).OwedBy(Owed.Unit)
            .May<AddToStatement>(by: Concerned)
            .May<AskForTolerance>(by: Handler, when: Unchecked)
            .May<AnswerTolerance>(by: Who.Nobody)
            .May<CheckTolerance>(by: NotConcerned(Who.Holding(Duties.Supervisor, Duties.SupervisionLeader)).ButNot<VerifyCause>(), when: Unchecked)
            .May<ProposeTreatment>(by: Handler, basis: AccountabilityRules.Kinds)
            .May<TellPerson>(by: Handler, to: AccountabilityState.Hearing, when: MayBeTold)
            .May<SubmitForDecision>(by: Handler, to: AccountabilityState.FirstApproval, when: Weighed, basis: AccountabilityRules.Hearing)
            .May<EndWithout>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader, Duties.Leader)).ButNot<VerifyCause>(), to: AccountabilityState.NotPursued)
            .May<EndAsTolerated>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader, Duties.Leader)).ButNot<CheckTolerance>(), to: AccountabilityState.NotPursued, when: Tolerated)
            .May<ReferAsLead>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader)).ButNot<VerifyCause>(), to: AccountabilityState.HandedOver)
            .May<HandOverOnPaper>(by: NotConcerned(Who.Holding(Duties.SupervisionLeader)).ButNot<VerifyCause>(), to: AccountabilityState.HandedOver);

        In(AccountabilityState.FirstApproval).Within(AccountabilitySettings.Approve).OwedBy(Owed.Unit)
            .May<ApproveFirst>(by: FirstApprover, to: AccountabilityState.Deciding)
            .May<SendBackForWork>(by: FirstApprover, to: AccountabilityState.Weighing);

        In(AccountabilityState.Deciding).Within(AccountabilitySettings.Approve).OwedBy(Owed.Unit)
            .May<DecideAccountability>(by: DecidingPerson, to: AccountabilityState.Executing, when: NoTreatment, basis: AccountabilityRules.Deciders)
            .May<DecideTreatment>(by: DecidingPerson, to: AccountabilityState.Treating, when: WithTreatment, basis: AccountabilityRules.Deciders)
            .May<SendBackForWork>(by: DecidingPerson, to: AccountabilityState.Weighing);

        // Execution is not suspended by an appeal: what is left to do may be recorded meanwhile.
        In(AccountabilityState.Treating).Within(1.Months, AccountabilityRules.Execution).OwedBy(Owed.Unit)
            .May<CarryOutTreatment>(by: Handler, to: AccountabilityState.Executing)
            .May<RecordStep>(by: Handler)
            .May<FileAppeal>(by: Concerned, to: AccountabilityState.Appealed, when: NoAppealYet);

        In(AccountabilityState.Executing).Within(AccountabilitySettings.CarryOut).OwedBy(Owed.Unit)
            .May<CarryOutTreatment>(by: Handler, when: TreatmentOwed)
            .May<RecordStep>(by: Handler)
            .May<FinishExecution>(by: Handler, to: AccountabilityState.Executed, when: AllSteps, basis: AccountabilityRules.Execution)
            .May<FileAppeal>(by: Concerned, to: AccountabilityState.Appealed, when: NoAppealYet);

        In(AccountabilityState.Appealed).Within(AccountabilitySettings.DecideAppeal).OwedBy(Owed.Unit)
            .May<ExamineAppeal>(by: Reviewer, basis: AccountabilityRules.OtherPeople)
            .May<UpholdDecision>(by: Reviewer.ButNot<ExamineAppeal>(), to: AccountabilityState.Executing, when: Examined, basis: AccountabilityRules.OtherPeople)
            .May<LightenDecision>(by: Reviewer.ButNot<ExamineAppeal>(), to: AccountabilityState.Executing, when: Examined, basis: AccountabilityRules.OtherPeople)
            .May<CancelDecision>(by: Reviewer.ButNot<ExamineAppeal>(), to: AccountabilityState.Cancelled, when: Examined, basis: AccountabilityRules.OtherPeople)
            .May<CarryOutTreatment>(by: Handler, when: TreatmentOwed)
            .May<RecordStep>(by: Handler);

        In(AccountabilityState.Executed).OpenFor(AccountabilitySettings.Appeal, then: AccountabilityState.Closed)
            .May<FileAppeal>(by: Concerned, to: AccountabilityState.Appealed, when: NoAppealYet)
            .May<CloseAfterAppeal>(by: Handler, to: AccountabilityState.Closed, when: new(new("申诉已办结", "the appeal is decided"), f => f.Appeal?.Result is not null));

        Ends(AccountabilityState.Closed, AccountabilityState.NotPursued, AccountabilityState.HandedOver, AccountabilityState.Cancelled);

        Show("subject", new("对象类别", "against"), f => f.Subject);
        Show("concerned-unit", new("对象所在单位", "unit concerned"), f => f.ConcernedUnit);
        Show("treatment", new("处理方式", "treatment"), f => f.Decision?.Treatment);
        Show("decided", new("决定日期", "decided on"), f => f.Decision?.On);
        Show("appeal", new("申诉结果", "appeal"), f => f.Appeal?.Result);
    }

    // Withheld before being told and barred after: nobody has a deciding part in their own matter.
    private static Who NotConcerned(Who who) => who with
    {
        Phrase = new($"{who.Phrase.Zh}（问责对象本人除外）", $"{who.Phrase.En}, but not the person concerned"),
        Matches = (a, f) => who.Matches(a, f) && (a.IsSystem || f is not AccountabilityFile file || file.Concerned != a.Id),
    };
}
