using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Foundation.Cycles;

/// <summary>Tells whoever is concerned that something recurring falls due soon, once for each date: the line in the ledger that says so is written with the notice.</summary>
public sealed class CycleDueJob(IRegistrar registrar, RegisterBook book, IRules rules, IDossierStore store, ILedgerBook ledger) : IJob
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

    private async Task TellAsync(Entry entry, CycleRuleRow row, Occurrence due, JobRun run, CancellationToken cancel)
    {
        var subject = SubjectOf(entry.Id, due.On);
        if ((await ledger.ListAsync(new() { Subject = subject, Take = 1 }, Actor.System, cancel)).Count > 0) return;

        await using var work = await store.BeginAsync(Actor.System, cancel);
        var content = LedgerContent.Of(await work.NextLineAsync(cancel), ContentJson.Write(new { Rule = entry.Id, due.On }));
        work.Append(new() { Id = content.LineId, At = run.At, Actor = Guid.Empty, Kind = LineKind.System, Subject = subject, Procedure = entry.Register.Code, Action = "Remind", Commitment = content.Commitment() }, content);
        work.Send(new(new(row.Duty, row.Unit), new Words("“{0}”将于{1}到期。", "“{0}” is due on {1}.").With(row.Name, due.On.InWords)), null);
        await work.CommitAsync(cancel);
    }

    /// <summary>One date of one rule, as the ledger knows it (UUID version 8).</summary>
    private static Guid SubjectOf(Guid rule, DateOnly on)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"cycle {rule:N} {on.Iso}")).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }
}
