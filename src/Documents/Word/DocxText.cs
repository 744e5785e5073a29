using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Word;

/// <summary>
/// The text of a .docx as a person reads it: numbering that Word only draws is written out, deleted text is left out,
/// text in boxes and notes follows its paragraph. Names are compared without namespace, because there are two (transitional and strict).
/// </summary>
internal sealed class DocxText
{
    private readonly StringBuilder _text = new();
    private readonly DocxNumbering _numbering;

    private readonly Dictionary<string, XElement> _notes;

    private DocxText(DocxNumbering numbering, Dictionary<string, XElement> notes) => (_numbering, _notes) = (numbering, notes);

    public static string Read(Archive archive)
    {
        var reading = new DocxText(DocxNumbering.Read(archive), Notes(archive));
        using var reader = archive.Xml("word/document.xml")!;
        // One child of the body at a time: a long document is never in memory as a tree.
        while (reader.Read() && !(reader.NodeType == XmlNodeType.Element && reader.LocalName == "body"))
        {
        }
        reader.Read();
        while (!reader.EOF && !(reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "body"))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                reading.Block((XElement)XNode.ReadFrom(reader));
            }
            else
            {
                reader.Read();
            }
        }
        return reading._text.ToString();
    }

    /// <summary>Footnotes and endnotes by kind and number; separators, which only draw a line, are left out.</summary>
    private static Dictionary<string, XElement> Notes(Archive archive)
    {
        var notes = new Dictionary<string, XElement>();
        foreach (var kind in (string[])["footnote", "endnote"])
        {
            using var reader = archive.Xml($"word/{kind}s.xml");
            foreach (var note in reader is null ? [] : XElement.Load(reader).Elements().Where(e => e.Name.LocalName == kind && e.Attributes().All(a => a.Name.LocalName != "type" || a.Value == "normal")))
            {
                if (Id(note) is { } id)
                {
                    notes[kind + id] = note;
                }
            }
        }
        return notes;
    }

    private static string? Id(XElement element) => element.Attributes().FirstOrDefault(a => a.Name.LocalName == "id")?.Value;

    private void Block(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "p":
                Paragraph(element);
                break;
            case "tbl":
                foreach (var row in Rows(element))
                {
                    _text.AppendJoin('\t', row.Elements().Where(cell => cell.Name.LocalName is "tc" or "sdt").Select(CellOf)).Append('\n');
                }
                break;
            case "sdt" or "sdtContent" or "customXml" or "ins" or "moveTo" or "smartTag":
                foreach (var child in element.Elements())
                {
                    Block(child);
                }
                break;
        }
    }

    private static IEnumerable<XElement> Rows(XElement table) =>
        table.Elements().SelectMany(child => child.Name.LocalName switch
        {
            "tr" => [child],
            "sdt" or "sdtContent" or "customXml" or "ins" => Rows(child),
            _ => Enumerable.Empty<XElement>(),
        });

    /// <summary>The paragraphs of a cell in one line: the line is the row.</summary>
    private string CellOf(XElement cell)
    {
        var inner = new DocxText(_numbering, _notes);
        foreach (var child in cell.Name.LocalName == "sdt" ? cell.Descendants().Where(e => e.Name.LocalName == "tc").SelectMany(e => e.Elements()) : cell.Elements())
        {
            inner.Block(child);
        }
        return string.Join(' ', inner._text.ToString().Split((char[])['\n', '\t', '\f'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private void Paragraph(XElement paragraph)
    {
        var properties = Child(paragraph, "pPr");
        if (IsOn(Child(properties, "pageBreakBefore")) && _text.Length > 0)
        {
            _text.Append('\f');
        }
        var start = _text.Length;
        var boxes = new List<XElement>();
        Runs(paragraph, boxes);
        // An empty paragraph with a number shows nothing worth counting as text.
        if (_text.Length > start && _numbering.Next(properties) is { Length: > 0 } number)
        {
            _text.Insert(start, number);
        }
        _text.Append('\n');
        foreach (var line in boxes.SelectMany(box => box.Elements()))
        {
            Block(line);
        }
        if (Child(properties, "sectPr") is { } section && Value(Child(section, "type")) is not "continuous")
        {
            _text.Append('\f');
        }
    }

    private void Runs(XElement element, List<XElement> boxes)
    {
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "t":
                    _text.Append(child.Value);
                    break;
                case "tab" or "ptab":
                    _text.Append('\t');
                    break;
                case "br":
                    _text.Append(child.Attributes().Any(a => a.Name.LocalName == "type" && a.Value == "page") ? '\f' : '\n');
                    break;
                case "cr":
                    _text.Append('\n');
                    break;
                case "noBreakHyphen":
                    _text.Append('-');
                    break;
                case "sym":
                    _text.Append(Symbol(child));
                    break;
                case "txbxContent":
                    boxes.Add(child);
                    break;
                case "footnoteReference" or "endnoteReference":
                    if (_notes.Remove(child.Name.LocalName.Replace("Reference", "", StringComparison.Ordinal) + Id(child), out var note))
                    {
                        boxes.Add(note);
                    }
                    break;
                case "AlternateContent":
                    // Choice and fallback say the same thing twice.
                    if (child.Elements().FirstOrDefault() is { } choice)
                    {
                        Runs(choice, boxes);
                    }
                    break;
                case "del" or "moveFrom" or "pPr" or "rPr" or "instrText" or "delText" or "rt":
                    break;
                default:
                    Runs(child, boxes);
                    break;
            }
        }
    }

    // Symbol faces keep their signs in the private area; ticks and boxes are the ones people use in forms.
    private static string Symbol(XElement symbol) => symbol.Attributes().FirstOrDefault(a => a.Name.LocalName == "char")?.Value.ToUpperInvariant() switch
    {
        "F0FC" or "00FC" => "✓",
        "F0FB" or "00FB" => "✗",
        "F0FE" or "F052" => "☑",
        "F0A8" or "F0A3" or "F06F" => "□",
        { } code when int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var c) && c is >= 0x20 and < 0xD800 => ((char)c).ToString(),
        _ => "",
    };

    public static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static string? Value(XElement? element) => element?.Attributes().FirstOrDefault(a => a.Name.LocalName == "val")?.Value;

    private static bool IsOn(XElement? element) => element is not null && Value(element) is not ("0" or "false" or "off");
}
