using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Warnings.Alerts;

/// <summary>
/// The rungs of the ladder (R97). The first two are the system's; from urging on the system proposes and a person decides, so that
/// between two rungs there is always a proposal on somebody's desk.
/// </summary>
public enum AlertState
{
    [Words("到期提醒", "due soon")] DueSoon,
    [Words("逾期提醒", "overdue reminder")] Overdue,
    [Words("拟催办", "urging proposed")] UrgingProposed,
    [Words("催办", "urged")] Urged,
    [Words("拟督办", "supervised handling proposed")] SupervisionProposed,
    [Words("督办", "supervised handling")] Supervised,
    [Words("拟约谈", "interview proposed")] InterviewProposed,
    [Words("待约谈", "interview fixed")] InterviewFixed,
    [Words("已约谈", "interviewed")] Interviewed,
    [Words("拟建议诫勉", "admonition to be considered")] AdmonitionConsidered,
    [Words("已建议诫勉，待决定", "admonition proposed, decision awaited")] AdmonitionProposed,
    [Words("诫勉建议已有决定", "admonition decided on")] AdmonitionDecided,
    [Words("已解除", "closed: the reason is gone")] Closed,
    [Words("已撤回", "withdrawn")] Withdrawn,
}

/// <summary>Why an alert closed by itself.</summary>
public enum ClosingReason
{
    [Words("事项已办理，进入下一环节", "the matter moved on")] MovedOn,
    [Words("事项已办结", "the matter was closed")] Finished,
    [Words("期限已依规延长", "more time was granted")] Extended,
    [Words("期限已停止计算", "the clock was stopped")] Stopped,
}

/// <summary>What was wrong with an alert that is withdrawn.</summary>
public enum WithdrawalGround
{
    [Words("期限计算有误", "the due date was wrong")] WrongDate,
    [Words("事项实际已办，未及时录入", "it had been done but not entered")] DoneAlready,
    [Words("不应由该单位或该人办理", "it was not theirs to do")] WrongOwner,
    [Words("依规不应计算期限", "no time should have run")] NoTimeRuns,
    [Words("与另一预警重复", "a duplicate of another alert")] Duplicate,
}

/// <summary>What the alert is about, as it stood when it was raised.</summary>
/// <param name="EnteredOn">The first day of the state that fell late; not counted.</param>
public sealed record Subject(Guid Id, string Number, string Procedure, string State, DateOnly EnteredOn, DateOnly Due);

/// <summary>
/// Why the alert stands: the rule and its version, the sum, the rows it was read from, what would make it wrong, and what may follow.
/// </summary>
public sealed record Explanation(
    [property: Words("规则", "rule")] string Rule,
    [property: Words("规则版本", "version of the rule")] int Version,
    [property: Words("期限依据", "basis of the due date")] Words Basis,
    [property: Words("算式", "arithmetic")] Words Arithmetic,
    [property: Words("依据的记录", "rows")] IReadOnlyList<Words> Rows,
    [property: Words("什么情况下有误", "what would make it wrong")] IReadOnlyList<Words> WrongIf,
    [property: Words("下一步", "what may follow")] Words Next);

/// <summary>A rung was reached, or a reminder was repeated on it.</summary>
/// <param name="By">Nobody where the system did it.</param>
public sealed record RungReached(AlertState Rung, DateOnly On, PersonId By, Explanation? Why, string? Text);

public sealed record Reply(string Text, FileId? File, PersonId By, DateTimeOffset At);

/// <summary>The owner says the alert is wrong. While it is undecided nothing climbs.</summary>
public sealed record Dispute(string Text, PersonId By, DateTimeOffset At)
{
    public bool? Upheld { get; init; }
    public string? Answer { get; init; }
    public PersonId? DecidedBy { get; init; }

    [JsonIgnore]
    public bool Undecided => Upheld is null;
}

public sealed record Interview(string DecidedBy, string Interviewer, DateOnly On, string Ground)
{
    /// <summary>Where the talk is on record; null where this alert holds the record itself.</summary>
    public Guid? Record { get; init; }

    public string? Points { get; init; }
    public string? Undertaking { get; init; }
    public DateOnly? UndertakingDue { get; init; }

    /// <summary>What the interviewed person adds to the record.</summary>
    public string? Remark { get; init; }
    public bool Confirmed { get; init; }
}

/// <summary>A proposal to whoever may decide on an admonition; the system decides nothing.</summary>
public sealed record Admonition(string DecidingOrgan, string Ground, PersonId By)
{
    public bool? Decided { get; init; }
    public string? Decision { get; init; }
    public DateOnly? On { get; init; }
}

/// <summary>Something is late or about to be. A question to the owner, not a finding about a person.</summary>
public sealed class Alert : Dossier<AlertState>
{
    private Alert() { }

    internal Alert(UnitId unit, string title, PersonId? owner, Guid subject) => (Unit, Title, Assignee, Origin) = (unit, title, owner, subject);

    public Subject Subject { get; internal set; } = null!;

    /// <summary>The unit whose matter it is; the alert itself stands with whoever is late.</summary>
    [Words("事项所在单位", "Unit of the matter")]
    public UnitId SubjectUnit { get; internal set; }

    /// <summary>Newest last.</summary>
    public List<RungReached> Rungs { get; internal set; } = [];

    public List<Reply> Replies { get; internal set; } = [];
    public List<Dispute> Disputes { get; internal set; } = [];
    public List<Reply> CallsForHelp { get; internal set; } = [];
    public Interview? Interview { get; internal set; }
    public Admonition? Admonition { get; internal set; }

    /// <summary>After a “not now” on an admonition: the day until which it is not proposed again.</summary>
    [Words("暂缓至", "Not before")]
    public DateOnly? NotBefore { get; internal set; }

    [Words("解除原因", "Why it was closed")]
    public ClosingReason? ClosedBecause { get; internal set; }
    [Words("撤销原因", "Why it was withdrawn")]
    public WithdrawalGround? Withdrawal { get; internal set; }

    /// <summary>Kept beside the disputes, so that lists can ask whose turn it is.</summary>
    [Words("异议待答复", "Dispute undecided")]
    public bool Disputed { get; internal set; }

    [JsonIgnore]
    public Dispute? OpenDispute => Disputes.Find(d => d.Undecided);

    /// <summary>When the owner was last told.</summary>
    [JsonIgnore]
    public DateOnly RemindedOn => Rungs[^1].On;

    /// <summary>A withdrawn alert that was wrong in itself; a duplicate was not.</summary>
    [JsonIgnore]
    public bool FalseAlarm => Withdrawal is not (null or WithdrawalGround.Duplicate);

    /// <summary>The highest rung it reached.</summary>
    [JsonIgnore]
    public AlertState Highest => Rungs.Max(r => r.Rung);

    internal void ShareSecrecyOf(Dossier subject) => (Compartment, Sealed, Parties) = (subject.Compartment, subject.Sealed, [.. subject.Parties]);
    internal void GiveTo(PersonId owner) => Assignee = owner;
}
