using System.Numerics;

namespace Qinglian.Kernel.Ledger;

/// <summary>
/// Proofs of RFC 6962 (2.1.1, 2.1.2) from stored complete subtrees: the places are worked out first and read in one
/// round trip, at most two per level of the tree.
/// </summary>
public static class MerkleProof
{
    /// <summary>The root over the first <paramref name="size"/> leaves.</summary>
    public static async ValueTask<Digest> RootAsync(long size, NodeReader read, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? MerkleTree.Empty : (await HashesAsync([(0, size)], read, cancel).ConfigureAwait(false))[0];
    }

    /// <summary>The path from leaf <paramref name="index"/> to the root over the first <paramref name="size"/> leaves, nearest sibling first.</summary>
    public static ValueTask<Digest[]> InclusionAsync(long index, long size, NodeReader read, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<(long First, long End)>();
        var (first, end) = (0L, size);
        while (end - first > 1)
        {
            var middle = first + Split(end - first);
            if (index < middle)
            {
                path.Add((middle, end));
                end = middle;
            }
            else
            {
                path.Add((first, middle));
                first = middle;
            }
        }

        path.Reverse();
        return HashesAsync(path, read, cancel);
    }

    /// <summary>The proof that the tree over <paramref name="to"/> leaves only added to the tree over <paramref name="from"/>; empty when nothing was added or there was nothing.</summary>
    public static ValueTask<Digest[]> ConsistencyAsync(long from, long to, NodeReader read, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var path = new List<(long First, long End)>();
        if (from == 0 || from == to)
            return HashesAsync(path, read, cancel);
        var (first, end) = (0L, to);
        while (end != from)
        {
            var middle = first + Split(end - first);
            if (from <= middle)
            {
                path.Add((middle, end));
                end = middle;
            }
            else
            {
                path.Add((first, middle));
                first = middle;
            }
        }

        // The verifier knows the old root; the subtree is left out only where it is the whole old tree.
        if (first != 0)
            path.Add((first, end));
        path.Reverse();
        return HashesAsync(path, read, cancel);
    }

    /// <summary>Whether <paramref name="path"/> leads from the leaf to the root (RFC 9162, 2.1.3.2).</summary>
    public static bool VerifyInclusion(Digest leaf, long index, long size, ReadOnlySpan<Digest> path, Digest root)
    {
        if (index < 0 || index >= size)
            return false;
        var (node, last) = (index, size - 1);
        var hash = leaf;
        foreach (var sibling in path)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleTree.Node(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = MerkleTree.Node(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>Whether the newer tree only added to the older one (RFC 9162, 2.1.4.2).</summary>
    public static bool VerifyConsistency(long from, long to, Digest fromRoot, Digest toRoot, ReadOnlySpan<Digest> path)
    {
        if (from < 0 || from > to)
            return false;
        if (from == to)
            return path.IsEmpty && fromRoot == toRoot && (from != 0 || fromRoot == MerkleTree.Empty);
        if (from == 0)
            return path.IsEmpty && fromRoot == MerkleTree.Empty;
        var whole = BitOperations.IsPow2(from);
        if (path.IsEmpty && !whole)
            return false;
        var (node, last) = (from - 1, to - 1);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        var older = whole ? fromRoot : path[0];
        var newer = older;
        foreach (var sibling in whole ? path : path[1..])
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                older = MerkleTree.Node(sibling, older);
                newer = MerkleTree.Node(sibling, newer);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                newer = MerkleTree.Node(newer, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && older == fromRoot && newer == toRoot;
    }

    /// <summary>Adds the complete subtrees that make up the leaves from <paramref name="first"/> to before <paramref name="end"/>, left to right.</summary>
    /// <remarks><paramref name="first"/> must be a multiple of the largest power of two that fits.</remarks>
    internal static void AddRange(long first, long end, List<NodeAt> places)
    {
        while (first < end)
        {
            var level = BitOperations.Log2((ulong)(end - first));
            places.Add(new(level, first >> level));
            first += 1L << level;
        }
    }

    internal static async ValueTask<IReadOnlyList<Digest>> ReadAsync(IReadOnlyList<NodeAt> places, NodeReader read, CancellationToken cancel)
    {
        if (places.Count == 0)
            return [];
        var hashes = await read(places, cancel).ConfigureAwait(false);
        return hashes.Count == places.Count ? hashes : throw new InvalidOperationException($"{places.Count} nodes of the tree were asked for, {hashes.Count} came back.");
    }

    private static async ValueTask<Digest[]> HashesAsync(List<(long First, long End)> ranges, NodeReader read, CancellationToken cancel)
    {
        var places = new List<NodeAt>();
        var ends = new int[ranges.Count];
        for (var i = 0; i < ranges.Count; i++)
        {
            AddRange(ranges[i].First, ranges[i].End, places);
            ends[i] = places.Count;
        }

        var stored = await ReadAsync(places, read, cancel).ConfigureAwait(false);
        var hashes = new Digest[ranges.Count];
        for (var i = 0; i < ranges.Count; i++)
        {
            hashes[i] = stored[ends[i] - 1];
            for (var j = ends[i] - 2; j >= (i == 0 ? 0 : ends[i - 1]); j--)
                hashes[i] = MerkleTree.Node(stored[j], hashes[i]);
        }

        return hashes;
    }

    // The largest power of two smaller than n (RFC 6962, 2.1).
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));
}
