using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>The encodings a text file is read in.</summary>
public enum TextEncoding
{
    [Words("UTF-8", "UTF-8")] Utf8,
    [Words("UTF-8（带标记）", "UTF-8 with a byte order mark")] Utf8Marked,
    [Words("UTF-16 小端", "UTF-16, little-endian")] Utf16LittleEndian,
    [Words("UTF-16 大端", "UTF-16, big-endian")] Utf16BigEndian,
    [Words("GB18030", "GB18030")] Gb18030,
}

/// <summary>What came of reading the bytes of a text file.</summary>
public abstract record DecodedText;

/// <summary>The text of a file. A byte order mark is not part of it; line endings are kept as they are.</summary>
public sealed record ReadableText(string Text, TextEncoding Encoding) : DecodedText;

/// <summary>Bytes that are no text in any encoding known here.</summary>
/// <param name="Position">The first byte that could not be read, counted from 0.</param>
public sealed record UnreadableText(int Position, Words Why) : DecodedText;

/// <summary>Reads the bytes of a text file without ever guessing a character.</summary>
public static class TextDecoding
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>By its mark where it has one; otherwise UTF-8 if every byte fits, then GB18030 if every byte fits.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return Read(bytes, 3, Utf8, TextEncoding.Utf8Marked, out _);
        if (bytes is [0xFF, 0xFE, ..])
            return Read(bytes, 2, Wide(bigEndian: false), TextEncoding.Utf16LittleEndian, out _);
        if (bytes is [0xFE, 0xFF, ..])
            return Read(bytes, 2, Wide(bigEndian: true), TextEncoding.Utf16BigEndian, out _);

        // No text holds a zero byte; GB18030 would accept the bytes of a picture or of unmarked UTF-16.
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
            return NotText(zero);
        if (Read(bytes, 0, Utf8, TextEncoding.Utf8, out var brokenUtf8) is ReadableText utf8)
            return utf8;
        if (Read(bytes, 0, Gb18030, TextEncoding.Gb18030, out var brokenGb) is ReadableText gb)
            return gb;

        // The encoding that got further is the one the file was meant to be in.
        return brokenUtf8 >= brokenGb ? Unreadable(brokenUtf8, TextEncoding.Utf8) : Unreadable(brokenGb, TextEncoding.Gb18030);
    }

    private static UnicodeEncoding Wide(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static DecodedText Read(ReadOnlySpan<byte> bytes, int mark, Encoding encoding, TextEncoding name, out int brokenAt)
    {
        brokenAt = -1;
        try
        {
            return new ReadableText(encoding.GetString(bytes[mark..]), name);
        }
        catch (DecoderFallbackException broken)
        {
            brokenAt = Math.Clamp(mark + broken.Index, 0, bytes.Length - 1);
            return Unreadable(brokenAt, name);
        }
    }

    private static UnreadableText Unreadable(int position, TextEncoding encoding) => new(position, new Words(
        "第 {0} 个字节无法按 {1} 读取。请用文本编辑器打开文件，另存为 UTF-8 后重新导入。",
        "Byte {0} cannot be read as {1}. Open the file in a text editor, save it as UTF-8 and import it again.").With(position + 1, Words.Of(encoding)));

    private static UnreadableText NotText(int position) => new(position, new Words(
        "第 {0} 个字节为零，这不是文本文件。请导入 .txt、.docx，或粘贴文字。",
        "Byte {0} is zero: this is not a text file. Import a .txt or .docx file, or paste the text.").With(position + 1));
}
