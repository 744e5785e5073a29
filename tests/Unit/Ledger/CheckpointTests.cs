using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Vault;

namespace Qinglian.Tests.Unit.Ledger;

public sealed class CheckpointTests
{
    private static readonly Checkpoint Known = new("qinglian.example/county", 20_852_163, MerkleTree.Empty, new(2026, 7, 1, 16, 30, 5, 123, 456, TimeSpan.FromHours(8)));

    [Fact]
    public void Its_text_is_origin_size_root_and_time() =>
        Assert.Equal("qinglian.example/county\n20852163\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01T08:30:05.123456Z\n", Known.Text());

    [Fact]
    public void A_signed_checkpoint_is_read_back_and_verified()
    {
        using var key = CheckpointKey.Create(Known.Origin);
        using var witness = CheckpointKey.Create("审计局");
        using var stranger = CheckpointKey.Create(Known.Origin);

        var text = Known.Sign(key).SignedBy(witness).SignedBy(witness).ToString();

        Assert.True(SignedNote.TryParse(text, out var note));
        Assert.Equal(2, note.Signatures.Count);
        Assert.True(note.IsSignedBy(key.Public));
        Assert.True(note.IsSignedBy(witness.Public));
        Assert.False(note.IsSignedBy(stranger.Public));
        Assert.True(Checkpoint.TryRead(note, out var read));
        Assert.Equal(Known, read);
        Assert.Equal(text, note.ToString());
    }

    [Fact]
    public void No_single_changed_bit_of_the_signed_text_survives()
    {
        using var key = CheckpointKey.Create(Known.Origin);
        var bytes = Encoding.UTF8.GetBytes(Known.Sign(key).ToString());
        var survived = 0;
        Prop.ForAll(Chance.One, random =>
        {
            var bit = random % (bytes.Length * 8);
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            if (SignedNote.TryParse(Encoding.UTF8.GetString(damaged), out var note) && note.IsSignedBy(key.Public))
                survived++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

        Assert.Equal(0, survived);
    }

    [Theory]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01T08:30:05.123456Z\n", true)]
    [InlineData("a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01T08:30:05.123456Z\n", false)]
    [InlineData("a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01T08:30:05.123456Z\n", false)]
    [InlineData("a b\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01T08:30:05.123456Z\n", false)]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\ntime 2026-07-01T08:30:05.123456Z\n", false)]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01 08:30\n", false)]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\ntime 2026-07-01T08:30:05.123456Z\nextra\n", false)]
    public void A_checkpoint_has_one_spelling(string text, bool good)
    {
        using var key = CheckpointKey.Create("a");

        Assert.Equal(good, Checkpoint.TryRead(new SignedNote(text, []).SignedBy(key), out _));
    }

    [Fact]
    public void A_key_is_kept_in_a_file_for_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(Directory.CreateTempSubdirectory("qinglian-").FullName, "keys", "checkpoint.pem");
        using var made = CheckpointKey.LoadOrCreate(path, "a");
        using var loaded = CheckpointKey.LoadOrCreate(path, "a");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(made.Public.Fingerprint, loaded.Public.Fingerprint);
        Assert.True(Known.Sign(loaded).IsSignedBy(made.Public));
        Assert.Throws<IOException>(() => made.Save(path));

        File.WriteAllText(path, "-----BEGIN PUBLIC KEY-----\n" + made.Public.Spki + "\n-----END PUBLIC KEY-----\n");
        Assert.Throws<KeyFileException>(() => CheckpointKey.Load(path, "a"));
        File.WriteAllText(path, "nothing");
        Assert.Throws<KeyFileException>(() => CheckpointKey.Load(path, "a"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<KeyFileException>(() => CheckpointKey.Load(path, "a")).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_is_read_back_and_a_wrong_one_is_not()
    {
        using var key = CheckpointKey.Create("a");
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.CreateFromFriendlyName("secp256k1"));
        using var rsa = System.Security.Cryptography.RSA.Create(2048);

        Assert.True(CheckpointPublicKey.TryParse("a", key.Public.Spki, out var read));
        Assert.Equal(key.Public.KeyId, read.KeyId);
        Assert.True(CheckpointPublicKey.TryParse("b", key.Public.Spki, out var renamed));
        Assert.NotEqual(key.Public.KeyId, renamed.KeyId);
        Assert.False(CheckpointPublicKey.TryParse("a b", key.Public.Spki, out _));
        Assert.False(CheckpointPublicKey.TryParse("a", key.Public.Spki + "AAAA", out _));
        Assert.False(CheckpointPublicKey.TryParse("a", Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()), out _));
        Assert.False(CheckpointPublicKey.TryParse("a", Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()), out _));
        Assert.False(CheckpointPublicKey.TryParse("a", "", out _));
    }
}
