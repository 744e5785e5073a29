using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Qinglian.Kernel.Vault;

/// <summary>
/// The first 90 bytes of everything sealed: "QLV1", algorithm, padding step, master key version, salt, wrapped data key, tag.
/// Only this part changes when a new master key takes over.
/// </summary>
internal static class SealedHeader
{
    public const int Length = FixedLength + 4 + SaltLength + MasterKeys.KeyLength + TagLength;

    /// <summary>AES-256-GCM in chunks of 64 KiB; data key wrapped with AES-256-GCM under HKDF-SHA256 of the master key and a salt.</summary>
    public const byte Algorithm = 1;

    public const int TagLength = 16;
    public const int NonceLength = 12;
    public const int FixedLength = 6;
    private const int SaltLength = 32;

    private static ReadOnlySpan<byte> Magic => "QLV1"u8;

    private static ReadOnlySpan<byte> WrapPurpose => "qinglian vault wrap 1"u8;

    /// <summary>Writes a header around <paramref name="dataKey"/> under the newest master key.</summary>
    public static void Write(Span<byte> header, byte paddingStep, ReadOnlySpan<byte> dataKey, MasterKeys keys, ReadOnlySpan<byte> contextHash)
    {
        Magic.CopyTo(header);
        header[4] = Algorithm;
        header[5] = paddingStep;
        BinaryPrimitives.WriteInt32BigEndian(header[FixedLength..], keys.Current);
        RandomNumberGenerator.Fill(Salt(header));
        using var cipher = WrappingCipher(header, keys, out var nonce);
        cipher.Encrypt(nonce, dataKey, Wrapped(header), Tag(header), WrapBinding(header, contextHash));
    }

    /// <summary>Takes the data key out of the header.</summary>
    /// <exception cref="VaultException">Changed, of another place, of an unknown kind, or its master key is not here.</exception>
    public static void Read(ReadOnlySpan<byte> header, Span<byte> dataKey, MasterKeys keys, ReadOnlySpan<byte> contextHash)
    {
        _ = MasterVersion(header);
        var copy = header[..Length].ToArray();
        using var cipher = WrappingCipher(copy, keys, out var nonce);
        try
        {
            cipher.Decrypt(nonce, Wrapped(copy), Tag(copy), dataKey, WrapBinding(copy, contextHash));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw VaultException.WrongPlaceOrChanged();
        }
    }

    public static int MasterVersion(ReadOnlySpan<byte> header)
    {
        if (header.Length < Length || !header.StartsWith(Magic))
            throw VaultException.NotSealed();
        if (header[4] != Algorithm || !IsStep(header[5]))
            throw VaultException.UnknownAlgorithm(header[4]);
        return BinaryPrimitives.ReadInt32BigEndian(header[FixedLength..]);
    }

    /// <summary>A step must divide the chunk, so that padding never crosses into a second chunk.</summary>
    public static bool IsStep(byte kibibytes) => kibibytes == 0 || (ChunkCipher.ChunkLength / 1024) % kibibytes == 0;

    // Key and nonce both come out of the salt: with 256 random bits a pair never returns, however many objects there are.
    private static AesGcm WrappingCipher(ReadOnlySpan<byte> header, MasterKeys keys, out byte[] nonce)
    {
        Span<byte> derived = stackalloc byte[MasterKeys.KeyLength + NonceLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keys[BinaryPrimitives.ReadInt32BigEndian(header[FixedLength..])], derived, header.Slice(FixedLength + 4, SaltLength), WrapPurpose);
        nonce = derived[MasterKeys.KeyLength..].ToArray();
        var cipher = new AesGcm(derived[..MasterKeys.KeyLength], TagLength);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }

    private static byte[] WrapBinding(ReadOnlySpan<byte> header, ReadOnlySpan<byte> contextHash) => [.. header[..(FixedLength + 4)], .. contextHash];

    private static Span<byte> Salt(Span<byte> header) => header.Slice(FixedLength + 4, SaltLength);

    private static Span<byte> Wrapped(Span<byte> header) => header.Slice(FixedLength + 4 + SaltLength, MasterKeys.KeyLength);

    private static Span<byte> Tag(Span<byte> header) => header.Slice(Length - TagLength, TagLength);
}
