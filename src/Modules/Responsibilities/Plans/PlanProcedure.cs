using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Plans;

/// <summary>
/// The way of the yearly key points (R11): called for at the start of the year, drafted, approved by somebody who did not hand them in,
/// published, carried out, closed with a result for every line.
/// </summary>
public sealed class PlanProcedure : Procedure<AnnualPlan, PlanState>
{
    private static readonly Who Drafter = Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy);
    private static readonly Who Keeper = Who.Holding(Duties.Office, Duties.Leader);
    private static readonly Who Approver = Who.Holding(Duties.Leader).Or(Who.Above(Duties.Leader)).ButNot<SubmitPlan>();
    private static readonly Who UnitAbove = Who.Above(Duties.Office, Duties.Leader);

    private static readonly Rule<AnnualPlan> SomeLine = new(new("要点至少有一条", "the plan has a line"), p => p.Live.Any());

    private static readonly Rule<AnnualPlan> AllReported = new(
        new("每条要点都已填写年终结果", "every line has its result"),
        p => p.Live.All(l => l.Result is not null));

    public PlanProcedure() : base("annual-plan", "1", "YD", new("年度工作要点", "yearly key points"))
    {
        Opens<StartPlan>(by: Drafter, at: PlanState.Drafting);
        Opens<CallForPlan>(by: Who.Nobody, at: PlanState.Called);

        In(PlanState.Called).Until(p => p.Due, extendedBy: UnitAbove).OwedBy(Owed.Unit)
            .May<DraftPlan>(by: Drafter, to: PlanState.Drafting, basis: PrincipalResponsibility.YearlyPlan)
            .May<WithdrawPlan>(by: UnitAbove, to: PlanState.Withdrawn);

        In(PlanState.Drafting).Until(p => p.Due, extendedBy: UnitAbove).OwedBy(Owed.Unit)
            .May<AddLine>(by: Drafter)
            .May<ChangeLine>(by: Drafter)
            .May<LinkLine>(by: Drafter)
            .May<DropLine>(by: Drafter)
            .May<SubmitPlan>(by: Drafter, to: PlanState.Submitted, when: SomeLine)
            .May<WithdrawPlan>(by: UnitAbove, to: PlanState.Withdrawn);

        In(PlanState.Submitted).Within(PlanSettings.Approve).OwedBy(Owed.Unit)
            .May<ApprovePlan>(by: Approver, to: PlanState.Approved)
            .May<ReturnPlan>(by: Approver, to: PlanState.Drafting);

        In(PlanState.Approved).Within(PlanSettings.Publish).OwedBy(Owed.Unit)
            .May<PublishPlan>(by: Keeper, to: PlanState.Executing);

        In(PlanState.Executing).Until(p => p.CloseBy, extendedBy: UnitAbove).OwedBy(Owed.Unit)
            .May<ReportLine>(by: Drafter)
            .May<RecordTogether>(by: Drafter)
            .May<MakeLineTask>(by: Drafter)
            .May<MakeLineResponsibility>(by: Keeper)
            .May<LinkLine>(by: Drafter)
            .May<AddLine>(by: Keeper)
            .May<DropLine>(by: Keeper)
            .May<ClosePlan>(by: Keeper, to: PlanState.Closed, when: AllReported);

        Ends(PlanState.Closed, PlanState.Withdrawn);

        Show("year", new("年度", "year"), p => p.Year.ToString(Cultures.Chinese));
        Show("lines", new("条数", "lines"), p => p.Live.Count());
        Show("unlinked", new("未挂钩业务", "not linked to business"), p => p.Live.Count(l => l.Business is null));
        Show("distinctive", new("特色项目", "distinctive"), p => p.Live.Count(l => l.Distinctive));
        Show("done", new("已完成", "done"), p => p.Live.Count(l => l.Result is { Outcome: LineOutcome.Done }));
    }
}
