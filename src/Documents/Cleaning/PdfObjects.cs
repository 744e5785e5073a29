using System.Globalization;
using System.IO.Compression;
using System.Text;
using Qinglian.Documents.Uploads;
using Qinglian.Kernel;

namespace Qinglian.Documents.Cleaning;

/// <summary>The objects of a PDF as its newest version has them; what older versions said is passed over.</summary>
internal sealed class PdfObjects
{
    private const int MostObjects = 500_000;

    private readonly byte[] _bytes;
    private readonly long _mostUnpacked;
    private long _unpacked;

    // Where each object lies: at an offset, or as the nth of an object stream.
    private readonly Dictionary<int, (int Stream, int At)> _places = [];
    private readonly Dictionary<int, PdfValue> _read = [];
    private readonly Dictionary<int, (PdfParser Parser, int[] Offsets)> _opened = [];
    private readonly HashSet<int> _reading = [];

    public PdfObjects(byte[] bytes, long mostUnpacked)
    {
        (_bytes, _mostUnpacked) = (bytes, mostUnpacked);
        var mark = bytes.AsSpan().LastIndexOf("startxref"u8);
        if (mark < 0) throw PdfParser.Broken();
        var (next, seen) = (new PdfParser(bytes, mark + 9).Integer(), new HashSet<int>());
        PdfDictionary? newest = null;
        for (int? at = next; at is { } here && seen.Add(here);)
        {
            if (here < 0 || here >= bytes.Length || seen.Count > 1000) throw PdfParser.Broken();
            var trailer = Section(here);
            newest ??= trailer;
            // Files of the time between hide newer objects beside the table.
            if (Number(trailer["XRefStm"]) is { } beside && beside > 0 && beside < bytes.Length && seen.Add(beside)) Section(beside);
            at = Number(trailer["Prev"]);
            Versions = seen.Count;
        }

        Trailer = newest!;
        if (Trailer["Encrypt"] is not null) throw new UnreadableException(("PDF 设有密码或权限限制，无法清理。请另存为不加密的 PDF。", "The PDF is protected by a password or permissions and cannot be cleaned. Save it without protection."));
    }

    public PdfDictionary Trailer { get; }

    /// <summary>How many times it was saved on top of itself.</summary>
    public int Versions { get; }

    /// <summary>Null where the object does not exist, which in a PDF is the same as null.</summary>
    public PdfValue? Find(int number)
    {
        if (_read.TryGetValue(number, out var known)) return known;
        if (!_places.TryGetValue(number, out var place)) return null;
        if (!_reading.Add(number)) throw PdfParser.Broken();
        var value = place.Stream == 0 ? AtOffset(number, place.At) : InStream(place.Stream, place.At);
        _reading.Remove(number);
        return _read[number] = value;
    }

    public PdfValue? Resolve(PdfValue? value)
    {
        for (var steps = 0; value is PdfReference reference; steps++)
        {
            if (steps > 32) throw PdfParser.Broken();
            value = Find(reference.Number);
        }

        return value;
    }

    private PdfValue AtOffset(int number, int at)
    {
        if (at <= 0 || at >= _bytes.Length) throw PdfParser.Broken();
        var (found, value) = new PdfParser(_bytes, at).Indirect(n => Number(Find(n)));
        return found == number ? value : throw PdfParser.Broken();
    }

    private PdfValue InStream(int stream, int index)
    {
        if (!_opened.TryGetValue(stream, out var opened))
        {
            if (Find(stream) is not PdfStream packed || packed.Dictionary.NameOf("Type") != "ObjStm" || Number(Resolve(packed.Dictionary["N"])) is not { } count || Number(Resolve(packed.Dictionary["First"])) is not { } first || count is < 0 or > MostObjects)
                throw PdfParser.Broken();
            var parser = new PdfParser(Unpack(packed));
            var offsets = new int[count];
            for (var i = 0; i < count; i++)
            {
                parser.Integer();
                offsets[i] = first + parser.Integer();
            }

            _opened[stream] = opened = (parser, offsets);
        }

        if (index >= opened.Offsets.Length) throw PdfParser.Broken();
        opened.Parser.At = opened.Offsets[index];
        return opened.Parser.Value();
    }

    private PdfDictionary Section(int at)
    {
        var parser = new PdfParser(_bytes, at);
        return parser.TryWord("xref") ? Table(parser) : Stream(at);
    }

    private PdfDictionary Table(PdfParser parser)
    {
        while (!parser.TryWord("trailer"))
        {
            var (first, count) = (parser.Integer(), parser.Integer());
            if (count is < 0 or > MostObjects) throw PdfParser.Broken();
            for (var i = 0; i < count; i++)
            {
                var offset = parser.Integer();
                parser.Integer();
                // The newest section is read first: what it says of an object counts.
                if (parser.Letter() == 'n') Place(first + i, 0, offset);
                else _places.TryAdd(first + i, (-1, 0));
            }
        }

        return parser.Value() as PdfDictionary ?? throw PdfParser.Broken();
    }

