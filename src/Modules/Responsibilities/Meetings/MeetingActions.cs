using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>Calls the meeting and the reports of the leaders on their fields.</summary>
[Words("召集会议", "Call the meeting")]
public sealed record CallMeeting(
    [Words("召开单位", "Unit")] UnitId Unit,
    [Words("召开日期", "To be held on")] DateOnly On,
    [Words("议题", "Agenda"), Prose] string? Agenda,
    [Words("分管报告人", "Reports from"), Hint("每人会在待办中收到一份报告任务。", "Each of them finds the request among their own matters.")] IReadOnlyList<PersonId> Reporters,
    [Words("报告截止日期", "Reports by")] DateOnly ReportsBy) : IOpening<Meeting>
{
    public Refusal? Check(Moment now) => Calling.Check(On, ReportsBy, now);

    public Meeting Open(Moment now)
    {
        var meeting = new Meeting(Unit, Period.Of(PeriodKind.HalfYear, On), now.Organisation.Find(Unit)?.Name ?? "");
        Calling.Call(meeting, On, Agenda, Reporters, ReportsBy, now);
        return meeting;
    }
}

/// <summary>The calendar lists the meeting of the half-year that nobody has called yet.</summary>
[Words("列出应召开的会议", "List the meeting to be held")]
public sealed record ExpectMeeting([Words("召开单位", "Unit")] UnitId Unit, [Words("所属半年", "Half-year")] string Half) : IOpening<Meeting>
{
    public Meeting Open(Moment now)
    {
        now.Notify(Duties.Office, Unit, new Words("{0}的专题会议尚未召开，请安排。", "The meeting of the {0} has not been held: please call it.").With(Period.Parse(Half).Words));
        return new(Unit, Period.Parse(Half), now.Organisation.Find(Unit)?.Name ?? "");
    }
}

/// <summary>Calls the meeting that the calendar had listed.</summary>
[Words("召集会议", "Call the meeting")]
public sealed record CallExpected(
    [Words("召开日期", "To be held on")] DateOnly On,
    [Words("议题", "Agenda"), Prose] string? Agenda,
    [Words("分管报告人", "Reports from")] IReadOnlyList<PersonId> Reporters,
    [Words("报告截止日期", "Reports by")] DateOnly ReportsBy) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now) => Calling.Check(On, ReportsBy, now);

    public void Apply(Meeting meeting, Moment now) => Calling.Call(meeting, On, Agenda, Reporters, ReportsBy, now);
}

/// <summary>Asks one more leader for a report.</summary>
[Words("增加分管报告", "Call another report")]
public sealed record CallAnotherReport([Words("报告人", "From")] PersonId Reporter, [Words("截止日期", "By")] DateOnly By) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now)
    {
        if (meeting.Reporters.Contains(Reporter)) return Unfit.At(nameof(Reporter), new("已请该同志报告。", "This person was asked already."));
        return By < now.Today ? Unfit.At(nameof(By), new("日期不能早于今天。", "The date must not be before today.")) : null;
    }

    public void Apply(Meeting meeting, Moment now)
    {
        meeting.Reporters.Add(Reporter);
        now.Open(new CallFieldReport(meeting.Unit, Reporter, By) { For = meeting });
    }
}

/// <summary>Another day. The half-year it counts for stays.</summary>
[Words("变更日期", "Move the meeting")]
public sealed record MoveMeeting([Words("召开日期", "To be held on")] DateOnly On, [Words("原因", "Reason"), Prose] string Reason) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now) => On < now.Today ? Unfit.At(nameof(On), new("日期不能早于今天。", "The date must not be before today.")) : null;

    public void Apply(Meeting meeting, Moment now) => meeting.On = On;
}

/// <summary>It is not going to be held, or is merged with another one.</summary>
[Words("不再召开", "Do not hold it")]
public sealed record CancelMeeting([Words("理由", "Reason"), Prose] string Reason) : IAction<Meeting>;

/// <summary>Records that it was held. It begins with the items of the last one.</summary>
[Words("登记会议召开", "Record that it was held")]
public sealed record HoldMeeting(
    [Words("召开日期", "Held on")] DateOnly On,
    [Words("主持人", "Chair")] PersonId Chair,
    [Words("出席", "Present")] IReadOnlyList<PersonId> Present,
    [Words("上次会议事项办理情况", "Items of the last meeting"), Prose, Hint("已按清单现状填好，可补充；首次召开的不填。", "Filled in from the lists as they stand; empty for a first meeting.")] string? LastItems,
    [Words("会议情况", "What was discussed"), Prose] string Summary) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now) => Holding.Check(meeting, On, now);

    public void Apply(Meeting meeting, Moment now) => Holding.Hold(meeting, On, Chair, Present, LastItems, Summary, now);
}

/// <summary>Records a meeting that was held without having been called here.</summary>
[Words("补登已召开的会议", "Record a meeting already held")]
public sealed record RecordHeldMeeting(
    [Words("召开日期", "Held on")] DateOnly On,
    [Words("主持人", "Chair")] PersonId Chair,
    [Words("出席", "Present")] IReadOnlyList<PersonId> Present,
    [Words("上次会议事项办理情况", "Items of the last meeting"), Prose] string? LastItems,
    [Words("会议情况", "What was discussed"), Prose] string Summary) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now) => Holding.Check(meeting, On, now);

    public void Apply(Meeting meeting, Moment now) => Holding.Hold(meeting, On, Chair, Present, LastItems, Summary, now);
}

