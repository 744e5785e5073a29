using System.Text.Json.Serialization;
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

    /// <summary>Which of the four kinds it needs; empty where nobody has said (R10).</summary>
    [Words("责任类别", "Kinds of responsibility")]
    public List<ResponsibilityKind> Kinds { get; internal set; } = [];

    /// <summary>The year whose list it stands on; null for a standing duty, which counts in every year.</summary>
    [Words("年度", "Year")]
    public int? Year { get; internal set; }

    [Words("分管班子成员", "Deputy in charge")]
    public PersonId? InCharge { get; internal set; }

    /// <summary>What was done under each kind, oldest first.</summary>
    public List<KindAct> KindActs { get; internal set; } = [];

    /// <summary>The kinds nobody has acted on yet.</summary>
    [Words("尚未履责", "Not yet acted on"), JsonIgnore]
    public IReadOnlyList<ResponsibilityKind> Waiting => [.. Kinds.Where(k => !KindActs.Exists(a => a.Kind == k))];

    internal void Add(KindAct act, PersonId? person, Moment now)
    {
        KindActs.Add(act);
        now.Record(new(ResponsibilityFacts.Acted, Unit, act.On, person, Text: Words.Of(act.Kind)));
    }
}

/// <summary>The responsibility list. A standing duty has no end of its own: the tasks of each period carry the dates.</summary>
public sealed class ResponsibilityProcedure : ItemProcedure<ResponsibilityItem>
{
    private static readonly Rule<ResponsibilityItem> OfOneYear = new(new("本事项属于某一年度的清单", "the entry belongs to the list of one year"), i => i.Year is not null);

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
                .May<MakeTaskOfPeriod>(by: Who.Nobody)
                .May<SetKinds>(by: Issuer.Or(Who.Holding(Duties.Office, Duties.Leader)))
                .May<RecordCollective>(by: KindOwners.Collective, when: KindOwners.Needs(ResponsibilityKind.Collective))
                .May<RecordFirstPerson>(by: KindOwners.FirstPerson, when: KindOwners.Needs(ResponsibilityKind.FirstPerson), basis: PrincipalResponsibility.PersonalActs)
                .May<RecordField>(by: KindOwners.InCharge, when: KindOwners.Needs(ResponsibilityKind.OnePostTwoDuties), basis: PrincipalResponsibility.PersonalActs)
                .May<RecordSupervision>(by: KindOwners.Supervisory, when: KindOwners.Needs(ResponsibilityKind.Supervisory))
                .May<CarryOver>(by: Who.Holding(Duties.Office, Duties.Leader), when: OfOneYear);
        }

        Show("leads", new("牵头", "leads"), i => i.Leads);
        Show("year", new("年度", "year"), i => i.Year?.ToString(Cultures.Chinese));
        Show("kinds", new("责任类别", "kinds"), i => i.Kinds);
        Show("waiting", new("尚未履责", "not yet acted on"), i => i.Waiting);
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
    [Words("周期", "Cycle")] string? Cycle,
    [Words("责任类别", "Kinds of responsibility")] IReadOnlyList<ResponsibilityKind>? Kinds = null,
    [Words("年度", "Year"), Hint("常设责任不填，每年都计入。", "Empty for a standing duty: it counts in every year.")] int? Year = null) : IOpening<ResponsibilityItem>
{
    public Refusal? Check(Moment now) => Cycles.Check(Cycle, nameof(Cycle)) ?? KindChecks.Year(Year, nameof(Year));

    public ResponsibilityItem Open(Moment now)
    {
        var item = new ResponsibilityItem(Unit, Title, null, Owner, null) { Text = Text, Leads = Leads, Cycle = Cycle, Kinds = [.. (Kinds ?? []).Distinct().Order()], Year = Year };
        KindNotices.Tell(item, now);
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

    /// <summary>What it was made from, where that is no item: a plan, the list of another year.</summary>
    internal Words? From { get; init; }
    internal IReadOnlyList<ResponsibilityKind> Kinds { get; init; } = [];
    internal int? Year { get; init; }
    internal PersonId? InCharge { get; init; }

    public ResponsibilityItem Open(Moment now)
    {
        var item = new ResponsibilityItem(Unit, Title, null, Owner, Above)
        {
            Text = Text, Leads = Leads, Cycle = Cycle, Deliverable = Deliverable, Source = Source ?? Above?.Source, Found = From, Kinds = [.. Kinds], Year = Year, InCharge = InCharge,
        };
        KindNotices.Tell(item, now);
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
