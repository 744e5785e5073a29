namespace Qinglian.Kernel.Ledger;

/// <summary>A place in the tree: level 0 are the leaves; node <c>Index</c> of level L covers the 2^L leaves from Index · 2^L on.</summary>
public readonly record struct NodeAt(int Level, long Index)
{
    /// <summary>The first leaf it covers.</summary>
    public long First => Index << Level;

    /// <summary>One past the last leaf it covers.</summary>
    public long End => (Index + 1) << Level;
}

/// <summary>The hash of a complete subtree: once all its leaves are there it never changes, so it may be stored.</summary>
public readonly record struct TreeNode(NodeAt At, Digest Hash);

/// <summary>Reads the hashes of complete subtrees, in the order asked for, in one round trip. Level 0 are the leaf hashes.</summary>
/// <remarks>A node that is not there is a fault and is thrown.</remarks>
public delegate ValueTask<IReadOnlyList<Digest>> NodeReader(IReadOnlyList<NodeAt> nodes, CancellationToken cancel);
