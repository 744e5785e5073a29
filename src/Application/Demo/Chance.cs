using System.Buffers.Binary;
using System.Text;

namespace Qinglian.Application.Demo;

/// <summary>
/// A stream of chance that is the same on every machine and in every version of the runtime (SplitMix64). Each story draws from its own
/// stream, so that stories told at the same time do not disturb each other.
/// </summary>
internal sealed class Chance(ulong seed)
{
    private readonly ulong _seed = seed;
    private ulong _state;

    /// <summary>The stream that belongs to a name.</summary>
    public Chance Of(string name)
    {
        var hash = _seed;
        foreach (var b in Encoding.UTF8.GetBytes(name)) hash = unchecked((hash ^ b) * 1099511628211UL);
        return new(hash);
    }

    public ulong Bits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state + _seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + (int)(Bits() % (ulong)(high - low + 1));

    /// <summary>True so many times in a hundred.</summary>
    public bool Percent(int share) => Between(1, 100) <= share;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    /// <summary>An identifier ordered by time (UUID version 7) that the same story always gets.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Bits());
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)at.ToUnixTimeMilliseconds() << 16 | Bits() & 0x0fff | 0x7000);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }
}
