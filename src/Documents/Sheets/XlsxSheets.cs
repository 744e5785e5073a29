using System.Globalization;
using System.Text;
using System.Xml;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Sheets;

/// <summary>
/// Reads .xlsx part by part. Own reading, because three things matter here that the reading libraries do not tell: whether
/// an empty cell is a formula nobody calculated, which cells are merged, and how much is being unpacked.
/// </summary>
internal sealed class XlsxSheets
{
    private readonly Archive _archive;
    private readonly SheetLimits _limits;
    private readonly List<string> _texts = [];
    private readonly List<(bool Date, int Zeros)> _styles = [];
    private bool _from1904;
    private int _rows;

    private XlsxSheets(Archive archive, SheetLimits limits) => (_archive, _limits) = (archive, limits);

    public static List<RawSheet> Read(byte[] bytes, SheetLimits limits)
    {
        using var archive = Archive.Open(bytes, new(limits.MostUnpackedBytes));
        if (archive.HasMacros)
        {
            throw new UnreadableException(Upload.MacroWords);
        }
        if (!archive.Has("xl/workbook.xml"))
        {
            throw new UnreadableException(archive.Has("word/document.xml") ? NotATable : archive.Has("xl/workbook.bin") || archive.Has("content.xml") ? SaveAsXlsx : NotATable);
        }
        try
        {
            return new XlsxSheets(archive, limits).Read();
        }
        catch (Exception fault) when (fault is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw new UnreadableException(Upload.DamagedWords);
        }
    }

    private List<RawSheet> Read()
    {
        var targets = Relations();
        ReadTexts();
        ReadStyles();
        var sheets = new List<RawSheet>();
        using var book = _archive.Xml("xl/workbook.xml")!;
        while (book.Read())
        {
            if (book is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                _from1904 = IsTrue(book.GetAttribute("date1904"));
            }
            else if (book is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && book.GetAttribute("name") is { } name && Id(book) is { } id && targets.TryGetValue(id, out var path))
            {
                var hidden = name == SheetNames.Origin || book.GetAttribute("state") is "hidden" or "veryHidden";
                if (!hidden || name == SheetNames.Origin)
                {
                    sheets.Add(ReadSheet(name, hidden, path));
                }
            }
        }
        return sheets;
    }

