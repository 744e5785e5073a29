using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>What others seal for somebody with: a point on P-256, known to be one.</summary>
[JsonConverter(typeof(SealingPublicKeyJson))]
public sealed class SealingPublicKey : IEquatable<SealingPublicKey>
{
    /// <summary>04, x, y (SEC 1, section 2.3.3, uncompressed).</summary>
    public const int Length = 65;

    private readonly byte[] _point;

    private SealingPublicKey(byte[] point) => _point = point;

    public ReadOnlySpan<byte> Bytes => _point;

    /// <summary>Ten groups that two people can compare over the telephone.</summary>
    public string Fingerprint => string.Join(' ', Convert.ToHexString(SHA256.HashData(_point).AsSpan(0, 20)).Chunk(4).Select(group => new string(group)));

    /// <exception cref="VaultException">It is not a point on the curve: whoever sealed for it would give the content away.</exception>
    public static SealingPublicKey Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || bytes[0] != 4) throw VaultException.NotAKey();
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = PointOf(bytes) });
            // Some libraries look at the point only when they use it.
            using var probe = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            CryptographicOperations.ZeroMemory(probe.DeriveRawSecretAgreement(key.PublicKey));
        }
        catch (CryptographicException)
        {
            throw VaultException.NotAKey();
        }

        return new(bytes.ToArray());
    }

    /// <summary>Without a look at the curve: for a key this program has made or looked at before.</summary>
    internal static SealingPublicKey Known(byte[] point) => new(point);

    internal ECPoint Point => PointOf(_point);

    public bool Equals(SealingPublicKey? other) => other is not null && _point.AsSpan().SequenceEqual(other._point);

    public override bool Equals(object? obj) => Equals(obj as SealingPublicKey);

    public override int GetHashCode() => BitConverter.ToInt32(_point, 1);

    private static ECPoint PointOf(ReadOnlySpan<byte> bytes) => new() { X = bytes.Slice(1, 32).ToArray(), Y = bytes.Slice(33, 32).ToArray() };
}
