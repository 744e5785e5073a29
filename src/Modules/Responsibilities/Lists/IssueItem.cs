using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>An entry of the issue list: what is wrong, and where it was found (R09).</summary>
public sealed class IssueItem : Item
{
    private IssueItem() { }

    internal IssueItem(UnitId unit, string title, DateOnly? due, PersonId? owner, Item? above) : base(unit, title, due, owner, above) { }
}

/// <summary>The issue list.</summary>
public sealed class IssueProcedure : ItemProcedure<IssueItem>
{
    public IssueProcedure() : base("issue", "1", "WT", new("问题清单", "issue list"), owner: OwnerOrUnit)
    {
        Opens<RecordIssue>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy, Duties.Supervisor, Duties.SupervisionLeader), at: ItemState.Issued);
        Opens<IssueOfIssue>(by: Who.Nobody, at: ItemState.Issued);
        On<IssueFound>(found => new RecordIssue(found.Unit, found.Title, found.Problem, found.Due, found.Owner, null) { Source = found.Source });

        foreach (var state in (ReadOnlySpan<Saying>)[Accepted, InProgress])
        {
            state.May<AddTask>(by: OwnerOrUnit)
                .May<SplitIssue>(by: Who.Holding(Duties.Office, Duties.Leader))
                .May<OrderWork>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy));
        }
    }
}

/// <summary>Enters a problem in the issue list.</summary>
[Words("登记问题", "Record an issue")]
public sealed record RecordIssue(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("问题", "Issue")] string Title,
    [Words("具体表现", "What is wrong"), Prose] string Problem,
    [Words("整改期限", "Due")] DateOnly? Due,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("问题来源", "Where it was found")] string? FoundAt) : IOpening<IssueItem>
{
    internal Words? Source { get; init; }

    public IssueItem Open(Moment now)
    {
        var item = new IssueItem(Unit, Title, Due, Owner, null) { Text = Problem, Found = Source ?? (FoundAt is null ? null : Words.Same(FoundAt)) };
        ItemNotices.TellOwner(item, new("问题清单有新事项，请认领。", "There is something new on the issue list: please accept it."), now);
        return item;
    }
}

/// <summary>A part of an issue for a unit below.</summary>
[Words("下级问题", "Issue of a unit below")]
public sealed record IssueOfIssue([Words("责任单位", "Unit")] UnitId Unit, [Words("问题", "Issue")] string Problem, [Words("整改期限", "Due")] DateOnly? Due) : IOpening<IssueItem>
{
    internal IssueItem? Above { get; init; }

    public IssueItem Open(Moment now)
    {
        var item = new IssueItem(Unit, Above!.Title, Due, null, Above) { Text = Problem, Source = Above.Source, Found = Above.Found };
        ItemNotices.TellOwner(item, new Words("{0} 分解到本单位，请认领。", "A part of {0} has come to your unit: please accept it.").With(Above.Number), now);
        return item;
    }
}

/// <summary>Gives units below their part of the issue; their progress counts towards this one.</summary>
[Words("分解到下级", "Split to units below")]
public sealed record SplitIssue(
    [Words("下级单位", "Units")] IReadOnlyList<UnitId> Units,
    [Words("要求", "What each is to do"), Prose] string? Problem,
    [Words("完成期限", "Due")] DateOnly? Due) : IAction<IssueItem>
{
    public Refusal? Check(IssueItem item, Moment now) => Splitting.Check(item, Units, Due, now);

    public void Apply(IssueItem item, Moment now)
    {
        Splitting.Note(item, Units);
        foreach (var unit in Units) now.Open(new IssueOfIssue(unit, Problem ?? item.Text, Due ?? item.Due) { Above = item });
    }
}
