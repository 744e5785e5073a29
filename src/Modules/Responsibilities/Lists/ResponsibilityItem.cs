using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>An entry of the responsibility list: a standing duty, who leads, who assists and who supervises (R09).</summary>
public sealed class ResponsibilityItem : Item
{
    private ResponsibilityItem() { }

    internal ResponsibilityItem(UnitId unit, string title, DateOnly? due, PersonId? owner, Item? above) : base(unit, title, due, owner, above) { }

    /// <summary>Who leads, as the document says it; the owner is the person behind it.</summary>
    [Words("牵头", "Leads")]
    public string? Leads { get; internal set; }

    [Words("配合", "Assist")]
    public List<UnitId> Assists { get; internal set; } = [];
    [Words("监督", "Supervises")]
    public UnitId? Supervises { get; internal set; }

    /// <summary>How often it comes back, in the compact text of the calendar; null where the document leaves it open.</summary>
    public string? Cycle { get; internal set; }

    /// <summary>The last day that a task was made for.</summary>
    public DateOnly? MadeUntil { get; internal set; }
}

/// <summary>The responsibility list. A standing duty has no end of its own: the tasks of each period carry the dates.</summary>
public sealed class ResponsibilityProcedure : ItemProcedure<ResponsibilityItem>
{
    public ResponsibilityProcedure() : base("responsibility", "1", "ZR", new("责任清单", "responsibility list"), owner: OwnerOrUnit)
    {
        Opens<SetResponsibility>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.SupervisionLeader), at: ItemState.Issued);
        Opens<ResponsibilityBelow>(by: Who.Nobody, at: ItemState.Issued);

        foreach (var state in (ReadOnlySpan<Saying>)[Accepted, InProgress])
        {
            state.May<SetLine>(by: Issuer.Or(Who.Holding(Duties.Office, Duties.Leader)))
                .May<SetCycle>(by: Issuer.Or(Who.Holding(Duties.Office, Duties.Leader)))
                .May<AddTask>(by: OwnerOrUnit)
                .May<SplitResponsibility>(by: Who.Holding(Duties.Office, Duties.Leader))
                .May<OrderWork>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy))
                .May<MakeTaskOfPeriod>(by: Who.Nobody);
        }

        Show("leads", new("牵头", "leads"), i => i.Leads);
        Show("cycle", new("周期", "cycle"), i => i.Cycle is { } cycle ? Kernel.Cycle.Parse(cycle).Words : null);
    }
}

/// <summary>Puts a standing duty on the responsibility list.</summary>
[Words("登记责任", "Set a responsibility")]
public sealed record SetResponsibility(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任事项", "Responsibility")] string Title,
    [Words("具体内容", "What it consists of"), Prose] string Text,
    [Words("牵头", "Who leads")] string? Leads,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("周期", "Cycle")] string? Cycle) : IOpening<ResponsibilityItem>
{
    public Refusal? Check(Moment now) => Cycles.Check(Cycle, nameof(Cycle));

    public ResponsibilityItem Open(Moment now)
    {
        var item = new ResponsibilityItem(Unit, Title, null, Owner, null) { Text = Text, Leads = Leads, Cycle = Cycle };
        ItemNotices.TellOwner(item, new("责任清单有新事项，请认领。", "There is something new on the responsibility list: please accept it."), now);
        return item;
    }
}

/// <summary>A responsibility that a document or a responsibility above gives rise to.</summary>
[Words("派生责任", "Responsibility from another item")]
public sealed record ResponsibilityBelow(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任事项", "Responsibility")] string Title,
    [Words("具体内容", "What it consists of")] string Text,
    [Words("牵头", "Who leads")] string? Leads,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("周期", "Cycle")] string? Cycle,
    [Words("成果形式", "Deliverable")] string? Deliverable) : IOpening<ResponsibilityItem>
{
    internal ResponsibilityItem? Above { get; init; }
    internal SourcePlace? Source { get; init; }

    public ResponsibilityItem Open(Moment now)
    {
        var item = new ResponsibilityItem(Unit, Title, null, Owner, Above) { Text = Text, Leads = Leads, Cycle = Cycle, Deliverable = Deliverable, Source = Source ?? Above?.Source };
        if (Above is null && Source is { } source) item.HangBelow(source.Document);
        ItemNotices.TellOwner(item, new("责任清单有新事项，请认领。", "There is something new on the responsibility list: please accept it."), now);
        return item;
    }
}

/// <summary>Says who leads, who assists and who supervises.</summary>
[Words("明确责任线", "Say who leads, assists and supervises")]
public sealed record SetLine(
    [Words("牵头", "Who leads")] string Leads,
    [Words("协助单位", "Who assists")] IReadOnlyList<UnitId>? Assists,
    [Words("监督单位", "Who supervises")] UnitId? Supervises) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now)
    {
        if (Assists?.Any(u => now.Organisation.Find(u) is null) is true) return Unfit.At(nameof(Assists), new("没有这个单位。", "There is no such unit."));
        if (Supervises is { } unit && now.Organisation.Find(unit) is null) return Unfit.At(nameof(Supervises), new("没有这个单位。", "There is no such unit."));
        return Supervises == item.Unit ? Unfit.At(nameof(Supervises), new("监督单位不能是责任单位自己。", "A unit cannot supervise itself.")) : null;
    }

    public void Apply(ResponsibilityItem item, Moment now) => (item.Leads, item.Assists, item.Supervises) = (Leads, [.. Assists ?? []], Supervises);
}

/// <summary>Sets how often it comes back, where the document left that open or it has changed.</summary>
[Words("设定周期", "Set the cycle")]
public sealed record SetCycle([Words("周期", "Cycle")] string Cycle) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => Cycles.Check(Cycle, nameof(Cycle));

    public void Apply(ResponsibilityItem item, Moment now) => item.Cycle = Cycle;
}

/// <summary>Gives units below their part of the responsibility.</summary>
[Words("分解到下级", "Split to units below")]
public sealed record SplitResponsibility(
    [Words("下级单位", "Units")] IReadOnlyList<UnitId> Units,
    [Words("要求", "What each is to do"), Prose] string? Text) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => Splitting.Check(item, Units, null, now);

    public void Apply(ResponsibilityItem item, Moment now)
    {
        Splitting.Note(item, Units);
        foreach (var unit in Units) now.Open(new ResponsibilityBelow(unit, item.Title, Text ?? item.Text, item.Leads, null, item.Cycle, item.Deliverable) { Above = item });
    }
}

/// <summary>The calendar makes the task of the next period.</summary>
[Words("生成本期任务", "Make the task of the period")]
public sealed record MakeTaskOfPeriod([Words("完成期限", "Due")] DateOnly Due, [Words("所属期间", "Period")] Words? Covers) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => item.MadeUntil is { } made && Due <= made
        ? new NotYet(new("本期任务已生成", "this period has no task yet"))
        : null;

    public void Apply(ResponsibilityItem item, Moment now)
    {
        (item.MadeUntil, item.Below) = (Due, item.Below + 1);
        var title = Covers is null ? item.Title : $"{item.Title}（{Covers.Zh}）";
        now.Open(new TaskBelow(item.Unit, title, item.Text, Due, item.Assignee, item.Deliverable, Covers) { Above = item });
    }
}

internal static class Cycles
{
    public static Refusal? Check(string? text, string field) => text is null || Cycle.TryParse(text, out _)
        ? null
        : Unfit.At(field, new("周期写法无法识别。", "This cycle cannot be read."));
}
