using System.Text;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

/// <summary>A stored ledger in memory that tests may tamper with.</summary>
internal sealed class MemoryLedger : ILedgerReader
{
    public const string Origin = "qinglian.example/county";
    public static readonly CheckpointKey Key = CheckpointKey.Create(Origin);
    public static readonly DateTimeOffset Start = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Guid, (int Revision, Digest Leaf)> _subjects = [];
    private readonly MerkleTree _tree = new();

    public List<SequencedLine> Lines { get; } = [];

    public Dictionary<NodeAt, Digest> Nodes { get; } = [];

    public List<string> Checkpoints { get; } = [];

    public int Lookups { get; private set; }

    public static MemoryLedger Of(int lines, int subjects = 7, int checkpointEvery = 10)
    {
        var ledger = new MemoryLedger();
        for (var i = 0; i < lines; i++)
        {
            ledger.Append(i % 5 == 4 ? LineKind.Read : LineKind.Act, Subject((i * 31) % subjects));
            if ((i + 1) % checkpointEvery == 0)
                ledger.Checkpoints.Add(ledger.Checkpoint().ToString());
        }

        return ledger;
    }

    public static Guid Subject(int number) => new(number + 1, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]);

    public SequencedLine Append(LineKind kind, Guid subject, int? revision = null)
    {
        var last = _subjects.TryGetValue(subject, out var known) ? known : ((int Revision, Digest Leaf)?)null;
        var changes = kind.ChangesSubject() && subject != Guid.Empty;
        var id = 100 + (2L * Lines.Count);
        var content = LedgerContent.Of(id, Encoding.UTF8.GetBytes($$"""{"opinion":"第 {{id}} 号"}"""));
        var line = new LedgerLine
        {
            Id = id,
            At = Start.AddSeconds(Lines.Count),
            Actor = Subject(1000),
            Kind = changes && last is null ? LineKind.Opened : kind,
            Subject = subject,
            Revision = revision ?? (changes ? (last?.Revision ?? 0) + 1 : last?.Revision ?? 0),
            Procedure = "work-order",
            Action = "Answer",
            Commitment = content.Commitment(),
            Previous = changes ? last?.Leaf : null,
        };
        var leaf = LineEncoding.Leaf(line);
        if (changes)
            _subjects[subject] = (line.Revision, leaf);
        var sequenced = new SequencedLine(Lines.Count, line, leaf, content);
        Lines.Add(sequenced);
        var completed = new List<TreeNode>();
        _tree.Append(leaf, completed);
        foreach (var node in completed)
            Nodes.Add(node.At, node.Hash);
        return sequenced;
    }

    public SignedNote Checkpoint() => new Checkpoint(Origin, _tree.Size, _tree.Root(), Start.AddSeconds(Lines.Count)).Sign(Key);

    /// <summary>Stores leaf hashes and nodes anew, as somebody with full access to the database would.</summary>
    public void Rehash(bool leaves = true)
    {
        Nodes.Clear();
        var tree = new MerkleTree();
        var completed = new List<TreeNode>();
        for (var i = 0; i < Lines.Count; i++)
        {
            Lines[i] = Lines[i] with { Position = i, Leaf = leaves ? LineEncoding.Leaf(Lines[i].Line) : Lines[i].Leaf };
            tree.Append(Lines[i].Leaf, completed);
        }

        foreach (var node in completed)
            Nodes.Add(node.At, node.Hash);
    }

    public void Renumber()
    {
        for (var i = 0; i < Lines.Count; i++)
            Lines[i] = Lines[i] with { Position = i };
    }

    public Task<LedgerReport> VerifyAsync(params SignedNote[] outside) => VerifyAsync(1_000_000, outside);

    public Task<LedgerReport> VerifyAsync(int maxSubjects, params SignedNote[] outside) =>
        new LedgerVerification(this, [Key.Public]) { MaxSubjects = maxSubjects }.RunAsync(outside, null, TestContext.Current.CancellationToken);

    public ValueTask<IReadOnlyList<Digest>> ReadAsync(IReadOnlyList<NodeAt> places, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<Digest>>([.. places.Select(p => p.Level == 0 ? Lines[(int)p.Index].Leaf : Nodes[p])]);

    public ValueTask<long> SizeAsync(CancellationToken cancel) => ValueTask.FromResult(Lines.Count == 0 ? 0 : Lines.Max(l => l.Position) + 1);

    public ValueTask<IReadOnlyList<SequencedLine>> LinesAsync(long from, long to, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<SequencedLine>>([.. Lines.Where(l => l.Position >= from && l.Position < to).OrderBy(l => l.Position)]);

    public ValueTask<IReadOnlyList<TreeNode>> NodesAsync(int level, long from, long to, CancellationToken cancel)
    {
        var nodes = new List<TreeNode>();
        for (var i = from; i < to; i++)
        {
            if (Nodes.TryGetValue(new(level, i), out var hash))
                nodes.Add(new(new(level, i), hash));
        }

        return ValueTask.FromResult<IReadOnlyList<TreeNode>>(nodes);
    }

    public ValueTask<IReadOnlyList<string>> CheckpointsAsync(long skip, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<string>>([.. Checkpoints.Skip((int)skip).Take(3)]);

    public ValueTask<SequencedLine?> LastOfAsync(Guid subject, long before, CancellationToken cancel)
    {
        Lookups++;
        return ValueTask.FromResult(Lines.Where(l => l.Position < before && l.Line.Subject == subject && l.Line.InChain).MaxBy(l => l.Position));
    }
}
