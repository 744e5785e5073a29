using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Registers;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>Something in the tables that the ledger does not bear out, or the other way round.</summary>
/// <param name="Subject">The dossier or entry; empty where there is none.</param>
public sealed record StandingFinding(Guid Subject, long? LineId, Words Words);

/// <summary>How the verification of an installation ended: the ledger in itself, and the tables against it.</summary>
/// <param name="Compared">Dossiers, entries of registers and settings whose newest line was looked for.</param>
/// <param name="Waiting">Lines without a place in the tree yet; they were checked too.</param>
/// <param name="Faults">How many things are wrong with the tables; <paramref name="Standing"/> holds only the first.</param>
public sealed record LedgerAuditReport(LedgerReport Ledger, long Compared, long Waiting, long Faults, IReadOnlyList<StandingFinding> Standing)
{
    public bool Intact => Ledger.Intact && Faults == 0;
}

/// <summary>Verifies the whole ledger of an installation in one snapshot, while the work goes on.</summary>
/// <param name="owner">The owner's login; row-level security hides sealed matters from the program's own.</param>
public sealed class LedgerAudit(NpgsqlDataSource owner, RegisterBook registers, IReadOnlyList<CheckpointPublicKey> keys)
{
    private const int Most = 100;

    /// <inheritdoc cref="LedgerVerification.RunAsync"/>
    public async Task<LedgerAuditReport> RunAsync(IReadOnlyList<SignedNote> outside, IProgress<long>? progress, CancellationToken cancel)
    {
        await using var snapshot = await Snapshot.TakeAsync(owner, cancel);
        var findings = new StandingFindings(Most);
        await using var stored = await StoredLedger.OpenAsync(snapshot, cancel);
        var ledger = await new LedgerVerification(stored, keys) { MaxFindings = Most }.RunAsync(outside, progress, cancel);
        foreach (var (position, line) in stored.Unlike) findings.Add(Guid.Empty, line, Unlike.With(position + 1, line));

        var standing = new StandingCheck(snapshot.Main, findings);
        await standing.WaitingAsync(cancel);
        await standing.CheckpointsAsync(cancel);
        await standing.DossiersAsync(cancel);
        foreach (var register in registers.All) await standing.RegisterAsync(register, cancel);
        await standing.VersionsAsync(cancel);
        return new(ledger, standing.Compared, standing.Waiting, findings.Count, findings.Kept);
    }

    private static readonly Words Unlike = new("第 {0} 条（编号 {1}）自带的校验值与树中的不同。", "The hash kept with line {0} (number {1}) is not the one in the tree.");
}

/// <summary>Collects what is wrong with the tables: all are counted, the first are kept.</summary>
internal sealed class StandingFindings(int limit)
{
    private readonly List<StandingFinding> _kept = [];

    public long Count { get; private set; }

    public IReadOnlyList<StandingFinding> Kept => _kept;

    public void Add(Guid subject, long? line, Words words)
    {
        Count++;
        if (_kept.Count < limit) _kept.Add(new(subject, line, words));
    }
}
