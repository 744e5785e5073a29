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

    /// <summary>
    /// As <see cref="From"/>, but a few damaged lines do not cost the whole: what cannot be read in them stands as U+FFFD, for whoever reads the
    /// lines to refuse. Of the lines with other than Latin letters at most one in ten may be damaged.
    /// </summary>
    public static DecodedText? WithDamagedLines(ReadOnlySpan<byte> bytes)
    {
        // One damaged line makes UTF-8 look like GB18030, which takes almost anything for letters; so it is asked first.
        var start = bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        return bytes.Contains((byte)0) ? From(bytes) : Mostly(Utf8, bytes[start..], "UTF-8") ?? From(bytes) ?? Mostly(Gb18030, bytes, "GB18030");
    }

    private static DecodedText? Mostly(Encoding strict, ReadOnlySpan<byte> bytes, string name)
    {
        var tolerant = strict.CodePage == Utf8.CodePage ? new UTF8Encoding(false) : CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!;
        var text = new StringBuilder(bytes.Length);
        var (good, bad) = (0, 0);
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range];
            if (range.Start.GetOffset(bytes.Length) > 0)
            {
                text.Append('\n');
            }
            if (Try(strict, line, name) is { } read)
            {
                good += line.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 ? 1 : 0;
                text.Append(read.Text);
            }
            else
            {
                bad++;
                text.Append(tolerant.GetString(line));
            }
        }
        return bad * 9 <= good ? new(text.ToString(), name) : null;
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
