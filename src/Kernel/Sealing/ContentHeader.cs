using System.Buffers.Binary;
using System.Security.Cryptography;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>The first 42 bytes of sealed content: "QLS1", algorithm, padding step, generation of the key, salt. Chunks follow.</summary>
internal static class ContentHeader
{
    public const int Length = 10 + SaltLength;

    /// <summary>AES-256-GCM in chunks of 64 KiB under a key that HKDF-SHA-256 derives for this one sealing.</summary>
    private const byte Algorithm = 1;

    private const int SaltLength = 32;

    private static ReadOnlySpan<byte> Magic => "QLS1"u8;

    private static ReadOnlySpan<byte> Purpose => "qinglian sealing 1 content"u8;

    public static byte[] New(Padding padding, int generation)
    {
        var header = new byte[Length];
        Magic.CopyTo(header);
        header[4] = Algorithm;
        header[5] = (byte)padding;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(6), generation);
        RandomNumberGenerator.Fill(header.AsSpan(10));
        return header;
    }

    /// <summary>Whether the form is right and the algorithm known; says nothing about what is inside.</summary>
    public static void Check(ReadOnlySpan<byte> header)
    {
        if (header.Length < Length || !header.StartsWith(Magic)) throw VaultException.NotSealed();
        if (header[4] != Algorithm) throw VaultException.UnknownAlgorithm(header[4]);
        if (header[5] is not ((byte)Padding.Text or (byte)Padding.File) || GenerationOf(header) < 1) throw VaultException.NotSealed();
    }

    public static int GenerationOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32BigEndian(header[6..]);

    /// <summary>A key that belongs to this salt and this place: the numbers of the chunks can never meet the same key twice.</summary>
    public static ChunkCipher Cipher(ReadOnlySpan<byte> header, ReadOnlySpan<byte> generationKey, byte[] place)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, generationKey, key, header.Slice(10, SaltLength), [.. Purpose, .. place]);
        var cipher = new ChunkCipher(key, header, place);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
