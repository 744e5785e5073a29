using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Qinglian.Kernel.Ledger;

/// <summary>The public half of a key that signs checkpoints: the ledger's own or a witness's.</summary>
public sealed class CheckpointPublicKey
{
    /// <summary>ECDSA over P-256 with SHA-256, the signature as r ‖ s in 64 bytes; chosen because every browser can verify it.</summary>
    public const string Algorithm = "ecdsa-p256-sha256-v1";

    private const int SpkiLength = 91;

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
        if (!IsName(name) || !StrictBase64.TryDecode(spki, out var bytes) || bytes.Length != SpkiLength || !bytes.AsSpan().StartsWith(SpkiStart))
            return false;
        try
        {
            using var read = ECDsa.Create();
            read.ImportSubjectPublicKeyInfo(bytes, out var length);
            key = Of(name, read);
            return length == bytes.Length;
        }
        catch (CryptographicException)
        {
            // The point is not on the curve.
            return false;
        }
    }

    // Every P-256 key begins with these bytes: the curve by its name and a plain point. So one key has one form and one fingerprint.
    private static ReadOnlySpan<byte> SpkiStart =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04];

    internal static bool IsP256(ECDsa key) => key.ExportSubjectPublicKeyInfo().AsSpan().StartsWith(SpkiStart);

    internal static CheckpointPublicKey Of(string name, ECDsa key) => new(name, key.ExportSubjectPublicKeyInfo(), key.ExportParameters(includePrivateParameters: false));

    internal static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= 200 } && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '+');
}