    private PdfDictionary Stream(int at)
    {
        if (new PdfParser(_bytes, at).Indirect(_ => null).Value is not PdfStream stream || stream.Dictionary.NameOf("Type") != "XRef" || stream.Dictionary["W"] is not PdfArray { Items: [var a, var b, var c] })
            throw PdfParser.Broken();
        int[] widths = [Number(a) ?? 0, Number(b) ?? 0, Number(c) ?? 0];
        if (widths.Any(w => w is < 0 or > 8) || widths.Sum() == 0) throw PdfParser.Broken();
        var rows = Unpack(stream);
        var sections = stream.Dictionary["Index"] is PdfArray index ? index.Items.ConvertAll(i => Number(i) ?? throw PdfParser.Broken()) : [0, Number(stream.Dictionary["Size"]) ?? 0];
        var from = 0;
        for (var s = 0; s + 1 < sections.Count; s += 2)
        {
            for (var i = 0; i < sections[s + 1] && from + widths.Sum() <= rows.Length; i++)
            {
                long Field(int which, long otherwise)
                {
                    if (widths[which] == 0) return otherwise;
                    long value = 0;
                    for (var n = 0; n < widths[which]; n++) value = unchecked((value << 8) | rows[from++]);
                    return value;
                }

                var (kind, second, third) = (Field(0, 1), Field(1, 0), Field(2, 0));
                if (second is < 0 or > int.MaxValue || third is < 0 or > int.MaxValue) throw PdfParser.Broken();
                if (kind == 1) Place(sections[s] + i, 0, (int)second);
                else if (kind == 2) Place(sections[s] + i, (int)second, (int)third);
                else _places.TryAdd(sections[s] + i, (-1, 0));
            }
        }

        return stream.Dictionary;
    }

    private void Place(int number, int stream, int at)
    {
        if (_places.Count > MostObjects) throw PdfParser.Broken();
        _places.TryAdd(number, (stream, at));
    }

    /// <summary>Object streams and reference streams only: they are packed with Flate or not at all.</summary>
    private byte[] Unpack(PdfStream stream)
    {
        var filter = Resolve(stream.Dictionary["Filter"]) is PdfArray { Items: [var only] } ? only : Resolve(stream.Dictionary["Filter"]);
        if (filter is null or PdfArray { Items: [] }) return stream.Raw.ToArray();
        if (filter is not PdfName { Text: "FlateDecode" or "Fl" }) throw PdfParser.Broken();
        using var unpacked = new MemoryStream();
        using (var inflate = new ZLibStream(new MemoryStream(stream.Raw.ToArray()), CompressionMode.Decompress))
        {
            var buffer = new byte[65536];
            for (int read; (read = inflate.Read(buffer)) > 0;)
            {
                if ((_unpacked += read) > _mostUnpacked) throw PdfParser.Broken();
                unpacked.Write(buffer, 0, read);
            }
        }

        var parameters = Resolve(stream.Dictionary["DecodeParms"]) is PdfArray { Items: [var one] } ? Resolve(one) : Resolve(stream.Dictionary["DecodeParms"]);
        return parameters is PdfDictionary known && Number(Resolve(known["Predictor"])) is >= 10 ? Predicted(unpacked.ToArray(), Number(Resolve(known["Columns"])) ?? 1) : unpacked.ToArray();
    }

    // PNG prediction of one byte per sample (ISO/IEC 15948, section 9.2).
    private static byte[] Predicted(byte[] rows, int columns)
    {
        if (columns is < 1 or > 1 << 20) throw PdfParser.Broken();
        var plain = new byte[rows.Length / (columns + 1) * columns];
        for (var row = 0; row * columns < plain.Length; row++)
        {
            var kind = rows[row * (columns + 1)];
            for (var x = 0; x < columns; x++)
            {
                var at = (row * columns) + x;
                int left = x > 0 ? plain[at - 1] : 0, above = row > 0 ? plain[at - columns] : 0, corner = x > 0 && row > 0 ? plain[at - columns - 1] : 0;
                var guess = kind switch { 0 => 0, 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, corner), _ => throw PdfParser.Broken() };
                plain[at] = unchecked((byte)(rows[(row * (columns + 1)) + 1 + x] + guess));
            }
        }

        return plain;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var p = left + above - corner;
        var (a, b, c) = (Math.Abs(p - left), Math.Abs(p - above), Math.Abs(p - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    public static int? Number(PdfValue? value) => value is PdfPlain plain && int.TryParse(Encoding.ASCII.GetString(plain.Written), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
