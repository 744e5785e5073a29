using Qinglian.Kernel;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>What the party's rules say about the principal responsibility: meetings, personal acts, talks.</summary>
internal static class PrincipalDuty
{
    public static readonly Law Rules = new("principal-responsibility", new("党委（党组）落实全面从严治党主体责任规定", "Rules on the principal responsibility of party committees and groups"), "2020", new(2020, 3, 9));

    /// <summary>The personal acts of the first person, and one post with two duties for the others.</summary>
    public static readonly Citation PersonalActs = Rules.Art("八");

    /// <summary>A meeting devoted to it at least once every half-year.</summary>
    public static readonly Citation HalfYearMeeting = Rules.Art("十");

    /// <summary>A reminder where signs appear, an interview where a duty is not done.</summary>
    public static readonly Citation Talks = Rules.Art("十六");
}
