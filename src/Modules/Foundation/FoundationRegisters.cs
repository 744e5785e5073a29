using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using Qinglian.Foundation.Cycles;
using Qinglian.Foundation.RulePacks;

namespace Qinglian.Foundation;

/// <summary>The registers every installation has: the organisation's, the rule packs, the recurring dates.</summary>
public static class FoundationRegisters
{
    public static IReadOnlyList<Register> All { get; } = [.. OrganisationRegisters.All, new RulePackRegister(), new RuleClauseRegister(), new CycleRuleRegister()];
}
