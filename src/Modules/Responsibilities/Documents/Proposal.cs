using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Responsibilities.Decomposition;
using DutyCycle = Qinglian.Responsibilities.Decomposition.Cycle;

namespace Qinglian.Responsibilities.Documents;

/// <summary>What a person decided on a proposal.</summary>
public enum ProposalState
{
    [Words("待确认", "open")] Open,
    [Words("已确认", "confirmed")] Confirmed,
    [Words("未采纳", "rejected")] Rejected,
    [Words("已拆分", "split")] Split,
    [Words("已合并", "merged")] Merged,
}

/// <summary>Why a proposed duty is none.</summary>
public enum RejectionReason
{
    [Words("口号或表态，无法检查是否办成", "slogan or attitude: nothing that can be checked as done")] Slogan,
    [Words("与其他事项重复", "the same as another duty")] Duplicate,
    [Words("不是本单位及下级的职责", "not a duty of this unit or of one below")] NotOurs,
    [Words("已经办成", "done already")] Done,
    [Words("陈述或说明，不是要求", "a statement, not a demand")] Statement,
    [Words("其他（须说明）", "other (say why)")] Other,
}

/// <summary>A duty that the engine or a person found in the text. What became of it stays, so that nothing is lost on the way.</summary>
/// <param name="Number">Its number within the document, from 1; never given again.</param>
public sealed record Proposal(int Number, Span At)
{
    public ProposalState State { get; init; }

    /// <summary>The rule of the engine that fired; null where a person proposed it.</summary>
    public DutyRule? Rule { get; init; }
    public string? Trigger { get; init; }

    public string? Responsible { get; init; }
    public bool ResponsibleExplicit { get; init; }
    public Span? ResponsibleAt { get; init; }

    /// <summary>What the text says of how often; <see cref="Schedule"/> is what will be counted by.</summary>
    public DutyCycle? StatedCycle { get; init; }
    public Span? CycleAt { get; init; }

    /// <summary>The cycle in the compact text of the calendar.</summary>
    public string? Schedule { get; init; }

    /// <summary>What the text says of when.</summary>
    public string? StatedDue { get; init; }
    public Span? DueAt { get; init; }
    public DateOnly? Due { get; init; }

    public string? Deliverable { get; init; }

    /// <summary>How it reads in the list, where the source alone would not be understood.</summary>
    public string? Wording { get; init; }

    public UnitId? Unit { get; init; }
    public PersonId? Owner { get; init; }

    /// <summary>A person changed what was proposed.</summary>
    public bool Edited { get; init; }

    /// <summary>The proposals it was split or merged from.</summary>
    public IReadOnlyList<int>? From { get; init; }

    public RejectionReason? Rejected { get; init; }
    public string? Remark { get; init; }

    /// <summary>Who decided, or who proposed what the engine had missed.</summary>
    public PersonId? By { get; init; }

    /// <summary>The list item it has become.</summary>
    public Guid? Item { get; init; }

    /// <summary>It still speaks for its passage: not replaced by its parts or by the whole it went into.</summary>
    [JsonIgnore]
    public bool Live => State is ProposalState.Open or ProposalState.Confirmed or ProposalState.Rejected;

    [JsonIgnore]
    public bool Ready => State is ProposalState.Confirmed && Item is null && Unit is not null;

    /// <summary>It stands for as long as the unit does, rather than being done once.</summary>
    [JsonIgnore]
    public bool Standing => Schedule is { } text && Kernel.Cycle.Parse(text) is not Once;
}

/// <summary>A passage that nobody proposes, with the reason.</summary>
/// <param name="Because">Why the engine left it out; null where a person cut it off a duty.</param>
/// <param name="LeftBy">The person who cut it off.</param>
/// <param name="Proposal">The proposal it was turned into later, if one.</param>
public sealed record Leftover(int Number, Span At, Reason? Because, string? Trigger, PersonId? LeftBy, int? Proposal);
