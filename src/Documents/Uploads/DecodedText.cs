using System.Text;

namespace Qinglian.Documents.Uploads;

/// <summary>Text out of bytes of unknown encoding: UTF-8, UTF-16 or GB18030, never with silent question marks.</summary>
public sealed record DecodedText(string Text, string Encoding)
{
    /// <summary>The text without its byte order mark, or null where the bytes are text in none of these encodings.</summary>
    public static DecodedText? From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return Try(Utf8, bytes[3..], "UTF-8") ?? Try(Gb18030, bytes, "GB18030");
        }
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || LooksWide(bytes, highFirst: false))
        {
            return Try(Utf16(false), bytes.StartsWith<byte>([0xFF, 0xFE]) ? bytes[2..] : bytes, "UTF-16LE");
        }
        if (bytes.StartsWith<byte>([0xFE, 0xFF]) || LooksWide(bytes, highFirst: true))
        {
            return Try(Utf16(true), bytes.StartsWith<byte>([0xFE, 0xFF]) ? bytes[2..] : bytes, "UTF-16BE");
        }
        return Try(Utf8, bytes, "UTF-8") ?? Try(Gb18030, bytes, "GB18030");
    }

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static DecodedText? Try(Encoding encoding, ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            var text = encoding.GetString(bytes);
            // A zero character is found in programs and pictures, never in a text.
            return text.Contains('\0') ? null : new(text, name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Without a mark, UTF-16 still gives itself away: line ends and separators have a zero byte on one side.
    private static bool LooksWide(ReadOnlySpan<byte> bytes, bool highFirst)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0)
        {
            return false;
        }
        var narrow = 0;
        for (var i = 0; i + 1 < Math.Min(bytes.Length, 4000); i += 2)
        {
            var (high, low) = highFirst ? (bytes[i], bytes[i + 1]) : (bytes[i + 1], bytes[i]);
            narrow += high == 0 && low is > 0 and < 0x80 ? 1 : 0;
            if (low == 0 && high is > 0 and < 0x20)
            {
                return false;
            }
        }
        return narrow > 0 && bytes.Contains((byte)0);
    }
}
