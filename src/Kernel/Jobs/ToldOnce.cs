using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Jobs;

/// <summary>Tells somebody of something the calendar found, once and never again: the line in the ledger that says so is written with the notice.</summary>
public sealed class ToldOnce(IDossierStore store, ILedgerBook ledger)
{
    /// <param name="key">What is told, in a form that is the same on every run: <c>cycle 7f… 2026-01-31</c>.</param>
    /// <param name="procedure">What the line in the ledger stands under.</param>
    /// <param name="content">What the ledger keeps of it.</param>
    /// <returns>Whether it was told now.</returns>
    public async Task<bool> TellAsync(string key, string procedure, object content, Notice notice, JobRun run, CancellationToken cancel)
    {
        var subject = Ids.Of(key);
        if ((await ledger.ListAsync(new() { Subject = subject, Take = 1 }, Actor.System, cancel)).Count > 0) return false;

        await using var work = await store.BeginAsync(Actor.System, cancel);
        var kept = LedgerContent.Of(await work.NextLineAsync(cancel), ContentJson.Write(content));
        work.Append(new() { Id = kept.LineId, At = run.At, Actor = Guid.Empty, Kind = LineKind.System, Subject = subject, Procedure = procedure, Action = "Remind", Commitment = kept.Commitment() }, kept);
        work.Send(notice, null);
        await work.CommitAsync(cancel);
        return true;
    }
}
