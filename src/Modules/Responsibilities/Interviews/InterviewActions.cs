using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Interviews;

/// <summary>Plans an interview. An admonition needs the decision behind it.</summary>
[Words("安排约谈", "Plan an interview")]
public sealed record PlanInterview(
    [Words("约谈单位", "Organ"), Hint("记录由该单位办公室保管，其他人看不到。", "Its office keeps the record; nobody else sees it.")] UnitId Unit,
    [Words("约谈对象", "Interviewee")] PersonId Interviewee,
    [Words("约谈人", "Interviewer")] PersonId Interviewer,
    [Words("约谈类型", "Kind")] InterviewKind Kind,
    [Words("起因", "Trigger")] InterviewTrigger Trigger,
    [Words("约谈事由", "Ground"), Prose] string Ground,
    [Words("计划日期", "Planned for")] DateOnly On,
    [Words("决定依据", "Decision"), Hint("诫勉谈话必填：作出决定的组织、负责人和文号。", "Needed for an admonition: who decided and under which number.")] string? Decision) : IOpening<Interview>
{
    public Refusal? Check(Moment now)
    {
        if (Interviewee == Interviewer) return Unfit.At(nameof(Interviewer), new("约谈人不能是约谈对象本人。", "Nobody interviews themselves."));
        if (Kind is InterviewKind.Admonition && string.IsNullOrWhiteSpace(Decision)) return Unfit.At(nameof(Decision), new("诫勉须有权限的组织作出决定，请写明。", "An admonition needs the decision of an organ that has the power: name it."), InterviewSettings.WhoMayAdmonish);
        return ItemChecks.NotPast(On, nameof(On), now);
    }

    public Interview Open(Moment now)
    {
        var interview = new Interview(Unit, Interviewee, Interviewer, Kind, On) { Trigger = Trigger, Ground = Ground, Decision = Decision };
        now.Notify(Interviewee, new Words("{0}有一次谈话，请查看安排。", "A talk with you is planned for {0}: please see the arrangement.").With(On.InWords));
        if (Interviewer != now.By) now.Notify(Interviewer, new Words("请于{0}进行一次谈话。", "A talk is planned for you to hold on {0}.").With(On.InWords));
        return interview;
    }
}

/// <summary>What was put, what was answered, what was undertaken. It counts once the interviewee has confirmed it.</summary>
[Words("登记谈话情况", "Record the talk")]
public sealed record RecordTalk(
    [Words("约谈日期", "Held on")] DateOnly On,
    [Words("谈话要点", "Points put"), Prose] string Points,
    [Words("本人说明", "Reply of the interviewee"), Prose, Hint("如实记录本人的说明和不同意见。", "What the interviewee said, disagreement included.")] string Reply,
    [Words("承诺事项", "What was undertaken"), Prose] string? Undertaking,
    [Words("承诺期限", "By when")] DateOnly? Due) : IAction<Interview>
{
    public Refusal? Check(Interview interview, Moment now)
    {
        if (On > now.Today) return Unfit.At(nameof(On), new("日期不能晚于今天。", "The date must not be after today."));
        if (string.IsNullOrWhiteSpace(Undertaking) != Due is null) return Unfit.At(Due is null ? nameof(Due) : nameof(Undertaking), new("承诺事项和期限须一并填写。", "What was undertaken and by when belong together."));
        return Due is { } due ? ItemChecks.NotPast(due, nameof(Due), now) : null;
    }

    public void Apply(Interview interview, Moment now)
    {
        (interview.HeldOn, interview.Points, interview.Reply) = (On, Points, Reply);
        if (Undertaking is { } text && Due is { } due) interview.Undertakings.Add(new(1, text, due));
        interview.WaitFor(interview.Interviewee);
        now.Record(new(InterviewFacts.Held, interview.Unit, On, Text: Words.Of(interview.Kind)));
        now.Notify(interview.Interviewee, new Words("{0} 的记录请您确认，可补充说明。", "Please confirm the record of {0}; you may add to it.").With(interview.Number));
    }
}

