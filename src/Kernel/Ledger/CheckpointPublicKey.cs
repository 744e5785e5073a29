using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Qinglian.Kernel.Ledger;

/// <summary>The public half of a key that signs checkpoints: the ledger's own or a witness's.</summary>
public sealed class CheckpointPublicKey
{
    /// <summary>ECDSA over P-256 with SHA-256, the signature as r ‖ s in 64 bytes; chosen because every browser can verify it.</summary>
    public const string Algorithm = "ecdsa-p256-sha256-v1";

    private readonly byte[] _spki;
    private readonly ECParameters _parameters;

    private CheckpointPublicKey(string name, byte[] spki, ECParameters parameters)
    {
        (Name, _spki, _parameters) = (name, spki, parameters);
        // C2SP signed notes: key name, line feed, 0xFF for an algorithm outside its list, the algorithm's name, the key.
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. SignedNote.Bytes(name), 0x0A, 0xFF, .. SignedNote.Bytes(Algorithm), .. spki]));
    }

    /// <summary>Who signs: no spaces, no plus sign.</summary>
    public string Name { get; }

    public uint KeyId { get; }

    /// <summary>SubjectPublicKeyInfo (DER) in base64, as browsers and openssl import it.</summary>
    public string Spki => Convert.ToBase64String(_spki);

    /// <summary>SHA-256 of the SubjectPublicKeyInfo in eight groups, to be compared by eye or printed in a newspaper.</summary>
    public string Fingerprint => string.Join(' ', Convert.ToHexStringLower(SHA256.HashData(_spki)).Chunk(8).Select(c => new string(c)));

    public bool Verifies(string text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 64)
            return false;
        using var key = ECDsa.Create(_parameters);
        return key.VerifyData(SignedNote.Bytes(text), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public static bool TryParse(string? name, string? spki, [NotNullWhen(true)] out CheckpointPublicKey? key)
    {
        key = null;
        if (!IsName(name) || !StrictBase64.TryDecode(spki, out var bytes))
            return false;
        try
        {
            using var read = ECDsa.Create();
            read.ImportSubjectPublicKeyInfo(bytes, out var length);
            if (length != bytes.Length || read.KeySize != 256)
                return false;
            key = Of(name, read);
            // Only the one canonical form, so that one key has one fingerprint.
            return key._spki.AsSpan().SequenceEqual(bytes);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static CheckpointPublicKey Of(string name, ECDsa key) => new(name, key.ExportSubjectPublicKeyInfo(), key.ExportParameters(includePrivateParameters: false));

    internal static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= 200 } && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '+');
}
