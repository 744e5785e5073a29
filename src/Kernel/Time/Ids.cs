using System.Security.Cryptography;
using System.Text;

namespace Qinglian.Kernel;

/// <summary>The only place identifiers come from.</summary>
public static class Ids
{
    /// <summary>A new one, ordered by the time it was made (UUID version 7).</summary>
    public static Guid New(TimeProvider clock) => New(clock.GetUtcNow());

    /// <inheritdoc cref="New(TimeProvider)"/>
    public static Guid New(DateTimeOffset at) => Guid.CreateVersion7(at);

    /// <summary>The one that belongs to a key, always the same (UUID version 8): what must be made once is known by it.</summary>
    public static Guid Of(string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }
}
