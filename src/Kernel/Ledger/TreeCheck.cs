namespace Qinglian.Kernel.Ledger;

/// <summary>
/// Rebuilds the tree page by page and compares each node with the stored one. Every layer is checked against the layer
/// stored above it, so one change gives one finding at the smallest subtree that shows it.
/// </summary>
internal sealed class TreeCheck(ILedgerReader reader, LedgerFindings findings, BrokenPairs pairs)
{
    public const int PageLevel = 12;
    public const int PageSize = 1 << PageLevel;
    private const int MaxDoubts = 10_000;

    private readonly Slot[][] _page = [.. Enumerable.Range(0, PageLevel + 1).Select(level => new Slot[PageSize >> level])];
    private readonly Slot[] _upper = new Slot[63];
    private readonly Slot[] _before = new Slot[63];
    private readonly Dictionary<NodeAt, Digest> _doubts = [];
    private long _base;
    private int _count;

    /// <summary>The lines of the page; to be filled before <see cref="CompleteAsync"/>.</summary>
    public Slot[] Leaves => _page[0];

    /// <summary>Says that a stored leaf hash is not the hash of its line; the layer above decides which of the two is wrong.</summary>
    public void Doubt(long position, Digest computed) => Doubt(new NodeAt(0, position), computed);

    /// <summary>Works out and compares all nodes that the page completes.</summary>
    public async ValueTask CompleteAsync(long first, int count, CancellationToken cancel)
    {
        (_base, _count) = (first, count);
        for (var level = 1; level <= PageLevel && count >> level > 0; level++)
        {
            var from = first >> level;
            var stored = await ReadAsync(level, from, count >> level, cancel).ConfigureAwait(false);
            var (below, here) = (_page[level - 1], _page[level]);
            for (var i = 0; i < count >> level; i++)
                here[i] = Judge(new(level, from + i), ref below[2 * i], ref below[(2 * i) + 1], stored[i], below, 2 * i);
        }

        if (count < PageSize)
            return;
        var (at, slot) = (new NodeAt(PageLevel, first >> PageLevel), _page[PageLevel][0]);
        while ((at.Index & 1) == 1)
        {
            var parent = new NodeAt(at.Level + 1, at.Index >> 1);
            var stored = await ReadAsync(parent.Level, parent.Index, 1, cancel).ConfigureAwait(false);
            slot = Judge(parent, ref _upper[at.Level], ref slot, stored[0], [], 0);
            at = parent;
        }

        _upper[at.Level] = slot;
    }

    /// <summary>The root over the first <paramref name="size"/> lines, which end in this page.</summary>
    public bool TryRoot(long size, out Digest root)
    {
        root = MerkleTree.Empty;
        if (size == 0)
            return true;
        var slot = default(Slot);
        var inside = size - _base;
        for (var level = 0; level <= PageLevel; level++)
        {
            if (((inside >> level) & 1) == 1 && !Join(_page[level][(inside >> level) - 1], ref slot))
                return false;
        }

        // A full page is already part of the nodes above; the levels below stand for what came before it.
        for (var (level, rest) = (PageLevel, _base >> PageLevel); rest != 0; level++, rest >>= 1)
        {
            if ((rest & 1) == 1 && !Join(_before[level], ref slot))
                return false;
        }

        root = slot.Hash;
        return slot.Known;
    }

    /// <summary>Keeps the state before a page, from which roots inside the page are worked out.</summary>
    public void Begin() => _upper.CopyTo(_before, 0);

    private static bool Join(Slot left, ref Slot right)
    {
        right = right.Known ? new(MerkleTree.Node(left.Hash, right.Hash)) : left;
        return left.Known;
    }

    private Slot Judge(NodeAt at, ref Slot left, ref Slot right, Slot stored, Slot[] below, int first)
    {
        if (!left.Known || !right.Known)
            return stored;
        var computed = MerkleTree.Node(left.Hash, right.Hash);
        if (!stored.Known)
        {
            findings.Add(LedgerFault.NodeMissing, at.First, null, Missing.With(at.First + 1, at.End));
            return new(computed);
        }

        if (computed == stored.Hash)
            return stored;
        if (_doubts.Count > 0 && Acquit(at, ref left, ref right, stored.Hash))
            return stored;
        if (at.Level == 1)
            pairs.Add(at.Index, stored.Hash, below, first, _count);
        else
            findings.Add(LedgerFault.Replaced, at.First, null, Replaced.With(at.First + 1, at.End));
        Doubt(at, computed);
        return stored;
    }

    // The node above fits what was computed below, not what is stored there: the stored hash was changed, the lines were not.
    private bool Acquit(NodeAt at, ref Slot left, ref Slot right, Digest above)
    {
        var (l, r) = (new NodeAt(at.Level - 1, 2 * at.Index), new NodeAt(at.Level - 1, (2 * at.Index) + 1));
        var leftDoubted = _doubts.TryGetValue(l, out var leftComputed);
        var rightDoubted = _doubts.TryGetValue(r, out var rightComputed);
        var useLeft = leftDoubted && (MerkleTree.Node(leftComputed, right.Hash) == above || (rightDoubted && MerkleTree.Node(leftComputed, rightComputed) == above));
        var useRight = rightDoubted && MerkleTree.Node(useLeft ? leftComputed : left.Hash, rightComputed) == above;
        if (useLeft)
            Acquit(l, leftComputed, ref left);
        if (useRight)
            Acquit(r, rightComputed, ref right);
        return useLeft || useRight;
    }

    private void Acquit(NodeAt at, Digest computed, ref Slot slot)
    {
        slot = new(computed);
        if (at.Level == 0)
            findings.Refine(LedgerFault.Changed, at.First, LedgerFault.NodeChanged, LeafHashChanged.With(at.First + 1));
        else if (at.Level == 1)
            pairs.Acquit(at.Index);
        else
            findings.Refine(LedgerFault.Replaced, at.First, LedgerFault.NodeChanged, NodeChanged.With(at.First + 1, at.End));
    }

    private void Doubt(NodeAt at, Digest computed)
    {
        if (_doubts.Count < MaxDoubts)
            _doubts[at] = computed;
    }

    private async ValueTask<Slot[]> ReadAsync(int level, long from, int count, CancellationToken cancel)
    {
        var slots = new Slot[count];
        foreach (var node in await reader.NodesAsync(level, from, from + count, cancel).ConfigureAwait(false))
        {
            if (node.At.Level == level && node.At.Index >= from && node.At.Index < from + count)
                slots[node.At.Index - from] = new(node.Hash);
        }

        return slots;
    }

    internal static readonly Words NodeChanged = new("第 {0} 至 {1} 条之上保存的校验值被改动，记录本身未改。", "The stored hash over lines {0} to {1} was changed; the lines themselves were not.");
    private static readonly Words LeafHashChanged = new("第 {0} 条保存的校验值被改动，记录本身未改。", "The stored hash of line {0} was changed; the line itself was not.");
    private static readonly Words Missing = new("第 {0} 至 {1} 条之上保存的校验值缺失。", "The stored hash over lines {0} to {1} is missing.");
    internal static readonly Words Replaced = new("第 {0} 至 {1} 条与其上保存的校验值不符：其中有记录连同校验值一起被改动或替换。", "Lines {0} to {1} do not give the hash stored over them: a line among them was changed or replaced together with its hash.");
}

/// <summary>A hash that may be unknown, where lines are missing.</summary>
internal readonly struct Slot(Digest hash)
{
    public readonly Digest Hash = hash;
    public readonly bool Known = true;
}
