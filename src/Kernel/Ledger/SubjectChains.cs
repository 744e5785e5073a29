namespace Qinglian.Kernel.Ledger;

/// <summary>The last link of each subject met so far; when there are too many, half are forgotten and looked up again when needed.</summary>
internal sealed class SubjectChains(ILedgerReader reader, int limit)
{
    private readonly Dictionary<Guid, (int Revision, Digest Leaf)> _last = [];
    private readonly Dictionary<Guid, Digest> _computed = [];
    private bool _forgot;

    /// <param name="computed">What the line gives; where this is not what is stored, the next line may follow from either.</param>
    public async ValueTask<Words?> CheckAsync(SequencedLine at, Digest computed, CancellationToken cancel)
    {
        if (!at.Line.InChain)
            return at.Line.Previous is null ? null : NoChain;
        return Check(at, computed, _last.TryGetValue(at.Line.Subject, out var last) ? last : await LookUpAsync(at, cancel).ConfigureAwait(false));
    }

    private Words? Check(SequencedLine at, Digest computed, (int Revision, Digest Leaf)? last)
    {
        if (_last.Count >= limit)
            Forget();
        _last[at.Line.Subject] = (at.Line.Revision, at.Leaf);
        var line = at.Line;
        var followsComputed = _computed.Count > 0 && _computed.Remove(line.Subject, out var given) && line.Previous == given;
        if (computed != at.Leaf && _computed.Count < limit)
            _computed[line.Subject] = computed;
        if (line.Revision != (last?.Revision ?? 0) + 1)
            return Gap.With(line.Revision, (last?.Revision ?? 0) + 1);
        if (line.Kind == LineKind.Opened && last is not null)
            return OpenedTwice;
        return followsComputed || line.Previous == last?.Leaf ? null : WrongPrevious;
    }

    private async ValueTask<(int Revision, Digest Leaf)?> LookUpAsync(SequencedLine at, CancellationToken cancel) =>
        _forgot && await reader.LastOfAsync(at.Line.Subject, at.Position, cancel).ConfigureAwait(false) is { } found ? (found.Line.Revision, found.Leaf) : null;

    private void Forget()
    {
        _forgot = true;
        foreach (var subject in _last.Keys.Take((_last.Count / 2) + 1).ToList())
            _last.Remove(subject);
    }

    private static readonly Words NoChain = new("这类记录不应指向前一条记录。", "A line of this kind must not name a line before it.");
    private static readonly Words Gap = new("同一事项的第 {0} 次变更出现在应为第 {1} 次的位置。", "Revision {0} of its subject stands where revision {1} is due.");
    private static readonly Words OpenedTwice = new("同一事项被建立了两次。", "Its subject was opened a second time.");
    private static readonly Words WrongPrevious = new("与同一事项的前一条记录不相接。", "It does not follow from the line before it on the same subject.");
}
