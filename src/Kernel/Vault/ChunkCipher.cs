using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Qinglian.Kernel.Vault;

/// <summary>
/// Seals the chunks of one object. The data key belongs to this one sealing, so the chunk's number is a nonce that never
/// returns; number, final mark and place are bound to each chunk, so none can be moved, dropped or added.
/// </summary>
internal sealed class ChunkCipher : IDisposable
{
    public const int ChunkLength = 64 * 1024;
    public const int SealedChunkLength = ChunkLength + SealedHeader.TagLength;

    private readonly AesGcm _cipher;
    private readonly byte[] _binding;
    private readonly byte[] _nonce = new byte[SealedHeader.NonceLength];
    private long _next;

    public ChunkCipher(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> header, ReadOnlySpan<byte> contextHash)
    {
        _cipher = new(dataKey, SealedHeader.TagLength);
        _binding = [.. header[..SealedHeader.FixedLength], .. contextHash, .. new byte[9]];
    }

    public void Seal(ReadOnlySpan<byte> plain, Span<byte> target, bool final)
    {
        Bind(final);
        _cipher.Encrypt(_nonce, plain, target[..plain.Length], target.Slice(plain.Length, SealedHeader.TagLength), _binding);
        _next++;
    }

    /// <returns>The number of plain bytes.</returns>
    public int Open(ReadOnlySpan<byte> chunk, Span<byte> target, bool final)
    {
        Bind(final);
        var length = chunk.Length - SealedHeader.TagLength;
        if (length < 0 || (!final && length != ChunkLength))
            throw VaultException.Damaged(_next);
        try
        {
            _cipher.Decrypt(_nonce, chunk[..length], chunk[length..], target[..length], _binding);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw VaultException.Damaged(_next);
        }

        _next++;
        return length;
    }

    public void Dispose() => _cipher.Dispose();

    private void Bind(bool final)
    {
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(4), _next);
        BinaryPrimitives.WriteInt64BigEndian(_binding.AsSpan(_binding.Length - 9), _next);
        _binding[^1] = final ? (byte)1 : (byte)0;
    }
}
