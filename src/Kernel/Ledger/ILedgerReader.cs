namespace Qinglian.Kernel.Ledger;

/// <summary>One stored line at its place in the tree, with the leaf hash stored beside it; no content: erased.</summary>
public sealed record SequencedLine(long Position, LedgerLine Line, Digest Leaf, LedgerContent? Content);

/// <summary>
/// What verification reads from the store. Ranges exclude their end; every answer is in ascending order and says what is
/// there, gaps and all. Calls never overlap, and all answers come from one snapshot (a repeatable-read transaction):
/// otherwise lines that are appended meanwhile look like lines that were cut off.
/// </summary>
public interface ILedgerReader
{
    /// <summary>One more than the highest position; 0 without lines.</summary>
    ValueTask<long> SizeAsync(CancellationToken cancel);

    ValueTask<IReadOnlyList<SequencedLine>> LinesAsync(long from, long to, CancellationToken cancel);

    /// <summary>Stored nodes of one level, from 1 up, by index.</summary>
    ValueTask<IReadOnlyList<TreeNode>> NodesAsync(int level, long from, long to, CancellationToken cancel);

    /// <summary>The texts of stored checkpoints in the order of their sizes, leaving out the first <paramref name="skip"/>; none: no more.</summary>
    ValueTask<IReadOnlyList<string>> CheckpointsAsync(long skip, CancellationToken cancel);

    /// <summary>The last line of the subject's chain before a position; asked only for subjects that no longer fit into memory.</summary>
    ValueTask<SequencedLine?> LastOfAsync(Guid subject, long before, CancellationToken cancel);
}
