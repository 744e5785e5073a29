using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>Hybrid public key encryption, RFC 9180: base mode, one message, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-GCM.</summary>
internal static class Hpke
{
    public const int Overhead = SealingPublicKey.Length + TagLength;

    private const int TagLength = 16;
    private const int NonceLength = 12;
    private const int HashLength = 32;

    // "KEM" and the number of the KEM (section 7.1).
    private static readonly byte[] KemSuite = [.. "KEM"u8, 0x00, 0x10];

    /// <returns>The public key of this one message, then what is sealed, then its tag.</returns>
    public static byte[] Seal(SealingPublicKey recipient, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> info, ReadOnlySpan<byte> bound)
    {
        using var ephemeral = SealingPrivateKey.New();
        return Seal(ephemeral, recipient, plain, info, bound, keyLength: 32);
    }

    /// <param name="ephemeral">New for each message: key and nonce come out of it.</param>
    internal static byte[] Seal(SealingPrivateKey ephemeral, SealingPublicKey recipient, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> info, ReadOnlySpan<byte> bound, int keyLength)
    {
        var message = new byte[Overhead + plain.Length];
        ephemeral.Public.Bytes.CopyTo(message);
        var (key, nonce) = Schedule(ephemeral.Agree(recipient), ephemeral.Public, recipient, info, keyLength);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, message.AsSpan(SealingPublicKey.Length, plain.Length), message.AsSpan(SealingPublicKey.Length + plain.Length), bound);
        CryptographicOperations.ZeroMemory(key);
        return message;
    }

    /// <exception cref="VaultException">Changed, of another place, for somebody else, or its key is no point on the curve.</exception>
    public static byte[] Open(SealingPrivateKey recipient, ReadOnlySpan<byte> message, ReadOnlySpan<byte> info, ReadOnlySpan<byte> bound, int keyLength = 32)
    {
        if (message.Length < Overhead) throw VaultException.NotSealed();
        var sender = SealingPublicKey.Parse(message[..SealingPublicKey.Length]);
        var (key, nonce) = Schedule(recipient.Agree(sender), sender, recipient.Public, info, keyLength);
        var plain = new byte[message.Length - Overhead];
        using var cipher = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        try
        {
            cipher.Decrypt(nonce, message.Slice(SealingPublicKey.Length, plain.Length), message[(SealingPublicKey.Length + plain.Length)..], plain, bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw VaultException.WrongPlaceOrChanged();
        }

        return plain;
    }

    // Sections 4.1 (ExtractAndExpand) and 5.1 (KeySchedule, mode_base).
    private static (byte[] Key, byte[] Nonce) Schedule(byte[] agreed, SealingPublicKey sender, SealingPublicKey recipient, ReadOnlySpan<byte> info, int keyLength)
    {
        var prk = Extract(KemSuite, [], "eae_prk", agreed);
        CryptographicOperations.ZeroMemory(agreed);
        var shared = Expand(KemSuite, prk, "shared_secret", [.. sender.Bytes, .. recipient.Bytes], HashLength);

        byte[] suite = [.. "HPKE"u8, 0x00, 0x10, 0x00, 0x01, 0x00, (byte)(keyLength == 16 ? 1 : 2)];
        byte[] context = [0, .. Extract(suite, [], "psk_id_hash", []), .. Extract(suite, [], "info_hash", info)];
        var secret = Extract(suite, shared, "secret", []);
        var derived = (Expand(suite, secret, "key", context, keyLength), Expand(suite, secret, "base_nonce", context, NonceLength));
        CryptographicOperations.ZeroMemory(prk);
        CryptographicOperations.ZeroMemory(shared);
        CryptographicOperations.ZeroMemory(secret);
        return derived;
    }

    private static byte[] Extract(ReadOnlySpan<byte> suite, byte[] salt, string label, ReadOnlySpan<byte> material)
    {
        byte[] labelled = [.. "HPKE-v1"u8, .. suite, .. Encoding.ASCII.GetBytes(label), .. material];
        var extracted = HKDF.Extract(HashAlgorithmName.SHA256, labelled, salt);
        CryptographicOperations.ZeroMemory(labelled);
        return extracted;
    }

    private static byte[] Expand(ReadOnlySpan<byte> suite, byte[] key, string label, ReadOnlySpan<byte> info, int length)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, (ushort)length);
        return HKDF.Expand(HashAlgorithmName.SHA256, key, length, [.. two, .. "HPKE-v1"u8, .. suite, .. Encoding.ASCII.GetBytes(label), .. info]);
    }
}
