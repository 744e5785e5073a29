using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Warnings;

/// <summary>The alert ladder behind everything that has a due date (R97).</summary>
public sealed class WarningsModule : Module
{
    public override Words Name => new("预警督办", "Warnings");
    public override IReadOnlyList<Procedure> Procedures { get; } = [new AlertProcedure()];
    public override IReadOnlyList<Setting> Settings => LadderSettings.All;
    public override IReadOnlyList<Type> Jobs => [typeof(LadderJob)];
    public override IReadOnlyList<FactKind> Facts => [AlertFacts.WasOverdue, AlertFacts.FalseAlarm];
    public override IReadOnlyList<Indicator> Indicators => Figures.All;
}
