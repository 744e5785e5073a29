using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Items;

/// <summary>Where a list item or work order stands.</summary>
public enum ItemState
{
    [Words("已下达", "issued")] Issued,
    [Words("已认领", "accepted")] Accepted,
    [Words("办理中", "in progress")] InProgress,
    [Words("待核验", "evidence to be checked")] EvidenceSubmitted,
    [Words("被退回", "sent back")] SentBack,
    [Words("已销号", "checked and closed")] Closed,
    [Words("已撤销", "withdrawn")] Withdrawn,
}

/// <summary>What came of it. Closed does not mean solved: every count shows all five apart.</summary>
public enum Outcome
{
    [Words("已解决", "solved")] Solved,
    [Words("部分解决", "partly solved")] PartlySolved,
    [Words("暂不能解决", "cannot be solved now")] NotSolvableNow,
    [Words("不属实", "unfounded")] Unfounded,
    [Words("不属本单位受理范围", "not this unit's to deal with")] NotOurs,
}

/// <summary>What was handed in to show that something was done.</summary>
/// <param name="Reason">What is left over, or why it cannot be solved; required with every outcome but “solved”.</param>
public sealed record Evidence(Outcome Outcome, string? Result, FileId? File, string? Reason, PersonId By, DateTimeOffset At);

/// <summary>Something said on the way: progress, or a call for help.</summary>
public sealed record Remark(string Text, PersonId By, DateTimeOffset At);

/// <summary>The place in a document that an item was taken from.</summary>
public sealed record SourcePlace(Guid Document, string Title, int Proposal, int Start, int End, string Quote);

/// <summary>
/// Something a unit or a person has to do by a day and to prove: an entry of one of the three lists, or a work order. Its parent is
/// the item above it.
/// </summary>
public abstract class Item : Dossier<ItemState>
{
    private protected Item() { }

    private protected Item(UnitId unit, string title, DateOnly? due, PersonId? owner, Item? above)
    {
        (Unit, Title, Due, Assignee) = (unit, title, due, owner);
        (Parent, Level) = (above?.Id, above is null ? 0 : above.Level + 1);
    }

    /// <summary>What is to be done, in full.</summary>
    [Words("措施和要求", "What is to be done"), Prose]
    public string Text { get; internal set; } = "";

    /// <summary>The last day; where the issuer set one.</summary>
    [Words("完成期限", "To be done by")]
    public DateOnly? Due { get; internal set; }

    /// <summary>What must be there at the end: a report, a list, a rule.</summary>
    [Words("成果形式", "Deliverable")]
    public string? Deliverable { get; internal set; }

    /// <summary>Where it comes from, in the words of whoever found or issued it.</summary>
    [Words("来源", "Found by")]
    public Words? Found { get; internal set; }

    public SourcePlace? Source { get; internal set; }

    /// <summary>How many items stand above it.</summary>
    public int Level { get; private set; }

    /// <summary>The units below that were given a part of it.</summary>
    [Words("已分解到", "Split into")]
    public List<UnitId> SplitInto { get; internal set; } = [];

    /// <summary>How many items and work orders hang below it, of whatever kind.</summary>
    public int Below { get; internal set; }

    public List<Remark> Progress { get; internal set; } = [];
    public List<Remark> CallsForHelp { get; internal set; } = [];

    /// <summary>All that was ever handed in; the last is the one that counts.</summary>
    public List<Evidence> Evidence { get; internal set; } = [];

    /// <summary>What the checker found, or why the item or its evidence went back; newest last.</summary>
    public List<Remark> Findings { get; internal set; } = [];

    /// <summary>What came of it, once somebody else has checked it.</summary>
    [Words("办理结果", "Outcome")]
    public Outcome? Outcome { get; internal set; }

    internal void Rewrite(string title, string text, DateOnly? due, string? deliverable) => (Title, Text, Due, Deliverable) = (title, text, due, deliverable);
    internal void GiveTo(PersonId? owner) => Assignee = owner;
    internal void MoveTo(UnitId unit) => Unit = unit;
    internal void HangBelow(Guid parent) => Parent = parent;

    protected override void GiveTimeUntil(DateOnly until) => Due = until;

    protected override IEnumerable<string?> FoundBy => [Text, Deliverable, Found?.Zh];
}
