using System.Buffers.Binary;
using System.Text;

namespace Qinglian.Kernel.Ledger;

/// <summary>The one way a line is written as bytes, version 1; README.md beside this file describes it for outsiders.</summary>
public static class LineEncoding
{
    public const byte Version = 1;
    public const int MaxTextLength = 512;
    public const int MaxLength = 1 + 8 + 8 + 16 + 2 + 16 + 4 + 2 + MaxTextLength + 2 + MaxTextLength + Digest.Length + 1 + Digest.Length;

    private const byte LeafPrefix = 0x00;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the line and returns the number of bytes.</summary>
    /// <exception cref="ArgumentException">A text is not well-formed or longer than <see cref="MaxTextLength"/> bytes, or a number is out of its range.</exception>
    public static int Encode(LedgerLine line, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line.Id, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(line.Revision);
        target[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(target[1..], line.Id);
        BinaryPrimitives.WriteInt64BigEndian(target[9..], Microseconds(line.At));
        line.Actor.TryWriteBytes(target[17..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(target[33..], (ushort)line.Kind);
        line.Subject.TryWriteBytes(target[35..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(target[51..], line.Revision);
        var length = 55;
        length += WriteText(line.Procedure, target[length..]);
        length += WriteText(line.Action, target[length..]);
        line.Commitment.CopyTo(target[length..]);
        length += Digest.Length;
        if (line.Previous is not { } previous)
        {
            target[length] = 0;
            return length + 1;
        }

        target[length] = Digest.Length;
        previous.CopyTo(target[(length + 1)..]);
        return length + 1 + Digest.Length;
    }

    /// <summary>The leaf hash of RFC 6962: SHA-256(0x00 ‖ line).</summary>
    public static Digest Leaf(LedgerLine line)
    {
        Span<byte> bytes = stackalloc byte[1 + MaxLength];
        bytes[0] = LeafPrefix;
        return Digest.Of(bytes[..(1 + Encode(line, bytes[1..]))]);
    }

    /// <summary>Whole microseconds since 1970-01-01T00:00:00Z.</summary>
    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static DateTimeOffset WholeMicroseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static int WriteText(string text, Span<byte> target)
    {
        // PostgreSQL cannot keep U+0000 in a text; a line that comes back different must not be hashed in the first place.
        if (text.Contains('\0'))
            throw new ArgumentException("A text of a ledger line contains U+0000.");
        if (!Utf8.TryGetBytes(text, target.Slice(2, MaxTextLength), out var length))
            throw new ArgumentException($"A text of a ledger line is longer than {MaxTextLength} bytes.");
        BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)length);
        return 2 + length;
    }
}
