using System.Text;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Documents;

public sealed class LedgerSheetTests
{
    [Fact]
    public void An_export_opens_in_LibreOffice_with_the_values_it_was_given()
    {
        var csv = LibreOffice.Convert(Samples.Export([Samples.Zhang, Samples.Row("k2", "=1+1", "007", null, 3L, null, -5L, null, false, "甲,\"乙\"")]), "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76");

        if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "ledger.xlsx"), Samples.Export([Samples.Zhang, Samples.Row("k2", "=1+1", "007", null, 3L, null, -5L, null, false, "甲,\"乙\"")]));
        }
        var lines = Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Replace("\r", "");
        Assert.StartsWith("惠民资金台账,", lines);
        Assert.Contains("填报单位：县民政局", lines);
        Assert.Contains("日期：2026年1月5日", lines);
        Assert.Contains("序号,姓名,身份证号,村,人数,系数,金额（元）,发放日期,是否脱贫户,备注", lines);
        Assert.Contains("1,张三,110101199003077758,绿水村,4,1.25,\"1,234.56\",2026-01-05,是,\"第一行\n第二行\"", lines);
        Assert.Contains("2,=1+1,007,,3,,-0.05,,否,\"甲,\"\"乙\"\"\"", lines);
        Assert.Contains("合计,,,,7,,\"1,234.51\"", lines);
    }

    [Fact]
    public void A_table_saved_anew_by_LibreOffice_is_still_recognised_row_by_row()
    {
        var rows = new[] { Samples.Zhang, Samples.Row("k2", "=1+1", "007", "c", 3L, 0.1m, -5L, new DateOnly(1950, 10, 1), false, "甲,\"乙\"") };

        var saved = LibreOffice.Convert(Samples.Export(rows), "xlsx", "xlsx:Calc MS Excel 2007 XML");
        var reading = Samples.Read(saved);

        Assert.Equal("fund-ledger", reading.Origin!.Code);
        Assert.Equal(2, RoundTrip.Compare(Samples.Sheet, rows, reading).Unchanged);
    }

    [Fact]
    public void The_old_binary_format_is_read_with_dates_and_merged_cells()
    {
        var source = Samples.Workbook(
            Samples.Rows(1, ["台账"], ["姓名", "身份证号", "村", "金额", "发放日期"], ["张三", "110101199003077758", "绿水村", "<c><v>12.5</v></c>", "<c s=\"1\"><v>46027</v></c>"], ["李四", "007", null, "<c><f>D3*2</f><v>25</v></c>", "2026年2月30日"]),
            "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"C3:C4\"/></mergeCells>");

        var reading = Samples.Read(LibreOffice.Convert(source, "xlsx", "xls:MS Excel 97"), "旧表.xls");

        Assert.Equal(["张三", "110101199003077758", "b", null, null, 1250L, new DateOnly(2026, 1, 5), null, null], Assert.Single(reading.Rows).Values);
        var refused = Assert.Single(reading.Refused);
        Assert.Equal(("b", 2500L), ((string)refused.Cells[2]!, (long)refused.Cells[5]!));
        Assert.Contains("没有 2026 年 2 月 30 日", refused.Reasons[0].Words.Zh);
    }

    [Fact]
    public void An_error_value_in_the_old_binary_format_is_refused_like_everywhere()
    {
        var source = Samples.Workbook(Samples.Rows(1, ["姓名", "人数", "金额"], ["张三", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "<c><v>1</v></c>"], ["李四", "<c><v>2</v></c>", "<c><v>1</v></c>"]));

        var reading = Samples.Read(LibreOffice.Convert(source, "xlsx", "xls:MS Excel 97"), "旧表.xls");

        Assert.Contains("#DIV/0!", Assert.Single(Assert.Single(reading.Refused).Reasons).Words.Zh);
        Assert.Equal("李四", Assert.Single(reading.Rows).Values[0]);
    }

    [Fact]
    public void The_sheet_prints_on_A4_across_with_its_headings_on_every_page_and_keeps_them_in_view()
    {
        var package = Samples.Export([Samples.Zhang]);
        var sheet = Samples.Part(package, "xl/worksheets/sheet1.xml");
        var book = Samples.Part(package, "xl/workbook.xml");

        Assert.Contains("paperSize=\"9\"", sheet);
        Assert.Contains("orientation=\"landscape\"", sheet);
        Assert.Contains("state=\"frozen\"", sheet);
        Assert.Contains("<x:mergeCell ref=\"A1:J1\"", sheet);
        Assert.Contains("hidden=\"1\"", sheet);
        Assert.Contains("'惠民资金台账'!$1:$3", book);
        Assert.Contains("state=\"veryHidden\"", book);
        Assert.Contains("<x:formula1>_list3</x:formula1>", sheet);
    }

    [Fact]
    public void An_export_is_valid_by_the_schema_of_the_format()
    {
        foreach (var rows in new LedgerRow[][] { [], [Samples.Zhang] })
        {
            using var package = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(Samples.Export(rows)), false);
            var faults = new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(package);
            Assert.Empty(faults.Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));
        }
    }

    [Fact]
    public void An_export_without_rows_is_a_template_to_fill_in()
    {
        var reading = Samples.Read(Samples.Export([], language: Language.English));

        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Rows);
        Assert.Equal(9, reading.Present.Count);
    }

    [Fact]
    public void Comma_separated_text_guards_against_formulas_and_comes_back_the_same()
    {
        var row = Samples.Row("", "=1+1", "'@x", "b", 3L, 1.5m, -5L, new DateOnly(2026, 1, 5), true, "+甲\n\"乙\"");
        using var stream = new MemoryStream();
        Samples.Sheet.WriteCsv(stream, [row], Language.Chinese);

        Assert.Equal<byte>([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
        Assert.Contains("\n'=1+1,''@x,绿水村,3,1.5,-0.05,", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(row.Values, Assert.Single(Samples.Read(stream.ToArray(), "a.csv").Rows).Values);
    }

    [Fact]
    public void Columns_that_may_be_changed_are_marked_and_only_their_cells_are_open()
    {
        var sheet = Samples.Sheet with { Editable = new HashSet<string> { "amount", "paid", "village" } };
        var file = Samples.Export([Samples.Zhang, Samples.Zhang with { Key = "k2", Fixed = true }], sheet);
        var page = Samples.Part(file, "xl/worksheets/sheet1.xml");
        var styles = Samples.Part(file, "xl/styles.xml");

        using (var package = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(file), false))
        {
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(package).Select(f => $"{f.Path?.XPath}: {f.Description}"));
        }

        Assert.Contains("金额（元）（可改）", page);
        Assert.DoesNotContain("人数（可改）", page);
        Assert.Contains("sheet=\"1\"", page);
        Assert.Contains("protection locked=\"0\"", styles);
        var looks = Enum.GetValues<Look>().Length;
        Assert.Equal(["D4", "G4", "H4"], System.Text.RegularExpressions.Regex.Matches(page, "r=\"([A-Z]+[0-9]+)\" s=\"([0-9]+)\"").Where(m => int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) >= looks).Select(m => m.Groups[1].Value));

        // The marks and the note below change nothing about what is read, also after a spreadsheet program has saved it, in the old format too.
        foreach (var returned in (byte[][])[file, LibreOffice.Convert(file, "xlsx", "xlsx"), LibreOffice.Convert(file, "xlsx", "xls:MS Excel 97")])
        {
            var reading = Samples.Read(returned);
            Assert.Equal(2, reading.Rows.Count);
            Assert.Empty(reading.Refused);
            Assert.Equal("fund-ledger", reading.Origin?.Code);
            Assert.Equal(2, RoundTrip.Compare(sheet, [Samples.Zhang, Samples.Zhang with { Key = "k2" }], reading).Unchanged);
        }

        // A failure file is open everywhere: whatever is wrong is to be put right.
        using var failures = new MemoryStream();
        FailureSheet.Write(failures, sheet, [new(new("表", 4), "k1", Samples.Zhang.Values, [new(sheet.Columns[0], new("表", 4), "张三", ("只供查看", "only to be read"))])], Samples.Heading());
        Assert.DoesNotContain("sheetProtection", Samples.Part(failures.ToArray(), "xl/worksheets/sheet1.xml"));
    }
}
