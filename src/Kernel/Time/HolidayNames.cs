namespace Qinglian.Kernel;

/// <summary>The English names of the holidays, which the notices only name in Chinese.</summary>
internal static class HolidayNames
{
    private static readonly (string Sign, string English)[] Known =
    [
        ("元旦", "New Year's Day"),
        ("春节", "Spring Festival"),
        ("清明", "Qingming Festival"),
        ("劳动", "Labour Day"),
        ("五一", "Labour Day"),
        ("端午", "Dragon Boat Festival"),
        ("中秋", "Mid-Autumn Festival"),
        ("国庆", "National Day"),
        ("十一", "National Day"),
        ("胜利70周年", "70th anniversary of victory in the War of Resistance"),
    ];

    /// <summary>A name no notice has used before stays Chinese in both languages rather than being guessed.</summary>
    public static Words Of(string chinese)
    {
        var english = Known.Where(k => chinese.Contains(k.Sign, StringComparison.Ordinal))
            .OrderBy(k => chinese.IndexOf(k.Sign, StringComparison.Ordinal))
            .Select(k => k.English).Distinct().ToList();
        return new(chinese, english.Count == 0 ? chinese : string.Join(" and ", english));
    }
}
