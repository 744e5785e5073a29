using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>
/// The workbook around a ledger: its parts, written one after another into the archive. The packaging library would keep
/// every part in memory until the end, so only its writer is used.
/// </summary>
internal sealed class LedgerBook(Stream output, LedgerSheet sheet, SheetHeading heading, bool whole, bool reasons) : IDisposable
{
    private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);

    private Language Language => heading.Language;

    public void Write(IEnumerable<LedgerLine> lines)
    {
        var lists = ListsOf();
        using var origin = new OriginSpool();
        Text("[Content_Types].xml", ContentTypes);
        Text("_rels/.rels", Relations([("officeDocument", "xl/workbook.xml")]));
        Text("xl/_rels/workbook.xml.rels", Relations([("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("worksheet", "worksheets/sheet3.xml"), ("styles", "styles.xml")]));
        Text("xl/styles.xml", LedgerStyles.Xml());
        Text("xl/workbook.xml", Workbook(lists));
        using (var stream = _zip.CreateEntry("xl/worksheets/sheet1.xml").Open())
        using (var page = new LedgerPage(stream, sheet, heading, reasons, lists))
        {
            page.Write(lines, origin);
        }
        Part("xl/worksheets/sheet2.xml", ListRows(lists));
        Part("xl/worksheets/sheet3.xml", OriginRows(origin));
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>The drop-down lists, by column; each becomes a column of a hidden sheet because an inline list ends at 255 characters.</summary>
    private List<(int Column, string Name, string[] Texts)> ListsOf()
    {
        var lists = new List<(int, string, string[])>();
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var column = sheet.Columns[i];
            string[]? texts = column.Kind switch
            {
                ColumnKind.Choice => [.. (column.Choices ?? []).Select(choice => column.ChoiceText(choice.Code, Language))],
                ColumnKind.Boolean => [CellValue.YesNo(true).In(Language), CellValue.YesNo(false).In(Language)],
                _ => null,
            };
            if (texts is { Length: > 0 })
            {
                lists.Add((i, $"_list{i + 1}", texts));
            }
        }
        return lists;
    }

    private static IEnumerable<string[]> ListRows(List<(int Column, string Name, string[] Texts)> lists)
    {
        for (var row = 0; row < lists.Select(list => list.Texts.Length).DefaultIfEmpty().Max(); row++)
        {
            yield return [.. lists.Select(list => row < list.Texts.Length ? list.Texts[row] : "")];
        }
    }

    private IEnumerable<string[]> OriginRows(OriginSpool origin)
    {
        yield return [SheetNames.OriginMark, sheet.Code, $"{sheet.Version}", heading.ExportedAt.ToString("O", Cultures.English), whole ? "whole" : "part"];
        yield return [.. sheet.Columns.Select(column => column.Code)];
        foreach (var (key, revision, marks) in origin.Drain())
        {
            yield return [key, revision, marks];
        }
    }

    private string Workbook(List<(int Column, string Name, string[] Texts)> lists)
    {
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var name = LedgerPage.SheetName(sheet.Title.In(Language));
        XElement Sheet(string title, int id, string? state) => new(main + "sheet", new XAttribute("name", title), new XAttribute("sheetId", id),
            state is null ? null : new XAttribute("state", state), new XAttribute(rel + "id", $"r{id}"));
        var names = lists.Select((list, i) => new XElement(main + "definedName", new XAttribute("name", list.Name),
                $"{SheetNames.Lists}!${LedgerPage.Letters(i)}$1:${LedgerPage.Letters(i)}${list.Texts.Length}"))
            .Append(new XElement(main + "definedName", new XAttribute("name", "_xlnm.Print_Titles"), new XAttribute("localSheetId", 0),
                $"'{name.Replace("'", "''", StringComparison.Ordinal)}'!$1:${LedgerPage.HeadingRow}"));
        var book = new XElement(main + "workbook", new XAttribute(XNamespace.Xmlns + "r", rel),
            new XElement(main + "bookViews", new XElement(main + "workbookView", new XAttribute("activeTab", 0))),
            new XElement(main + "sheets", Sheet(name, 1, null), Sheet(SheetNames.Lists, 2, "hidden"), Sheet(SheetNames.Origin, 3, "veryHidden")),
            new XElement(main + "definedNames", names.OrderBy(e => e.Attribute("name")!.Value, StringComparer.Ordinal)));
        return Declaration + book.ToString(SaveOptions.DisableFormatting);
    }

    private void Part(string path, IEnumerable<string[]> rows)
    {
        using var stream = _zip.CreateEntry(path).Open();
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(true);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        var number = 0u;
        foreach (var row in rows)
        {
            writer.WriteStartElement(new Row { RowIndex = ++number });
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i].Length > 0)
                {
                    writer.WriteElement(LedgerPage.TextCell($"{LedgerPage.Letters(i)}{number}", row[i], Look.Plain));
                }
            }
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Text(string path, string content)
    {
        using var writer = new StreamWriter(_zip.CreateEntry(path).Open(), new UTF8Encoding(false));
        writer.Write(content);
    }

    private static string Relations(IEnumerable<(string Kind, string Target)> relations) =>
        $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(relations.Select((r, i) =>
            $"""<Relationship Id="r{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Kind}" Target="{r.Target}"/>"""))}</Relationships>""";

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    private const string ContentTypes = Declaration + """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet3.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
        """;
}
