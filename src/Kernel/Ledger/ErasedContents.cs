namespace Qinglian.Kernel.Ledger;

/// <summary>Contents that are gone and not yet covered by a later line that says they were erased lawfully.</summary>
internal sealed class ErasedContents(int limit)
{
    private readonly Dictionary<Guid, (int Revision, long Position, long LineId)> _open = [];

    public long Count { get; private set; }

    /// <returns>False if no more can be remembered.</returns>
    public bool Add(SequencedLine at)
    {
        Count++;
        var known = _open.TryGetValue(at.Line.Subject, out var open);
        if (!known && _open.Count >= limit)
            return false;
        if (!known || at.Line.Revision > open.Revision)
            _open[at.Line.Subject] = (at.Line.Revision, at.Position, at.Line.Id);
        return true;
    }

    public void Cover(LedgerLine erasure)
    {
        if (_open.TryGetValue(erasure.Subject, out var open) && open.Revision <= erasure.Revision)
            _open.Remove(erasure.Subject);
    }

    public IEnumerable<(int Revision, long Position, long LineId)> Uncovered => _open.Values;
}
