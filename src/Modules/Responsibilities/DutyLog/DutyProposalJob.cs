using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.DutyLog;

/// <summary>
/// Proposes entries of the duty log from the ledger: meetings held, orders given, results checked, requests answered. It looks back a week, so
/// that a standstill loses nothing, and proposes each line once. What only few may know is never proposed.
/// </summary>
public sealed class DutyProposalJob(Desk desk, IDossiers dossiers, ILedgerBook ledger, IActors actors, LocalTime time) : IJob
{
    private const int LooksBack = 7;

    /// <summary>What an act of a leader shows. The act is a proposal: the leader says what it was.</summary>
    private static readonly IReadOnlyDictionary<string, (DutyAct Head, DutyAct Other, DutyOccasion Occasion, Words Name)> Shows = new Dictionary<string, (DutyAct, DutyAct, DutyOccasion, Words)>
    {
        ["HoldMeeting"] = (DutyAct.Deployed, DutyAct.Studied, DutyOccasion.Meeting, new("主持或登记专题会议", "held or recorded the half-yearly meeting")),
        ["GiveOrder"] = (DutyAct.Deployed, DutyAct.Studied, DutyOccasion.WorkOrder, new("派发工单", "gave a work order")),
        ["OrderWork"] = (DutyAct.Deployed, DutyAct.Studied, DutyOccasion.WorkOrder, new("派发工单", "gave a work order")),
        ["GiveTask"] = (DutyAct.Deployed, DutyAct.Studied, DutyOccasion.Decision, new("下达任务", "gave a task")),
        ["SetResponsibility"] = (DutyAct.Deployed, DutyAct.Studied, DutyOccasion.Decision, new("明确责任", "set a responsibility")),
        ["RecordIssue"] = (DutyAct.LookedInto, DutyAct.Inspected, DutyOccasion.Visit, new("发现并登记问题", "found and recorded a problem")),
        ["ConfirmClosed"] = (DutyAct.LookedInto, DutyAct.Inspected, DutyOccasion.Decision, new("核验办理结果", "checked a result")),
        ["ReturnEvidence"] = (DutyAct.LookedInto, DutyAct.Inspected, DutyOccasion.Decision, new("退回补办", "returned a result for more work")),
        ["SplitTask"] = (DutyAct.Coordinated, DutyAct.Studied, DutyOccasion.Decision, new("分解任务", "split a task")),
        ["GiveAnswer"] = (DutyAct.LookedInto, DutyAct.Studied, DutyOccasion.Decision, new("答复请示", "answered a request")),
        ["HearReport"] = (DutyAct.LookedInto, DutyAct.Studied, DutyOccasion.ReportHeard, new("听取履责汇报", "heard a report of duty")),
    };

    public string Code => "responsibilities.duty-proposals";
    public Words Name => new("履责纪实建议", "Proposed entries of the duty log");
    public TimeSpan Every => TimeSpan.FromHours(12);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var since = time.StartOf(DateOnly.FromDayNumber(run.Today.DayNumber - LooksBack));
        var known = new HashSet<long>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "duty-entry", OpenedFrom = since }, Actor.System, cancel))
        {
            if (dossier is DutyEntry { Line: { } line }) known.Add(line);
        }

        var done = 0;
        await foreach (var line in LinesAsync(since, cancel))
        {
            if (known.Contains(line.Id) || !Shows.TryGetValue(line.Action, out var shows) || line.Actor == Guid.Empty) continue;
            if (await ProposalAsync(line, shows, cancel) is { } proposal && await desk.OpenAsync(Ids.New(run.At), proposal, Actor.System, cancel) is null) run.Report(++done, 0);
        }
    }

    private async Task<ProposeEntry?> ProposalAsync(LedgerLine line, (DutyAct Head, DutyAct Other, DutyOccasion Occasion, Words Name) shows, CancellationToken cancel)
    {
        if (await actors.LoadAsync(new(line.Actor), cancel) is not { } leader) return null;
        if (await dossiers.FindAsync(line.Subject, Actor.System, cancel) is not { Sealed: false, Compartment: null } about) return null;

        var head = leader.Grants.FirstOrDefault(g => g.Duty == Duties.Leader && g.Covers(about.Path));
        var grant = head ?? leader.Grants.FirstOrDefault(g => g.Duty == Duties.Deputy && g.Covers(about.Path));
        if (grant is null) return null;

        var duty = about is Item { Parent: { } parent } && await dossiers.FindAsync(parent, Actor.System, cancel) is Lists.ResponsibilityItem above ? new ListedDuty(above.Id, above.Number, above.Title) : null;
        return new(grant.Unit, leader.Id, head is null ? shows.Other : shows.Head, shows.Occasion, time.DayOf(line.At), $"{shows.Name.Zh}：{about.Title}", $"{about.Number}，台账第 {line.Id} 行", line.Id) { Duty = duty };
    }

    private async IAsyncEnumerable<LedgerLine> LinesAsync(DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var kind in (LineKind[])[LineKind.Act, LineKind.Opened])
        {
            for (long? before = null; ;)
            {
                var page = await ledger.ListAsync(new() { Kind = kind, From = since, Before = before, Take = 500 }, Actor.System, cancel);
                foreach (var entry in page) yield return entry.Line;
                if (page.Count < 500) break;
                before = page[^1].Line.Id;
            }
        }
    }
}
