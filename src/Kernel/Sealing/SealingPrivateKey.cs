using System.Security.Cryptography;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>What opens. It lives in memory only, and is wiped when it is given up.</summary>
public sealed class SealingPrivateKey : IDisposable
{
    /// <summary>The secret number and the public key, as they lie inside a lock.</summary>
    internal const int ExportLength = 32 + SealingPublicKey.Length;

    private readonly Lock _turn = new();
    private readonly ECDiffieHellman _key;
    private bool _wiped;

    private SealingPrivateKey(ECDiffieHellman key)
    {
        _key = key;
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        Public = SealingPublicKey.Known([4, .. q.X!, .. q.Y!]);
    }

    public SealingPublicKey Public { get; }

    public static SealingPrivateKey New() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="VaultException">Number and public key do not belong together.</exception>
    internal static SealingPrivateKey Import(ReadOnlySpan<byte> exported)
    {
        if (exported.Length != ExportLength) throw VaultException.NotAKey();
        var d = exported[..32].ToArray();
        try
        {
            // Only the number goes in: the public key is worked out from it and must be the one beside it.
            var key = new SealingPrivateKey(ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d }));
            if (key.Public.Bytes.SequenceEqual(exported[32..])) return key;
            key.Dispose();
            throw VaultException.NotAKey();
        }
        catch (CryptographicException)
        {
            throw VaultException.NotAKey();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(d);
        }
    }

    /// <summary>The caller wipes what it gets.</summary>
    internal byte[] Export()
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_wiped, this);
            var d = _key.ExportParameters(includePrivateParameters: true).D!;
            byte[] exported = [.. d, .. Public.Bytes];
            CryptographicOperations.ZeroMemory(d);
            return exported;
        }
    }

    /// <summary>The number both sides reach (x of the common point). The caller wipes it.</summary>
    internal byte[] Agree(SealingPublicKey other)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_wiped, this);
            return _key.DeriveRawSecretAgreement(other.Native);
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _wiped = true;
            _key.Dispose();
        }
    }
}
