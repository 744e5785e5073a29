using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

/// <summary>Proof files over a ledger in memory.</summary>
internal static class Proofs
{
    public static readonly CheckpointKey Witness = CheckpointKey.Create("县人大监察司法委");

    public static async Task<ProofFile> OfAsync(MemoryLedger ledger, int index, int older = 0, bool content = true)
    {
        var cancel = TestContext.Current.CancellationToken;
        var size = ledger.Lines.Count;
        var at = ledger.Lines[index];
        Continuation? continuation = null;
        if (older > 0)
        {
            var checkpoint = new Checkpoint(MemoryLedger.Origin, older, await MerkleProof.RootAsync(older, ledger.ReadAsync, cancel), MemoryLedger.Start.AddSeconds(older));
            continuation = new(checkpoint.Sign(MemoryLedger.Key), await MerkleProof.ConsistencyAsync(older, size, ledger.ReadAsync, cancel));
        }

        return new()
        {
            Line = at.Line,
            Content = content ? at.Content : null,
            Index = index,
            Path = await MerkleProof.InclusionAsync(index, size, ledger.ReadAsync, cancel),
            Checkpoint = ledger.Checkpoint().SignedBy(Witness),
            Keys = [MemoryLedger.Key.Public, Witness.Public],
            Continuation = continuation,
        };
    }

    /// <summary>The folder of the repository that the tests were built from.</summary>
    public static string Repository(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Qinglian.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Qinglian.slnx is in none of the folders above the tests.");
        return Path.Combine([folder.FullName, .. path]);
    }
}
