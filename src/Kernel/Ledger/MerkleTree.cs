using System.Numerics;

namespace Qinglian.Kernel.Ledger;

/// <summary>
/// The growing end of an RFC 6962 tree: only the roots of the complete subtrees that make up its leaves so far, at most 63.
/// Appending a leaf costs one node hash on average.
/// </summary>
public sealed class MerkleTree
{
    private const byte NodePrefix = 0x01;

    private readonly Digest[] _frontier = new Digest[63];

    public long Size { get; private set; }

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static readonly Digest Empty = Digest.Of([]);

    /// <summary>Continues a tree of <paramref name="size"/> leaves from the stored hashes of <see cref="Frontier(long)"/>.</summary>
    public static async ValueTask<MerkleTree> ResumeAsync(long size, NodeReader read, CancellationToken cancel)
    {
        var places = Frontier(size);
        var tree = new MerkleTree { Size = size };
        var hashes = await MerkleProof.ReadAsync(places, read, cancel).ConfigureAwait(false);
        for (var i = 0; i < places.Count; i++)
            tree._frontier[places[i].Level] = hashes[i];
        return tree;
    }

    /// <summary>The complete subtrees that make up a tree of <paramref name="size"/> leaves, from left (largest) to right.</summary>
    public static IReadOnlyList<NodeAt> Frontier(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var places = new List<NodeAt>(BitOperations.PopCount((ulong)size));
        MerkleProof.AddRange(0, size, places);
        return places;
    }

    /// <summary>Adds a leaf hash and puts the nodes it completes, from level 1 up, into <paramref name="completed"/>.</summary>
    public void Append(Digest leaf, ICollection<TreeNode> completed)
    {
        var hash = leaf;
        var index = Size;
        var level = 0;
        while ((index & 1) == 1)
        {
            hash = Node(_frontier[level], hash);
            index >>= 1;
            completed.Add(new(new(++level, index), hash));
        }

        _frontier[level] = hash;
        Size++;
    }

    public void Append(ReadOnlySpan<Digest> leaves, ICollection<TreeNode> completed)
    {
        foreach (var leaf in leaves)
            Append(leaf, completed);
    }

    public Digest Root()
    {
        if (Size == 0)
            return Empty;
        var rest = Size;
        var root = _frontier[BitOperations.TrailingZeroCount(rest)];
        for (rest &= rest - 1; rest != 0; rest &= rest - 1)
            root = Node(_frontier[BitOperations.TrailingZeroCount(rest)], root);
        return root;
    }

    /// <summary>The node hash of RFC 6962: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Digest.Length)];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Digest.Length)..]);
        return Digest.Of(bytes);
    }
}
