using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Handover;

/// <summary>Where a handover stands; the states of the two directions are kept apart, so that it is always plain whose turn it is.</summary>
public enum HandoverState
{
    [Words("待党组答复", "awaiting the party group's answer")] ToPartyGroup,
    [Words("党组已答复，待纪检监察组确认", "answered by the party group")] AnsweredByPartyGroup,
    [Words("党组落实中", "being carried out by the party group")] CarriedOutByPartyGroup,
    [Words("待纪检监察组答复", "awaiting the discipline side's answer")] ToDiscipline,
    [Words("纪检监察组已答复，待党组确认", "answered by the discipline side")] AnsweredByDiscipline,
    [Words("纪检监察组落实中", "being carried out by the discipline side")] CarriedOutByDiscipline,
    [Words("已销号", "closed by the sender")] Closed,
    [Words("已撤回", "withdrawn")] Withdrawn,
}

/// <summary>What is handed over.</summary>
public enum HandoverKind
{
    [Words("监督发现的问题", "finding of supervision")] Finding,
    [Words("监督提醒", "reminder")] Reminder,
    [Words("请求支持协助", "request for help")] Help,
    [Words("报告问题", "report of a problem")] Problem,
}

/// <summary>What came back: what will be done, by when.</summary>
public sealed record HandoverAnswer(string Text, DateOnly? DoneBy, FileId? File, PersonId By, DateOnly On);

/// <summary>What a joint meeting agreed about it.</summary>
public sealed record JointDecision(DateOnly On, string Text, PersonId By);

/// <summary>
/// One entry of the register between principal and supervisory responsibility (“两个责任”贯通, R18). It stands at the unit of the party
/// group whichever way it goes.
/// </summary>
public sealed class Handover : Dossier<HandoverState>
{
    private Handover() { }

    internal Handover(UnitId unit, HandoverKind kind, string title, string text, PersonId? to) => (Unit, Kind, Title, Text, Assignee) = (unit, kind, title, text, to);

    [Words("类别", "Kind")]
    public HandoverKind Kind { get; private set; }

    [Words("内容", "Text"), Prose]
    public string Text { get; private set; } = "";

    public FileId? File { get; internal set; }

    /// <summary>All that was answered; the last is the one that counts.</summary>
    public List<HandoverAnswer> Answers { get; internal set; } = [];

    /// <summary>Why an answer was not accepted; newest last.</summary>
    public List<Remark> Disputes { get; internal set; } = [];

    /// <summary>What was done after the answer was accepted.</summary>
    public List<Remark> Done { get; internal set; } = [];

    public List<JointDecision> Joint { get; internal set; } = [];

    /// <summary>It goes to the party group; otherwise to the discipline side.</summary>
    [JsonIgnore]
    public bool FromDiscipline => Kind is HandoverKind.Finding or HandoverKind.Reminder;

    [JsonIgnore]
    public Words Direction => FromDiscipline ? new("纪检监察组→党组", "discipline side to party group") : new("党组→纪检监察组", "party group to discipline side");

    [Words("最近答复", "Last answer"), JsonIgnore]
    public string? LastAnswer => Answers.Count > 0 ? Answers[^1].Text : null;

    /// <summary>By when the accepted measures are to be done.</summary>
    [Words("落实期限", "To be carried out by"), JsonIgnore]
    public DateOnly? DoneBy => Answers.Count > 0 ? Answers[^1].DoneBy : null;

    [Words("最近异议", "Last dispute"), JsonIgnore]
    public string? LastDispute => Disputes.Count > 0 ? Disputes[^1].Text : null;

    /// <summary>The last answer was not accepted and nothing was agreed since.</summary>
    [JsonIgnore]
    public bool Disputed => State is HandoverState.ToPartyGroup or HandoverState.ToDiscipline && Disputes.Count > 0;

    protected override void GiveTimeUntil(DateOnly until)
    {
        if (Answers.Count > 0) Answers[^1] = Answers[^1] with { DoneBy = until };
    }
}
