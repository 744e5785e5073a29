using System.IO.Compression;
using System.Text;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Documents;

/// <summary>One list with a column of every kind, and ways to make files like those that offices send.</summary>
internal static class Samples
{
    public static readonly LedgerSheet Sheet = new("fund-ledger", 3, ("惠民资金台账", "Ledger of welfare funds"),
    [
        new("name", ("姓名", "Name"), Required: true, MaxLength: 50, Aliases: ["户主姓名"]),
        new("id", ("身份证号", "Identity number"), Aliases: ["身份证号码", "公民身份号码"]),
        new("village", ("村", "Village"), ColumnKind.Choice, Choices: [("a", ("青山村", "Qingshan")), ("b", ("绿水村", "Lüshui")), ("c", ("青山村", "Qingshan II"))]),
        new("people", ("人数", "People"), ColumnKind.Integer),
        new("rate", ("系数", "Rate"), ColumnKind.Decimal),
        new("amount", ("金额（元）", "Amount (yuan)"), ColumnKind.Money, Required: true),
        new("paid", ("发放日期", "Paid on"), ColumnKind.Date),
        new("poor", ("是否脱贫户", "Lifted out of poverty"), ColumnKind.Boolean),
        new("remarks", ("备注", "Remarks"), ColumnKind.LongText),
    ])
    { Totals = ["people", "amount"] };

    public static SheetHeading Heading(Language language = Language.Chinese) =>
        new(language, new(2026, 1, 5), new(2026, 1, 5, 9, 30, 0, TimeSpan.FromHours(8)), ("县民政局", "County civil affairs bureau"));

    public static LedgerRow Row(string key, params object?[] values) => new(key, "r1", values);

    public static LedgerRow Zhang => Row("k1", "张三", "110101199003077758", "b", 4L, 1.25m, 123_456L, new DateOnly(2026, 1, 5), true, "第一行\n第二行");

    public static byte[] Export(IEnumerable<LedgerRow> rows, LedgerSheet? sheet = null, Language language = Language.Chinese)
    {
        using var stream = new MemoryStream();
        (sheet ?? Sheet).Write(stream, rows, Heading(language));
        return stream.ToArray();
    }

    public static SheetReading Read(byte[] bytes, string name = "表.xlsx", IReadOnlyList<Column>? columns = null, SheetLimits? limits = null, IReadOnlyDictionary<string, string>? mapping = null) =>
        SheetReader.Read(new MemoryStream(bytes), name, columns ?? Sheet.Columns, mapping, limits);

    public static SheetReading ReadText(string text, Encoding? encoding = null, string name = "表.csv") => Read((encoding ?? Encoding.UTF8).GetBytes(text), name);

    /// <summary>A workbook with this content between the tags of sheetData, as other programs write it.</summary>
    public static byte[] Workbook(string rows, string after = "", params (string Path, string Content)[] more)
    {
        const string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        return Zip(
        [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"),
            ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
            ("xl/workbook.xml", $"<workbook {main} xmlns:r=\"{office}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"),
            ("xl/styles.xml", $"<styleSheet {main}><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"000000\"/></numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {main}><sheetData>{rows}</sheetData>{after}</worksheet>"),
            .. more,
        ]);
    }

    /// <summary>Rows of cells; a cell starting with &lt; is taken as the whole element, null is left out.</summary>
    public static string Rows(int first, params string?[][] rows) => string.Concat(rows.Select((row, r) => $"<row r=\"{first + r}\">" + string.Concat(row.Select((cell, c) =>
        cell is null ? "" : cell.StartsWith('<') ? cell.Replace("<c", $"<c r=\"{(char)('A' + c)}{first + r}\"") : $"<c r=\"{(char)('A' + c)}{first + r}\" t=\"inlineStr\"><is><t>{System.Net.WebUtility.HtmlEncode(cell)}</t></is></c>")) + "</row>"));

    public static byte[] Zip(params (string Path, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(content);
            }
        }
        return stream.ToArray();
    }

    public static string Part(byte[] package, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Changes the visible sheet of an export the way a person would: by replacing what stands in it.</summary>
    public static byte[] Edit(byte[] package, Func<string, string> change)
    {
        var copy = new MemoryStream();
        copy.Write(package);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            var changed = change(Part(package, "xl/worksheets/sheet1.xml"));
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            writer.Write(changed);
        }
        return copy.ToArray();
    }
}
