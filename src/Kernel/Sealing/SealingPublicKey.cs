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

    // Reading a point costs as much as using it: a key that many reports are sealed for is read once.
    private readonly Lazy<ECDiffieHellmanPublicKey> _native;

    private SealingPublicKey(byte[] point) => (_point, _native) = (point, new(() => Import(point)));

    public ReadOnlySpan<byte> Bytes => _point;

    /// <summary>Ten groups that two people can compare over the telephone.</summary>
    public string Fingerprint => string.Join(' ', Convert.ToHexString(SHA256.HashData(_point).AsSpan(0, 20)).Chunk(4).Select(group => new string(group)));

    /// <exception cref="VaultException">It is not a point on the curve: whoever sealed for it would give the content away.</exception>
    public static SealingPublicKey Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || bytes[0] != 4) throw VaultException.NotAKey();
        var key = new SealingPublicKey(bytes.ToArray());
        try
        {
            _ = key.Native;
        }
        catch (CryptographicException)
        {
            throw VaultException.NotAKey();
        }

        return key;
    }

    /// <summary>Without a look at the curve: for a key this program has made or looked at before.</summary>
    internal static SealingPublicKey Known(byte[] point) => new(point);

    internal ECDiffieHellmanPublicKey Native => _native.Value;

    public bool Equals(SealingPublicKey? other) => other is not null && _point.AsSpan().SequenceEqual(other._point);

    public override bool Equals(object? obj) => Equals(obj as SealingPublicKey);

    public override int GetHashCode() => BitConverter.ToInt32(_point, 1);

    private static ECDiffieHellmanPublicKey Import(byte[] point)
    {
        using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        return key.PublicKey;
    }
}
