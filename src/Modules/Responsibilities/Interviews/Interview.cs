using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Interviews;

/// <summary>Where an interview and what was undertaken in it stand.</summary>
public enum InterviewState
{
    [Words("已安排", "planned")] Planned,
    [Words("记录待本人确认", "record to be confirmed")] ToConfirm,
    [Words("本人对记录有异议", "record contested")] Contested,
    [Words("跟踪承诺事项", "undertakings followed")] Tracked,
    [Words("已办结", "finished")] Closed,
    [Words("已决定转为诫勉", "admonition decided on")] Escalated,
    [Words("已取消", "cancelled")] Cancelled,
}

/// <summary>The kinds of interviews (R16).</summary>
public enum InterviewKind
{
    [Words("上级“一把手”约谈下级“一把手”", "top leader with a top leader below")] TopToTop,
    [Words("提醒谈话", "reminder")] Reminder,
    [Words("履责约谈", "interview over a duty not done")] DutyNotDone,
    [Words("诫勉谈话", "admonition")] Admonition,
}

/// <summary>What gave rise to it.</summary>
public enum InterviewTrigger
{
    [Words("日常", "routine")] Routine,
    [Words("预警", "alert")] Alert,
    [Words("检查发现的问题", "finding of a check")] Finding,
    [Words("苗头性、倾向性问题", "first sign of a problem")] FirstSign,
    [Words("干部群众反映（未核实，仅作谈话话题）", "feedback of cadres or the public (unverified, a topic only)")] Feedback,
    [Words("承诺事项逾期", "overdue undertaking")] OverdueUndertaking,
}

/// <summary>Something the interviewee undertook to do by a day.</summary>
public sealed record Undertaking(int Number, string Text, DateOnly Due)
{
    public string? Result { get; init; }
    public FileId? Evidence { get; init; }
    public DateOnly? DoneOn { get; init; }

    [JsonIgnore]
    public bool Open => DoneOn is null;
}

/// <summary>Something one side added to the record, or said against it.</summary>
public sealed record Said(string Text, PersonId By, DateTimeOffset At);

/// <summary>
/// An interview (R16). Only the two who talk and the office of the organ that holds it may read it; both sides keep that right whatever
/// becomes of their posts.
/// </summary>
public sealed class Interview : Dossier<InterviewState>, IInterviewRecord
{
    private Interview() { }

    internal Interview(UnitId unit, PersonId interviewee, PersonId interviewer, InterviewKind kind, DateOnly on)
    {
        (Unit, Title, Kind) = (unit, $"{Words.Of(kind).Zh}（{on.InWords.Zh}）", kind);
        (Interviewee, Interviewer, PlannedOn) = (interviewee, interviewer, on);
        Compartment = Actor.OfficeOf(unit);
        Parties = [interviewee, interviewer];
        Assignee = interviewer;
    }

    [Words("约谈类型", "Kind")]
    public InterviewKind Kind { get; private set; }

    [Words("起因", "Trigger")]
    public InterviewTrigger Trigger { get; internal set; }

    [Words("约谈人", "Interviewer")]
    public PersonId Interviewer { get; private set; }

    [Words("约谈对象", "Interviewee")]
    public PersonId Interviewee { get; private set; }

    [Words("计划日期", "Planned for")]
    public DateOnly PlannedOn { get; private set; }

    [Words("约谈事由", "Ground"), Prose]
    public string Ground { get; internal set; } = "";

    [Words("决定依据", "Decision")]
    public string? Decision { get; internal set; }

    [Words("约谈日期", "Held on")]
    public DateOnly? HeldOn { get; internal set; }

    [Words("谈话要点", "Points put"), Prose]
    public string? Points { get; internal set; }

    [Words("本人说明", "Reply of the interviewee"), Prose]
    public string? Reply { get; internal set; }

    [Words("本人确认日期", "Confirmed on")]
    public DateOnly? ConfirmedOn { get; internal set; }

    [Words("未确认的情况", "Why it is not confirmed"), Prose]
    public string? NotConfirmedBecause { get; internal set; }

    public List<Undertaking> Undertakings { get; internal set; } = [];

    /// <summary>What the interviewee added, what was said against the record, and the answers; oldest first.</summary>
    public List<Said> Remarks { get; internal set; } = [];

    [JsonIgnore]
    public bool AllDone => Undertakings.TrueForAll(u => !u.Open);

    [JsonIgnore]
    public DateOnly? UndertakenUntil => Undertakings.Where(u => u.Open).Select(u => (DateOnly?)u.Due).Min();

    internal void WaitFor(PersonId person) => Assignee = person;

    internal void HandTo(PersonId interviewer)
    {
        Parties.Remove(Interviewer);
        Parties.Add(interviewer);
        (Interviewer, Assignee) = (interviewer, interviewer);
    }

    internal void PlanFor(DateOnly on) => PlannedOn = on;

    // More time is given for what is due next.
    protected override void GiveTimeUntil(DateOnly until)
    {
        if (State is InterviewState.Planned) PlannedOn = until;
        var next = Undertakings.FindIndex(u => u.Open && u.Due == UndertakenUntil);
        if (State is InterviewState.Tracked && next >= 0) Undertakings[next] = Undertakings[next] with { Due = until };
    }
}
