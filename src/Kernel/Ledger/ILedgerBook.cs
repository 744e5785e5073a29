using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Ledger;

/// <summary>A line as it is shown: where it stands in the tree, and what it says to those who may read it.</summary>
/// <param name="Position">Place in the tree; null until it is given one, a moment after it was written.</param>
/// <param name="Content">Null where it was erased or is not the reader's to know.</param>
public sealed record LedgerEntry(LedgerLine Line, long? Position, LedgerContent? Content);

/// <summary>Which lines to list, newest first.</summary>
public sealed record LedgerQuery
{
    public Guid? Subject { get; init; }
    public Guid? Actor { get; init; }
    public LineKind? Kind { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>Lines with a smaller id than this.</summary>
    public long? Before { get; init; }
    public int Take { get; init; } = 50;
}

/// <summary>The ledger as it is kept: what is written beside dossiers, read by auditors and proved to outsiders.</summary>
public interface ILedgerBook
{
    /// <summary>Writes a line that changes no dossier: a sign-in, a read of a sealed record, an export. Saved before anything is shown.</summary>
    Task RecordAsync(LineKind kind, Guid subject, string procedure, string action, object content, Actor actor, CancellationToken cancel);

    Task<IReadOnlyList<LedgerEntry>> ListAsync(LedgerQuery query, Actor actor, CancellationToken cancel);

    /// <summary>The newest signed checkpoint; null before the first.</summary>
    Task<SignedNote?> NewestCheckpointAsync(CancellationToken cancel);

    Task<IReadOnlyList<SignedNote>> CheckpointsAsync(long? before, int take, CancellationToken cancel);

    /// <summary>Gives every waiting line its place and signs the tree as it then stands.</summary>
    Task<SignedNote> CheckpointAsync(CancellationToken cancel);

    /// <summary>
    /// Proof that a line stands in the ledger as it was written, by the newest checkpoint (a new one is signed where the line is younger).
    /// </summary>
    /// <param name="since">Size of an older checkpoint that must be shown to be contained; null for none.</param>
    /// <returns>Null where there is no such line.</returns>
    Task<ProofFile?> ProveAsync(long line, long? since, Actor actor, CancellationToken cancel);

    /// <summary>Proof that the ledger only grew between two checkpoints; names no line and nobody.</summary>
    /// <returns>Null where there is no checkpoint of one of these sizes, or they are in the wrong order.</returns>
    Task<ProofFile?> ProveGrowthAsync(long from, long to, CancellationToken cancel);

    CheckpointPublicKey Key { get; }
}
