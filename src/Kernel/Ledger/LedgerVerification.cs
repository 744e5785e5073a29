namespace Qinglian.Kernel.Ledger;

/// <summary>
/// Reads the whole ledger in the order of the tree and compares it with everything that was stored about it: leaf hashes,
/// nodes, contents, chains of subjects, checkpoints. Memory stays bounded however long the ledger is.
/// </summary>
public sealed class LedgerVerification(ILedgerReader reader, IReadOnlyList<CheckpointPublicKey> keys)
{
    private const int MaxMoved = 1_000;

    /// <summary>How many findings are kept; all are counted.</summary>
    public int MaxFindings { get; init; } = 100;

    /// <summary>How many subjects are remembered before older ones are looked up again; about 80 MB for a million.</summary>
    public int MaxSubjects { get; init; } = 1_000_000;

    /// <param name="outside">Checkpoints that were kept elsewhere: printed, published, held by a witness. They alone show that everything was rewritten alike.</param>
    /// <param name="progress">Told the number of lines after each page.</param>
    public async Task<LedgerReport> RunAsync(IReadOnlyList<SignedNote> outside, IProgress<long>? progress, CancellationToken cancel)
    {
        var run = new Run(this, outside);
        return await run.CompleteAsync(progress, cancel).ConfigureAwait(false);
    }

    private sealed class Run
    {
        private readonly ILedgerReader _reader;
        private readonly LedgerFindings _findings;
        private readonly BrokenPairs _pairs = new();
        private readonly TreeCheck _tree;
        private readonly SubjectChains _chains;
        private readonly ErasedContents _erased;
        private readonly CheckpointCheck _checkpoints;
        private readonly SeenIds _seen = new();
        private readonly List<(long Position, Digest Computed, Digest Stored)> _changed = [];
        private readonly Digest[] _computed = new Digest[TreeCheck.PageSize];
        private readonly bool[] _contentWrong = new bool[TreeCheck.PageSize];
        private readonly Words?[] _malformed = new Words?[TreeCheck.PageSize];
        private long _lines;
        private long _contents;

        public Run(LedgerVerification settings, IReadOnlyList<SignedNote> outside)
        {
            _reader = settings.Reader;
            _findings = new(settings.MaxFindings);
            _tree = new(_reader, _findings, _pairs);
            _chains = new(_reader, settings.MaxSubjects);
            _erased = new(settings.MaxSubjects);
            _checkpoints = new(_reader, settings.Keys, outside, _findings);
        }

        public async Task<LedgerReport> CompleteAsync(IProgress<long>? progress, CancellationToken cancel)
        {
            var size = await _reader.SizeAsync(cancel).ConfigureAwait(false);
            await _checkpoints.StartAsync(cancel).ConfigureAwait(false);
            for (var first = 0L; first < size; first += TreeCheck.PageSize)
            {
                cancel.ThrowIfCancellationRequested();
                var end = Math.Min(first + TreeCheck.PageSize, size);
                await CheckPageAsync(await _reader.LinesAsync(first, end, cancel).ConfigureAwait(false), first, end, cancel).ConfigureAwait(false);
                await _checkpoints.UpToAsync(end, _tree, cancel).ConfigureAwait(false);
                progress?.Report(end);
            }

            await _checkpoints.BeyondAsync(size, cancel).ConfigureAwait(false);
            await CheckEndAsync(size, cancel).ConfigureAwait(false);
            _pairs.Explain(_findings);
            ExplainMoved();
            foreach (var (_, position, id) in _erased.Uncovered)
                _findings.Add(LedgerFault.ContentMissing, position, id, NotErasedLawfully.With(position + 1));
            var root = _tree.TryRoot(size, out var hash) ? hash : default;
            return new(_lines, _contents, _erased.Count, _checkpoints.Count, root, _findings.Count, _findings.ByPosition());
        }

        private async ValueTask CheckPageAsync(IReadOnlyList<SequencedLine> lines, long first, long end, CancellationToken cancel)
        {
            _tree.Begin();
            Array.Clear(_tree.Leaves);
            foreach (var page in lines.Chunk(TreeCheck.PageSize))
            {
                Parallel.For(0, (page.Length + 255) / 256, chunk => Hash(page, chunk * 256));
                for (var i = 0; i < page.Length; i++)
                    await CheckLineAsync(page[i], i, first, end, cancel).ConfigureAwait(false);
            }

            CheckGaps(first, end);
            await _tree.CompleteAsync(first, (int)(end - first), cancel).ConfigureAwait(false);
        }

        private void Hash(SequencedLine[] page, int from)
        {
            for (var i = from; i < Math.Min(from + 256, page.Length); i++)
            {
                var at = page[i];
                _malformed[i] = null;
                try
                {
                    _computed[i] = LineEncoding.Leaf(at.Line);
                }
                catch (ArgumentException)
                {
                    _malformed[i] = NoLine;
                }

                _contentWrong[i] = at.Content is { } content
                    && (content.LineId != at.Line.Id || content.Salt.Length != LedgerContent.SaltLength || content.Commitment() != at.Line.Commitment);
            }
        }