/// <summary>Somebody else holds the talk.</summary>
[Words("更换约谈人", "Change the interviewer")]
public sealed record HandOver([Words("约谈人", "Interviewer")] PersonId Interviewer, [Words("原因", "Reason")] string Reason) : IAction<Interview>
{
    public Refusal? Check(Interview interview, Moment now) => Interviewer == interview.Interviewee ? Unfit.At(nameof(Interviewer), new("约谈人不能是约谈对象本人。", "Nobody interviews themselves.")) : null;

    public void Apply(Interview interview, Moment now)
    {
        interview.HandTo(Interviewer);
        now.Notify(Interviewer, new Words("请于{0}进行一次谈话。", "A talk is planned for you to hold on {0}.").With(interview.PlannedOn.InWords));
    }
}

/// <summary>It is not going to be held.</summary>
[Words("取消约谈", "Cancel")]
public sealed record CancelInterview([Words("理由", "Reason"), Prose] string Reason) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now) => now.Notify(interview.Interviewee, new Words("{0} 已取消。", "{0} was cancelled.").With(interview.Number));
}

/// <summary>One more undertaking, before the record is confirmed.</summary>
[Words("增加承诺事项", "Add an undertaking")]
public sealed record AddUndertaking([Words("承诺事项", "What was undertaken"), Prose] string Text, [Words("承诺期限", "By when")] DateOnly Due) : IAction<Interview>
{
    public Refusal? Check(Interview interview, Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(Interview interview, Moment now) => interview.Undertakings.Add(new(interview.Undertakings.Count + 1, Text, Due));
}

/// <summary>The interviewee confirms the record with its undertakings, and may add to it.</summary>
[Words("确认记录和承诺事项", "Confirm the record and what was undertaken")]
public sealed record ConfirmRecord([Words("补充说明", "What I add"), Prose] string? Addition) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now) => Confirming.Confirm(interview, Addition, now);
}

/// <summary>The interviewee confirms a record in which nothing was undertaken; with that it is over.</summary>
[Words("确认记录", "Confirm the record")]
public sealed record ConfirmRecordOnly([Words("补充说明", "What I add"), Prose] string? Addition) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now) => Confirming.Confirm(interview, Addition, now);
}

/// <summary>The interviewee says what is wrong with the record.</summary>
[Words("对记录提出异议", "Contest the record")]
public sealed record ContestRecord([Words("哪里不符", "What is wrong"), Prose] string Text) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now)
    {
        interview.Remarks.Add(new(Text, now.By, now.At));
        interview.WaitFor(interview.Interviewer);
        now.Notify(interview.Interviewer, new Words("{0} 的记录有异议，请核对。", "The record of {0} is contested: please look at it.").With(interview.Number));
    }
}

/// <summary>The record is put right and goes back for confirmation.</summary>
[Words("修改记录", "Amend the record")]
public sealed record AmendRecord([Words("谈话要点", "Points put"), Prose] string Points, [Words("本人说明", "Reply of the interviewee"), Prose] string Reply) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now)
    {
        (interview.Points, interview.Reply) = (Points, Reply);
        Confirming.Ask(interview, now);
    }
}

/// <summary>The interviewer leaves the record as it is and says why. What was said against it stays with it.</summary>
[Words("维持记录并答复", "Leave it and answer")]
public sealed record StandByRecord([Words("答复", "Answer"), Prose] string Answer) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now)
    {
        interview.Remarks.Add(new(Answer, now.By, now.At));
        Confirming.Ask(interview, now);
    }
}

/// <summary>The interviewee did not confirm in time: the record says so and why, and is not taken for confirmed.</summary>
[Words("登记未确认的情况", "Record that it was not confirmed")]
public sealed record NoteUnconfirmed([Words("情况说明", "Explanation"), Prose] string Explanation) : IAction<Interview>
{
    public Refusal? Check(Interview interview, Moment now) => interview.DueOn >= now.Today ? new NotYet(new("确认时限已过", "the time to confirm is over")) : null;

    public void Apply(Interview interview, Moment now) => interview.NotConfirmedBecause = Explanation;
}

