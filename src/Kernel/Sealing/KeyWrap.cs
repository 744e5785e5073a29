using System.Buffers.Binary;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>Somebody an envelope is sealed for.</summary>
/// <param name="Name">Told apart by it in every envelope, and bound to what they are given.</param>
/// <param name="Key">Null where they have none yet: they are passed over, and nobody else's protection changes.</param>
public sealed record Recipient(string Name, SealingPublicKey? Key)
{
    /// <summary>The reporter, by their receipt.</summary>
    public const string Receipt = "receipt";

    /// <param name="number">Which of the person's keys, counted from 1.</param>
    public static string NameOf(PersonId person, int number) => $"person:{person.Value:D}:{number}";
}

/// <summary>The key of one generation of an envelope, sealed for one recipient.</summary>
public sealed record KeyWrap(string Recipient, int Generation, byte[] Bytes);

/// <summary>The wraps that were made, and who had to be passed over for want of a key.</summary>
public sealed record Wrapped(IReadOnlyList<KeyWrap> Wraps, IReadOnlyList<string> WithoutKey);

/// <summary>The bytes of everything sealed for a public key: "QLW1", algorithm, number, then the HPKE message.</summary>
internal static class WrapFormat
{
    /// <summary>RFC 9180, base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.</summary>
    public const byte Algorithm = 1;

    // No field of content begins with this sign.
    public const string KeyField = "#key";
    public const string ShareField = "#share";
    public const string ReleaseField = "#release";

    private const int HeaderLength = 9;

    private static ReadOnlySpan<byte> Magic => "QLW1"u8;

    private static ReadOnlySpan<byte> Purpose => "qinglian sealing 1 wrap"u8;

    public static byte[] Seal(ReadOnlySpan<byte> secret, SealingPublicKey key, SealingPlace place, string field, string recipient, int number)
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        header[4] = Algorithm;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(5), number);
        return [.. header, .. Hpke.Seal(key, secret, [.. Purpose, .. place.Hash(field, recipient, number)], header)];
    }

    /// <returns>The secret; the caller wipes it.</returns>
    public static byte[] Open(ReadOnlySpan<byte> bytes, SealingPrivateKey key, SealingPlace place, string field, string recipient, int number)
    {
        Check(bytes);
        if (BinaryPrimitives.ReadInt32BigEndian(bytes[5..]) != number) throw VaultException.WrongPlaceOrChanged();
        return Hpke.Open(key, bytes[HeaderLength..], [.. Purpose, .. place.Hash(field, recipient, number)], bytes[..HeaderLength]);
    }

    /// <summary>Whether the form is right and the algorithm known; says nothing about what is inside.</summary>
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength + Hpke.Overhead || !bytes.StartsWith(Magic)) throw VaultException.NotSealed();
        if (bytes[4] != Algorithm) throw VaultException.UnknownAlgorithm(bytes[4]);
    }
}
