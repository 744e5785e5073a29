using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.AnnualReports;

/// <summary>What a reviewer may say of one item: how far a duty was carried out on the record. Never what somebody is like or thinks.</summary>
public enum Mark
{
    [Words("全面履行", "carried out in full")] Full,
    [Words("基本履行", "mostly carried out")] Mostly,
    [Words("部分履行", "partly carried out")] Partly,
    [Words("未履行", "not carried out")] NotDone,
    [Words("不了解", "cannot say")] NotKnown,
}

/// <summary>The band a result falls into.</summary>
public enum Band
{
    [Words("好", "good")] Good,
    [Words("一般", "fair")] Fair,
    [Words("差", "weak")] Weak,
}

/// <summary>
/// The published form: its items, the bands and the smallest group whose result is shown. A report keeps the form it was called with,
/// whatever is set later.
/// </summary>
/// <param name="Version">Of the setting that holds the items; 0 as shipped.</param>
/// <param name="GoodFrom">Percent of the marks that say “in full” or “mostly”, of those who could say.</param>
public sealed record ReviewSheet(IReadOnlyList<Words> Items, int Version, int Minimum, int GoodFrom, int WeakBelow)
{
    /// <summary>As many items as the form of a ballot has places.</summary>
    public const int MostItems = 8;

    private static readonly Words NoRule = new("没有已核对的规定给出此数值，由本单位设定并在评议前公布。", "No rule we have read gives this value: the organ sets and publishes it beforehand.");

    public static readonly Setting ItemsSetting = new("annual-report.items", new("述责述廉评议项目", "items of the annual review"), SettingKind.Text,
        "责任清单和任务清单事项的办理|Items of the responsibility and task lists carried out；"
        + "发现问题的整改和任务工单的办结|Problems put right and work orders finished；"
        + "重要工作亲自部署、过问、协调、督办的记录|Recorded acts of deploying, looking into, coordinating and urging important work；"
        + "分管领域“一岗双责”的落实记录|Recorded acts on the integrity side of the field in charge；"
        + "廉洁自律各项规定的执行记录|Recorded compliance with the rules on integrity",
        new("逐项以分号隔开，中文在前，竖线后为英文；只能是有记录可查的履职事项。", "Items apart by semicolons, Chinese first, English after a bar; only duties that leave a record."))
    {
        Check = text => Parse(text) switch
        {
            [] or { Count: > MostItems } => new Words("评议项目须为1至{0}项。", "There must be 1 to {0} items.").With(MostItems),
            _ => null,
        },
    };

    public static readonly Setting MinimumSetting = new("annual-report.minimum", new("评议最小人数（不足不显示结果）", "smallest group whose marks are shown"), SettingKind.Number, "5", NoRule)
    {
        Check = text => int.TryParse(text, out var number) && number < 3 ? new("不得少于3人，否则难以保证匿名。", "At least 3, or nobody is anonymous.") : null,
    };

    public static readonly Setting GoodSetting = new("annual-report.good", new("评议结果“好”的下限（%）", "share from which a result is good (%)"), SettingKind.Number, "85", NoRule);
    public static readonly Setting WeakSetting = new("annual-report.weak", new("评议结果“差”的上限（%，低于此值）", "share below which a result is weak (%)"), SettingKind.Number, "60", NoRule);

    public static readonly IReadOnlyList<Setting> Settings = [ItemsSetting, MinimumSetting, GoodSetting, WeakSetting];

    /// <summary>The form as it stands today.</summary>
    public static ReviewSheet Of(SettingValues settings) => new(
        Parse(settings[ItemsSetting]), settings.Version(ItemsSetting), settings.Number(MinimumSetting), settings.Number(GoodSetting), settings.Number(WeakSetting));

    private static List<Words> Parse(string text) =>
    [
        .. text.Split(['；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(i => i.Split('|', 2, StringSplitOptions.TrimEntries)).Select(i => new Words(i[0], i.Length > 1 ? i[1] : i[0])),
    ];

    /// <summary>What the marks of the ballot box come to. With fewer than the smallest group nothing of them is said.</summary>
    public ReviewResult Count(BallotTally tally, int invited)
    {
        if (tally.Slips < Minimum) return new(invited, tally.Slips, [], null, null, []);

        var items = Items.Select((item, at) => new ItemResult(item, [.. Enum.GetValues<Mark>().Select(m => tally.Of(Name(at), m.ToString()))])).ToList();
        var known = items.Sum(i => i.Known);
        decimal? share = known == 0 ? null : Math.Round(100m * items.Sum(i => i.Done) / known, 1);
        Band? band = share is not { } percent ? null : percent < WeakBelow ? Band.Weak : percent >= GoodFrom ? Band.Good : Band.Fair;
        return new(invited, tally.Slips, items, share, band, tally.Comments);
    }

    /// <summary>The field of a ballot that asks for an item.</summary>
    public static string Name(int at) => $"Item{at + 1}";
}

/// <summary>The marks of one item, in the order of <see cref="Mark"/>.</summary>
public sealed record ItemResult(Words Item, IReadOnlyList<int> Marks)
{
    /// <summary>Marks “in full” and “mostly”.</summary>
    [JsonIgnore]
    public int Done => Marks[(int)Mark.Full] + Marks[(int)Mark.Mostly];

    /// <summary>Marks of those who could say.</summary>
    [JsonIgnore]
    public int Known => Marks.Sum() - Marks[(int)Mark.NotKnown];
}

/// <summary>What came of a review.</summary>
/// <param name="Share">Percent of “in full” and “mostly”; null where too few took part or nobody could say.</param>
public sealed record ReviewResult(
    [property: Words("受邀人数", "invited")] int Invited,
    [property: Words("评议人数", "took part")] int Slips,
    IReadOnlyList<ItemResult> Items,
    [property: Words("履行率（%）", "carried out (%)")] decimal? Share,
    [property: Words("等次", "band")] Band? Band,
    IReadOnlyList<string> Comments);
