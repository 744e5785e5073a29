using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Plans;

/// <summary>Where the key points of a year stand.</summary>
public enum PlanState
{
    [Words("待制定", "to be drawn up")] Called,
    [Words("起草中", "being drafted")] Drafting,
    [Words("待审定", "awaiting approval")] Submitted,
    [Words("待发布", "approved, to be published")] Approved,
    [Words("执行中", "being carried out")] Executing,
    [Words("已总结", "closed at year end")] Closed,
    [Words("已撤销", "withdrawn")] Withdrawn,
}

/// <summary>The key points of a unit for one year (年度工作要点, R11).</summary>
public sealed class AnnualPlan : Dossier<PlanState>
{
    private AnnualPlan() { }

    internal AnnualPlan(UnitId unit, int year, string title, DateOnly? due) => (Unit, Year, Title, Due) = (unit, year, title, due);

    [Words("年度", "Year")]
    public int Year { get; private set; }

    [Words("总体要求", "Overall aim"), Prose]
    public string? Aim { get; internal set; }

    /// <summary>The last day for drawing it up.</summary>
    [Words("制定期限", "To be drawn up by")]
    public DateOnly? Due { get; private set; }

    /// <summary>The last day for closing it after the year.</summary>
    [Words("年终总结期限", "To be closed by")]
    public DateOnly? CloseBy { get; internal set; }

    [Words("审定会议", "Approved by")]
    public string? ApprovedBy { get; internal set; }

    [Words("发布日期", "Published on")]
    public DateOnly? PublishedOn { get; internal set; }

    [Words("发布方式", "Published by")]
    public string? PublishedHow { get; internal set; }

    public List<PlanLine> Lines { get; internal set; } = [];

    /// <summary>Why the draft went back; newest last.</summary>
    public List<Remark> Returned { get; internal set; } = [];

    [Words("全年小结", "Summary of the year"), Prose]
    public string? Summary { get; internal set; }

    /// <summary>Lines that were not given up.</summary>
    [JsonIgnore]
    public IEnumerable<PlanLine> Live => Lines.Where(l => l.Dropped is null);

    internal PlanLine? Find(PlanLineChoice choice) => Lines.Find(l => l.Number == choice.Number && l.Dropped is null);

    internal void Replace(PlanLine line) => Lines[line.Number - 1] = line;

    protected override void GiveTimeUntil(DateOnly until)
    {
        if (State is PlanState.Executing) CloseBy = until;
        else Due = until;
    }
}

/// <summary>One line of the key points.</summary>
public sealed record PlanLine(int Number, string Goal, string Measure)
{
    public string? WeakSpot { get; init; }

    /// <summary>The integrity target it carries in the target sheet of party building.</summary>
    public string? Target { get; init; }

    /// <summary>One of the few the unit wants to stand out with.</summary>
    public bool Distinctive { get; init; }

    public PersonId? Owner { get; init; }
    public DateOnly? Due { get; init; }

    /// <summary>The business task it is planned, deployed, checked and urged together with; null while it is linked to none.</summary>
    public BusinessLink? Business { get; init; }

    /// <summary>Entries of the lists that were made of it.</summary>
    public List<Guid> Items { get; init; } = [];

    /// <summary>When line and business task were planned, deployed, checked or urged together.</summary>
    public List<TogetherMark> Together { get; init; } = [];

    public LineResult? Result { get; init; }

    /// <summary>Added after the plan was published.</summary>
    public bool Late { get; init; }

    /// <summary>Why it was given up; it stays in the plan for everybody to see.</summary>
    public string? Dropped { get; init; }
}

/// <summary>A business task: an entry of the task list, or one that is only named.</summary>
public sealed record BusinessLink(string Name, Guid? Task);

/// <summary>What is done together with the business (同谋划、同部署、同检查、同督办).</summary>
public enum Together
{
    [Words("同谋划", "planned together")] Planned,
    [Words("同部署", "deployed together")] Deployed,
    [Words("同检查", "checked together")] Checked,
    [Words("同督办", "urged together")] Urged,
}

/// <summary>One occasion on which line and business task were taken together.</summary>
public sealed record TogetherMark(Together Step, DateOnly On, string What, PersonId By);

/// <summary>What came of a line.</summary>
public enum LineOutcome
{
    [Words("已完成", "done")] Done,
    [Words("部分完成", "partly done")] Partly,
    [Words("未完成", "not done")] NotDone,
}

/// <summary>What came of a line, and what shows it.</summary>
public sealed record LineResult(LineOutcome Outcome, string Evidence, FileId? File, string? Reason, PersonId By, DateOnly On);

/// <summary>A line of the plan, as a form offers it.</summary>
public sealed record PlanLineChoice(int Number, string Goal) : IChosen
{
    public override string ToString() => $"{Number}. {Goal}";
}

/// <summary>An entry of the task list, as a form offers it.</summary>
public sealed record TaskChoice(Guid Id, string Number, string Title) : IChosen
{
    public override string ToString() => $"{Number} {Title}";
}
