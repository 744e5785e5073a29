using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Appraisals;

/// <summary>Where an appraisal stands.</summary>
public enum AppraisalState
{
    [Words("已告知，可提异议", "told, open to objection")] Told,
    [Words("异议处理中", "objection being looked into")] Objected,
    [Words("待公布", "ready to be published")] Ready,
    [Words("已公布", "published")] Published,
}

/// <summary>One working-out of an appraisal. None is thrown away.</summary>
/// <param name="Because">Why it was worked out again; null for the first.</param>
public sealed record AppraisalEdition(IReadOnlyList<AppraisalLine> Lines, decimal Points, string? Because, PersonId By, DateOnly On);

/// <summary>What the unit says is wrong, and what the panel found.</summary>
public sealed record Objection(string Item, string Text, PersonId By, DateTimeOffset At)
{
    public bool? Upheld { get; init; }
    public string? Finding { get; init; }
    public PersonId DecidedBy { get; init; }
}

/// <summary>The appraisal of one unit for one month (R116). It is of the unit, never of a person, and by itself leads to nothing but a reminder.</summary>
public sealed class Appraisal : Dossier<AppraisalState>
{
    private Appraisal() { }

    internal Appraisal(UnitId unit, Period period) => (Unit, Period, Title) = (unit, period.ToString(), $"{period.Words.Zh}考评");

    [Words("所属月份", "Month")]
    public string Period { get; internal set; } = "";

    [Words("考评方案版本", "Version of the plan")]
    public string Plan { get; internal set; } = "";

    /// <summary>Points of the newest working-out, of a hundred.</summary>
    [Words("考评得分", "Points")]
    public decimal Points { get; internal set; }

    /// <summary>How many appraisals just before this one were below the limit, one after the other.</summary>
    public int LowBefore { get; internal set; }

    /// <summary>The head of the unit was reminded of repeated low results.</summary>
    [Words("已提醒主要负责人", "Head of the unit reminded")]
    public bool? Reminded { get; internal set; }

    /// <summary>Oldest first.</summary>
    public List<AppraisalEdition> Editions { get; internal set; } = [];
    public List<Objection> Objections { get; internal set; } = [];

    [JsonIgnore]
    public Period Month => Kernel.Period.Parse(Period);

    [JsonIgnore]
    public IReadOnlyList<AppraisalLine> Lines => Editions[^1].Lines;

    internal void Keep(IReadOnlyList<AppraisalLine> lines, string? because, Moment now)
    {
        Points = lines.Sum(l => l.Points);
        Editions.Add(new(lines, Points, because, now.By, now.Today));
    }
}
