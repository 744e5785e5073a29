using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Qinglian.Kernel.Ledger;

/// <summary>A SHA-256 hash as a value: 32 bytes, compared by content, kept without an allocation.</summary>
public readonly struct Digest : IEquatable<Digest>
{
    public const int Length = 32;

    private readonly ulong _a, _b, _c, _d;

    public Digest(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        _a = MemoryMarshal.Read<ulong>(bytes);
        _b = MemoryMarshal.Read<ulong>(bytes[8..]);
        _c = MemoryMarshal.Read<ulong>(bytes[16..]);
        _d = MemoryMarshal.Read<ulong>(bytes[24..]);
    }

    /// <summary>The SHA-256 hash of <paramref name="bytes"/>.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Unsafe.SkipInit(out Digest digest);
        SHA256.HashData(bytes, MemoryMarshal.AsBytes(new Span<Digest>(ref digest)));
        return digest;
    }

    public void CopyTo(Span<byte> target) => MemoryMarshal.Write(target, this);

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    public static bool TryFromBase64([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (!StrictBase64.TryDecode(text, out var bytes) || bytes.Length != Length)
            return false;
        digest = new(bytes);
        return true;
    }

    public bool Equals(Digest other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);
}
