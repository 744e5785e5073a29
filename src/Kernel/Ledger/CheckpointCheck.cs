namespace Qinglian.Kernel.Ledger;

/// <summary>Compares checkpoints, stored and from outside, with the tree as it grows.</summary>
internal sealed class CheckpointCheck(ILedgerReader reader, IReadOnlyList<CheckpointPublicKey> keys, IReadOnlyList<SignedNote> outside, LedgerFindings findings)
{
    private readonly Queue<Checkpoint> _outside = new();
    private Checkpoint? _stored;
    private readonly Queue<string> _texts = new();
    private long _read;
    private long _lastSize;
    private long _proved;

    public long Count { get; private set; }

    public async ValueTask StartAsync(CancellationToken cancel)
    {
        foreach (var checkpoint in outside.Select(n => Accept(n.ToString())).OfType<Checkpoint>().OrderBy(c => c.Size))
            _outside.Enqueue(checkpoint);
        await NextAsync(cancel).ConfigureAwait(false);
        var nothing = MerkleTree.Empty;
        while (_stored is { Size: 0 } empty)
        {
            Compare(empty, nothing);
            await NextAsync(cancel).ConfigureAwait(false);
        }

        while (_outside.TryPeek(out var next) && next.Size == 0)
            Compare(_outside.Dequeue(), nothing);
    }

    /// <summary>Compares all checkpoints whose last line is in the page that ends before <paramref name="end"/>.</summary>
    public async ValueTask UpToAsync(long end, TreeCheck tree, CancellationToken cancel)
    {
        while (true)
        {
            if (_outside.TryPeek(out var held) && held.Size <= end && (_stored is null || held.Size <= _stored.Size))
            {
                Compare(_outside.Dequeue(), tree.TryRoot(held.Size, out var root) ? root : null);
            }
            else if (_stored is { } checkpoint && checkpoint.Size <= end)
            {
                Compare(checkpoint, tree.TryRoot(checkpoint.Size, out var root) ? root : null);
                await NextAsync(cancel).ConfigureAwait(false);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>What is left confirms lines that are not there.</summary>
    public async ValueTask BeyondAsync(long size, CancellationToken cancel)
    {
        while (_outside.TryDequeue(out var held))
            CutOff(held, size);
        for (; _stored is { } checkpoint; await NextAsync(cancel).ConfigureAwait(false))
            CutOff(checkpoint, size);
    }

    private void CutOff(Checkpoint checkpoint, long size) => findings.Add(LedgerFault.Truncated, size, null, CutShort.With(Time(checkpoint), checkpoint.Size, size));

    private async ValueTask NextAsync(CancellationToken cancel)
    {
        _stored = null;
        while (_stored is null && await ReadAsync(cancel).ConfigureAwait(false))
        {
            _stored = Accept(_texts.Dequeue());
            if (_stored is not null && _stored.Size < _lastSize)
            {
                findings.Add(LedgerFault.CheckpointInvalid, _stored.Size, null, OutOfOrder.With(_stored.Size, _lastSize));
                _stored = null;
            }
        }

        _lastSize = _stored?.Size ?? _lastSize;
    }

    private async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        if (_texts.Count > 0)
            return true;
        foreach (var text in await reader.CheckpointsAsync(_read, cancel).ConfigureAwait(false))
            _texts.Enqueue(text);
        _read += _texts.Count;
        return _texts.Count > 0;
    }

    private static string Time(Checkpoint checkpoint) => checkpoint.At.ToString("yyyy-MM-dd HH:mm", Cultures.Chinese);

    private Checkpoint? Accept(string text)
    {
        Count++;
        if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryRead(note, out var checkpoint))
            findings.Add(LedgerFault.CheckpointInvalid, _lastSize, null, Unreadable.With(Count));
        else if (!keys.Any(k => k.Name == checkpoint.Origin && note.IsSignedBy(k)))
            findings.Add(LedgerFault.CheckpointInvalid, checkpoint.Size, null, Unsigned.With(checkpoint.Size));
        else
            return checkpoint;
        return null;
    }

    private void Compare(Checkpoint checkpoint, Digest? root)
    {
        // Without a root lines are missing, which is a finding of its own.
        if (root is null)
            return;
        if (root == checkpoint.Root)
            _proved = Math.Max(_proved, checkpoint.Size);
        else
            findings.Add(LedgerFault.CheckpointMismatch, _proved, null, Mismatch.With(Time(checkpoint), checkpoint.Size, _proved + 1));
    }

    private static readonly Words Mismatch = new(
        "{0}（UTC）签名的检查点（{1} 条）与账本不符：从第 {2} 条到第 {1} 条之间有记录连同所有校验值一起被改写。",
        "The checkpoint signed at {0} UTC over {1} lines does not match: between lines {2} and {1} something was rewritten together with all hashes.");

    private static readonly Words CutShort = new(
        "{0}（UTC）签名的检查点确认有 {1} 条记录，现在只有 {2} 条：末尾被截断。",
        "The checkpoint signed at {0} UTC confirms {1} lines, only {2} are there: the end was cut off.");

    private static readonly Words Unreadable = new("第 {0} 个检查点无法读取。", "Checkpoint number {0} cannot be read.");
    private static readonly Words Unsigned = new("{0} 条记录处的检查点没有有效签名。", "The checkpoint over {0} lines has no valid signature.");
    private static readonly Words OutOfOrder = new("{0} 条记录的检查点排在 {1} 条的检查点之后。", "The checkpoint over {0} lines stands after the one over {1} lines.");
}
