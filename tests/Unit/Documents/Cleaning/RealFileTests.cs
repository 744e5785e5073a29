using Qinglian.Documents.Cleaning;
using static Qinglian.Tests.Unit.Documents.Cleaning.Seeded;

namespace Qinglian.Tests.Unit.Documents.Cleaning;

/// <summary>Files as an office program writes them are cleaned, open again and read the same.</summary>
public sealed class RealFileTests
{
    private const string Story = "镇里的工程款三年没有公示。\n第二段 second paragraph\n";

    [Fact]
    public void A_pdf_reads_the_same_and_names_no_program()
    {
        var pdf = LibreOffice.Convert(Text(Story), "txt", "pdf");

        var outcome = Clean(pdf, out var copy);

        Assert.True(outcome.Cleaned, outcome.Refused?.En);
        Assert.Equal(LibreOffice.Ask("pdftotext", pdf, "-layout", "{}", "-"), LibreOffice.Ask("pdftotext", copy, "-layout", "{}", "-"));
        Assert.Contains("LibreOffice", LibreOffice.Ask("pdfinfo", pdf, "{}"), StringComparison.Ordinal);
        var said = LibreOffice.Ask("pdfinfo", copy, "{}");
        foreach (var gone in new[] { "LibreOffice", "Creator:", "Producer:", "CreationDate:" }) Assert.DoesNotContain(gone, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_and_a_workbook_open_after_cleaning()
    {
        var docx = LibreOffice.Convert(Text(Story), "txt", "docx:MS Word 2007 XML");
        Assert.True(Clean(docx, out var document).Cleaned);
        Assert.Contains("镇里的工程款三年没有公示。", LibreOffice.Ask("pdftotext", LibreOffice.Convert(document, "docx", "pdf"), "{}", "-"), StringComparison.Ordinal);
        Assert.False(Tells(document, "LibreOffice"));

        var xlsx = LibreOffice.Convert(Text("甲,乙\n1,2\n"), "csv", "xlsx:Calc MS Excel 2007 XML");
        Assert.True(Clean(xlsx, out var book).Cleaned);
        Assert.Contains("1,2", System.Text.Encoding.UTF8.GetString(LibreOffice.Convert(book, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")), StringComparison.Ordinal);
        Assert.False(Tells(book, "LibreOffice"));
    }
}
