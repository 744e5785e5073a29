using System.Buffers.Binary;
using System.Text;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Cleaning;

/// <summary>PNG (ISO/IEC 15948): keeps the chunks that make up the picture.</summary>
internal static class PngCleaning
{
    private static readonly HashSet<string> Needed = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "hIST", "acTL", "fcTL", "fdAT"];

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static void Copy(Stream source, Stream target, Traces traces)
    {
        var head = new byte[8];
        source.ReadExactly(head);
        target.Write(head);
        for (var first = true; ; first = false)
        {
            source.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var type = Encoding.Latin1.GetString(head, 4, 4);
            // 12 bytes are sign, length and sum; a length beyond the file is a lie.
            if (length > source.Length - source.Position - 4 || (first && type != "IHDR")) throw new UnreadableException(MetadataCleaner.Damaged);
            if (Needed.Contains(type))
            {
                target.Write(head);
                Streams.Copy(source, target, length + 4L);
                if (type == "IEND") break;
                continue;
            }

            // A capital first letter: a chunk without which the picture cannot be shown, and we do not know it.
            if (char.IsAsciiLetterUpper(type[0])) throw new UnreadableException(MetadataCleaner.Damaged);
            switch (type)
            {
                case "eXIf": traces.Add(Traces.Exif); break;
                case "tEXt" or "zTXt" or "iTXt": traces.Add(Traces.Comment); break;
                case "iCCP": traces.Add(Traces.Profile); break;
                default: traces.Add(Traces.Maker, type); break;
            }

            source.Position += length + 4L;
        }

        if (source.Position < source.Length) traces.Add(Traces.Trailing);
    }
}

internal static class Streams
{
    public static void Copy(Stream source, Stream target, long length)
    {
        var buffer = new byte[81920];
        while (length > 0)
        {
            var read = source.Read(buffer, 0, (int)Math.Min(buffer.Length, length));
            if (read == 0) throw new EndOfStreamException();
            target.Write(buffer, 0, read);
            length -= read;
        }
    }
}
