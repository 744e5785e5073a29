using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

/// <summary>A tree with all its nodes in memory.</summary>
internal sealed class Forest
{
    public Forest(params Digest[] leaves)
    {
        foreach (var leaf in leaves)
            Append(leaf);
    }

    public MerkleTree Tree { get; } = new();

    public List<Digest> Leaves { get; } = [];

    public Dictionary<NodeAt, Digest> Nodes { get; } = [];

    public static Forest OfSize(int size, int changed = -1) =>
        new([.. Enumerable.Range(0, size).Select(i => LeafOf(i == changed ? -1 - i : i))]);

    public static Digest LeafOf(int number) => Digest.Of([0, .. BitConverter.GetBytes(number)]);

    public void Append(Digest leaf)
    {
        var completed = new List<TreeNode>();
        Tree.Append(leaf, completed);
        Leaves.Add(leaf);
        foreach (var node in completed)
            Nodes.Add(node.At, node.Hash);
    }

    public ValueTask<IReadOnlyList<Digest>> ReadAsync(IReadOnlyList<NodeAt> places, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<Digest>>([.. places.Select(p => p.Level == 0 ? Leaves[(int)p.Index] : Nodes[p])]);
}
