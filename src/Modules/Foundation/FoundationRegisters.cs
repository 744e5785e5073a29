using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using Qinglian.Foundation.RulePacks;

namespace Qinglian.Foundation;

/// <summary>The registers every installation has: the organisation's, and the rule packs.</summary>
public static class FoundationRegisters
{
    public static IReadOnlyList<Register> All { get; } = [.. OrganisationRegisters.All, new RulePackRegister(), new RuleClauseRegister()];
}
