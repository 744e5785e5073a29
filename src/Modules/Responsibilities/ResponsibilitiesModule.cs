using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.Handover;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Responsibilities.Plans;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Responsibilities;

/// <summary>Duties taken from documents, the three lists, yearly plans, handovers, party life and the work orders (R08 to R11, R17 to R19).</summary>
public sealed class ResponsibilitiesModule : Module
{
    public override Words Name => new("责任体系", "Responsibilities");
    public override IReadOnlyList<Procedure> Procedures { get; } = [new DocumentProcedure(), new IssueProcedure(), new TaskProcedure(), new ResponsibilityProcedure(), new WorkOrderProcedure(), new PlanProcedure(), new HandoverProcedure(), new PartyMeetingProcedure()];
    public override IReadOnlyList<Setting> Settings => [DocumentProcedure.ReviewTime, .. ItemSettings.All, FourWay.Units, .. PlanSettings.All, .. HandoverSettings.All, .. PartyLifeSettings.All];
    public override IReadOnlyList<Type> Jobs => [typeof(PeriodJob), typeof(PlanCallJob), typeof(MissingMeetingsJob)];
    public override IReadOnlyList<FactKind> Facts => [ItemFacts.Closed, ResponsibilityFacts.Acted];
}
