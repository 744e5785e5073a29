using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Handover;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Responsibilities.Plans;

namespace Qinglian.Responsibilities;

/// <summary>Something of leaders' duties that can be counted.</summary>
/// <param name="On">The day a dossier counts for; null where it does not count.</param>
public sealed record DutyFigure(string Code, Words Name, Words Definition, string Procedure, Func<Dossier, LocalTime, DateOnly?> On)
{
    public static IReadOnlyList<DutyFigure> All { get; } =
    [
        new("plans", new("发布年度要点", "key points published"), new("按发布日期", "by the day they were published"), "annual-plan", (d, _) => d is AnnualPlan { State: not PlanState.Withdrawn } plan ? plan.PublishedOn : null),
        new("meetings", new("召开半年专题会议", "half-yearly meetings held"), new("按召开日期", "by the day they were held"), "half-year-meeting", (d, _) => d is Meeting { State: MeetingState.Held or MeetingState.Closed } meeting ? meeting.On : null),
        new("field-reports", new("报送分管领域报告", "reports on fields filed"), new("按报送日期", "by the day they were filed"), "field-report", (d, _) => ((FieldReport)d).FiledOn),
        new("field-reports-missing", new("未报送分管领域报告", "reports on fields missing"), new("期限已过仍未报送，按截止日期", "not filed though due, by the day they were due"), "field-report", (d, time) => d is FieldReport { FiledOn: null } report && (report.State is FieldReportState.Missing || (!report.Closed && report.By < time.Today)) ? report.By : null),
        new("entries", new("履责纪实", "entries of the duty log"), new("本人已确认的，按日期", "confirmed by the person, by their day"), "duty-entry", (d, _) => d is DutyEntry { State: EntryState.Confirmed } entry ? entry.On : null),
        new("heard", new("听取履责汇报", "reports on duty heard"), new("按听取日期", "by the day they were heard"), "duty-report", (d, _) => ((DutyReport)d).HeardOn),
        new("interviews", new("开展约谈", "interviews held"), new("按约谈日期，只统计您可查阅的", "by the day they were held; only those you may read"), "interview", (d, _) => ((Interview)d).HeldOn),
        new("party-life", new("党内生活会议", "meetings of party life"), new("按召开日期", "by the day they were held"), "party-meeting", (d, _) => d is PartyMeeting { State: not PartyMeetingState.Withdrawn } meeting ? meeting.HeldOn : null),
        new("handed-over", new("“两个责任”移交", "handovers sent"), new("按发出日期", "by the day they were sent"), "handover", (d, time) => time.DayOf(d.OpenedAt)),
        new("handed-over-closed", new("移交办结", "handovers closed"), new("按办结日期", "by the day they were closed"), "handover", (d, time) => d is Handover.Handover { State: not HandoverState.Withdrawn, ClosedAt: { } at } ? time.DayOf(at) : null),
    ];

    public static DutyFigure? Find(string? code) => All.FirstOrDefault(f => f.Code == code);
}

/// <summary>Counts what was done about leaders' duties, as far as the reader may see it: each number is the number of rows behind it.</summary>
public sealed class DutyFigures(IDossiers dossiers, LocalTime time)
{
    /// <summary>The dossiers that count for a figure in the period, by figure.</summary>
    public async Task<IReadOnlyDictionary<DutyFigure, IReadOnlyList<Dossier>>> RowsAsync(IEnumerable<DutyFigure> figures, Period period, UnitId? within, Actor actor, CancellationToken cancel)
    {
        var rows = figures.ToDictionary(f => f, _ => new List<Dossier>());
        foreach (var procedure in rows.Keys.GroupBy(f => f.Procedure))
        {
            await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = procedure.Key, Within = within }, actor, cancel))
            {
                foreach (var figure in procedure)
                {
                    if (figure.On(dossier, time) is { } on && period.Contains(on)) rows[figure].Add(dossier);
                }
            }
        }

        return rows.ToDictionary(r => r.Key, r => (IReadOnlyList<Dossier>)r.Value);
    }
}
