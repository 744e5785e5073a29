using System.Globalization;
using System.Text;
using Qinglian.Kernel;

namespace Qinglian.Documents.Cleaning;

/// <summary>PDF (ISO 32000): writes anew what can be reached from the pages, and of that nothing that describes, acts or hangs on beside.</summary>
internal static class PdfCleaning
{
    private static readonly Words Description = ("文档属性（标题、作者、软件、时间）", "document properties (title, author, program, times)");
    private static readonly Words Older = ("文件中保留的旧版本", "older versions kept inside the file");
    private static readonly Words Attached = ("附带的文件", "attached files");
    private static readonly Words Active = ("脚本和自动动作", "scripts and automatic actions");
    private static readonly Words Annotated = ("批注的作者和时间", "authors and times of annotations");
    private static readonly Words Signed = ("电子签名", "digital signatures");

    // Wherever they stand these describe, act or attach; the page looks the same without them.
    private static readonly Dictionary<string, Words> Left = new(StringComparer.Ordinal)
    {
        ["Metadata"] = Traces.Xmp, ["PieceInfo"] = Traces.Maker, ["LastModified"] = Description, ["Thumb"] = Traces.Thumbnail, ["CreatorInfo"] = Description, ["Author"] = Description, ["Creator"] = Description,
        ["Producer"] = Description, ["CreationDate"] = Annotated, ["ModDate"] = Description, ["EmbeddedFiles"] = Attached, ["AF"] = Attached, ["Collection"] = Attached, ["JavaScript"] = Active,
        ["OpenAction"] = Active, ["AA"] = Active, ["JS"] = Active, ["Perms"] = Signed, ["Legal"] = Signed, ["DSS"] = Signed, ["SpiderInfo"] = Description, ["XFA"] = Active, ["RichMediaContent"] = Attached, ["IDTree"] = Description,
    };

    private static readonly HashSet<string> Actions = ["JavaScript", "Launch", "ImportData", "SubmitForm", "ResetForm", "Rendition", "RichMediaExecute", "GoToE", "Movie", "Sound"];
    private static readonly HashSet<string> Carriers = ["FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D"];

    public static void Copy(Stream source, Stream target, CleaningLimits limits, Traces traces)
    {
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        var objects = new PdfObjects(bytes, limits.MostUnpacked);
        if (objects.Trailer["Info"] is not null) traces.Add(Description);
        // A file made for the web comes in two parts from the start.
        if (objects.Versions > (bytes.AsSpan(0, Math.Min(bytes.Length, 1024)).IndexOf("/Linearized"u8) < 0 ? 1 : 2)) traces.Add(Older);
        if (objects.Trailer["Root"] is not PdfReference root || objects.Resolve(root) is not PdfDictionary catalog || objects.Resolve(catalog["Pages"]) is not PdfDictionary) throw PdfParser.Broken();

        new Writing(objects, target, traces).Run(root);
    }

    private sealed class Writing(PdfObjects objects, Stream target, Traces traces)
    {
        private readonly Dictionary<int, int> _numbers = [];
        private readonly Queue<int> _waiting = [];
        private readonly List<long> _offsets = [];

