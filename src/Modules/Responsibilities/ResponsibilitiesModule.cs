using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Responsibilities;

/// <summary>Duties taken from documents, the three lists and the work orders (R08, R09, R19), and what leaders do about them: meetings, the duty log, reports, interviews (R12, R13, R14, R16).</summary>
public sealed class ResponsibilitiesModule : Module
{
    public override Words Name => new("责任体系", "Responsibilities");
    public override IReadOnlyList<Procedure> Procedures { get; } = [new DocumentProcedure(), new IssueProcedure(), new TaskProcedure(), new ResponsibilityProcedure(), new WorkOrderProcedure(),
        new MeetingProcedure(), new FieldReportProcedure(), new DutyLogProcedure(), new HearingProcedure(), new InterviewProcedure()];
    public override IReadOnlyList<Setting> Settings => [DocumentProcedure.ReviewTime, .. ItemSettings.All,
        .. MeetingSettings.All, .. DutyLogSettings.All, .. HearingSettings.All, .. InterviewSettings.All];
    public override IReadOnlyList<Type> Jobs => [typeof(PeriodJob),
        typeof(MeetingJob), typeof(DutyProposalJob)];
    public override IReadOnlyList<FactKind> Facts => [ItemFacts.Closed,
        MeetingFacts.Held, HearingFacts.Heard, InterviewFacts.Held];
}
