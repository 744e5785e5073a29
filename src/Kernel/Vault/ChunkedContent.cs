using System.Security.Cryptography;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Vault;

/// <summary>What follows the header of something sealed: chunks of 64 KiB, the last one padded. Never more than a chunk is in memory.</summary>
internal static class ChunkedContent
{
    public static async Task<PlainFingerprint> SealAsync(ChunkCipher cipher, byte step, Stream plain, Stream target, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // One byte more than a chunk: only a byte that follows shows that the chunk is not the last.
        var buffer = new byte[ChunkCipher.ChunkLength + 1];
        var chunk = new byte[ChunkCipher.SealedChunkLength];
        var (filled, total) = (0, 0L);
        try
        {
            while (true)
            {
                var read = await plain.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
                hash.AppendData(buffer.AsSpan(filled, read));
                total += read;
                filled += read;
                if (filled < ChunkCipher.ChunkLength || (filled == ChunkCipher.ChunkLength && step == 0))
                    break;
                cipher.Seal(buffer.AsSpan(0, ChunkCipher.ChunkLength), chunk, final: false);
                await target.WriteAsync(chunk, cancel).ConfigureAwait(false);
                buffer[0] = buffer[ChunkCipher.ChunkLength];
                filled -= ChunkCipher.ChunkLength;
            }

            var length = PaddingBytes.Padded(filled, step);
            PaddingBytes.Fill(buffer.AsSpan(filled, length - filled));
            cipher.Seal(buffer.AsSpan(0, length), chunk, final: true);
            await target.WriteAsync(chunk.AsMemory(0, length + SealedHeader.TagLength), cancel).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }

        return new(total, new(hash.GetHashAndReset()));
    }

    public static async Task<PlainFingerprint> OpenAsync(ChunkCipher cipher, byte step, Stream source, Stream plain, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkCipher.SealedChunkLength + 1];
        var chunk = new byte[ChunkCipher.ChunkLength];
        var (filled, total, number) = (0, 0L, 0L);
        try
        {
            for (var final = false; !final; number++)
            {
                filled += await source.ReadAtLeastAsync(buffer.AsMemory(filled), buffer.Length - filled, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
                final = filled < buffer.Length;
                var length = cipher.Open(buffer.AsSpan(0, Math.Min(filled, ChunkCipher.SealedChunkLength)), chunk, final);
                if (final)
                    length = PaddingBytes.Strip(chunk.AsSpan(0, length), step, number);
                hash.AppendData(chunk.AsSpan(0, length));
                total += length;
                await plain.WriteAsync(chunk.AsMemory(0, length), cancel).ConfigureAwait(false);
                buffer[0] = buffer[ChunkCipher.SealedChunkLength];
                filled = 1;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(chunk);
        }

        return new(total, new(hash.GetHashAndReset()));
    }
}
