using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Plans;

/// <summary>What the rule leaves open about the yearly plan; the organ sets it.</summary>
public static class PlanSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");

    public static readonly Setting Units = UnitKinds.Setting(
        "responsibilities.plan-units", new("应制定年度工作要点的单位类别", "kinds of units that must draw up yearly key points"),
        new("规定的主体是党委（党组），未列出单位类别。", "The rule speaks of party committees and party groups and lists no kinds of units."), UnitKind.Department, UnitKind.Town);

    public static readonly Setting Draft = Term("responsibilities.plan-draft", new("年初制定年度要点的时限", "time to draw up the key points at the start of the year"), "1m",
        new("规定要求每年年初制定，未给出日期；自1月1日（年中新设单位自收到通知次日）起算。", "The rule says at the start of each year and gives no day; counted from 1 January, or for a unit founded later from the day it is told."));

    public static readonly Setting Approve = Term("responsibilities.plan-approve", new("年度要点审定时限", "time to approve the key points"), "10wd", NoRule);
    public static readonly Setting Publish = Term("responsibilities.plan-publish", new("审定后发布时限", "time to publish what was approved"), "5wd", NoRule);
    public static readonly Setting Close = Term("responsibilities.plan-close", new("年终总结时限", "time to close the key points after the year"), "1m",
        new("自次年1月1日起算；没有已核对的规定给出此时限，由本单位设定。", "Counted from 1 January after the year; no rule we have read gives it: the organ sets it."));

    public static readonly IReadOnlyList<Setting> All = [Units, Draft, Approve, Publish, Close];

    /// <summary>The last day of a term that begins with a year; for whoever comes later, with the day after they came.</summary>
    public static DateOnly InYear(int year, DateOnly from, Setting term, SettingValues settings, WorkingCalendar calendar)
    {
        var before = new DateOnly(year - 1, 12, 31);
        return calendar.LastDay(from > before ? from : before, settings.Term(term)).On;
    }

    // Article 12 is read in full; the number is ours.
    private static Setting Term(string code, Words name, string value, Words why) =>
        new(code, name, SettingKind.Term, value, why, PrincipalResponsibility.YearlyPlan with { Verified = Verification.Design });
}