/// <summary>A problem with its cause, countermeasure, owner and date: it enters the issue list at once.</summary>
[Words("登记问题和对策", "Raise a problem")]
public sealed record RaiseProblem(
    [Words("问题", "Problem")] string Problem,
    [Words("原因分析", "Cause"), Prose] string Cause,
    [Words("对策", "Countermeasure"), Prose] string Countermeasure,
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任人", "Owner")] PersonId Owner,
    [Words("完成期限", "Due")] DateOnly Due) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now)
    {
        if (now.Organisation.Find(Unit) is not { } unit || !unit.Path.IsWithin(meeting.Path)) return Unfit.At(nameof(Unit), new("只能是本单位或下级单位。", "It must be this unit or one below it."));
        return Due < now.Today ? Unfit.At(nameof(Due), new("日期不能早于今天。", "The date must not be before today.")) : null;
    }

    public void Apply(Meeting meeting, Moment now)
    {
        var text = $"问题：{Problem}\n原因：{Cause}\n对策：{Countermeasure}";
        var item = now.Refer(new IssueFound(Unit, Problem, text, new Words("{0}（{1}）", "{0} ({1})").With(new Words("半年专题会议", "half-yearly meeting"), meeting.Number), meeting.Id, Due, Owner));
        meeting.Problems.Add(new(Problem, Cause, Countermeasure, Unit, Owner, Due, item));
    }
}

/// <summary>A task for the coming half-year: it enters the task list at once.</summary>
[Words("部署下半年任务", "Set a task for the next half-year")]
public sealed record SetTask(
    [Words("任务", "Task")] string Task,
    [Words("措施和要求", "Measures"), Prose] string Measures,
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("完成期限", "Due")] DateOnly Due) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now)
    {
        if (now.Organisation.Find(Unit) is not { } unit || !unit.Path.IsWithin(meeting.Path)) return Unfit.At(nameof(Unit), new("只能是本单位或下级单位。", "It must be this unit or one below it."));
        return Due < now.Today ? Unfit.At(nameof(Due), new("日期不能早于今天。", "The date must not be before today.")) : null;
    }

    public void Apply(Meeting meeting, Moment now) =>
        meeting.Tasks.Add(new(Task, Unit, Owner, Due, now.Open(new GiveTask(Unit, Task, Measures, Due, Owner, null))));
}

/// <summary>The minutes are agreed. What was raised goes on in the lists.</summary>
[Words("纪要定稿", "Settle the minutes")]
public sealed record SettleMinutes([Words("审定人", "Agreed by")] PersonId AgreedBy, [Words("说明", "Remark"), Prose] string? Remark) : IAction<Meeting>
{
    public Refusal? Check(Meeting meeting, Moment now) => meeting.Problems.Count == 0 && string.IsNullOrWhiteSpace(Remark)
        ? Unfit.At(nameof(Remark), new("会议没有登记问题，请说明。", "No problem was raised: please say why."))
        : null;
}

internal static class Calling
{
    public static Refusal? Check(DateOnly on, DateOnly reportsBy, Moment now)
    {
        if (on < now.Today) return Unfit.At(nameof(CallMeeting.On), new("日期不能早于今天。", "The date must not be before today."));
        if (reportsBy < now.Today) return Unfit.At(nameof(CallMeeting.ReportsBy), new("日期不能早于今天。", "The date must not be before today."));
        return reportsBy > on ? Unfit.At(nameof(CallMeeting.ReportsBy), new("报告应在会议之前收齐。", "The reports must be in before the meeting.")) : null;
    }

    public static void Call(Meeting meeting, DateOnly on, string? agenda, IReadOnlyList<PersonId> reporters, DateOnly reportsBy, Moment now)
    {
        (meeting.On, meeting.Agenda, meeting.ReportsBy, meeting.Reporters) = (on, agenda, reportsBy, [.. reporters.Distinct()]);
        foreach (var reporter in meeting.Reporters) now.Open(new CallFieldReport(meeting.Unit, reporter, reportsBy) { For = meeting });
    }
}

internal static class Holding
{
    public static Refusal? Check(Meeting meeting, DateOnly on, Moment now)
    {
        if (on > now.Today) return Unfit.At(nameof(HoldMeeting.On), new("日期不能晚于今天。", "The date must not be after today."));
        return on < meeting.Period.First ? Unfit.At(nameof(HoldMeeting.On), new Words("日期早于{0}。", "The date lies before the {0}.").With(meeting.Period.Words), PrincipalDuty.HalfYearMeeting) : null;
    }

    public static void Hold(Meeting meeting, DateOnly on, PersonId chair, IReadOnlyList<PersonId> present, string? lastItems, string summary, Moment now)
    {
        (meeting.On, meeting.Chair, meeting.Present, meeting.LastItems, meeting.Summary) = (on, chair, [.. present.Distinct()], lastItems, summary);
        now.Record(new(MeetingFacts.Held, meeting.Unit, on, Text: meeting.Period.Words));
    }
}
