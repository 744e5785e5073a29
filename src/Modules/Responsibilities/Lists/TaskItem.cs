using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>An entry of the task list: a measure with an owner, a date and its evidence (R09).</summary>
public sealed class TaskItem : Item
{
    private TaskItem() { }

    internal TaskItem(UnitId unit, string title, DateOnly? due, PersonId? owner, Item? above) : base(unit, title, due, owner, above) { }

    /// <summary>The period it was due for, where a standing responsibility made it: 2026年3月.</summary>
    [Words("所属期间", "Period")]
    public Words? Covers { get; internal set; }
}

/// <summary>The task list.</summary>
public sealed class TaskProcedure : ItemProcedure<TaskItem>
{
    public TaskProcedure() : base("task", "1", "RW", new("任务清单", "task list"), owner: OwnerOrUnit)
    {
        Opens<GiveTask>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy), at: ItemState.Issued);
        Opens<TaskBelow>(by: Who.Nobody, at: ItemState.Issued);

        foreach (var state in (ReadOnlySpan<Saying>)[Accepted, InProgress])
        {
            state.May<SplitTask>(by: Who.Holding(Duties.Office, Duties.Leader))
                .May<OrderWork>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy));
        }
    }
}

/// <summary>Puts a task on the list of the unit or of one below.</summary>
[Words("下达任务", "Give a task")]
public sealed record GiveTask(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("任务", "Task")] string Title,
    [Words("措施和要求", "Measures"), Prose] string Measures,
    [Words("完成期限", "Due")] DateOnly Due,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("成果形式", "Deliverable")] string? Deliverable) : IOpening<TaskItem>
{
    public Refusal? Check(Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public TaskItem Open(Moment now)
    {
        var item = new TaskItem(Unit, Title, Due, Owner, null) { Text = Measures, Deliverable = Deliverable };
        ItemNotices.TellOwner(item, new("任务清单有新事项，请认领。", "There is something new on the task list: please accept it."), now);
        return item;
    }
}

/// <summary>A task that another item or a document gives rise to.</summary>
[Words("派生任务", "Task from another item")]
public sealed record TaskBelow(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("任务", "Task")] string Title,
    [Words("措施和要求", "Measures")] string Measures,
    [Words("完成期限", "Due")] DateOnly? Due,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("成果形式", "Deliverable")] string? Deliverable,
    [Words("所属期间", "Period")] Words? Covers = null) : IOpening<TaskItem>
{
    internal Item? Above { get; init; }
    internal SourcePlace? Source { get; init; }

    /// <summary>What it was made from, where that is no item: a plan, an undertaking.</summary>
    internal Words? From { get; init; }

    public TaskItem Open(Moment now)
    {
        var item = new TaskItem(Unit, Title, Due, Owner, Above) { Text = Measures, Deliverable = Deliverable, Covers = Covers, Source = Source ?? Above?.Source, Found = From };
        if (Above is null && Source is { } source) item.HangBelow(source.Document);
        ItemNotices.TellOwner(item, new("任务清单有新事项，请认领。", "There is something new on the task list: please accept it."), now);
        return item;
    }
}

/// <summary>A task that answers an issue or carries out a responsibility.</summary>
[Words("增加任务", "Add a task")]
public sealed record AddTask(
    [Words("任务", "Task")] string Title,
    [Words("措施和要求", "Measures"), Prose] string Measures,
    [Words("完成期限", "Due")] DateOnly Due,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("成果形式", "Deliverable")] string? Deliverable) : IAction<Item>
{
    public Refusal? Check(Item item, Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(Item item, Moment now)
    {
        item.Below++;
        now.Open(new TaskBelow(item.Unit, Title, Measures, Due, Owner, Deliverable) { Above = item });
    }
}

/// <summary>Gives units below their part of the task; their progress counts towards this one.</summary>
[Words("分解到下级", "Split to units below")]
public sealed record SplitTask(
    [Words("下级单位", "Units")] IReadOnlyList<UnitId> Units,
    [Words("要求", "What each is to do"), Prose] string? Measures,
    [Words("完成期限", "Due")] DateOnly? Due) : IAction<TaskItem>
{
    public Refusal? Check(TaskItem item, Moment now) => Splitting.Check(item, Units, Due, now);

    public void Apply(TaskItem item, Moment now)
    {
        Splitting.Note(item, Units);
        foreach (var unit in Units) now.Open(new TaskBelow(unit, item.Title, Measures ?? item.Text, Due ?? item.Due, null, item.Deliverable) { Above = item });
    }
}
