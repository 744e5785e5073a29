using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.AnnualReports;
using Qinglian.Responsibilities.Checks;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Handover;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Responsibilities.Plans;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Responsibilities;

/// <summary>
/// Duties taken from documents, the three lists and the work orders; what a unit plans and hands over; what leaders do about their duties:
/// meetings, the log, reports, interviews (R08 to R14, R16 to R19).
/// </summary>
public sealed class ResponsibilitiesModule : Module
{
    public override Words Name => new("责任体系", "Responsibilities");
    public override IReadOnlyList<Procedure> Procedures { get; } =
    [
        new DocumentProcedure(), new IssueProcedure(), new TaskProcedure(), new ResponsibilityProcedure(), new WorkOrderProcedure(),
        new PlanProcedure(), new HandoverProcedure(), new PartyMeetingProcedure(),
        new MeetingProcedure(), new FieldReportProcedure(), new DutyLogProcedure(), new HearingProcedure(), new InterviewProcedure(),
        new AnnualReportProcedure(), new InquiryProcedure(), new DecisionProcedure(), new FieldCheckProcedure(), new AccountabilityProcedure(),
    ];
    public override IReadOnlyList<Setting> Settings =>
    [
        DocumentProcedure.ReviewTime, .. ItemSettings.All, FourWay.Units, .. PlanSettings.All, .. HandoverSettings.All, .. PartyLifeSettings.All,
        .. MeetingSettings.All, .. DutyLogSettings.All, .. HearingSettings.All, .. InterviewSettings.All,
        .. AnnualReportSettings.All, .. InquirySettings.All, .. CheckSettings.All, .. AccountabilitySettings.All,
    ];
    public override IReadOnlyList<Type> Jobs => [typeof(PeriodJob), typeof(PlanCallJob), typeof(MissingMeetingsJob), typeof(MeetingJob), typeof(DutyProposalJob)];
    public override IReadOnlyList<FactKind> Facts =>
    [
        ItemFacts.Closed, ResponsibilityFacts.Acted, MeetingFacts.Held, HearingFacts.Heard, InterviewFacts.Held,
        AnnualReportFacts.Reviewed, InquiryFacts.Held, CheckFacts.Confirmed, .. AccountabilityFacts.All,
    ];
    public override IReadOnlyList<Indicator> Indicators => Figures.All;
}
