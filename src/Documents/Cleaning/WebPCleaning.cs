using System.Buffers.Binary;
using System.Text;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Cleaning;

/// <summary>WebP (RFC 9649): keeps the pictures and says in the header that nothing else is there.</summary>
internal static class WebPCleaning
{
    private static readonly HashSet<string> Needed = ["VP8 ", "VP8L", "ALPH", "ANIM"];

    public static void Copy(Stream source, Stream target, Traces traces)
    {
        var head = new byte[12];
        source.ReadExactly(head);
        var end = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        if (end > source.Length) throw new UnreadableException(MetadataCleaner.Damaged);
        target.Write(head);
        Chunks(source, end, target, traces, inFrame: false);
        if (end < source.Length) traces.Add(Traces.Trailing);

        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)(target.Length - 8));
        target.Position = 0;
        target.Write(head);
        target.Position = target.Length;
    }

    private static void Chunks(Stream source, long end, Stream target, Traces traces, bool inFrame)
    {
        var head = new byte[8];
        while (source.Position + 8 <= end)
        {
            source.ReadExactly(head);
            var (type, length) = (Encoding.Latin1.GetString(head, 0, 4), (long)BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)));
            var padded = length + (length & 1);
            if (length > end - source.Position) throw new UnreadableException(MetadataCleaner.Damaged);
            var next = Math.Min(end, source.Position + padded);
            if (Needed.Contains(type))
            {
                target.Write(head);
                Streams.Copy(source, target, next - source.Position);
            }
            else if (type == "VP8X" && !inFrame && length >= 10)
            {
                var extended = new byte[10];
                source.ReadExactly(extended);
                // Bits for colour profile, Exif and XMP (section 2.7).
                extended[0] &= 0b1101_0011;
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), 10);
                target.Write(head);
                target.Write(extended);
            }
            else if (type == "ANMF" && !inFrame && length >= 16)
            {
                var frame = new MemoryStream();
                Streams.Copy(source, frame, 16);
                Chunks(source, next, frame, traces, inFrame: true);
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)frame.Length);
                target.Write(head);
                frame.WriteTo(target);
            }
            else
            {
                switch (type)
                {
                    case "EXIF": traces.Add(Traces.Exif); break;
                    case "XMP ": traces.Add(Traces.Xmp); break;
                    case "ICCP": traces.Add(Traces.Profile); break;
                    default: traces.Add(Traces.Maker); break;
                }
            }

            source.Position = next;
        }
    }
}
