using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.PartyLife;

/// <summary>Records that a meeting was held.</summary>
[Words("登记会议", "Record a meeting")]
public sealed record RecordMeeting(
    [Words("党组织所在单位", "Unit")] UnitId Unit,
    [Words("会议类别", "Kind")] PartyMeetingKind Kind,
    [Words("召开日期", "Held on")] DateOnly HeldOn,
    [Words("议题", "Topic")] string Topic,
    [Words("应到人数", "Expected")] int Expected,
    [Words("实到人数", "Present")] int Present,
    [Words("形成的决定", "Decisions"), Prose, Hint("只写决定了什么。谁说了什么、有什么想法，留在支部自己的会议记录里，不填入本系统。", "What was decided, no more. Who said or thought what stays in the branch's own minutes.")] string? Decisions,
    [Words("通知或签到表", "Notice or attendance sheet"), Hint("不要上传发言记录、对照检查材料。", "No minutes of what was said and no self-examinations.")] FileId? File) : IOpening<PartyMeeting>
{
    public Refusal? Check(Moment now) => MeetingChecks.Of(HeldOn, Expected, Present, now);

    public PartyMeeting Open(Moment now) => new(Unit, Kind, HeldOn, Topic) { Expected = Expected, Present = Present, Decisions = Decisions, File = File };
}

/// <summary>Puts right what was entered wrongly; the ledger keeps what stood there before.</summary>
[Words("更正登记", "Correct the record")]
public sealed record CorrectMeeting(
    [Words("会议类别", "Kind")] PartyMeetingKind Kind,
    [Words("召开日期", "Held on")] DateOnly HeldOn,
    [Words("议题", "Topic")] string Topic,
    [Words("应到人数", "Expected")] int Expected,
    [Words("实到人数", "Present")] int Present,
    [Words("形成的决定", "Decisions"), Prose] string? Decisions,
    [Words("更正原因", "Reason")] string Reason) : IAction<PartyMeeting>
{
    public Refusal? Check(PartyMeeting meeting, Moment now) => MeetingChecks.Of(HeldOn, Expected, Present, now);

    public void Apply(PartyMeeting meeting, Moment now)
    {
        (meeting.Kind, meeting.HeldOn, meeting.Expected, meeting.Present, meeting.Decisions) = (Kind, HeldOn, Expected, Present, Decisions);
        meeting.Rename(Topic);
    }
}

/// <summary>Somebody undertakes in their own words to put something right. It becomes a task of theirs.</summary>
[Words("填写本人整改承诺", "Enter an undertaking of one's own")]
public sealed record EnterUndertaking(
    [Words("整改事项", "What will be put right"), Hint("自愿填写。填写后进入任务清单，本单位和上级能看到办理情况。", "Of your own accord. It goes on the task list, where the unit and those above see how it is coming along.")] string What,
    [Words("整改措施", "Measures"), Prose] string Measures,
    [Words("完成期限", "Due")] DateOnly Due) : IAction<PartyMeeting>
{
    public Refusal? Check(PartyMeeting meeting, Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(PartyMeeting meeting, Moment now)
    {
        var task = now.Open(new TaskBelow(meeting.Unit, What, Measures, Due, now.By, null) { From = new Words("{0}整改承诺 {1}", "undertaking at a {0}, {1}").With(Words.Of(meeting.Kind), meeting.Number) });
        meeting.Undertakings.Add(new(now.By, Due, task));
    }
}

/// <summary>Nobody has anything to add.</summary>
[Words("归档", "File")]
public sealed record FileMeeting() : IAction<PartyMeeting>;

/// <summary>The meeting was not held, or was entered twice.</summary>
[Words("撤销登记", "Withdraw the record")]
public sealed record WithdrawMeeting([Words("理由", "Reason"), Prose] string Reason) : IAction<PartyMeeting>
{
    public Refusal? Check(PartyMeeting meeting, Moment now) => meeting.Undertakings.Count > 0
        ? new NotYet(new("没有人据此填写整改承诺", "nobody has entered an undertaking under it"))
        : null;
}

internal static class MeetingChecks
{
    public static Refusal? Of(DateOnly heldOn, int expected, int present, Moment now) =>
        heldOn > now.Today ? Unfit.At("HeldOn", new("日期不能晚于今天：只登记已经召开的会议。", "The date must not be after today: only meetings that were held are recorded."))
        : expected < 1 ? Unfit.At("Expected", new("应到人数至少为1。", "At least one person is expected."))
        : present < 0 || present > expected ? Unfit.At("Present", new("实到人数应在0和应到人数之间。", "Between none and those expected."))
        : null;
}