/// <summary>The interviewee says what was done about an undertaking.</summary>
[Words("报告承诺事项办理情况", "Report what was done")]
public sealed record Fulfil(
    [Words("承诺事项序号", "Number of the undertaking")] int Number,
    [Words("办理情况", "What was done"), Prose] string Result,
    [Words("佐证附件", "File")] FileId? Evidence) : IAction<Interview>
{
    public Refusal? Check(Interview interview, Moment now) => interview.Undertakings.Exists(u => u.Number == Number && u.Open)
        ? null
        : Unfit.At(nameof(Number), new("没有这项未办的承诺事项。", "There is no such undertaking left."));

    public void Apply(Interview interview, Moment now)
    {
        var at = interview.Undertakings.FindIndex(u => u.Number == Number);
        interview.Undertakings[at] = interview.Undertakings[at] with { Result = Result, Evidence = Evidence, DoneOn = now.Today };
        if (!interview.AllDone) return;
        interview.WaitFor(interview.Interviewer);
        now.Notify(interview.Interviewer, new Words("{0} 的承诺事项均已报告，请核对办结。", "All that was undertaken in {0} is reported done: please look and finish.").With(interview.Number));
    }
}

/// <summary>The interviewee adds something later on.</summary>
[Words("补充说明", "Add a reply")]
public sealed record AddReply([Words("内容", "Text"), Prose] string Text) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now) => interview.Remarks.Add(new(Text, now.By, now.At));
}

/// <summary>All that was undertaken is done.</summary>
[Words("办结约谈", "Finish")]
public sealed record CloseInterview([Words("核对情况", "What was found"), Prose] string? Finding) : IAction<Interview>
{
    public void Apply(Interview interview, Moment now) => now.Notify(interview.Interviewee, new Words("{0} 已办结。", "{0} is finished.").With(interview.Number));
}

/// <summary>
/// A named person of an organ that has the power decides on an admonition because an undertaking is overdue. Without such a decision nothing
/// climbs, however late it is.
/// </summary>
[Words("登记转为诫勉的决定", "Record the decision to admonish")]
public sealed record DecideAdmonition(
    [Words("作出决定的负责人", "Decided by")] PersonId DecidedBy,
    [Words("决定文号或会议", "Decision")] string Decision,
    [Words("决定日期", "Decided on")] DateOnly DecidedOn,
    [Words("理由", "Ground"), Prose] string Ground,
    [Words("诫勉谈话人", "Who holds the talk")] PersonId Interviewer,
    [Words("谈话计划日期", "Planned for")] DateOnly On) : IAction<Interview>
{
    public Refusal? Check(Interview interview, Moment now)
    {
        if (interview.UndertakenUntil >= now.Today) return new NotYet(new("承诺期限已过仍未办理", "the day for what was undertaken is over"));
        if (DecidedBy == interview.Interviewee) return Unfit.At(nameof(DecidedBy), new("不能由约谈对象本人决定。", "The interviewee cannot decide on it."));
        if (Interviewer == interview.Interviewee) return Unfit.At(nameof(Interviewer), new("约谈人不能是约谈对象本人。", "Nobody interviews themselves."));
        return DecidedOn > now.Today ? Unfit.At(nameof(DecidedOn), new("日期不能晚于今天。", "The date must not be after today.")) : ItemChecks.NotPast(On, nameof(On), now);
    }

    public void Apply(Interview interview, Moment now)
    {
        interview.Decision = $"{Decision}，{DecidedOn.InWords.Zh}";
        now.Open(new PlanInterview(interview.Unit, interview.Interviewee, Interviewer, InterviewKind.Admonition, InterviewTrigger.OverdueUndertaking, Ground, On, interview.Decision));
    }
}

internal static class Confirming
{
    public static void Confirm(Interview interview, string? addition, Moment now)
    {
        interview.ConfirmedOn = now.Today;
        if (!string.IsNullOrWhiteSpace(addition)) interview.Remarks.Add(new(addition, now.By, now.At));
        now.Notify(interview.Interviewer, new Words("{0} 的记录已由本人确认。", "The record of {0} was confirmed.").With(interview.Number));
    }

    public static void Ask(Interview interview, Moment now)
    {
        interview.WaitFor(interview.Interviewee);
        now.Notify(interview.Interviewee, new Words("{0} 的记录请您再次核对确认。", "Please look at the record of {0} once more.").With(interview.Number));
    }
}
