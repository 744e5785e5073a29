using System.Buffers.Binary;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Cleaning;

/// <summary>JPEG (ITU-T T.81): keeps tables and picture, and of everything else only which way is up.</summary>
internal static class JpegCleaning
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, Comment = 0xFE, App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE;

    public static void Copy(Stream source, Stream target, Traces traces)
    {
        var input = new BufferedStream(source, 64 * 1024);
        if (input.ReadByte() != 0xFF || input.ReadByte() != Start) throw new UnreadableException(MetadataCleaner.Damaged);
        target.Write([0xFF, Start]);
        var (pictures, oriented) = (false, false);
        for (var marker = Marker(input); marker != End;)
        {
            // Restart marks and TEM have no length and stand only inside a scan.
            if (marker is >= 0xD0 and <= 0xD8 or 0x01 or 0x00) throw new UnreadableException(MetadataCleaner.Damaged);
            var body = Body(input);
            if (marker is >= App0 and <= 0xEF or Comment)
            {
                if (Kept(marker, body, traces) is { } kept) Segment(target, marker, kept);
                if (!oriented && marker == App1 && Orientation(body) is var way and > 1 and < 9)
                {
                    Segment(target, App1, [.. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, (byte)way, 0, 0, 0, 0, 0, 0]);
                    oriented = true;
                }
            }
            else if (marker is >= 0xF0 and <= 0xFD)
            {
                traces.Add(Traces.Maker);
            }
            else
            {
                Segment(target, marker, body);
            }

            if (marker == Scan)
            {
                pictures = true;
                marker = Entropy(input, target);
            }
            else
            {
                marker = Marker(input);
            }
        }

        if (!pictures) throw new UnreadableException(MetadataCleaner.Damaged);
        target.Write([0xFF, End]);
        // Second pictures, whole films ("motion photos") and hidden archives lie here.
        if (input.ReadByte() >= 0) traces.Add(Traces.Trailing);
    }

    private static byte[]? Kept(byte marker, byte[] body, Traces traces)
    {
        var span = body.AsSpan();
        switch (marker)
        {
            case App0 when span.StartsWith("JFIF\0"u8) && body.Length >= 14:
                if (body[12] != 0 && body[13] != 0) traces.Add(Traces.Thumbnail);
                return [.. body[..12], 0, 0];
            // Says how the colours are coded: without it they come out wrong.
            case App14 when span.StartsWith("Adobe"u8) && body.Length >= 12:
                return body[..12];
            case App1 when span.StartsWith("Exif\0"u8):
                traces.Add(Traces.Exif);
                if (HasPlace(body)) traces.Add(Traces.Place);
                return null;
            case App1:
                traces.Add(Traces.Xmp);
                return null;
            case App2 when span.StartsWith("ICC_PROFILE\0"u8):
                traces.Add(Traces.Profile);
                return null;
            case App0:
                traces.Add(Traces.Thumbnail);
                return null;
            case Comment:
                traces.Add(Traces.Comment);
                return null;
            default:
                traces.Add(Traces.Maker, $"APP{marker - App0}");
                return null;
        }
    }

    /// <summary>Copies the coded picture up to the next marker, which is given back.</summary>
    private static byte Entropy(Stream input, Stream target)
    {
        while (true)
        {
            var value = input.ReadByte();
            if (value < 0) throw new EndOfStreamException();
            if (value != 0xFF)
            {
                target.WriteByte((byte)value);
                continue;
            }

            var next = input.ReadByte();
            while (next == 0xFF) next = input.ReadByte();
            if (next < 0) throw new EndOfStreamException();
            if (next is not (0x00 or >= 0xD0 and <= 0xD7)) return (byte)next;
            target.Write([0xFF, (byte)next]);
        }
    }

    private static byte Marker(Stream input)
    {
        if (input.ReadByte() != 0xFF) throw new UnreadableException(MetadataCleaner.Damaged);
        var marker = input.ReadByte();
        while (marker == 0xFF) marker = input.ReadByte();
        return marker < 0 ? throw new EndOfStreamException() : (byte)marker;
    }

    private static byte[] Body(Stream input)
    {
        Span<byte> length = stackalloc byte[2];
        input.ReadExactly(length);
        var body = new byte[Math.Max(0, BinaryPrimitives.ReadUInt16BigEndian(length) - 2)];
        input.ReadExactly(body);
        return body;
    }

    private static void Segment(Stream target, byte marker, byte[] body)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(body.Length + 2));
        target.Write(head);
        target.Write(body);
    }

    private static int Orientation(ReadOnlySpan<byte> exif) => Tag(exif, 0x0112);

    private static bool HasPlace(ReadOnlySpan<byte> exif) => Tag(exif, 0x8825) >= 0;

    /// <summary>The first two bytes of a tag in the first directory of an Exif block; -1 where it is not there.</summary>
    private static int Tag(ReadOnlySpan<byte> exif, ushort wanted)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0"u8)) return -1;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var at = (long)Number(tiff, 4, 4, little);
        if (at < 8 || at + 2 > tiff.Length) return -1;
        var count = (int)Number(tiff, (int)at, 2, little);
        for (var i = 0; i < count && at + 14 + (12 * i) <= tiff.Length; i++)
        {
            var entry = (int)at + 2 + (12 * i);
            if (Number(tiff, entry, 2, little) == wanted) return (int)Number(tiff, entry + 8, 2, little);
        }

        return -1;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at, int length, bool little)
    {
        if (at < 0 || at + length > bytes.Length) return 0;
        var span = bytes.Slice(at, length);
        return length == 2
            ? little ? BinaryPrimitives.ReadUInt16LittleEndian(span) : BinaryPrimitives.ReadUInt16BigEndian(span)
            : little ? BinaryPrimitives.ReadUInt32LittleEndian(span) : BinaryPrimitives.ReadUInt32BigEndian(span);
    }
}
