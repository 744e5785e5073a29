using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Responsibilities;

/// <summary>Duties taken from documents, the three lists and the work orders (R08, R09, R19).</summary>
public sealed class ResponsibilitiesModule : Module
{
    public override Words Name => new("责任体系", "Responsibilities");
    public override IReadOnlyList<Procedure> Procedures { get; } = [new DocumentProcedure(), new IssueProcedure(), new TaskProcedure(), new ResponsibilityProcedure(), new WorkOrderProcedure()];
    public override IReadOnlyList<Setting> Settings => [DocumentProcedure.ReviewTime, .. ItemSettings.All];
    public override IReadOnlyList<Type> Jobs => [typeof(PeriodJob)];
    public override IReadOnlyList<FactKind> Facts => [ItemFacts.Closed];
    public override IReadOnlyList<Indicator> Indicators => Figures.All;
}
