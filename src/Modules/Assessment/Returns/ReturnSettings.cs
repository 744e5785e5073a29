using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Settings;

namespace Qinglian.Assessment.Returns;

/// <summary>When the monthly return is due and who sends one. The source text says "by the 5th of each month" and no more.</summary>
public static class ReturnSettings
{
    private static readonly Words SaidWithoutDetail = new("工作要求为“每月5日前”，未说明5日当天和遇休息日如何计算，由本单位设定。", "The requirement says “by the 5th of each month” and neither whether the 5th counts nor what a rest day does: the organ sets it.");
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this number: the organ sets it.");

    public static readonly Setting Day = new("assessment.return-day", new("月报截止日", "day of the month by which the return is due"), SettingKind.Number, "5", SaidWithoutDetail)
    {
        Check = value => int.Parse(value, Cultures.English) is >= 1 and <= 28 ? null : new("应在1至28之间。", "Between 1 and 28."),
    };

    public static readonly Setting DayCounts = new("assessment.return-day-counts", new("截止日当天算按时", "the day itself still counts"), SettingKind.Switch, "true", SaidWithoutDetail);

    public static readonly Setting RestDays = new("assessment.return-rest-days", new("截止日遇休息日", "when the day is a rest day"), SettingKind.Choice, nameof(RestDayRule.EndsOnItsDay), SaidWithoutDetail,
        Choices: [.. Enum.GetValues<RestDayRule>().Select(r => (r.ToString(), Words.Of(r)))]);

    public static readonly Setting Kinds = new("assessment.return-kinds", new("报送月报的单位类别", "kinds of units that send a return"), SettingKind.Text, "Department,Institution,Town",
        new("未列入的单位由其上级单位一并报送，其办理记录计入上级单位。", "A unit of another kind is covered by the unit above it, which counts its records as well."))
    {
        Check = value => value.Split(',').All(k => Enum.TryParse<UnitKind>(k.Trim(), out var kind) && Enum.IsDefined(kind)) ? null
            : new Words("可用的类别：{0}，用英文逗号分隔。", "The kinds are: {0}, parted by commas.").With(string.Join(",", Enum.GetNames<UnitKind>())),
    };

    public static readonly Setting JumpTimes = new("assessment.return-jump", new("数字骤增须说明：上月的倍数", "a figure so many times the month before needs a reason"), SettingKind.Number, "3", NoRule);
    public static readonly Setting JumpLeast = new("assessment.return-jump-least", new("数字骤增须说明：至少达到", "but only from this figure on"), SettingKind.Number, "5", NoRule);
    public static readonly Setting SmallCount = new("assessment.small-count", new("通报中不显示的小数字", "figures below this are not shown in a bulletin"), SettingKind.Number, "3",
        new("单位很小，个位数的反映可能暴露反映人。", "Units are small: a few reports could give away who reported."));

    public static readonly IReadOnlyList<Setting> All = [Day, DayCounts, RestDays, Kinds, JumpTimes, JumpLeast, SmallCount];

    /// <summary>The last day on which the return of a month is in time.</summary>
    public static Occurrence DueFor(Period month, SettingValues settings, WorkingCalendar calendar) =>
        new Recurring(PeriodKind.Month, new DayWithin(1, settings.Number(Day)), coversPrevious: true, settings.Switch(DayCounts), Enum.Parse<RestDayRule>(settings[RestDays])).Next(month.Last, calendar)
        ?? throw new InvalidOperationException($"{month} lies beyond the calendar.");
}
