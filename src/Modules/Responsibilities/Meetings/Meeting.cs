using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>Where a half-yearly meeting stands (L07).</summary>
public enum MeetingState
{
    [Words("应召开，未安排", "to be held, not yet called")] Expected,
    [Words("已召集，收集分管报告", "called, reports being collected")] Called,
    [Words("已召开，形成纪要", "held, minutes being made")] Held,
    [Words("纪要已定", "minutes settled")] Closed,
    [Words("不再召开", "not held")] Cancelled,
}

/// <summary>A problem raised at the meeting. Its issue item carries it from then on.</summary>
public sealed record ProblemRaised(string Problem, string Cause, string Countermeasure, UnitId Unit, PersonId Owner, DateOnly Due, Guid Item);

/// <summary>A task the meeting set for the coming half-year.</summary>
public sealed record TaskSet(string Task, UnitId Unit, PersonId? Owner, DateOnly Due, Guid Item);

/// <summary>The meeting that a party committee or group devotes to strict governance at least once every half-year (R12).</summary>
public sealed class Meeting : Dossier<MeetingState>
{
    private Meeting() { }

    internal Meeting(UnitId unit, Period half, string unitName) => (Unit, Half, Title) = (unit, half.ToString(), $"{unitName}{half.Words.Zh}全面从严治党专题会议");

    /// <summary>The half-year it counts for, as it is stored: 2026-H1.</summary>
    public string Half { get; private set; } = "";

    [Words("召开日期", "To be held on")]
    public DateOnly? On { get; internal set; }

    [Words("议题", "Agenda"), Prose]
    public string? Agenda { get; internal set; }

    [Words("分管报告截止", "Reports by")]
    public DateOnly? ReportsBy { get; internal set; }

    /// <summary>Whose reports on their fields are called for.</summary>
    [Words("报告人", "Reports called from")]
    public List<PersonId> Reporters { get; internal set; } = [];

    [Words("主持人", "Chair")]
    public PersonId? Chair { get; internal set; }

    [Words("出席", "Present")]
    public List<PersonId> Present { get; internal set; } = [];

    /// <summary>How the items of the last meeting stood when this one opened.</summary>
    [Words("上次会议事项办理情况", "Items of the last meeting"), Prose]
    public string? LastItems { get; internal set; }

    [Words("会议情况", "What was discussed"), Prose]
    public string? Summary { get; internal set; }

    public List<ProblemRaised> Problems { get; internal set; } = [];
    public List<TaskSet> Tasks { get; internal set; } = [];

    public Period Period => Period.Parse(Half);
}
