using System.Diagnostics;
using System.Security.Cryptography;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;
using static Qinglian.Tests.Unit.Sealing.Sealed;

namespace Qinglian.Tests.Unit.Sealing;

public sealed class ReceiptTests
{
    [Fact]
    public void The_code_opens_what_was_sealed_for_the_receipt_also_after_somebody_was_taken_out()
    {
        var (code, receipt, filing) = Receipt.Issue(Installation, Dossier);
        filing.Dispose();
        using var keys = EnvelopeKeys.New(Report);
        var wraps = keys.WrapFor(Li.Recipient, new(Recipient.Receipt, receipt.Key)).Wraps.ToList();
        // Nobody needs the code for this: the receipt has a public key.
        wraps.AddRange(keys.Rotate([new(Recipient.Receipt, receipt.Key)]).Wraps);
        var answer = keys.SealText("已受理", "answer/1", 1);

        var reading = SecretCode.Read(code.Groups.ToLowerInvariant());
        Assert.Equal(receipt.Lookup, Receipt.LookupOf(reading, Installation));
        using var reporter = Receipt.Open(reading, Installation, (receipt, Dossier))!;
        using var opened = EnvelopeKeys.Open(Report, wraps, Recipient.Receipt, reporter);

        Assert.Equal("已受理", opened.OpenText(answer, "answer/1", 1));
    }

    [Fact]
    public void Another_code_another_dossier_and_another_installation_open_nothing()
    {
        var (code, receipt, key) = Receipt.Issue(Installation, Dossier);
        key.Dispose();
        var right = SecretCode.Read(code.Plain);

        Assert.Null(Receipt.Open(SecretCode.Read(SecretCode.New().Plain), Installation, (receipt, Dossier)));
        Assert.Null(Receipt.Open(right, Installation, (receipt, Li.Id.Value)));
        Assert.Null(Receipt.Open(right, "other.local", (receipt, Dossier)));
        Assert.Null(Receipt.Open(right, Installation, null));
        Assert.Null(Receipt.Open(SecretCode.Read("ABC"), Installation, (receipt, Dossier)));
        foreach (var damaged in Damaged(receipt.Lock))
        {
            try
            {
                Assert.Null(Receipt.Open(right, Installation, (receipt with { Lock = damaged }, Dossier)));
            }
            catch (VaultException)
            {
                // The first bytes say what it is; changed, it is no lock any more.
            }
        }
    }

    [Fact]
    public void Everything_the_server_keeps_opens_nothing()
    {
        var plan = Plan();
        var (filing, _, keys, _) = SealedFiling.Seal(plan, new Dictionary<string, string> { ["facts"] = "canary-facts" }, new Dictionary<string, string> { ["name"] = "canary-name" }, []);
        using var made = keys;
        using var staff = SealingPrivateKey.New();
        var kept = KeyLock.WithPassword(staff, "correct horse battery", new(Installation, Li.Id.Value, "person"), 1, Rounds);
        var vault = new Vault(MasterKeys.Generate(new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));
        // Whatever 32 bytes stand anywhere on the server, taken as a key of a generation and as a private key.
        List<byte[]> stored =
        [
            filing!.Receipt.Lookup, filing.Receipt.Lock, filing.Receipt.Key.Bytes.ToArray(), kept, vault.SealText("x", new("p", Dossier, "f", 1)),
            .. filing.Wraps.Select(w => w.Bytes), .. filing.Fields.Select(f => f.Bytes), .. filing.Identity!.Shares.Select(s => s.Bytes), .. filing.Identity.Fields.Select(f => f.Bytes),
            System.Text.Encoding.UTF8.GetBytes(filing.ToJson()),
        ];

        var (tries, opened) = (0, 0);
        foreach (var bytes in stored.Select(b => b.Length > 1300 ? b[..1300] : b))
        {
            for (var at = 0; at + 32 <= bytes.Length; at++)
            {
                tries++;
                var key = bytes[at..(at + 32)];
                opened += Opens(() => EnvelopeKeys.Of(plan.Report, 1, key).OpenText(filing.Fields[0].Bytes, "facts", 1));
                opened += Opens(() => EnvelopeKeys.Of(plan.Identity, 1, key).OpenText(filing.Identity.Fields[0].Bytes, "name", 1));
                if (at % 8 == 0) opened += Opens(() => EnvelopeKeys.Open(plan.Report, filing.Wraps, Li.Name, SealingPrivateKey.Import([.. key, .. Li.Key.Public.Bytes])));
            }
        }

        Assert.True(tries > 2000);
        Assert.Equal(0, opened);
        Assert.All(stored, b => Assert.Equal(-1, b.AsSpan().IndexOf("canary"u8)));
    }

