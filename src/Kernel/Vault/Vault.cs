using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Vault;

/// <summary>
/// Seals what must not be readable in the database: each thing under its own random key, that key wrapped by a master key
/// that lies outside, all of it bound to the one place it belongs to.
/// </summary>
public sealed class Vault(MasterKeys keys)
{
    public byte[] SealText(string text, VaultContext context)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = Seal(plain, context, Padding.Text);
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }

    /// <exception cref="VaultException">It was changed, belongs elsewhere or its master key is not here.</exception>
    public string OpenText(ReadOnlyMemory<byte> sealedText, VaultContext context) => Encoding.UTF8.GetString(Open(sealedText, context));

    public byte[] Seal(ReadOnlyMemory<byte> plain, VaultContext context, Padding padding)
    {
        using var target = new MemoryStream(SealedHeader.Length + plain.Length + SealedHeader.TagLength);
        // Memory streams complete at once: nothing is waited for here.
        SealAsync(new ReadOnlyMemoryStream(plain), target, context, padding, CancellationToken.None).GetAwaiter().GetResult();
        return target.ToArray();
    }

    /// <exception cref="VaultException">It was changed, belongs elsewhere or its master key is not here.</exception>
    public byte[] Open(ReadOnlyMemory<byte> sealedBytes, VaultContext context)
    {
        using var target = new MemoryStream(sealedBytes.Length);
        OpenAsync(new ReadOnlyMemoryStream(sealedBytes), target, context, CancellationToken.None).GetAwaiter().GetResult();
        return target.ToArray();
    }

    /// <summary>Seals a stream of any length; returns length and hash of what was read.</summary>
    public async Task<PlainFingerprint> SealAsync(Stream plain, Stream target, VaultContext context, Padding padding, CancellationToken cancel)
    {
        var step = (byte)padding;
        if (!SealedHeader.IsStep(step))
            throw new ArgumentOutOfRangeException(nameof(padding));
        var header = new byte[SealedHeader.Length];
        using var cipher = NewCipher(header, step, context.Hash());
        await target.WriteAsync(header, cancel).ConfigureAwait(false);

        return await ChunkedContent.SealAsync(cipher, step, plain, target, cancel).ConfigureAwait(false);
    }

    /// <summary>Opens a stream; returns length and hash of what was written.</summary>
    /// <remarks>Each chunk is verified before it is written, but only the last one shows that nothing is missing: what was written counts once this returns.</remarks>
    /// <exception cref="VaultException">It was changed, cut short, belongs elsewhere or its master key is not here.</exception>
    public async Task<PlainFingerprint> OpenAsync(Stream source, Stream plain, VaultContext context, CancellationToken cancel)
    {
        var header = new byte[SealedHeader.Length];
        if (await source.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false) < header.Length)
            throw VaultException.NotSealed();
        using var cipher = ReadCipher(header, context.Hash());

        return await ChunkedContent.OpenAsync(cipher, header[5], source, plain, cancel).ConfigureAwait(false);
    }

    /// <summary>The version of the master key something is sealed under; read from its first <see cref="HeaderLength"/> bytes.</summary>
    public static int MasterVersion(ReadOnlySpan<byte> sealedBytes) => SealedHeader.MasterVersion(sealedBytes);

    public const int HeaderLength = SealedHeader.Length;

    /// <summary>A new header under the newest master key for the same content; the bytes behind the header stay as they are.</summary>
    public byte[] RewrapHeader(ReadOnlySpan<byte> header, VaultContext context)
    {
        var contextHash = context.Hash();
        Span<byte> dataKey = stackalloc byte[MasterKeys.KeyLength];
        SealedHeader.Read(header, dataKey, keys, contextHash);
        var renewed = new byte[SealedHeader.Length];
        SealedHeader.Write(renewed, header[5], dataKey, keys, contextHash);
        CryptographicOperations.ZeroMemory(dataKey);
        return renewed;
    }

    /// <summary>The same thing under the newest master key.</summary>
    public byte[] Rewrap(ReadOnlySpan<byte> sealedBytes, VaultContext context) => [.. RewrapHeader(sealedBytes, context), .. sealedBytes[HeaderLength..]];

    private ChunkCipher NewCipher(Span<byte> header, byte step, ReadOnlySpan<byte> contextHash)
    {
        Span<byte> dataKey = stackalloc byte[MasterKeys.KeyLength];
        RandomNumberGenerator.Fill(dataKey);
        SealedHeader.Write(header, step, dataKey, keys, contextHash);
        var cipher = new ChunkCipher(dataKey, header, contextHash);
        CryptographicOperations.ZeroMemory(dataKey);
        return cipher;
    }

    private ChunkCipher ReadCipher(ReadOnlySpan<byte> header, ReadOnlySpan<byte> contextHash)
    {
        Span<byte> dataKey = stackalloc byte[MasterKeys.KeyLength];
        SealedHeader.Read(header, dataKey, keys, contextHash);
        var cipher = new ChunkCipher(dataKey, header, contextHash);
        CryptographicOperations.ZeroMemory(dataKey);
        return cipher;
    }
}

/// <summary>Length and SHA-256 of a plain content, to be compared with what the ledger says was handed in.</summary>
public sealed record PlainFingerprint(long Length, Digest Sha256);
