namespace Qinglian.Kernel.Vault;

/// <summary>Steps by which lengths grow, so that the size of what is stored does not tell the length of what was said.</summary>
public enum Padding : byte
{
    None = 0,

    /// <summary>1 KiB: short texts.</summary>
    Text = 1,

    /// <summary>16 KiB: attachments.</summary>
    File = 16,
}

/// <summary>One byte 0x80 and then zeros up to the next step: at least one byte, at most a whole step (ISO/IEC 7816-4).</summary>
internal static class PaddingBytes
{
    public static int Padded(int length, byte step) => step == 0 ? length : length + (step * 1024) - (length % (step * 1024));

    public static void Fill(Span<byte> rest)
    {
        if (rest.IsEmpty)
            return;
        rest.Clear();
        rest[0] = 0x80;
    }

    /// <summary>The length without the padding.</summary>
    public static int Strip(ReadOnlySpan<byte> padded, byte step, long chunk)
    {
        if (step == 0)
            return padded.Length;
        var length = padded.LastIndexOfAnyExcept((byte)0);
        return length >= 0 && padded[length] == 0x80 && padded.Length - length <= step * 1024 ? length : throw VaultException.Damaged(chunk);
    }
}
