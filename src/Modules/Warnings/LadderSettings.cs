using Qinglian.Kernel;
using Qinglian.Kernel.Settings;

namespace Qinglian.Warnings;

/// <summary>The cycle of each rung. No rule we have read gives these numbers: each organ sets its own.</summary>
public static class LadderSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this number: the organ sets it.");
    private static readonly Words TimeToReply = new("这也是责任人说明情况的时间：期满之前不升级。", "This is also the owner's time to reply: nothing climbs before it is over.");

    public static readonly Setting DueSoon = Term("warnings.due-soon", new("提前提醒", "reminder before the due date"), "3wd",
        new("没有已核对的规定给出此数，由本单位设定。期限短的，最早在最后三分之一的工作日提醒，起算当日不提醒。", "No rule we have read gives this number: the organ sets it. Of a short term the last third of the working days at the earliest, and never the day it begins."));
    public static readonly Setting Repeat = Term("warnings.repeat", new("逾期提醒间隔", "interval of overdue reminders"), "2wd", NoRule);
    public static readonly Setting BeforeUrging = Term("warnings.before-urging", new("逾期后多久拟催办", "wait before urging is proposed"), "5wd", TimeToReply);
    public static readonly Setting BeforeSupervision = Term("warnings.before-supervision", new("催办后多久拟督办", "wait before supervised handling is proposed"), "5wd", TimeToReply);
    public static readonly Setting BeforeInterview = Term("warnings.before-interview", new("督办后多久拟约谈", "wait before an interview is proposed"), "10wd", TimeToReply);
    public static readonly Setting BeforeAdmonition = Term("warnings.before-admonition", new("暂不建议诫勉后多久再提", "wait before an admonition is considered again"), "10wd", TimeToReply);
    public static readonly Setting ToDecide = Term("warnings.to-decide", new("对升级建议作出决定的时限", "time to decide on a proposal"), "3wd", NoRule);
    public static readonly Setting ToDecideAdmonition = Term("warnings.to-decide-admonition", new("诫勉建议回复时限", "time for the decision on an admonition"), "20wd", NoRule);

    public static readonly IReadOnlyList<Setting> All = [DueSoon, Repeat, BeforeUrging, BeforeSupervision, BeforeInterview, BeforeAdmonition, ToDecide, ToDecideAdmonition];

    private static Setting Term(string code, Words name, string value, Words why) => new(code, name, SettingKind.Term, value, why);
}
