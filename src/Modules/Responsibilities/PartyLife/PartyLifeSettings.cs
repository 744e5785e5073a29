using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.PartyLife;

/// <summary>
/// Which meetings are required how often, and of whom. The speeches give no cycle and no rule on it was read: everything here is set by the
/// organ and shown as unverified.
/// </summary>
public static class PartyLifeSettings
{
    public const string NotRequired = "none";

    private static readonly Words NoRule = new("没有已核对的规定给出此周期，请按本级党组织的制度设定。", "No rule we have read gives this cycle: set it by the rules of your own party organisation.");

    public static readonly Setting Undertakings = new(
        "responsibilities.party-life-undertakings", new("会后填写整改承诺的时间", "time to enter undertakings after a meeting"), SettingKind.Term, "20wd",
        new("自愿填写；期满自动归档。", "Nobody need enter any; when the time is over the record is filed."));

    public static readonly Setting Grace = new(
        "responsibilities.party-life-grace", new("期满后补登时间", "time to record a meeting after its period"), SettingKind.Term, "5wd",
        new("期满后再过这么久仍没有登记，才算缺开。", "Only when nothing is recorded so long after the period is the meeting missing."));

    public static readonly Setting Branches = UnitKinds.Setting(
        "responsibilities.party-life-branches", new("应开展党支部组织生活的单位类别", "kinds of units with a party branch"), NoRule, UnitKind.Department, UnitKind.Town);

    public static readonly Setting LeadingGroups = UnitKinds.Setting(
        "responsibilities.party-life-groups", new("应召开民主生活会的单位类别", "kinds of units whose leading group holds democratic life meetings"), NoRule, UnitKind.Department, UnitKind.Town);

    /// <summary>How often a meeting of each kind is required.</summary>
    public static readonly IReadOnlyDictionary<PartyMeetingKind, Setting> Required = Enum.GetValues<PartyMeetingKind>().ToDictionary(k => k, k => new Setting(
        $"responsibilities.party-life.{k}",
        new($"{Words.Of(k).Zh}召开周期", $"How often: {Words.Of(k).En}"),
        SettingKind.Choice, Default(k), NoRule,
        Choices: [(NotRequired, new("不作要求", "not required")), .. Enum.GetValues<PeriodKind>().Select(p => (p.ToString(), new Words($"每{Words.Of(p).Zh}", $"every {Words.Of(p).En}")))]));

    public static readonly IReadOnlyList<Setting> All = [Undertakings, Grace, Branches, LeadingGroups, .. Required.Values];

    /// <summary>The period in which one must be held; null where none is required.</summary>
    public static PeriodKind? Cycle(PartyMeetingKind kind, SettingValues settings) => Enum.TryParse<PeriodKind>(settings[Required[kind]], out var period) ? period : null;

    public static Setting UnitsOf(PartyMeetingKind kind) => kind is PartyMeetingKind.Democratic or PartyMeetingKind.Peer ? LeadingGroups : Branches;

    private static string Default(PartyMeetingKind kind) => kind switch
    {
        PartyMeetingKind.Committee or PartyMeetingKind.Group => nameof(PeriodKind.Month),
        PartyMeetingKind.Members or PartyMeetingKind.Lecture => nameof(PeriodKind.Quarter),
        PartyMeetingKind.Organisational or PartyMeetingKind.Review or PartyMeetingKind.Democratic => nameof(PeriodKind.Year),
        PartyMeetingKind.Peer => NotRequired,
    };
}
