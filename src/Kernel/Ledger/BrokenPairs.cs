namespace Qinglian.Kernel.Ledger;

/// <summary>Pairs of lines that do not give the hash stored over them, gathered into runs and explained at the end: exchanged, taken out, put in or replaced.</summary>
internal sealed class BrokenPairs
{
    private const int MaxRuns = 1_000;
    private const int MaxPairs = 64;

    private readonly List<Run> _runs = [];
    private readonly List<(long Index, Digest Stored, Digest Left, Digest Right)> _pairs = [];
    private long _uncounted;

    public void Add(long index, Digest stored, Slot[] leaves, int first, int count)
    {
        if (_pairs.Count < MaxPairs)
            _pairs.Add((index, stored, leaves[first].Hash, leaves[first + 1].Hash));
        if (_runs.Count > 0 && _runs[^1] is var last && last.Last + 1 == index)
        {
            last.Last = index;
            if (last.Shift == 0)
                last.Shift = Gives(stored, leaves, first - 1, count) ? -1 : Gives(stored, leaves, first + 1, count) ? 1 : 0;
        }
        else if (_runs.Count < MaxRuns)
        {
            _runs.Add(new() { First = index, Last = index });
        }
        else
        {
            _uncounted++;
        }
    }

    /// <summary>The hash stored over this pair was changed, the lines were not.</summary>
    public void Acquit(long index)
    {
        if (_runs.Find(r => r.First <= index && index <= r.Last) is { } run)
            run.Acquitted++;
    }

    public void Explain(LedgerFindings findings)
    {
        foreach (var run in _runs)
        {
            var (first, end) = (2 * run.First, 2 * (run.Last + 1));
            if (run.Acquitted == run.Last - run.First + 1)
                findings.Add(LedgerFault.NodeChanged, first, null, TreeCheck.NodeChanged.With(first + 1, end));
            else if (Exchanged(run) is var (at, from))
                findings.Add(LedgerFault.Reordered, at, null, MovedHere.With(at + 1, from + 1));
            else if (run.Shift < 0)
                findings.Add(LedgerFault.Removed, first, null, TakenOut.With(first + 1, first + 2));
            else if (run.Shift > 0)
                findings.Add(LedgerFault.Duplicated, first, null, PutIn.With(first + 1, first + 2));
            else
                findings.Add(LedgerFault.Replaced, first, null, TreeCheck.Replaced.With(first + 1, end));
        }

        for (; _uncounted > 0; _uncounted--)
            findings.Add(LedgerFault.Replaced, long.MaxValue, null, Further);
    }

    // The first place of the run whose hash comes right with a line that stands elsewhere among the broken pairs.
    private (long At, long From)? Exchanged(Run run)
    {
        foreach (var (index, stored, left, right) in _pairs.Where(p => p.Index >= run.First && p.Index <= run.Last))
        {
            if (MerkleTree.Node(right, left) == stored)
                return (2 * index, (2 * index) + 1);
            foreach (var other in _pairs)
            {
                foreach (var (candidate, from) in new[] { (other.Left, 2 * other.Index), (other.Right, (2 * other.Index) + 1) })
                {
                    if (MerkleTree.Node(candidate, right) == stored)
                        return (2 * index, from);
                    if (MerkleTree.Node(left, candidate) == stored)
                        return ((2 * index) + 1, from);
                }
            }
        }

        return null;
    }

    private static bool Gives(Digest stored, Slot[] leaves, int first, int count) =>
        first >= 0 && first + 1 < count && leaves[first].Known && leaves[first + 1].Known && MerkleTree.Node(leaves[first].Hash, leaves[first + 1].Hash) == stored;

    private sealed class Run
    {
        public long First { get; init; }

        public long Last { get; set; }

        public int Shift { get; set; }

        public long Acquitted { get; set; }
    }

    internal static readonly Words MovedHere = new("第 {0} 条的位置上不是原来的记录，原来的记录现在第 {1} 条。", "Another line stands in place {0}; the one that belongs there stands in place {1}.");
    private static readonly Words TakenOut = new("第 {0} 或第 {1} 条被删除，其后的记录依次前移。", "Line {0} or {1} was taken out and those after it moved up.");
    private static readonly Words PutIn = new("第 {0} 或第 {1} 条处插入了一条记录，其后的记录依次后移。", "A line was put in at {0} or {1} and those after it moved down.");
    private static readonly Words Further = new("还有更多不符之处。", "There are further places that do not match.");
}
