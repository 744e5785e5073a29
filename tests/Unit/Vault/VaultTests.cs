using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Vault;
using Qinglian.Tests.Unit.Ledger;

namespace Qinglian.Tests.Unit.Vaults;

public sealed class VaultTests
{
    private const int Chunk = 64 * 1024;
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly VaultContext Narrative = new("report", new("01980000-0000-7000-8000-000000000001"), "narrative", 1);

    private readonly Vault _vault = new(MasterKeys.Generate(Start));

    [Theory]
    [InlineData("")]
    [InlineData("镇里的工程款三年没有公示。\n👍")]
    public void A_text_comes_back(string text) => Assert.Equal(text, _vault.OpenText(_vault.SealText(text, Narrative), Narrative));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) - 16 * 1024)]
    [InlineData(3 * Chunk)]
    public async Task A_file_of_any_length_comes_back_with_its_hash(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        foreach (var padding in new[] { Padding.None, Padding.Text, Padding.File })
        {
            using var target = new MemoryStream();
            using var opened = new MemoryStream();

            // A network hands out bytes in dribs and drabs.
            var made = await _vault.SealAsync(new Dribbling(plain), target, Narrative, padding, TestContext.Current.CancellationToken);
            var read = await _vault.OpenAsync(new Dribbling(target.ToArray()), opened, Narrative, TestContext.Current.CancellationToken);

            Assert.Equal(plain, opened.ToArray());
            Assert.Equal(new PlainFingerprint(length, Digest.Of(plain)), made);
            Assert.Equal(made, read);
        }
    }

    [Fact]
    public void The_length_of_a_short_text_does_not_show() =>
        Assert.Single(Enumerable.Range(0, 1023).Select(n => _vault.SealText(new string('a', n), Narrative).Length).Distinct());

    [Fact]
    public void Texts_up_to_4000_characters_have_few_sizes() =>
        Assert.True(Enumerable.Range(1, 4000).Select(n => _vault.SealText(new string('x', n), Narrative).Length).Distinct().Count() <= 4);

    [Fact]
    public void Exchanging_any_two_sealed_things_is_found()
    {
        var places = new[]
        {
            Narrative, Narrative with { Purpose = "reply" }, Narrative with { ObjectId = Guid.Empty }, Narrative with { Field = "contact" },
            Narrative with { Version = 2 }, new VaultContext("reportn", Narrative.ObjectId, "arrative", 1),
        };
        var sealedThings = places.Select((p, i) => _vault.SealText($"text {i}", p)).ToList();

        for (var i = 0; i < places.Length; i++)
        {
            for (var j = 0; j < places.Length; j++)
            {
                if (i == j)
                    Assert.Equal($"text {i}", _vault.OpenText(sealedThings[i], places[i]));
                else
                    Assert.Throws<VaultException>(() => _vault.OpenText(sealedThings[i], places[j]));
            }
        }
    }

    [Fact]
    public void Any_changed_bit_is_found() =>
        Prop.ForAll(Chance.Three, sample =>
        {
            var sealedBytes = _vault.Seal(new byte[sample.A % 3000], Narrative, (sample.C & 1) == 0 ? Padding.None : Padding.Text);
            var bit = (int)(sample.B % (sealedBytes.Length * 8L));
            sealedBytes[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Throws<VaultException>(() => _vault.Open(sealedBytes, Narrative));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Cutting_chunks_off_moving_them_or_adding_one_is_found()
    {
        const int sealedChunk = Chunk + 16;
        var bytes = _vault.Seal(RandomNumberGenerator.GetBytes(3 * Chunk), Narrative, Padding.None);
        var (head, a, b, c) = (bytes[..Vault.HeaderLength], Part(0), Part(1), Part(2));
        byte[][] damaged = [head, [.. head, .. a], [.. head, .. a, .. b], [.. head, .. b, .. a, .. c], [.. head, .. a, .. c], [.. head, .. a, .. b, .. c, .. c], [.. head, .. a, .. b, .. c, 0], bytes[..^1], bytes[..50], []];

        Assert.Equal(3 * Chunk, _vault.Open((byte[])[.. head, .. a, .. b, .. c], Narrative).Length);
        Assert.All(damaged, d => Assert.Throws<VaultException>(() => _vault.Open(d, Narrative)));

        byte[] Part(int number) => bytes.AsSpan(Vault.HeaderLength + (number * sealedChunk), sealedChunk).ToArray();
    }

    [Fact]
    public void Chunks_of_two_objects_of_the_same_place_cannot_be_mixed()
    {
        var (one, two) = (_vault.Seal(new byte[100], Narrative, Padding.None), _vault.Seal(new byte[100], Narrative, Padding.None));

        Assert.Throws<VaultException>(() => _vault.Open((byte[])[.. one[..Vault.HeaderLength], .. two[Vault.HeaderLength..]], Narrative));
    }

    [Fact]
    public void The_same_text_is_never_sealed_the_same_way_twice()
    {
        var salts = new HashSet<string>();
        for (var i = 0; i < 5_000; i++)
        {
            var sealedBytes = _vault.Seal(new byte[16], Narrative, Padding.None);

            // The salt gives wrapping key and nonce; the wrapped key stands for the data key.
            Assert.True(salts.Add(Convert.ToHexString(sealedBytes.AsSpan(10, 32))));
            Assert.True(salts.Add(Convert.ToHexString(sealedBytes.AsSpan(Vault.HeaderLength, 16))));
        }
    }

    [Fact]
    public void A_new_master_key_takes_over_without_sealing_anew()
    {
        var path = NewPath();
        var old = new Vault(MasterKeys.LoadOrCreate(path, Start));
        var before = old.SealText("内容", Narrative);

        var renewed = new Vault(MasterKeys.Rotate(path, Start.AddDays(1)));
        var after = renewed.Rewrap(before, Narrative);

        Assert.Equal((1, 2), (Vault.MasterVersion(before), Vault.MasterVersion(after)));
        Assert.Equal("内容", renewed.OpenText(before, Narrative));
        Assert.Equal("内容", renewed.OpenText(after, Narrative));
        Assert.Equal(before[Vault.HeaderLength..], after[Vault.HeaderLength..]);
        Assert.Throws<VaultException>(() => renewed.Rewrap(before, Narrative with { Version = 9 }));
        Assert.Contains("第 2 版主密钥", Assert.Throws<VaultException>(() => old.OpenText(after, Narrative)).Words.Zh, StringComparison.Ordinal);
        Assert.Equal([1, 2], MasterKeys.LoadOrCreate(path, Start).Versions);
    }

    [Fact]
    public void Another_installation_opens_nothing() =>
        Assert.Throws<VaultException>(() => new Vault(MasterKeys.Generate(Start)).OpenText(_vault.SealText("x", Narrative), Narrative));

    [Fact]
    public void What_the_first_format_sealed_still_opens()
    {
        // Version control keeps no file modes beyond the executable bit, so the key file is copied to where it may be 0600.
        var path = NewPath();
        File.Copy(GoldenPath("v1.keys"), path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var vault = new Vault(MasterKeys.LoadOrCreate(path, Start));
        var file = Enumerable.Range(0, 70_000).Select(i => unchecked((byte)(i * 7))).ToArray();

        Assert.Equal("镇里的工程款三年没有公示。", vault.OpenText(Golden("v1-text.base64"), Narrative));
        Assert.Equal(file, vault.Open(Golden("v1-file.base64"), Narrative with { Purpose = "attachment", Field = "file" }));
    }

    [Fact]
    public void A_later_format_is_refused_with_a_clear_word()
    {
        var sealedBytes = _vault.SealText("x", Narrative);
        sealedBytes[4] = 2;

        Assert.Contains("Upgrade", Assert.Throws<VaultException>(() => _vault.OpenText(sealedBytes, Narrative)).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_file_is_for_its_owner_only_and_a_slip_in_it_is_found()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = NewPath();
        MasterKeys.LoadOrCreate(path, Start);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<KeyFileException>(() => MasterKeys.LoadOrCreate(path, Start)).Words.Zh, StringComparison.Ordinal);

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var text = File.ReadAllText(path);
        foreach (var damaged in new[] { "", text[..40], text.Replace("\n1 ", "\n2 ", StringComparison.Ordinal), Swapped(text) })
        {
            File.WriteAllText(path, damaged);
            Assert.Throws<KeyFileException>(() => MasterKeys.LoadOrCreate(path, Start));
        }
    }

    // Two neighbouring letters of the key exchanged, as one does when typing from paper.
    private static string Swapped(string text)
    {
        var letters = text.ToCharArray();
        var at = text.IndexOf('Z', StringComparison.Ordinal) + 2;
        while (letters[at] == letters[at + 1])
            at++;
        (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
        return new(letters);
    }

    private static byte[] Golden(string name) => Convert.FromBase64String(File.ReadAllText(GoldenPath(name)));

    private static string GoldenPath(string name) => Proofs.Repository("tests", "Unit", "Vault", "Golden", name);

    private static string NewPath() => Path.Combine(Directory.CreateTempSubdirectory("qinglian-").FullName, "master.keys");

    private sealed class Dribbling(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 40_009)], cancellationToken);
    }
}
