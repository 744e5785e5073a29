using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Hearings;

/// <summary>Where a report on duty stands.</summary>
public enum HearingState
{
    [Words("待报送", "called for")] Called,
    [Words("已报送，待听取", "filed, to be heard")] Filed,
    [Words("已听取，布置后续", "heard, follow-up being set")] Heard,
    [Words("已办结", "finished")] Closed,
    [Words("免于报送", "excused")] Excused,
}

/// <summary>Something the party group required after hearing a report; it stands on the task list.</summary>
public sealed record RequiredNext(string Task, DateOnly Due, PersonId Owner, Guid Item);

/// <summary>
/// The report on duty of one leader or section head for one period (R14), who heard it and what was required next.
/// </summary>
public sealed class DutyReport : Dossier<HearingState>
{
    private DutyReport() { }

    internal DutyReport(UnitId unit, string title, PersonId reporter, Period period, DateOnly by) => (Unit, Title, Assignee, Reporter, Covers, By) = (unit, title, reporter, reporter, period.ToString(), by);

    /// <summary>Who reports; stays when the matter goes on to another hand.</summary>
    [Words("汇报人", "Reporter")]
    public PersonId Reporter { get; private set; }

    /// <summary>The period reported on, as it is stored: 2026-H1.</summary>
    public string Covers { get; private set; } = "";

    [Words("截止日期", "By")]
    public DateOnly By { get; private set; }

    [Words("履责情况", "What was done"), Prose]
    public string? Done { get; internal set; }

    [Words("清单落实情况", "State of the lists"), Prose]
    public string? Lists { get; internal set; }

    [Words("存在问题", "Problems"), Prose]
    public string? Problems { get; internal set; }

    [Words("下一步打算", "Next steps"), Prose]
    public string? NextSteps { get; internal set; }

    [Words("听取日期", "Heard on")]
    public DateOnly? HeardOn { get; internal set; }

    [Words("听取会议", "Heard by")]
    public string? HeardBy { get; internal set; }

    [Words("询问事项", "What was asked"), Prose]
    public string? Asked { get; internal set; }

    [Words("提出要求", "What was required"), Prose]
    public string? Required { get; internal set; }

    public List<RequiredNext> FollowUp { get; internal set; } = [];

    public Period Period => Period.Parse(Covers);

    protected override void GiveTimeUntil(DateOnly until) => By = until;
}