        public void Run(PdfReference root)
        {
            Text("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
            var first = NumberOf(root.Number);
            while (_waiting.TryDequeue(out var number))
            {
                _offsets.Add(target.Position);
                Text($"{_numbers[number]} 0 obj\n");
                Write(objects.Find(number), 0);
                Text("\nendobj\n");
            }

            var table = target.Position;
            Text($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
            foreach (var offset in _offsets) Text(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
            Text($"trailer\n<< /Size {_offsets.Count + 1} /Root {first} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        }

        private void Write(PdfValue? value, int depth)
        {
            if (depth > 100) throw PdfParser.Broken();
            switch (value)
            {
                case PdfPlain plain:
                    target.Write(plain.Written);
                    break;
                case PdfName name:
                    Text("/" + name.Text);
                    break;
                case PdfReference reference when Dropped(objects.Resolve(reference)):
                    Text("null");
                    break;
                case PdfReference reference:
                    Text($"{NumberOf(reference.Number)} 0 R");
                    break;
                case PdfArray array:
                    Text("[");
                    foreach (var item in array.Items.Where(i => !Dropped(objects.Resolve(i))))
                    {
                        Text(" ");
                        Write(item, depth + 1);
                    }

                    Text(" ]");
                    break;
                case PdfDictionary dictionary when Dropped(dictionary):
                    Text("null");
                    break;
                case PdfDictionary dictionary:
                    Entries(dictionary, depth, length: null);
                    break;
                case PdfStream stream:
                    var raw = Cleaned(stream);
                    Entries(stream.Dictionary, depth, raw.Length);
                    Text("\nstream\n");
                    target.Write(raw.Span);
                    Text("\nendstream");
                    break;
                case null:
                    Text("null");
                    break;
            }
        }

        private void Entries(PdfDictionary dictionary, int depth, int? length)
        {
            var annotation = dictionary.NameOf("Type") == "Annot" || (dictionary["Subtype"] is PdfName && dictionary["Rect"] is not null);
            Text("<<");
            foreach (var (key, entry) in dictionary.Entries)
            {
                if (Left.TryGetValue(Plain(key), out var why))
                {
                    traces.Add(why);
                    continue;
                }

                // Of an annotation its writer, times and number; of a form field the name must stay.
                if (annotation && (key is "M" or "NM" || (key == "T" && dictionary["FT"] is null && dictionary["Parent"] is null)))
                {
                    traces.Add(Annotated);
                    continue;
                }

                if (length is not null && key is "Length" or "DL") continue;
                if (Dropped(objects.Resolve(entry))) continue;
                Text($" /{key} ");
                Write(entry, depth + 1);
            }

            if (length is { } known) Text($" /Length {known}");
            Text(" >>");
        }

        /// <summary>Things that act, attach or sign: where they were referred to stands nothing.</summary>
        private bool Dropped(PdfValue? value)
        {
            var dictionary = value as PdfDictionary ?? (value as PdfStream)?.Dictionary;
            if (dictionary is null) return false;
            var (type, kind) = (dictionary.NameOf("Type"), dictionary.NameOf("S"));
            if (type == "Sig" || (dictionary["ByteRange"] is not null && dictionary["Contents"] is not null)) return Drop(Signed);
            if (type is "EmbeddedFile" || (type is "Filespec" && dictionary["EF"] is not null) || dictionary["EF"] is PdfDictionary) return Drop(Attached);
            if (dictionary.NameOf("Subtype") is { } subtype && Carriers.Contains(subtype) && dictionary["Rect"] is not null) return Drop(Attached);
            if (type == "Metadata") return Drop(Traces.Xmp);
            return kind is not null && Actions.Contains(kind) && (type is null or "Action") && Drop(Active);
        }

        private bool Drop(Words why)
        {
            traces.Add(why);
            return true;
        }

        // A photograph lies in the file as the camera made it.
        private ReadOnlyMemory<byte> Cleaned(PdfStream stream)
        {
            var filter = objects.Resolve(stream.Dictionary["Filter"]) is PdfArray { Items: [var only] } ? objects.Resolve(only) : objects.Resolve(stream.Dictionary["Filter"]);
            if (filter is not PdfName { Text: "DCTDecode" or "DCT" })
            {
                // Under a second filter nobody sees into the photograph without unpacking it.
                if (objects.Resolve(stream.Dictionary["Filter"]) is PdfArray { Items.Count: > 1 } several && several.Items.Exists(f => f is PdfName { Text: "DCTDecode" or "DCT" })) throw PdfParser.Broken();
                return stream.Raw;
            }

            using var picture = new MemoryStream();
            JpegCleaning.Copy(new MemoryStream(stream.Raw.ToArray()), picture, traces);
            return picture.ToArray();
        }

        private int NumberOf(int number)
        {
            if (_numbers.TryGetValue(number, out var known)) return known;
            _waiting.Enqueue(number);
            return _numbers[number] = _numbers.Count + 1;
        }

        // "/Auth#6fr" is "/Author".
        private static string Plain(string name)
        {
            if (!name.Contains('#', StringComparison.Ordinal)) return name;
            var plain = new StringBuilder();
            for (var i = 0; i < name.Length; i++)
            {
                if (name[i] == '#' && i + 2 < name.Length && byte.TryParse(name.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    plain.Append((char)code);
                    i += 2;
                }
                else
                {
                    plain.Append(name[i]);
                }
            }

            return plain.ToString();
        }

        private void Text(string text) => target.Write(Encoding.Latin1.GetBytes(text));
    }
}
