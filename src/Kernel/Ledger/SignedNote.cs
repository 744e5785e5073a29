using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Qinglian.Kernel.Ledger;

/// <summary>One signature line of a note: who signed, the first four bytes of the key's id, and the signature.</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature);

/// <summary>
/// A text with signatures below it, in the manner of C2SP signed notes: the text ends in a line feed, a blank line follows,
/// then one line "— name base64(key id ‖ signature)" for the ledger and for each witness. What is signed is the text as UTF-8.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    public const int MaxLength = 16 * 1024;
    public const int MaxSignatures = 32;

    private const string Dash = "— ";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The note with one more signature; signing twice with the same key replaces nothing and adds nothing.</summary>
    public SignedNote SignedBy(CheckpointKey key) =>
        IsSignedBy(key.Public) ? this : this with { Signatures = [.. Signatures, key.Sign(Text)] };

    /// <summary>Whether a signature of this key stands under the note and is right.</summary>
    public bool IsSignedBy(CheckpointPublicKey key) =>
        Signatures.Any(s => s.Name == key.Name && s.KeyId == key.KeyId && key.Verifies(Text, s.Signature.Span));

    /// <summary>Whether a line claims to be this key's signature, right or not.</summary>
    public bool ClaimsToBeSignedBy(CheckpointPublicKey key) => Signatures.Any(s => s.Name == key.Name && s.KeyId == key.KeyId);

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> id = stackalloc byte[4];
        foreach (var signature in Signatures)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(id, signature.KeyId);
            note.Append(Dash).Append(signature.Name).Append(' ').Append(Convert.ToBase64String([.. id, .. signature.Signature.Span])).Append('\n');
        }

        return note.ToString();
    }

    /// <summary>Reads a note; refuses everything that could be read in two ways.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (text is null || text.Length > MaxLength || !IsPlain(text) || !text.EndsWith('\n'))
            return false;
        var split = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 1)
            return false;
        var lines = text[(split + 2)..].Split('\n')[..^1];
        if (lines.Length is 0 or > MaxSignatures)
            return false;
        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [var name, var coded]
                || !CheckpointPublicKey.IsName(name) || !StrictBase64.TryDecode(coded, out var bytes) || bytes.Length < 5)
                return false;
            signatures.Add(new(name, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4)));
        }

        note = new(text[..(split + 1)], signatures);
        return true;
    }

    internal static byte[] Bytes(string text) => Utf8.GetBytes(text);

    // No control character but the line feed, and no lone surrogate: what is shown is what was signed.
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] != '\n')
                return false;
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || ++i == text.Length || !char.IsLowSurrogate(text[i])))
                return false;
        }

        return true;
    }
}
