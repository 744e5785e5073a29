using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

public sealed class MerkleTreeTests
{
    // The eight inputs and roots that certificate transparency implementations have used as known answers since 2013.
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_root_of_nothing_is_the_hash_of_nothing() =>
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", new MerkleTree().Root().ToString());

    [Fact]
    public async Task The_known_roots_come_out_after_each_leaf()
    {
        var forest = new Forest();
        for (var i = 0; i < Inputs.Length; i++)
        {
            forest.Append(LeafOf(Inputs[i]));

            Assert.Equal(Roots[i], forest.Tree.Root().ToString());
            Assert.Equal(Roots[i], (await MerkleProof.RootAsync(i + 1, forest.ReadAsync, TestContext.Current.CancellationToken)).ToString());
        }
    }

    [Theory]
    [InlineData(0, 1, "")]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b,ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(1, 5, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public async Task The_known_inclusion_proofs_come_out(long index, long size, string path)
    {
        var forest = new Forest([.. Inputs.Select(LeafOf)]);

        var proof = await MerkleProof.InclusionAsync(index, size, forest.ReadAsync, TestContext.Current.CancellationToken);

        Assert.Equal(path, string.Join(',', proof));
    }

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a,ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public async Task The_known_consistency_proofs_come_out(long from, long to, string path)
    {
        var forest = new Forest([.. Inputs.Select(LeafOf)]);

        var proof = await MerkleProof.ConsistencyAsync(from, to, forest.ReadAsync, TestContext.Current.CancellationToken);

        Assert.Equal(path, string.Join(',', proof));
    }

    [Fact]
    public void Every_proof_verifies_and_no_damaged_one_does() =>
        Prop.ForAll(Chance.Three, sample =>
        {
            var size = (sample.A % 700) + 1;
            var index = sample.B % size;
            var forest = Forest.OfSize(size);
            var leaf = forest.Leaves[index];
            var root = forest.Tree.Root();
            var path = Done(MerkleProof.InclusionAsync(index, size, forest.ReadAsync, default));

            Assert.True(MerkleProof.VerifyInclusion(leaf, index, size, path, root));
            Assert.True(path.Length <= 10);
            Assert.False(MerkleProof.VerifyInclusion(Flipped(leaf, sample.C), index, size, path, root));
            Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, path, Flipped(root, sample.C)));
            Assert.False(MerkleProof.VerifyInclusion(leaf, size, size, path, root));
            Assert.False(MerkleProof.VerifyInclusion(leaf, -1, size, path, root));
            Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, [.. path, root], root));
            if (size > 1)
            {
                Assert.False(MerkleProof.VerifyInclusion(leaf, (index + 1) % size, size, path, root));
                Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, path.AsSpan(1), root));
                Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, path.AsSpan(0, path.Length - 1), root));
                var damaged = path.ToArray();
                damaged[sample.C % path.Length] = Flipped(damaged[sample.C % path.Length], sample.C);
                Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, damaged, root));
            }

            if (path.Length > 1)
                Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, [path[1], path[0], .. path[2..]], root));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void A_grown_tree_is_consistent_and_a_rewritten_one_is_not() =>
        Prop.ForAll(Chance.Three, sample =>
        {
            var to = (sample.A % 700) + 1;
            var from = sample.B % (to + 1);
            var older = Forest.OfSize(from).Tree.Root();
            var forest = Forest.OfSize(to);
            var newer = forest.Tree.Root();
            var path = Done(MerkleProof.ConsistencyAsync(from, to, forest.ReadAsync, default));

            Assert.True(MerkleProof.VerifyConsistency(from, to, older, newer, path));
            Assert.False(MerkleProof.VerifyConsistency(from, to, Flipped(older, sample.C), newer, path));
            Assert.False(MerkleProof.VerifyConsistency(from, to, older, newer, [.. path, newer]));
            if (from > 0)
                Assert.False(MerkleProof.VerifyConsistency(from, to, older, Flipped(newer, sample.C), path));
            if (path.Length > 0)
            {
                Assert.False(MerkleProof.VerifyConsistency(from, to, older, newer, path.AsSpan(1)));
                Assert.False(MerkleProof.VerifyConsistency(from, to, older, newer, path.AsSpan(0, path.Length - 1)));
                var damaged = path.ToArray();
                damaged[sample.C % path.Length] = Flipped(damaged[sample.C % path.Length], sample.C);
                Assert.False(MerkleProof.VerifyConsistency(from, to, older, newer, damaged));
            }

            if (from == 0)
                return;
            var rewritten = Forest.OfSize(to, changed: sample.C % from);
            var proof = Done(MerkleProof.ConsistencyAsync(from, to, rewritten.ReadAsync, default));
            Assert.False(MerkleProof.VerifyConsistency(from, to, older, rewritten.Tree.Root(), proof));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public async Task A_tree_goes_on_from_its_stored_nodes()
    {
        for (var size = 0; size <= 70; size++)
        {
            var forest = Forest.OfSize(size);
            var resumed = await MerkleTree.ResumeAsync(size, forest.ReadAsync, TestContext.Current.CancellationToken);
            var next = Forest.LeafOf(size);
            var (a, b) = (new List<TreeNode>(), new List<TreeNode>());

            resumed.Append(next, a);
            forest.Tree.Append(next, b);

            Assert.Equal(b, a);
            Assert.Equal(forest.Tree.Root(), resumed.Root());
        }
    }

    [Fact]
    public void Each_complete_subtree_is_handed_out_once()
    {
        var forest = Forest.OfSize(1000);

        Assert.Equal(Enumerable.Range(1, 9).Sum(level => 1000 >> level), forest.Nodes.Count);
        Assert.All(forest.Nodes, n => Assert.True(n.Key.End <= 1000));
    }

    [Fact]
    public async Task A_tree_too_large_to_hold_needs_few_nodes()
    {
        var asked = 0;
        ValueTask<IReadOnlyList<Digest>> Count(IReadOnlyList<NodeAt> places, CancellationToken cancel)
        {
            asked += places.Count;
            return ValueTask.FromResult<IReadOnlyList<Digest>>(new Digest[places.Count]);
        }

        var path = await MerkleProof.InclusionAsync(123_456_789_012, 1_000_000_000_001, Count, TestContext.Current.CancellationToken);

        Assert.Equal(40, path.Length);
        Assert.True(asked <= 80);
    }

    private static Digest[] Done(ValueTask<Digest[]> task) => task.AsTask().GetAwaiter().GetResult();

    private static Digest LeafOf(string hex) => Digest.Of([0, .. Convert.FromHexString(hex)]);

    private static Digest Flipped(Digest digest, int bit)
    {
        var bytes = digest.ToArray();
        bytes[bit / 8 % 32] ^= (byte)(1 << (bit % 8));
        return new(bytes);
    }
}
