using System.Security.Cryptography;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;
using static Qinglian.Tests.Unit.Sealing.Sealed;

namespace Qinglian.Tests.Unit.Sealing;

public sealed class SplitKeyTests
{
    private static readonly OpeningRequest Asked = new(new("01980000-0000-7000-8000-0000000000e1"), Zhao.Name, Zhao.Key.Public, "核实举报人补充的证据");

    private readonly EnvelopeKeys _keys = EnvelopeKeys.New(Identity);

    [Fact]
    public void Any_two_of_three_roles_open_an_identity_and_none_alone()
    {
        var name = _keys.SealText("王小明", "name", 1);
        var shares = SplitKey.Seal(_keys, 2, Custodians(Li, Wang, Zhang)).Shares;
        var released = new[] { Li, Wang, Zhang }.Select(p => Release(shares, p)).ToList();

        foreach (var pair in new[] { (0, 1), (0, 2), (1, 2), (2, 0) })
        {
            using var opened = SplitKey.Combine(Identity, 2, [released[pair.Item1], released[pair.Item2]], Zhao.Key, Asked)!;
            Assert.Equal("王小明", opened.OpenText(name, "name", 1));
        }

        foreach (var one in released) Assert.Null(SplitKey.Combine(Identity, 2, [one, one], Zhao.Key, Asked));
    }

    [Fact]
    public void Without_a_reason_nobody_releases()
    {
        var shares = SplitKey.Seal(_keys, 2, Custodians(Li, Wang, Zhang)).Shares;
        var (share, refused) = SplitKey.Release(Identity, shares[0], Li.Key, Asked with { Reason = "  " });
        Assert.Null(share);
        Assert.Contains("reason", refused!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_is_good_for_its_request_its_reason_and_its_requester_only()
    {
        var shares = SplitKey.Seal(_keys, 2, Custodians(Li, Wang, Zhang)).Shares;
        List<ReleasedShare> released = [Release(shares, Li), Release(shares, Wang)];

        Assert.Throws<VaultException>(() => SplitKey.Combine(Identity, 2, released, Zhao.Key, Asked with { Id = Guid.Empty }));
        Assert.Throws<VaultException>(() => SplitKey.Combine(Identity, 2, released, Zhao.Key, Asked with { Reason = "好奇" }));
        Assert.Throws<VaultException>(() => SplitKey.Combine(Identity, 2, released, Chen.Key, Asked));
        Assert.Throws<VaultException>(() => SplitKey.Combine(Report, 2, released, Zhao.Key, Asked));
        Assert.Throws<VaultException>(() => SplitKey.Release(Identity, shares[0], Wang.Key, Asked));
    }

    [Fact]
    public void One_person_in_two_roles_could_open_alone_and_is_refused()
    {
        var outcome = SplitKey.Seal(_keys, 2, [new("a", [Li.Recipient]), new("b", [Li.Recipient with { Name = Recipient.NameOf(Li.Id, 2) }]), new("c", [Wang.Recipient])]);
        Assert.Empty(outcome.Shares);
        Assert.Contains("alone", outcome.Refused!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void With_fewer_roles_that_have_a_key_than_are_needed_nothing_is_sealed()
    {
        var outcome = SplitKey.Seal(_keys, 2, [new("a", [Li.Recipient]), new("b", [Wang.WithoutKey]), new("c", [])]);
        Assert.Empty(outcome.Shares);
        Assert.NotNull(outcome.Refused);

        var enough = SplitKey.Seal(_keys, 2, [new("a", [Li.Recipient]), new("b", [Wang.WithoutKey]), new("c", [Zhang.Recipient])]);
        Assert.Equal([Wang.Name], enough.WithoutKey);
        Assert.Equal(2, enough.Shares.Count);
    }

    [Fact]
    public void A_share_is_passed_on_to_whoever_comes_into_the_role()
    {
        var shares = SplitKey.Seal(_keys, 2, Custodians(Li, Wang, Zhang)).Shares;

        var passed = SplitKey.PassOn(Identity, shares[0], Li.Key, Chen.Name, Chen.Key.Public);

        using var opened = SplitKey.Combine(Identity, 2, [Release([passed], Chen), Release(shares, Wang)], Zhao.Key, Asked);
        Assert.NotNull(opened);
        Assert.Null(SplitKey.Combine(Identity, 2, [Release([passed], Chen), Release(shares, Li)], Zhao.Key, Asked));
    }

    [Fact]
    public void With_recovery_of_two_in_three_one_share_fails_and_two_recover_one_report_only()
    {
        using var report = EnvelopeKeys.New(Report);
        using var other = EnvelopeKeys.New(Report with { Dossier = Li.Id.Value });
        var (text, foreign) = (report.SealText("事实", "facts", 1), other.SealText("另一件", "facts", 1));
        var shares = SplitKey.Seal(report, 2, Custodians(Li, Wang, Zhang)).Shares;
        (ReleasedShare Li, ReleasedShare Wang) released = (SplitKey.Release(Report, shares[0], Li.Key, Asked).Share!, SplitKey.Release(Report, shares[1], Wang.Key, Asked).Share!);

        Assert.Null(SplitKey.Combine(Report, 2, [released.Li], Zhao.Key, Asked));
        using var recovered = SplitKey.Combine(Report, 2, [released.Li, released.Wang], Zhao.Key, Asked)!;
        Assert.Equal("事实", recovered.OpenText(text, "facts", 1));
        Assert.Throws<VaultException>(() => recovered.OpenText(foreign, "facts", 1));

        // And whoever recovered it lets a new handler in.
        using var handler = EnvelopeKeys.Open(Report, recovered.WrapFor(Chen.Recipient).Wraps, Chen.Name, Chen.Key);
        Assert.Equal("事实", handler.OpenText(text, "facts", 1));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(5, 9)]
    public void Any_as_many_as_needed_give_the_secret_and_one_fewer_does_not(int needed, int total)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var shares = Shares.Split(secret, needed, total);

        foreach (var chosen in Choices(total, needed)) Assert.Equal(secret, Shares.Combine([.. chosen.Select(i => shares[i])]));
        foreach (var chosen in Choices(total, needed - 1)) Assert.NotEqual(secret, Shares.Combine([.. chosen.Select(i => shares[i])]));
    }

    [Fact]
    public void One_share_fits_every_secret_equally()
    {
        // For one fixed byte of the secret, the byte of a share takes all 256 values about equally often.
        var counts = new int[256];
        for (var i = 0; i < 256 * 400; i++) counts[Shares.Split([42], 2, 3)[1][1]]++;
        var chi = counts.Sum(c => Math.Pow(c - 400, 2) / 400);
        Assert.InRange(chi, 160, 370);
    }

    [Fact]
    public void Multiplication_is_that_of_FIPS_197() => Assert.Equal((0xC1, 0xFE), (Shares.Multiply(0x57, 0x83), Shares.Multiply(0x57, 0x13)));

    private static ReleasedShare Release(IReadOnlyList<SealedShare> shares, Person person) => SplitKey.Release(Identity, shares.Single(s => s.Recipient == person.Name), person.Key, Asked).Share!;

    private static IEnumerable<int[]> Choices(int total, int take) =>
        Enumerable.Range(1, 1 << total).Where(bits => int.PopCount(bits) == take && bits < 1 << total).Select(bits => Enumerable.Range(0, total).Where(i => (bits >> i & 1) == 1).ToArray());
}
