using Qinglian.Foundation.Cycles;
using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;

namespace Qinglian.Foundation;

/// <summary>What every other module stands on: the organisation, the rule packs, requests for instruction.</summary>
public sealed class FoundationModule : Module
{
    public override Words Name => new("组织底座", "Foundation");
    public override IReadOnlyList<Procedure> Procedures { get; } = [new MatterProcedure(), new InstructionProcedure(), new CarriedOutProcedure()];
    public override IReadOnlyList<Register> Registers => FoundationRegisters.All;
    public override IReadOnlyList<Setting> Settings => [.. OrganisationRegisters.Settings, .. InstructionSettings.All];
    public override IReadOnlyList<Type> Jobs => [typeof(CycleDueJob)];
    public override IReadOnlyList<Indicator> Indicators => Figures.All;
}
