using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>
/// A private key under a secret that only its owner has: a password, a recovery key or a receipt code. "QLK1", kind, rounds, salt,
/// then key and public key sealed with AES-256-GCM.
/// </summary>
public static class KeyLock
{
    /// <summary>PBKDF2 with HMAC-SHA-512 (OWASP Password Storage Cheat Sheet; NIST SP 800-132). More rounds may stand in a lock, never fewer.</summary>
    public const int Rounds = 210_000;

    /// <summary>More than any lock of ours: a forged one must not keep the processor busy for hours.</summary>
    private const int MostRounds = 10_000_000;

    /// <summary>A password: PBKDF2-HMAC-SHA-512, then HKDF-SHA-256.</summary>
    internal const byte Password = 1;

    /// <summary>At least 112 bits of chance: HKDF-SHA-256 alone. Slowness protects what can be guessed, and this cannot.</summary>
    internal const byte Secret = 2;

    internal const int Length = HeaderLength + SealingPrivateKey.ExportLength + TagLength;

    private const int HeaderLength = 9 + SaltLength;
    private const int SaltLength = 32;
    private const int TagLength = 16;

    private static ReadOnlySpan<byte> Magic => "QLK1"u8;

    private static ReadOnlySpan<byte> Purpose => "qinglian sealing 1 lock"u8;

    // Each lock has a key of its own out of a fresh salt: the one message under it may have the nonce 0.
    private static ReadOnlySpan<byte> Nonce => "\0\0\0\0\0\0\0\0\0\0\0\0"u8;

    /// <param name="owner">Whose lock it is and which: bound to it.</param>
    /// <param name="rounds">At least <see cref="Rounds"/>; tests may use fewer.</param>
    public static byte[] WithPassword(SealingPrivateKey key, string password, SealingPlace owner, int number, int rounds = Rounds) =>
        Close(key, Encoding.UTF8.GetBytes(password), Password, rounds, owner, number);

    public static byte[] WithCode(SealingPrivateKey key, SecretCode code, SealingPlace owner, int number) => Close(key, code.Secret(), Secret, 0, owner, number);

    /// <summary>Null where the password is another, or the lock belongs elsewhere.</summary>
    /// <exception cref="VaultException">It is no lock, or of a kind this version does not know.</exception>
    public static SealingPrivateKey? Open(ReadOnlySpan<byte> bytes, string password, SealingPlace owner, int number) => Open(bytes, Encoding.UTF8.GetBytes(password), Password, owner, number);

    /// <summary>Null where the code is another, or the lock belongs elsewhere.</summary>
    /// <exception cref="VaultException">It is no lock, or of a kind this version does not know.</exception>
    public static SealingPrivateKey? Open(ReadOnlySpan<byte> bytes, SecretCode code, SealingPlace owner, int number) => Open(bytes, code.Secret(), Secret, owner, number);

    /// <summary>Whether a lock was made when less was thought enough: it is made anew at the next sign-in.</summary>
    public static bool IsOutdated(ReadOnlySpan<byte> bytes)
    {
        Check(bytes);
        return bytes[4] == Password && BinaryPrimitives.ReadInt32BigEndian(bytes[5..]) < Rounds;
    }

    /// <summary>Whether the form is right; says nothing about what is inside.</summary>
    internal static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || !bytes.StartsWith(Magic)) throw VaultException.NotSealed();
        if (bytes[4] is not (Password or Secret)) throw VaultException.UnknownAlgorithm(bytes[4]);
        if (bytes[4] == Password ? BinaryPrimitives.ReadInt32BigEndian(bytes[5..]) is < 1 or > MostRounds : BinaryPrimitives.ReadInt32BigEndian(bytes[5..]) != 0) throw VaultException.NotSealed();
    }

    private static byte[] Close(SealingPrivateKey key, byte[] secret, byte kind, int rounds, SealingPlace owner, int number)
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        bytes[4] = kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), rounds);
        RandomNumberGenerator.Fill(bytes.AsSpan(9, SaltLength));

        var place = owner.Hash("#lock", "", number);
        var exported = key.Export();
        using var cipher = Cipher(bytes, secret, place);
        cipher.Encrypt(Nonce, exported, bytes.AsSpan(HeaderLength, exported.Length), bytes.AsSpan(Length - TagLength), [.. bytes[..HeaderLength], .. place]);
        CryptographicOperations.ZeroMemory(exported);
        return bytes;
    }

    private static SealingPrivateKey? Open(ReadOnlySpan<byte> bytes, byte[] secret, byte kind, SealingPlace owner, int number)
    {
        Check(bytes);
        if (bytes[4] != kind) return null;
        var place = owner.Hash("#lock", "", number);
        var exported = new byte[SealingPrivateKey.ExportLength];
        using var cipher = Cipher(bytes, secret, place);
        try
        {
            cipher.Decrypt(Nonce, bytes.Slice(HeaderLength, exported.Length), bytes[(Length - TagLength)..], exported, [.. bytes[..HeaderLength], .. place]);
            return SealingPrivateKey.Import(exported);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(exported);
        }
    }

    private static AesGcm Cipher(ReadOnlySpan<byte> header, byte[] secret, byte[] place)
    {
        var salt = header.Slice(9, SaltLength);
        var material = header[4] == Password
            ? Rfc2898DeriveBytes.Pbkdf2(secret, salt, BinaryPrimitives.ReadInt32BigEndian(header[5..]), HashAlgorithmName.SHA512, 32)
            : secret;
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, key, salt, [.. Purpose, .. place]);
        CryptographicOperations.ZeroMemory(material);
        CryptographicOperations.ZeroMemory(secret);
        var cipher = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