    // The attribute lives in one of two namespaces, transitional or strict.
    private static string? Id(XmlReader reader)
    {
        string? id = null;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            id = reader.LocalName == "id" ? reader.Value : id;
        }
        reader.MoveToElement();
        return id;
    }

    private Dictionary<string, string> Relations()
    {
        var targets = new Dictionary<string, string>();
        using var reader = _archive.Xml("xl/_rels/workbook.xml.rels");
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Target") is { } target)
            {
                targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }
        return targets;
    }

    private void ReadTexts()
    {
        using var reader = _archive.Xml("xl/sharedStrings.xml");
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                _texts.Add(RichText(reader));
            }
        }
    }

    /// <summary>The runs of a text put together; reading aids (furigana, pinyin) left out.</summary>
    private static string RichText(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }
        var depth = reader.Depth;
        string? only = null;
        StringBuilder? text = null;
        while (reader.Read() && reader.Depth > depth)
        {
            while (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                reader.Skip();
            }
            if (reader.Depth <= depth)
            {
                break;
            }
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                if (only is null)
                {
                    only = reader.Value;
                }
                else
                {
                    (text ??= new StringBuilder(only)).Append(reader.Value);
                }
            }
        }
        return CellText.Unescape(text?.ToString() ?? only ?? "");
    }

    private void ReadStyles()
    {
        using var reader = _archive.Xml("xl/styles.xml");
        var formats = new Dictionary<int, string>();
        var inCells = false;
        while (reader?.Read() == true)
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "cellXfs")
            {
                return;
            }
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            inCells |= reader.LocalName == "cellXfs";
            if (reader.LocalName == "numFmt" && int.TryParse(reader.GetAttribute("numFmtId"), out var id))
            {
                formats[id] = reader.GetAttribute("formatCode") ?? "";
            }
            else if (inCells && reader.LocalName == "xf")
            {
                _ = int.TryParse(reader.GetAttribute("numFmtId"), out var format);
                _styles.Add(formats.TryGetValue(format, out var code) ? (NumberFormats.IsDate(code), NumberFormats.Zeros(code)) : (NumberFormats.IsDate(format), 0));
            }
        }
    }

    private RawSheet ReadSheet(string name, bool hidden, string path)
    {
        var sheet = new RawSheet(name, hidden, []);
        var merges = new List<Merge>();
        var cells = new List<RawCell>();
        using var reader = _archive.Xml(path);
        var last = 0;
        while (reader?.Read() == true)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }
            if (reader.LocalName == "row")
            {
                last = int.TryParse(reader.GetAttribute("r"), out var number) && number > last ? number : last + 1;
                ReadRow(reader, sheet, last, cells);
            }
            else if (reader.LocalName == "mergeCell" && ParseMerge(reader.GetAttribute("ref")) is { } merge && merges.Count < _limits.MostRows)
            {
                merges.Add(merge);
            }
        }
        sheet.Fill(merges, KeyColumn(sheet), most: 2_000_000);
        return sheet;
    }

    /// <summary>The column of our hidden keys: a key belongs to one row and is never spread over a merged area.</summary>
    private static int KeyColumn(RawSheet sheet) =>
        sheet.Rows.Take(30).Select(row => Array.FindIndex(row.Cells, cell => cell.Text == SheetNames.Key)).FirstOrDefault(column => column >= 0, -1);

    private void ReadRow(XmlReader reader, RawSheet sheet, int number, List<RawCell> cells)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }
        cells.Clear();
        var hidden = IsTrue(reader.GetAttribute("hidden") ?? "");
        var depth = reader.Depth;
        var column = -1;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "c")
            {
                continue;
            }
            column = ColumnOf(reader.GetAttribute("r")) ?? column + 1;
            var cell = ReadCell(reader, sheet.Name, number);
            if (cell.Kind == RawKind.Empty)
            {
                continue;
            }
            if (column >= _limits.MostColumns)
            {
                throw new UnreadableException(_limits.TooWide(sheet.Name, number));
            }
            while (cells.Count < column)
            {
                cells.Add(RawCell.Nothing);
            }
            if (cells.Count == column)
            {
                cells.Add(cell);
            }
            else
            {
                cells[column] = cell;
            }
        }
        if (cells.Count > 0)
        {
            sheet.Rows.Add(new(number, [.. cells], hidden));
            _rows += sheet.Hidden ? 0 : 1;
            if (_rows > _limits.MostRows + RowsAround || sheet.Rows.Count > _limits.MostRows + RowsAround)
            {
                throw new UnreadableException(_limits.TooManyRows);
            }
        }
    }

    private RawCell ReadCell(XmlReader reader, string sheet, int row)
    {
        var type = reader.GetAttribute("t");
        var style = int.TryParse(reader.GetAttribute("s"), out var index) && index >= 0 && index < _styles.Count ? _styles[index] : default;
        if (reader.IsEmptyElement)
        {
            return RawCell.Nothing;
        }
        var depth = reader.Depth;
        string? value = null;
        var formula = false;
        reader.Read();
        while (reader.Depth > depth)
        {
            switch (reader)
            {
                case { NodeType: XmlNodeType.Element, LocalName: "v" }:
                    value = reader.ReadElementContentAsString();
                    continue;
                case { NodeType: XmlNodeType.Element, LocalName: "f" }:
                    formula = true;
                    reader.Skip();
                    continue;
                case { NodeType: XmlNodeType.Element, LocalName: "is" }:
                    value = RichText(reader);
                    break;
            }
            if (!reader.Read())
            {
                break;
            }
        }
        if (value?.Length > _limits.MostCellLength)
        {
            throw new UnreadableException(_limits.TooLong(sheet, row));
        }
        // An empty <v> with a formula is a result: the empty text. No <v> is no result.
        return value is null ? formula ? new(RawKind.NotCalculated, "") : RawCell.Nothing : Cell(type, value, style);
    }

    private RawCell Cell(string? type, string value, (bool Date, int Zeros) style) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var text) && text < _texts.Count ? Text(_texts[text]) : RawCell.Nothing,
        "str" => Text(CellText.Unescape(value)),
        "inlineStr" => Text(value),
        "b" => new(RawKind.Boolean, IsTrue(value) ? "TRUE" : "FALSE", IsTrue(value) ? 1 : 0),
        "e" => new(RawKind.Error, value),
        "d" => Text(value),
        _ when value.Length == 0 => RawCell.Nothing,
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Number(number, style),
        _ => Text(value),
    };

    private RawCell Number(double number, (bool Date, int Zeros) style) => style.Date
        ? NumberFormats.Date(_from1904 ? number + 1462 : number)
        : new(RawKind.Number, NumberFormats.Shown(number, style.Zeros), number);

    private static RawCell Text(string text) => text.Length == 0 ? RawCell.Nothing : new(RawKind.Text, text);

    private static bool IsTrue(string? value) => value is "1" or "true";

    private static int? ColumnOf(string? place)
    {
        var column = 0;
        foreach (var c in place ?? "")
        {
            if (!char.IsAsciiLetter(c))
            {
                break;
            }
            column = Math.Min(column * 26 + (char.ToUpperInvariant(c) - 'A' + 1), 1 << 20);
        }
        return column == 0 ? null : column - 1;
    }

    private static Merge? ParseMerge(string? area)
    {
        if (area?.Split(':') is not [var from, var to] || ColumnOf(from) is not { } left || ColumnOf(to) is not { } right)
        {
            return null;
        }
        return int.TryParse(from.AsSpan().TrimStart(Letters), out var top) && int.TryParse(to.AsSpan().TrimStart(Letters), out var bottom) ? new(top, left, bottom, right) : null;
    }

    /// <summary>Titles, headings, totals and notes do not count as rows.</summary>
    public const int RowsAround = 40;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$";

    public static readonly Kernel.Words NotATable = ("这不是表格文件。请上传 .xlsx、.xls 或 .csv 表格。", "This is not a table. Upload a table as .xlsx, .xls or .csv.");
    public static readonly Kernel.Words SaveAsXlsx = ("不能读取这种表格文件。请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。", "This kind of table cannot be read. Open it in a spreadsheet program, save it as .xlsx and upload that.");
}
