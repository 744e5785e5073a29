namespace Qinglian.Kernel.Ledger;

/// <summary>Collects what verification finds: all are counted, the first by position are kept.</summary>
internal sealed class LedgerFindings(int limit)
{
    private readonly List<LedgerFinding> _kept = [];

    public long Count { get; private set; }

    public void Add(LedgerFault fault, long position, long? lineId, Words words)
    {
        Count++;
        if (_kept.Count < 4 * limit)
            _kept.Add(new(fault, position, lineId, words));
    }

    /// <summary>Replaces a finding by one that knows more.</summary>
    public void Refine(LedgerFault was, long position, LedgerFault fault, Words words)
    {
        var at = _kept.FindIndex(f => f.Fault == was && f.Position == position);
        if (at >= 0)
            _kept[at] = _kept[at] with { Fault = fault, Words = words };
    }

    public IReadOnlyList<LedgerFinding> ByPosition() => [.. _kept.OrderBy(f => f.Position).Take(limit)];
}
