using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>
/// Makes the task of each period for responsibilities that come back by the calendar. The next task is made once the day of the one
/// before is over; after a standstill every missed period gets its own.
/// </summary>
public sealed class PeriodJob(Desk desk, IDossiers dossiers, IRules rules, LocalTime time) : IJob
{
    public string Code => "responsibilities.periods";
    public Words Name => new("生成周期任务", "Tasks of recurring duties");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var done = 0;
        var query = new DossierQuery { Procedure = "responsibility", States = [nameof(ItemState.Accepted), nameof(ItemState.InProgress)], Take = 500 };
        await foreach (var dossier in dossiers.AllAsync(query, Actor.System, cancel))
        {
            var item = (ResponsibilityItem)dossier;
            if (item.Cycle is null || Cycle.Parse(item.Cycle) is not { Kind: CycleKind.ByCalendar } cycle) continue;

            foreach (var next in Missing(cycle, item, run.Today))
            {
                if (await desk.ActAsync(item.Id, new MakeTaskOfPeriod(next.On, next.Covers?.Words ?? next.Occasion), Actor.System, null, cancel) is not null) break;
                run.Report(++done, 0);
            }
        }
    }

    private IEnumerable<Occurrence> Missing(Cycle cycle, ResponsibilityItem item, DateOnly today)
    {
        // A duty begins on the day it was issued; what was due before then is nobody's.
        var after = item.MadeUntil ?? DateOnly.FromDayNumber(time.DayOf(item.OpenedAt).DayNumber - 1);
        while (after < today && cycle.Next(after, rules.Calendar) is { } next)
        {
            yield return next;
            after = next.On;
        }
    }
}
