using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Lists;

/// <summary>A setting that says which kinds of units a duty falls on, written with their names: <c>县直部门、乡镇（街道）</c>.</summary>
internal static class UnitKinds
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；'];

    public static Setting Setting(string code, Words name, Words why, params ReadOnlySpan<UnitKind> kinds) =>
        new(code, name, SettingKind.Text, string.Join('、', kinds.ToArray().Select(k => Words.Of(k).Zh)), new(
            $"{why.Zh}用顿号分隔单位类别；空白表示不要求。可用：{string.Join('、', Enum.GetValues<UnitKind>().Select(k => Words.Of(k).Zh))}。",
            $"{why.En} Kinds of units with commas between; empty: none. Possible: {string.Join(", ", Enum.GetValues<UnitKind>().Select(k => Words.Of(k).En))}."))
        {
            Check = text => Parse(text) is null ? new("有不认识的单位类别。", "There is a word that is no kind of unit.") : null,
        };

    public static IReadOnlySet<UnitKind> In(SettingValues settings, Setting setting) => Parse(settings[setting]) ?? new HashSet<UnitKind>();

    private static HashSet<UnitKind>? Parse(string text)
    {
        var kinds = new HashSet<UnitKind>();
        foreach (var part in text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Enum.GetValues<UnitKind>().Where(k => Words.Of(k).Zh == part || string.Equals(Words.Of(k).En, part, StringComparison.OrdinalIgnoreCase) || k.ToString() == part).ToList();
            if (found.Count != 1) return null;
            kinds.Add(found[0]);
        }

        return kinds;
    }
}
