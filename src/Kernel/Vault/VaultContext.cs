using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Qinglian.Kernel.Vault;

/// <summary>Where a sealed thing belongs. It is sealed for this place only: moved to another row, field or version it does not open.</summary>
public sealed record VaultContext(string Purpose, Guid ObjectId, string Field, int Version)
{
    // Lengths stand before the texts, so that ("ab", "c") and ("a", "bc") are not the same place.
    internal byte[] Hash()
    {
        var purpose = Encoding.UTF8.GetBytes(Purpose);
        var field = Encoding.UTF8.GetBytes(Field);
        var bytes = new byte[4 + purpose.Length + 16 + 4 + field.Length + 4];
        var rest = bytes.AsSpan();
        BinaryPrimitives.WriteInt32BigEndian(rest, purpose.Length);
        purpose.CopyTo(rest[4..]);
        rest = rest[(4 + purpose.Length)..];
        ObjectId.TryWriteBytes(rest, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(rest[16..], field.Length);
        field.CopyTo(rest[20..]);
        BinaryPrimitives.WriteInt32BigEndian(rest[(20 + field.Length)..], Version);
        return SHA256.HashData(bytes);
    }
}
