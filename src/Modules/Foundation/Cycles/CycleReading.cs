using System.Globalization;
using System.Text.RegularExpressions;
using Qinglian.Kernel;

namespace Qinglian.Foundation.Cycles;

/// <summary>Reads a cycle as clerks write it in a box or a table, or in its compact form. What is not understood is not guessed at.</summary>
public static partial class CycleReading
{
    public static Cycle? Read(string text)
    {
        var plain = string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).TrimEnd('。', '.', ',', '，').ToLowerInvariant();
        if (Cycle.TryParse(plain, out var compact)) return compact;
        if (Monthly().Match(plain) is { Success: true } month) return Day(month, 1, 31) is { } day ? Recurring.ByDayOfMonth(day) : null;
        if (Yearly().Match(plain) is { Success: true } year) return Number(year, "m", 12) is { } m && Day(year, m, 31) is { } d ? new Recurring(PeriodKind.Year, new(m, d), coversPrevious: false) : null;
        if (Festival(plain) is { } festival) return festival;
        return plain switch
        {
            "每月" or "每月底" or "每月底前" or "monthly" => Recurring.Monthly,
            "每季" or "每季度" or "每季末" or "每季度末" or "quarterly" => Recurring.Quarterly,
            "每半年" or "half-yearly" => Recurring.HalfYearly,
            "每年" or "每年底" or "每年底前" or "yearly" => Recurring.Yearly,
            _ => null,
        };
    }

    /// <summary>中秋前10日, 春节、中秋前5个工作日, 10 days before mid-autumn.</summary>
    private static BeforeFestivals? Festival(string plain)
    {
        var match = BeforeZh().Match(plain) is { Success: true } zh ? zh : BeforeEn().Match(plain);
        if (!match.Success || Number(match, "n", 366) is not { } length) return null;

        var lead = match.Groups["w"].Success ? length.WorkingDays : length.Days;
        var festivals = new List<Festival>();
        foreach (var name in match.Groups["f"].Value.Split(['、', ',', '和', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Enum.GetValues<Festival>().Where(f => Same(Words.Of(f).Zh, name) || Same(Words.Of(f).En, name)).ToList();
            if (found.Count != 1) return null;
            festivals.Add(found[0]);
        }

        return festivals.Count == 0 ? null : new(lead, [.. festivals]);
    }

    // 中秋 and 中秋节 are one; so are mid-autumn and mid-autumn festival.
    private static bool Same(string name, string given) => Core(name) == Core(given);

    private static string Core(string name) => string.Concat(name.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '’' or '\''))).Replace("festival", "", StringComparison.Ordinal).TrimEnd('节');

    private static int? Day(Match match, int month, int most) => Number(match, "d", most) is { } day && day <= DateTime.DaysInMonth(2024, month) ? day : null;

    private static int? Number(Match match, string group, int most) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;

    [GeneratedRegex(@"^(?:每月(?<d>\d{1,2})[日号]前?|monthlyby(?:day)?(?<d>\d{1,2}))$")]
    private static partial Regex Monthly();

    [GeneratedRegex(@"^(?:每年(?<m>\d{1,2})月(?<d>\d{1,2})[日号]前?|yearlyby(?<m>\d{1,2})-(?<d>\d{1,2}))$")]
    private static partial Regex Yearly();

    [GeneratedRegex(@"^(?<f>.+?)前(?<n>\d{1,3})(?:(?<w>个?工作日)|[日天])$")]
    private static partial Regex BeforeZh();

    [GeneratedRegex(@"^(?<n>\d{1,3})(?<w>working)?days?before(?<f>.+)$")]
    private static partial Regex BeforeEn();
}
