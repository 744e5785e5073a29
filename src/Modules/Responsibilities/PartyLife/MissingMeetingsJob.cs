using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.PartyLife;

/// <summary>Tells a unit, once for each, of the required meetings of the last months that have no record. Nothing else follows from it.</summary>
public sealed class MissingMeetingsJob(IDossiers dossiers, IRules rules, LocalTime time, ToldOnce told) : IJob
{
    // Older gaps were told when they were new, or belong to a time before this system.
    private const int MonthsBack = 2;

    private readonly MissingMeetings _meetings = new(dossiers, rules, time);

    public string Code => "responsibilities.party-life";
    public Words Name => new("提示未登记的组织生活", "Party meetings without a record");
    public TimeSpan Every => TimeSpan.FromHours(24);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var since = Period.Of(PeriodKind.Month, run.Today).Plus(-MonthsBack).First;
        foreach (var year in (HashSet<int>)[since.Year, run.Today.Year])
        {
            foreach (var unit in await _meetings.OfAsync(year, null, Actor.System, cancel))
            {
                foreach (var (kind, period) in unit.Kinds.SelectMany(k => k.Missing.Where(p => p.Last >= since).Select(p => (k.Kind, p))))
                {
                    cancel.ThrowIfCancellationRequested();
                    await told.TellAsync(
                        $"party-life {unit.Unit.Id} {kind} {period}", "party-meeting", new { Unit = unit.Unit.Id.Value, Kind = kind, Period = period.ToString() },
                        new(new(Duties.Office, unit.Unit.Id), new Words("{0}尚无“{1}”的登记：已召开的请补登，未召开的请安排。", "No “{1}” is recorded for {0}: enter it if it was held, arrange it if not.").With(period.Words, Words.Of(kind))), run, cancel);
                }
            }
        }
    }
}