    [Fact]
    public void A_password_lock_opens_with_its_password_and_shows_when_it_is_outdated()
    {
        var owner = new SealingPlace(Installation, Li.Id.Value, "person");
        using var key = SealingPrivateKey.New();
        var kept = KeyLock.WithPassword(key, "一句只有自己知道的话", owner, 1, Rounds);

        using var opened = KeyLock.Open(kept, "一句只有自己知道的话", owner, 1);
        Assert.Equal(key.Public, opened!.Public);
        Assert.Null(KeyLock.Open(kept, "一句只有自己知道的化", owner, 1));
        Assert.Null(KeyLock.Open(kept, "一句只有自己知道的话", owner, 2));
        Assert.Null(KeyLock.Open(kept, "一句只有自己知道的话", owner with { Dossier = Wang.Id.Value }, 1));
        Assert.Null(KeyLock.Open(kept, SecretCode.New(), owner, 1));
        Assert.True(KeyLock.IsOutdated(kept));
        Assert.False(KeyLock.IsOutdated(KeyLock.WithPassword(key, "p", owner, 1)));
        Assert.False(KeyLock.IsOutdated(KeyLock.WithCode(key, SecretCode.New(), owner, 1)));
    }

    [Fact]
    public void A_lock_that_asks_for_a_day_of_work_is_refused()
    {
        var owner = new SealingPlace(Installation, Li.Id.Value, "person");
        var kept = KeyLock.WithPassword(Li.Key, "p", owner, 1, Rounds);
        kept[5] = 0x7F;
        Assert.Throws<VaultException>(() => KeyLock.Open(kept, "p", owner, 1));
    }

    [Fact]
    public void Passwords_cost_a_guesser_at_least_as_much_as_OWASP_asks()
    {
        Assert.True(KeyLock.Rounds >= 210_000);
        var owner = new SealingPlace(Installation, Li.Id.Value, "person");
        var kept = KeyLock.WithPassword(Li.Key, "p", owner, 1);

        var watch = Stopwatch.StartNew();
        KeyLock.Open(kept, "q", owner, 1);

        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(10), watch.Elapsed.ToString());
    }

    /// <summary>
    /// Mann-Whitney: how often a try of one kind is slower than one of the other; one half where nothing can be told. Hangs on the machine
    /// being the same for both, which taking turns in random order sees to. A difference that is there shows in every round; one that only a
    /// busy moment made does not.
    /// </summary>
    [Fact]
    public void Mistyped_unknown_and_wrong_codes_take_the_same_time()
    {
        const int tries = 20_000;
        var (_, receipt, key) = Receipt.Issue(Installation, Dossier);
        key.Dispose();
        var (mistyped, other) = (SecretCode.Read("00000-00000-00000-00000-00001"), SecretCode.Read(SecretCode.New().Plain));
        Assert.Null(mistyped.Code);
        Func<SealingPrivateKey?>[] kinds =
        [
            () => { Receipt.LookupOf(other, Installation); return Receipt.Open(other, Installation, null); },
            () => { Receipt.LookupOf(other, Installation); return Receipt.Open(other, Installation, (receipt, Dossier)); },
            () => { Receipt.LookupOf(mistyped, Installation); return Receipt.Open(mistyped, Installation, null); },
        ];
        foreach (var kind in kinds) for (var i = 0; i < 2000; i++) Assert.Null(kind());

        double[] effects = [1, 1];
        for (var round = 0; round < 10; round++)
        {
            var times = kinds.Select(_ => new long[tries]).ToArray();
            for (var i = 0; i < tries; i++)
            {
                int[] order = [0, 1, 2];
                RandomNumberGenerator.Shuffle(order.AsSpan());
                foreach (var kind in order)
                {
                    var from = Stopwatch.GetTimestamp();
                    kinds[kind]();
                    times[kind][i] = Stopwatch.GetTimestamp() - from;
                }
            }

            effects = [Math.Min(effects[0], Effect(times[0], times[1])), Math.Min(effects[1], Effect(times[0], times[2]))];
            if (effects.All(e => e < 0.01)) return;
        }

        Assert.Fail($"It can be told from the time: {string.Join(", ", effects)}");
    }

    private static double Effect(long[] one, long[] other)
    {
        var all = one.Select(t => (t, First: true)).Concat(other.Select(t => (t, First: false))).OrderBy(p => p.t).ToList();
        var ranks = 0.0;
        for (var i = 0; i < all.Count;)
        {
            var end = i;
            while (end < all.Count && all[end].t == all[i].t) end++;
            ranks += all[i..end].Count(p => p.First) * ((i + 1 + end) / 2.0);
            i = end;
        }

        return Math.Abs(((ranks - (one.Length * (one.Length + 1.0) / 2)) / ((double)one.Length * other.Length)) - 0.5);
    }

    private static int Opens<T>(Func<T> open)
    {
        try
        {
            open();
            return 1;
        }
        catch (VaultException)
        {
            return 0;
        }
    }

    internal static SealingPlan Plan() => new(Installation, Dossier, [Li.Recipient, Wang.Recipient, Zhang.WithoutKey], Custodians(Zhang, Zhao, Chen), [], 0);
}
