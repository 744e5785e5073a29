using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Qinglian.Kernel.Sealing;

/// <summary>Where a sealed envelope belongs: moved to another installation, dossier or part, nothing in it opens.</summary>
/// <param name="Installation">The name by which the installation signs its checkpoints.</param>
/// <param name="Dossier">The dossier, or for the keys of people the person.</param>
/// <param name="Part">Which envelope of the dossier: each has a key of its own.</param>
public sealed record SealingPlace(string Installation, Guid Dossier, string Part)
{
    /// <summary>The envelope of what a report says.</summary>
    public const string Report = "report";

    /// <summary>The envelope of who the reporter is.</summary>
    public const string Identity = "identity";

    // Lengths stand before the texts, so that ("ab", "c") and ("a", "bc") are not the same place.
    internal byte[] Hash(string field, string recipient, int version)
    {
        using var bytes = new MemoryStream();
        Text(bytes, Installation);
        bytes.Write(Dossier.ToByteArray(bigEndian: true));
        Text(bytes, Part);
        Text(bytes, field);
        Text(bytes, recipient);
        Number(bytes, version);
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void Text(MemoryStream bytes, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Number(bytes, utf8.Length);
        bytes.Write(utf8);
    }

    private static void Number(MemoryStream bytes, int number)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, number);
        bytes.Write(four);
    }
}
