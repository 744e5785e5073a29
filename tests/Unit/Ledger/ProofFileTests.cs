using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Tests.Unit.Ledger;

public sealed class ProofFileTests
{
    [Fact]
    public async Task A_proof_is_written_read_and_holds()
    {
        var proof = await Proofs.OfAsync(MemoryLedger.Of(61), 23, older: 40);

        var json = ProofJson.Write(proof);

        Assert.True(ProofJson.TryRead(json, out var read, out _));
        Assert.Equal(json, ProofJson.Write(read));
        Assert.All(read.Verify(trusted: null), f => Assert.Equal(ProofOutcome.Proved, f.Outcome));
        Assert.Contains("第 24 条（检查点共 61 条）", read.Verify(trusted: null)[1].Words.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_without_content_says_what_it_does_not_prove()
    {
        var findings = (await Proofs.OfAsync(MemoryLedger.Of(20), 4, content: false)).Verify(trusted: null);

        Assert.Equal([ProofOutcome.NotChecked, ProofOutcome.Proved, ProofOutcome.Proved, ProofOutcome.Proved, ProofOutcome.NotChecked], findings.Select(f => f.Outcome));
        Assert.Contains("not what it says", findings[0].Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_known_from_elsewhere_outweighs_the_one_in_the_file()
    {
        var proof = await Proofs.OfAsync(MemoryLedger.Of(20), 4);
        using var real = CheckpointKey.Create(MemoryLedger.Origin);

        Assert.Equal(ProofOutcome.Proved, Signature(proof.Verify([MemoryLedger.Key.Public])));
        Assert.Equal(ProofOutcome.Failed, Signature(proof.Verify([real.Public])));
        Assert.Equal(ProofOutcome.Failed, Signature(proof.Verify([])));
    }

    [Fact]
    public async Task A_witness_cannot_stand_in_for_the_ledger()
    {
        var proof = await Proofs.OfAsync(MemoryLedger.Of(20), 4);
        Assert.True(Checkpoint.TryRead(proof.Checkpoint, out var checkpoint));

        var forged = proof with { Checkpoint = checkpoint.Sign(Proofs.Witness) };

        Assert.Equal(ProofOutcome.Failed, Signature(forged.Verify(trusted: null)));
    }

    [Fact]
    public async Task No_changed_bit_of_a_proof_file_passes_as_another_proof()
    {
        var json = ProofJson.Write(await Proofs.OfAsync(MemoryLedger.Of(61), 23, older: 40));
        var bytes = Encoding.UTF8.GetBytes(json);
        var (unreadable, refused) = (0, 0);
        Prop.ForAll(Chance.One, random =>
        {
            var damaged = bytes.ToArray();
            damaged[random / 8 % bytes.Length] ^= (byte)(1 << (random % 8));
            if (!ProofJson.TryRead(Encoding.UTF8.GetString(damaged), out var read, out _))
                unreadable++;
            else if (read.Verify(trusted: null).Any(f => f.Outcome != ProofOutcome.Proved))
                refused++;
            else
                Assert.Equal(json, ProofJson.Write(read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

        Assert.True(unreadable > 100 && refused > 100);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{}", "format")]
    [InlineData("""{"format":"qinglian-proof/1"}""", "checkpoint")]
    [InlineData("""{"format":"qinglian-proof/1","format":"qinglian-proof/1"}""", "JSON")]
    [InlineData("""{"format":"qinglian-proof/1","line":{"kind":"Vote"}}""", "kind")]
    public void An_unreadable_file_is_refused_with_the_part_that_is_wrong(string json, string part)
    {
        Assert.False(ProofJson.TryRead(json, out _, out var wrong));
        Assert.Contains(part, wrong.En, StringComparison.Ordinal);
        Assert.Contains(part, wrong.Zh, StringComparison.Ordinal);
    }

    private static ProofOutcome Signature(IReadOnlyList<ProofFinding> findings) => findings.Single(f => f.Check == ProofCheck.Signature).Outcome;
}
