using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.AnnualReports;
using Qinglian.Responsibilities.Checks;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Responsibilities;

/// <summary>Duties taken from documents, the three lists and the work orders (R08, R09, R19).</summary>
public sealed class ResponsibilitiesModule : Module
{
    public override Words Name => new("责任体系", "Responsibilities");
    public override IReadOnlyList<Procedure> Procedures { get; } = 
    [
        new DocumentProcedure(), new IssueProcedure(), new TaskProcedure(), new ResponsibilityProcedure(), new WorkOrderProcedure(),
        new AnnualReportProcedure(), new InquiryProcedure(), new DecisionProcedure(), new FieldCheckProcedure(), new AccountabilityProcedure(),
    ];
    public override IReadOnlyList<Setting> Settings => [DocumentProcedure.ReviewTime, .. ItemSettings.All, .. AnnualReportSettings.All, .. InquirySettings.All, .. CheckSettings.All, .. AccountabilitySettings.All];
    public override IReadOnlyList<Type> Jobs => [typeof(PeriodJob)];
    public override IReadOnlyList<FactKind> Facts => [ItemFacts.Closed, AnnualReportFacts.Reviewed, InquiryFacts.Held, CheckFacts.Confirmed, .. AccountabilityFacts.All];
}
