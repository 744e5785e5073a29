using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Returns;

/// <summary>Opens the returns of the month that is over, and puts on record the day after the due day which were not sent. After a standstill the months before get theirs.</summary>
public sealed class ReturnsJob(Returns returns, Desk desk, IDossiers dossiers) : IJob
{
    /// <summary>Further back nobody could still answer for the figures.</summary>
    private const int MonthsBack = 3;

    public string Code => "assessment.returns";
    public Words Name => new("生成月报和到期登记", "Monthly returns");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var done = 0;
        var last = Period.Of(PeriodKind.Month, run.Today).Previous;
        for (var back = MonthsBack - 1; back >= 0; back--) run.Report(done += await returns.OpenAsync(last.Plus(-back), cancel), 0);

        var late = new DossierQuery { Procedure = "monthly-return", States = [nameof(ReturnState.Open)], DueUntil = DateOnly.FromDayNumber(run.Today.DayNumber - 1), Take = 500 };
        await foreach (var dossier in dossiers.AllAsync(late, Actor.System, cancel))
        {
            if (dossier is MonthlyReturn { Noted: false } && await desk.ActAsync(dossier.Id, new NoteNotSent(), Actor.System, dossier.Revision, cancel) is null) run.Report(++done, 0);
        }
    }
}