        private async ValueTask CheckLineAsync(SequencedLine at, int i, long first, long end, CancellationToken cancel)
        {
            var (position, line) = (at.Position, at.Line);
            if (position < first || position >= end || _tree.Leaves[position - first].Known)
            {
                _findings.Add(LedgerFault.Duplicated, position, line.Id, PlaceTaken.With(position + 1));
                return;
            }

            _lines++;
            _tree.Leaves[position - first] = new(at.Leaf);
            if (_malformed[i] is { } malformed)
                _findings.Add(LedgerFault.Changed, position, line.Id, malformed.With(position + 1));
            else if (_computed[i] != at.Leaf)
                Changed(at, _computed[i]);
            if (!_seen.Add(line.Id))
                _findings.Add(LedgerFault.Duplicated, position, line.Id, EnteredTwice.With(position + 1, line.Id));
            if (await _chains.CheckAsync(at, _malformed[i] is null ? _computed[i] : at.Leaf, cancel).ConfigureAwait(false) is { } broken)
                _findings.Add(LedgerFault.ChainBroken, position, line.Id, InChain.With(position + 1, broken));
            if (at.Content is null)
            {
                if (!_erased.Add(at))
                    _findings.Add(LedgerFault.ContentMissing, position, line.Id, NotErasedLawfully.With(position + 1));
            }
            else
            {
                _contents++;
                if (_contentWrong[i])
                    _findings.Add(LedgerFault.ContentChanged, position, line.Id, ContentWrong.With(position + 1));
            }

            if (line.Kind == LineKind.Erasure)
                _erased.Cover(line);
        }

        private void Changed(SequencedLine at, Digest computed)
        {
            _findings.Add(LedgerFault.Changed, at.Position, at.Line.Id, LineChanged.With(at.Position + 1));
            _tree.Doubt(at.Position, computed);
            if (_changed.Count < MaxMoved)
                _changed.Add((at.Position, computed, at.Leaf));
        }

        // Lines that were exchanged while their hashes stayed: each is found where the other's hash is stored.
        private void ExplainMoved()
        {
            var places = new Dictionary<Digest, long>();
            foreach (var (position, computed, _) in _changed)
                places.TryAdd(computed, position);
            foreach (var (position, _, stored) in _changed)
            {
                if (places.TryGetValue(stored, out var now))
                    _findings.Refine(LedgerFault.Changed, position, LedgerFault.Reordered, BrokenPairs.MovedHere.With(position + 1, now + 1));
            }
        }

        private void CheckGaps(long first, long end)
        {
            for (var position = first; position < end; position++)
            {
                if (_tree.Leaves[position - first].Known)
                    continue;
                var from = position;
                while (position + 1 < end && !_tree.Leaves[position + 1 - first].Known)
                    position++;
                _findings.Add(LedgerFault.Removed, from, null, from == position ? OneGone.With(from + 1) : SomeGone.With(from + 1, position + 1));
            }
        }

        // Nodes over lines that are not there: the end was cut off and the nodes forgotten.
        private async ValueTask CheckEndAsync(long size, CancellationToken cancel)
        {
            if (await _reader.NodesAsync(1, size >> 1, (size >> 1) + 1, cancel).ConfigureAwait(false) is [var node, ..])
                _findings.Add(LedgerFault.Truncated, size, null, NodesBeyond.With(size, node.At.End));
        }
    }

    private ILedgerReader Reader => reader;

    private IReadOnlyList<CheckpointPublicKey> Keys => keys;

    private static readonly Words NoLine = new("第 {0} 条的字段超出允许范围。", "A field of line {0} is out of its range.");
    private static readonly Words LineChanged = new("第 {0} 条与记账时保存的校验值不符：记录已被改动。", "Line {0} does not give the hash stored when it was entered: it was changed.");
    private static readonly Words PlaceTaken = new("第 {0} 条的位置上有不止一条记录。", "More than one line stands in place {0}.");
    private static readonly Words EnteredTwice = new("第 {0} 条（编号 {1}）此前已经入账。", "Line {0} (number {1}) was already entered before.");
    private static readonly Words InChain = new("第 {0} 条：{1}", "Line {0}: {1}");
    private static readonly Words ContentWrong = new("第 {0} 条的内容与记账时不一致。", "The content of line {0} is not what was entered.");
    private static readonly Words NotErasedLawfully = new("第 {0} 条的内容缺失，且没有依规清除的记录。", "The content of line {0} is gone and no later line says that it was erased lawfully.");
    private static readonly Words OneGone = new("第 {0} 条被删除。", "Line {0} was removed.");
    private static readonly Words SomeGone = new("第 {0} 至 {1} 条被删除。", "Lines {0} to {1} were removed.");
    private static readonly Words NodesBeyond = new("账本止于第 {0} 条，但保存的校验值表明至少有 {1} 条：末尾被截断。", "The ledger ends with line {0}, but stored hashes show that there were at least {1}: its end was cut off.");
}
