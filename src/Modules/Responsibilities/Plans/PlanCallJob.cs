using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Plans;

/// <summary>
/// Finds the units that have no key points for this year and calls for them, once a year each. What is called for and not drawn up falls
/// overdue like anything else, and climbs the ladder.
/// </summary>
public sealed class PlanCallJob(Desk desk, IDossiers dossiers, IRules rules, LocalTime time) : IJob
{
    public string Code => "responsibilities.plan-calls";
    public Words Name => new("通知制定年度要点", "Calls for yearly key points");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var year = run.Today.Year;
        var kinds = UnitKinds.In(rules.Settings, PlanSettings.Units);
        var there = new HashSet<UnitId>();

        // Those withdrawn count too: a unit that need not draw one up is not asked again.
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "annual-plan", OpenedFrom = time.StartOf(new(year - 1, 1, 1)) }, Actor.System, cancel))
        {
            if (((AnnualPlan)dossier).Year == year) there.Add(dossier.Unit);
        }

        var done = 0;
        foreach (var unit in rules.Organisation.All.Where(u => kinds.Contains(u.Kind) && !there.Contains(u.Id)))
        {
            cancel.ThrowIfCancellationRequested();
            await desk.OpenAsync(Ids.Of($"annual-plan {unit.Id} {year}"), new CallForPlan(unit.Id, year), Actor.System, cancel);
            run.Report(++done, 0);
        }
    }
}
