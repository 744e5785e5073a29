using Qinglian.Kernel;

namespace Qinglian.Responsibilities;

/// <summary>The rule on principal responsibility for strict party governance (中共中央办公厅 2020), as far as this module carries it out.</summary>
internal static class PrincipalResponsibility
{
    public static readonly Law Rule = new(
        "principal-responsibility", new("党委（党组）落实全面从严治党主体责任规定", "Rules on the principal responsibility of party committees and party groups for strict party governance"), "2020", new(2020, 3, 9));

    /// <summary>The head acts in person, the others by one post and two duties.</summary>
    public static readonly Citation PersonalActs = Rule.Art("8");

    /// <summary>A task plan at the start of each year, with division and dates. It names no day.</summary>
    public static readonly Citation YearlyPlan = Rule.Art("12");
}
