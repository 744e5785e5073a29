using System.Buffers;
using System.Security.Cryptography;

namespace Qinglian.Kernel.Ledger;

/// <summary>
/// What a line says in full, with the salt that hides it in the line. Lies apart from the line and can be erased
/// without breaking any proof. The bytes must be stored exactly as given: hashing happens over them, not over their meaning.
/// </summary>
public sealed record LedgerContent(long LineId, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Content)
{
    public const int SaltLength = 32;
    private const int OneShot = 8 * 1024;

    /// <summary>Content under a fresh random salt.</summary>
    public static LedgerContent Of(long lineId, ReadOnlyMemory<byte> content) => new(lineId, RandomNumberGenerator.GetBytes(SaltLength), content);

    public Digest Commitment() => Commit(Salt.Span, Content.Span);

    /// <summary>SHA-256(salt ‖ content). The salt has always 32 bytes, so the two cannot be confused.</summary>
    public static Digest Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, SaltLength);
        if (content.Length <= OneShot)
        {
            // One call of the hash function costs less than the three of the incremental form, copying included.
            var buffer = ArrayPool<byte>.Shared.Rent(SaltLength + content.Length);
            salt.CopyTo(buffer);
            content.CopyTo(buffer.AsSpan(SaltLength));
            var commitment = Digest.Of(buffer.AsSpan(0, SaltLength + content.Length));
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            return commitment;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(content);
        Span<byte> result = stackalloc byte[Digest.Length];
        hash.GetHashAndReset(result);
        return new(result);
    }
}
