using System.Buffers.Binary;
using Npgsql;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>
/// The rows of one COPY in PostgreSQL's binary format, read whole and walked without a copy of any value: what is checked byte by
/// byte must not cost more to fetch than to hash.
/// </summary>
internal ref struct CopyRows(ReadOnlyMemory<byte> bytes)
{
    // Signature, flags and the length of the header extension.
    private const int Fixed = 11 + 4 + 4;
    private readonly ReadOnlySpan<byte> _bytes = bytes.Span;
    private int _at = Fixed + BinaryPrimitives.ReadInt32BigEndian(bytes.Span[(Fixed - 4)..]);

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(NpgsqlConnection connection, string query, int expected, CancellationToken cancel)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", cancel);
        var buffer = GC.AllocateUninitializedArray<byte>(Math.Max(expected, 16 * 1024));
        var length = 0;
        while (await copy.ReadAsync(buffer.AsMemory(length), cancel) is > 0 and var read)
        {
            length += read;
            if (length == buffer.Length) Array.Resize(ref buffer, checked(2 * length));
        }

        return buffer.AsMemory(0, length);
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Next()
    {
        var columns = BinaryPrimitives.ReadInt16BigEndian(_bytes[_at..]);
        _at += 2;
        return columns >= 0;
    }

    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Value());

    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Value());

    public bool Flag() => Value()[0] != 0;

    public Guid Guid() => new(Value(), bigEndian: true);

    /// <summary>The value as it came.</summary>
    public ReadOnlySpan<byte> Value() => TryValue(out var value) ? value : throw new InvalidDataException("A value of the ledger is missing.");

    /// <summary>False where it is null.</summary>
    public bool TryValue(out ReadOnlySpan<byte> value)
    {
        var found = TryRange(out var range);
        value = found ? _bytes[range] : default;
        return found;
    }

    /// <summary>Where the value stands in the bytes; false where it is null.</summary>
    public bool TryRange(out Range range)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_bytes[_at..]);
        _at += 4;
        range = new(_at, _at + Math.Max(length, 0));
        _at += Math.Max(length, 0);
        return length >= 0;
    }
}
