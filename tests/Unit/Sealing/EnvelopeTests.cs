using System.Security.Cryptography;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;
using static Qinglian.Tests.Unit.Sealing.Sealed;

namespace Qinglian.Tests.Unit.Sealing;

public sealed class EnvelopeTests
{
    private const int Chunk = 64 * 1024;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("镇里的工程款三年没有公示。\n👍")]
    public void What_was_sealed_each_recipient_reads_and_nobody_else(string text)
    {
        using var keys = EnvelopeKeys.New(Report);
        var wraps = keys.WrapFor(Li.Recipient, Wang.Recipient).Wraps;
        var content = keys.SealText(text, "facts", 1);

        foreach (var person in new[] { Li, Wang })
        {
            using var opened = EnvelopeKeys.Open(Report, wraps, person.Name, person.Key);
            Assert.Equal(text, opened.OpenText(content, "facts", 1));
        }

        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, wraps, Zhang.Name, Zhang.Key));
        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, wraps, Li.Name, Zhang.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) - (16 * 1024))]
    public async Task A_file_of_any_length_comes_back_with_its_hash(int length)
    {
        using var keys = EnvelopeKeys.New(Report);
        var plain = RandomNumberGenerator.GetBytes(length);
        using var target = new MemoryStream();
        using var opened = new MemoryStream();

        var made = await keys.SealAsync(new MemoryStream(plain), target, "file/1", 1, Padding.File, Cancel);
        target.Position = 0;
        var read = await keys.OpenAsync(target, opened, "file/1", 1, Cancel);

        Assert.Equal(plain, opened.ToArray());
        Assert.Equal(new PlainFingerprint(length, Digest.Of(plain)), made);
        Assert.Equal(made, read);
    }

    [Fact]
    public void Lengths_show_in_steps_only()
    {
        using var keys = EnvelopeKeys.New(Report);

        Assert.True(Enumerable.Range(1, 4000).Select(n => keys.SealText(new string('x', n), "facts", 1).Length).Distinct().Count() <= 4);
        Assert.Single(Enumerable.Range(1, 100).Select(n => keys.Seal(new byte[n * 160], "file/1", 1, Padding.File).Length).Distinct());
    }

    [Fact]
    public void Without_padding_nothing_is_sealed()
    {
        using var keys = EnvelopeKeys.New(Report);
        Assert.Throws<ArgumentOutOfRangeException>(() => keys.Seal(new byte[1], "facts", 1, Padding.None));
    }

    [Fact]
    public void Exchanging_any_two_sealed_things_is_found()
    {
        // The same key in every place, so that only the place can make the difference.
        var key = RandomNumberGenerator.GetBytes(32);
        var places = new List<(SealingPlace Place, string Field, int Version)>
        {
            (Report, "facts", 1), (Report, "facts", 2), (Report, "about", 1), (Identity, "facts", 1),
            (Report with { Dossier = Li.Id.Value }, "facts", 1), (Report with { Installation = "other.local" }, "facts", 1),
            (Report with { Installation = "test.localr", Part = "eport" }, "facts", 1), (Report with { Part = "reportf" }, "acts", 1),
        };
        var blobs = places.ConvertAll(p => EnvelopeKeys.Of(p.Place, 1, key).SealText("text", p.Field, p.Version));

        for (var i = 0; i < places.Count; i++)
        {
            var opener = EnvelopeKeys.Of(places[i].Place, 1, key);
            for (var j = 0; j < blobs.Count; j++)
            {
                if (i == j) Assert.Equal("text", opener.OpenText(blobs[j], places[i].Field, places[i].Version));
                else Assert.Throws<VaultException>(() => opener.OpenText(blobs[j], places[i].Field, places[i].Version));
            }
        }
    }

    [Fact]
    public void Exchanging_any_two_wraps_is_found()
    {
        // Li's key everywhere: only recipient, generation and place differ.
        var places = new[] { Report, Identity, Report with { Dossier = Wang.Id.Value }, Report with { Installation = "other.local" } };
        var wraps = places.SelectMany(place =>
        {
            using var keys = EnvelopeKeys.New(place);
            List<Recipient> both = [Li.Recipient, new("other", Li.Key.Public)];
            return keys.WrapFor(both).Wraps.Concat(keys.Rotate(both).Wraps).Select(w => (place, w)).ToList();
        }).ToList();

        foreach (var (place, mine) in wraps)
        {
            foreach (var (_, theirs) in wraps)
            {
                var moved = mine with { Bytes = theirs.Bytes };
                if (ReferenceEquals(mine, theirs)) EnvelopeKeys.Open(place, [moved], mine.Recipient, Li.Key).Dispose();
                else Assert.Throws<VaultException>(() => EnvelopeKeys.Open(place, [moved], mine.Recipient, Li.Key));
            }
        }

        Assert.Equal(16, wraps.Count);
    }

    [Fact]
    public void Any_changed_or_missing_byte_is_found()
    {
        using var keys = EnvelopeKeys.New(Report);
        var content = keys.SealText("short", "facts", 1);
        var wrap = keys.WrapFor(Li.Recipient).Wraps[0];

        foreach (var damaged in Damaged(content)) Assert.Throws<VaultException>(() => keys.OpenText(damaged, "facts", 1));
        for (var length = 0; length < content.Length; length += 7) Assert.Throws<VaultException>(() => keys.OpenText(content.AsMemory(0, length), "facts", 1));
        foreach (var damaged in Damaged(wrap.Bytes)) Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, [wrap with { Bytes = damaged }], Li.Name, Li.Key));
        for (var length = 0; length < wrap.Bytes.Length; length++) Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, [wrap with { Bytes = wrap.Bytes[..length] }], Li.Name, Li.Key));
    }

    [Fact]
    public void A_million_sealings_never_use_the_same_key_and_number_twice()
    {
        // Key of a content is (generation key, salt), that of a wrap its ephemeral point; inside, chunk numbers count up. So salts must not repeat.
        var salts = new HashSet<UInt128>();
        for (var i = 0; i < 1_000_000; i++) Assert.True(salts.Add(BitConverter.ToUInt128(ContentHeader.New(Padding.Text, 1), 10)));

        using var keys = EnvelopeKeys.New(Report);
        var points = Enumerable.Range(0, 2000).Select(_ => Convert.ToHexString(keys.WrapFor(Li.Recipient).Wraps[0].Bytes.AsSpan(9, 65))).ToHashSet();
        Assert.Equal(2000, points.Count);
    }

    [Fact]
    public void Whoever_is_taken_out_cannot_read_what_comes_later()
    {
        using var keys = EnvelopeKeys.New(Report);
        var wraps = keys.WrapFor(Li.Recipient, Wang.Recipient).Wraps.ToList();
        var before = keys.SealText("before", "facts", 1);

        wraps.AddRange(keys.Rotate([Li.Recipient]).Wraps);
        var after = keys.SealText("after", "answer/1", 1);

        using var stays = EnvelopeKeys.Open(Report, wraps, Li.Name, Li.Key);
        Assert.Equal(("before", "after"), (stays.OpenText(before, "facts", 1), stays.OpenText(after, "answer/1", 1)));
        using var gone = EnvelopeKeys.Open(Report, wraps, Wang.Name, Wang.Key);
        Assert.Equal("before", gone.OpenText(before, "facts", 1));
        Assert.Throws<VaultException>(() => gone.OpenText(after, "answer/1", 1));
        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, wraps.Where(w => w.Recipient != Wang.Name), Wang.Name, Wang.Key));
    }

    [Fact]
    public void Whoever_comes_in_reads_all_generations()
    {
        using var keys = EnvelopeKeys.New(Report);
        var before = keys.SealText("before", "facts", 1);
        keys.Rotate([Li.Recipient]);
        var after = keys.SealText("after", "answer/1", 1);

        using var opened = EnvelopeKeys.Open(Report, keys.WrapFor(Zhao.Recipient).Wraps, Zhao.Name, Zhao.Key);

        Assert.Equal(("before", "after"), (opened.OpenText(before, "facts", 1), opened.OpenText(after, "answer/1", 1)));
    }

    [Fact]
    public void Somebody_without_a_key_is_passed_over_and_weakens_nobody()
    {
        using var keys = EnvelopeKeys.New(Report);

        var wrapped = keys.WrapFor(Li.Recipient, Wang.WithoutKey);

        Assert.Equal([Wang.Name], wrapped.WithoutKey);
        Assert.Equal([Li.Name], wrapped.Wraps.Select(w => w.Recipient));
        Assert.Equal(-1, keys.SealText("秘密", "facts", 1).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("秘密")));
        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, wrapped.Wraps, Wang.Name, Wang.Key));
    }

    [Fact]
    public void Once_the_wraps_are_erased_nothing_opens_what_is_left()
    {
        using var keys = EnvelopeKeys.New(Report);
        var wraps = keys.WrapFor(Li.Recipient).Wraps.ToList();
        var content = keys.SealText("old backup", "facts", 1);
        keys.Dispose();

        wraps.Clear();

        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(Report, wraps, Li.Name, Li.Key));
        Assert.Throws<VaultException>(() => keys.OpenText(content, "facts", 1));
        using var another = EnvelopeKeys.New(Report);
        Assert.Throws<VaultException>(() => another.OpenText(content, "facts", 1));
    }

    [Fact]
    public void Ten_thousand_reports_move_to_a_new_key_of_the_same_person()
    {
        using var renewed = SealingPrivateKey.New();
        var next = new Recipient(Recipient.NameOf(Li.Id, 2), renewed.Public);
        var moved = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var place = Report with { Dossier = new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]) };
            using var keys = EnvelopeKeys.New(place);
            using var old = EnvelopeKeys.Open(place, keys.WrapFor(Li.Recipient).Wraps, Li.Name, Li.Key);
            using var opened = EnvelopeKeys.Open(place, old.WrapFor(next).Wraps, next.Name, renewed);
            if (CryptographicOperations.FixedTimeEquals(opened.KeyOf(1), keys.KeyOf(1))) moved++;
        }

        Assert.Equal(10_000, moved);
    }
}
