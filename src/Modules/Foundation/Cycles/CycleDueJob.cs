using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Foundation.Cycles;

/// <summary>Tells whoever is concerned that something recurring falls due soon, once for each date.</summary>
public sealed class CycleDueJob(IRegistrar registrar, RegisterBook book, IRules rules, ToldOnce told) : IJob
{
    public string Code => "foundation.cycle-due";
    public Words Name => new("周期事项提醒", "Recurring dates");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        await foreach (var entry in registrar.AllAsync(book.Of<CycleRuleRow>(), new() { On = run.Today }, Actor.System, cancel))
        {
            var row = entry.As<CycleRuleRow>();
            if (row.Rule is not { } rule || rules.Organisation.Find(row.Unit) is null) continue;

            var until = DateOnly.FromDayNumber(run.Today.DayNumber + row.Ahead);
            foreach (var due in rule.Occurrences(run.Today, until, rules.Calendar)) await TellAsync(entry, row, due, run, cancel);
        }
    }

    private Task TellAsync(Entry entry, CycleRuleRow row, Occurrence due, JobRun run, CancellationToken cancel) => told.TellAsync(
        $"cycle {entry.Id:N} {due.On.Iso}", entry.Register.Code, new { Rule = entry.Id, due.On },
        new(new(row.Duty, row.Unit), new Words("“{0}”将于{1}到期。", "“{0}” is due on {1}.").With(row.Name, due.On.InWords)), run, cancel);
}
