using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.DutyLog;

/// <summary>Whether the leader has confirmed an entry of their log.</summary>
public enum EntryState
{
    [Words("待本人确认", "proposed, to be confirmed")] Proposed,
    [Words("已记入", "in the log")] Confirmed,
    [Words("不记入", "left out")] LeftOut,
}

/// <summary>
/// What the leader did. The first four are the personal acts of the first person, in the words of article 8 of the rules on the principal
/// responsibility; the others belong to one post with two duties.
/// </summary>
public enum DutyAct
{
    [Words("重要工作亲自部署", "deployed important work in person")] Deployed,
    [Words("重大问题亲自过问", "looked into a major problem in person")] LookedInto,
    [Words("重点环节亲自协调", "coordinated a key step in person")] Coordinated,
    [Words("重要案件亲自督办", "supervised an important case in person")] Supervised,
    [Words("研究分管领域工作", "studied the field in charge of")] Studied,
    [Words("检查分管领域工作", "inspected the field in charge of")] Inspected,
}

/// <summary>What kind of fact it is.</summary>
public enum DutyOccasion
{
    [Words("会议", "meeting")] Meeting,
    [Words("走访检查", "visit")] Visit,
    [Words("决定、批示", "decision")] Decision,
    [Words("派发工单", "work order")] WorkOrder,
    [Words("听取汇报", "report heard")] ReportHeard,
}

/// <summary>An entry of the responsibility list, as it was when the duty was recorded.</summary>
public sealed record ListedDuty(Guid Id, string Number, string Title) : IChosen
{
    public override string ToString() => $"{Number} {Title}";
}

/// <summary>One fact in the log of a leader (R13): a meeting, a visit, a decision, an order. What it was, when, and what shows it; no praise.</summary>
public sealed class DutyEntry : Dossier<EntryState>
{
    private DutyEntry() { }

    internal DutyEntry(UnitId unit, string what, PersonId leader) => (Unit, Title, Assignee) = (unit, what, leader);

    [Words("履责方式", "Act")]
    public DutyAct Act { get; internal set; }

    [Words("形式", "Occasion")]
    public DutyOccasion Occasion { get; internal set; }

    [Words("日期", "On")]
    public DateOnly On { get; internal set; }

    [Words("责任清单事项", "Responsibility")]
    public ListedDuty? Duty { get; internal set; }

    [Words("佐证", "Evidence"), Prose]
    public string? Evidence { get; internal set; }

    public FileId? File { get; internal set; }

    /// <summary>The line of the ledger it was proposed from; null where the leader wrote it themselves.</summary>
    public long? Line { get; internal set; }

    [Words("不记入的理由", "Why it was left out")]
    public string? LeftOutBecause { get; internal set; }

    /// <summary>Shown beside the responsibility it carries out.</summary>
    internal void Answer(ListedDuty? duty) => (Duty, Parent) = (duty, duty?.Id);
    internal void Call(string what) => Title = what;
}
