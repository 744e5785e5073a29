using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Handover;

/// <summary>What the discipline side hands to the party group.</summary>
public enum ToPartyGroupKind
{
    [Words("监督发现的问题", "finding of supervision")] Finding,
    [Words("监督提醒", "reminder")] Reminder,
}

/// <summary>What the party group hands to the discipline side.</summary>
public enum ToDisciplineKind
{
    [Words("请求支持协助", "request for help")] Help,
    [Words("报告问题", "report of a problem")] Problem,
}

/// <summary>The stationed group tells the party group what it found, or reminds it.</summary>
[Words("向党组移交", "Hand to the party group")]
public sealed record SendToPartyGroup(
    [Words("驻在单位", "Unit of the party group")] UnitId Unit,
    [Words("类别", "Kind")] ToPartyGroupKind Kind,
    [Words("事项", "Matter")] string Title,
    [Words("具体内容", "What was found, what is asked"), Prose, Hint("涉及具体人员的问题线索不在此登记，按线索程序办理。", "Leads about persons are not entered here: they have their own procedure.")] string Text,
    [Words("附件", "File")] FileId? File) : IOpening<Handover>
{
    public Handover Open(Moment now)
    {
        now.Notify(Duties.Office, Unit, new("纪检监察组向党组移交了一件事项，请按期答复。", "The discipline side has handed something to the party group: please answer in time."));
        now.Notify(Duties.Leader, Unit, new("纪检监察组向党组移交了一件事项。", "The discipline side has handed something to the party group."));
        return new(Unit, Kind is ToPartyGroupKind.Finding ? HandoverKind.Finding : HandoverKind.Reminder, Title, Text, null) { File = File };
    }
}

/// <summary>The party group asks the discipline side for help or reports a problem.</summary>
[Words("向纪检监察组移交", "Hand to the discipline side")]
public sealed record SendToDiscipline(
    [Words("本单位", "Unit of the party group")] UnitId Unit,
    [Words("类别", "Kind")] ToDisciplineKind Kind,
    [Words("事项", "Matter")] string Title,
    [Words("具体内容", "What it is about, what is asked"), Prose, Hint("涉及具体人员的问题线索不在此登记，按线索程序办理。", "Leads about persons are not entered here: they have their own procedure.")] string Text,
    [Words("纪检监察组联系人", "Contact on the discipline side")] PersonId? To,
    [Words("附件", "File")] FileId? File) : IOpening<Handover>
{
    public Handover Open(Moment now)
    {
        var text = new Words("党组向纪检监察组移交了一件事项，请按期答复。", "The party group has handed something over: please answer in time.");
        if (To is { } person) now.Notify(person, text);
        else now.Notify(Duties.Supervisor, Unit, text);
        return new(Unit, Kind is ToDisciplineKind.Help ? HandoverKind.Help : HandoverKind.Problem, Title, Text, To) { File = File };
    }
}

/// <summary>The side it was sent to says what it will do, and by when.</summary>
[Words("答复", "Answer")]
public sealed record AnswerHandover(
    [Words("答复意见", "Answer"), Prose] string Text,
    [Words("落实期限", "To be carried out by"), Hint("无需后续落实的不填。", "Empty where nothing is left to do.")] DateOnly? DoneBy,
    [Words("附件", "File")] FileId? File) : IAction<Handover>
{
    public Refusal? Check(Handover handover, Moment now) => DoneBy is { } day ? ItemChecks.NotPast(day, nameof(DoneBy), now) : null;

    public void Apply(Handover handover, Moment now)
    {
        handover.Answers.Add(new(Text, DoneBy, File, now.By, now.Today));
        if (handover.OpenedBy != now.By) now.Notify(handover.OpenedBy, new Words("{0} 已答复，请确认或提出异议。", "{0} was answered: please accept or dispute it.").With(handover.Number));
    }
}

/// <summary>The sender is content with the answer; now it is carried out.</summary>
[Words("认可答复", "Accept the answer")]
public sealed record AcceptAnswer([Words("意见", "Remark"), Prose] string? Remark) : IAction<Handover>
{
    public void Apply(Handover handover, Moment now) => Handing.TellAnswerer(handover, new Words("{0} 的答复已认可，请按期落实。", "The answer to {0} was accepted: please carry it out.").With(handover.Number), now);
}

/// <summary>The answer does not settle it: the other side answers once more, and a joint meeting takes it first.</summary>
[Words("提出异议", "Dispute the answer")]
public sealed record DisputeAnswer([Words("异议理由", "Why it does not settle it"), Prose] string Reason) : IAction<Handover>
{
    public void Apply(Handover handover, Moment now)
    {
        handover.Disputes.Add(new(Reason, now.By, now.At));
        Handing.TellAnswerer(handover, new Words("{0} 的答复有异议，请重新答复。", "The answer to {0} was disputed: please answer again.").With(handover.Number), now);
    }
}

/// <summary>The side it was sent to says what has been done.</summary>
[Words("报告落实情况", "Report what was done")]
public sealed record ReportDone([Words("落实情况", "What was done"), Prose] string Text, [Words("佐证", "File")] FileId? File) : IAction<Handover>
{
    public void Apply(Handover handover, Moment now)
    {
        handover.Done.Add(new(Text, now.By, now.At));
        if (handover.OpenedBy != now.By) now.Notify(handover.OpenedBy, new Words("{0} 已报告落实情况，可以销号的请销号。", "{0}: what was done is reported; please close it where it is settled.").With(handover.Number));
    }
}

/// <summary>What a joint meeting of both sides agreed about it.</summary>
[Words("记录联席会议意见", "Record what a joint meeting agreed")]
public sealed record RecordJoint([Words("会议日期", "Held on")] DateOnly On, [Words("议定意见", "What was agreed"), Prose] string Text) : IAction<Handover>
{
    public Refusal? Check(Handover handover, Moment now) => KindChecks.NotAhead(On, now);

    public void Apply(Handover handover, Moment now) => handover.Joint.Add(new(On, Text, now.By));
}

/// <summary>The party group puts what was found on its issue list, to be dealt with there.</summary>
[Words("列入问题清单", "Put it on the issue list")]
public sealed record EnterAsIssue([Words("整改期限", "Due")] DateOnly? Due, [Words("责任人", "Owner")] PersonId? Owner) : IAction<Handover>
{
    public Refusal? Check(Handover handover, Moment now) => Due is { } due ? ItemChecks.NotPast(due, nameof(Due), now) : null;

    public void Apply(Handover handover, Moment now) => now.Refer(
        new IssueFound(handover.Unit, handover.Title, handover.Text, new Words("纪检监察组移交 {0}", "handed over by the discipline side, {0}").With(handover.Number), handover.Id, Due ?? handover.DoneBy, Owner));
}

/// <summary>Settled, in the eyes of the side that sent it.</summary>
[Words("销号", "Close")]
public sealed record CloseHandover([Words("销号意见", "Remark"), Prose] string Remark) : IAction<Handover>
{
    public void Apply(Handover handover, Moment now) => Handing.TellAnswerer(handover, new Words("{0} 已销号。", "{0} was closed.").With(handover.Number), now);
}

/// <summary>The sender takes it back.</summary>
[Words("撤回", "Withdraw")]
public sealed record WithdrawHandover([Words("理由", "Reason"), Prose] string Reason) : IAction<Handover>;

internal static class Handing
{
    public static void TellAnswerer(Handover handover, Words text, Moment now)
    {
        if (handover.Answers.Count > 0 && handover.Answers[^1].By is var by && by != now.By) now.Notify(by, text);
    }
}
