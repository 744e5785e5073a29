using Qinglian.Documents;
using Qinglian.Documents.Word;
using Qinglian.Kernel;

namespace Qinglian.Tests.Unit.Documents;

public sealed class OfficialDocumentTests
{
    private static OfficialDocument Notice(int paragraphs = 14) => new("关于开展惠民资金专项监督检查的通知",
    [
        new Paragraph("为贯彻落实上级关于惠民资金监管的部署要求，经研究，决定在全县开展惠民资金专项监督检查。现将有关事项通知如下。"),
        new Paragraph(new string('口', 60)),
        new Heading(1, "总体要求"),
        .. Enumerable.Range(1, paragraphs).Select(i => new Paragraph($"第{i}段。坚持问题导向，紧盯惠民资金申报、审核、发放、公示等关键环节，对照台账逐户核对，做到底数清、情况明、数据准，发现问题立行立改，切实维护群众切身利益。")),
        new Heading(1, "检查内容"),
        new Heading(2, "资金发放"),
        new Heading(3, "发放对象"),
        new Heading(4, "是否符合条件。", "重点检查是否存在优亲厚友、虚报冒领等问题。"),
        new Table(["单位", "检查时间", "负责人"], [["县民政局", "2026年3月1日至3月10日", "张三"], ["县农业农村局", "2026年3月11日至3月20日", "李四"]], "检查安排表", [3, 4, 2]),
        new Heading(2, "资金公示"),
        new Paragraph("各乡镇应当在每月5日前公示上月发放情况。"),
    ])
    {
        Organ = "清河县监督委员会文件",
        Number = "清监发〔2026〕3号",
        Addressee = "各乡镇人民政府，县直各单位",
        Attachments = ["惠民资金台账（样式）", "检查人员名单"],
        Signatory = "清河县监督委员会办公室",
        Date = new(2026, 2, 5),
        Note = "此件公开发布",
        CopiesTo = ["县委办公室", "县政府办公室"],
        PrintedBy = "清河县监督委员会办公室",
        PrintedOn = new(2026, 2, 6),
    };

    private static byte[] Docx(OfficialDocument document, Language language = Language.Chinese)
    {
        using var stream = new MemoryStream();
        document.Write(stream, language);
        return stream.ToArray();
    }

    [Fact]
    public void LibreOffice_opens_it_as_A4_with_every_text_and_with_22_lines_of_28_characters()
    {
        var pdf = LibreOffice.Convert(Docx(Notice()), "docx", "pdf");
        if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "notice.docx"), Docx(Notice()));
            File.WriteAllBytes(Path.Combine(folder, "notice.pdf"), pdf);
        }

        var about = LibreOffice.Ask("pdfinfo", pdf, "{}");
        Assert.Contains("(A4)", about);
        Assert.Matches(@"Pages:\s+4\b", about);
        var pages = LibreOffice.Ask("pdftotext", pdf, "-layout", "{}", "-").Split('\f');
        var text = string.Concat(pages).Replace(" ", "").Replace("\n", "");
        foreach (var expected in new[] { "清河县监督委员会文件", "清监发〔2026〕3号", "关于开展惠民资金专项监督检查的通知", "各乡镇人民政府，县直各单位：", "一、总体要求", "二、检查内容", "（一）资金发放", "1.发放对象", "（1）是否符合条件。重点检查",
            "检查安排表", "县农业农村局", "（二）资金公示", "附件：1.惠民资金台账（样式）", "2.检查人员名单", "清河县监督委员会办公室2026年2月5日", "（此件公开发布）", "抄送：县委办公室，县政府办公室。", "2026年2月6日印发" })
        {
            Assert.Contains(expected, text);
        }
        // A page of nothing but text: 22 lines and the page number.
        var lines = pages[1].Split('\n').Where(line => line.Trim().Length > 0).ToList();
        Assert.Equal(23, lines.Count);
        Assert.Equal("—2—", lines[^1].Replace(" ", ""));
        Assert.Contains(pages[0].Split('\n'), line => line.Trim() == new string('口', 28));
        Assert.Contains("—1—", pages[0].Replace(" ", ""));
    }

    [Fact]
    public void Margins_grid_and_faces_are_those_of_the_standard()
    {
        var docx = Docx(Notice());
        var main = Samples.Part(docx, "word/document.xml");

        Assert.Contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"", main);
        Assert.Matches("<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"", main);
        Assert.Contains("w:type=\"linesAndChars\"", main);
        Assert.True(22 * 579 <= 16838 - 2098 - 1984);
        Assert.True(28 * (16 * 20 + -849 * 20 / 4096.0) <= 11906 - 1588 - 1474);
        Assert.Contains("w:vertAnchor=\"margin\"", main);
        Assert.Contains("w:tblpYSpec=\"bottom\"", main);
        Assert.Contains("evenAndOddHeaders", Samples.Part(docx, "word/settings.xml"));
        var styles = Samples.Part(docx, "word/styles.xml");
        Assert.Contains("方正小标宋简体", styles);
        Assert.Contains("仿宋_GB2312", Samples.Part(docx, "word/fontTable.xml"));
    }

    [Fact]
    public void It_is_valid_by_the_schema_of_the_format()
    {
        foreach (var (document, language) in new[] { (Notice(), Language.Chinese), (new OfficialDocument("A", [new Paragraph("b")]), Language.English) })
        {
            using var package = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(Docx(document, language)), false);
            var faults = new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(package);
            Assert.Empty(faults.Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        }
    }

    [Fact]
    public void English_takes_the_same_layout()
    {
        var document = new OfficialDocument("Notice on the inspection of welfare funds",
        [
            new Paragraph("To carry out what was decided, all welfare funds of the county will be inspected between March and May. Every town compares its ledger household by household with what was paid."),
            new Heading(1, "Scope"), new Heading(2, "Payments"), new Heading(3, "Persons"), new Heading(4, "Conditions.", "Whether they are met."), new Heading(1, "Time"),
        ])
        { Addressee = "All towns", Attachments = ["Form of the ledger"], Signatory = "Office of the County Supervision Commission", Date = new(2026, 2, 5), CopiesTo = ["County office"], PrintedBy = "Office", PrintedOn = new(2026, 2, 6) };

        var pdf = LibreOffice.Convert(Docx(document, Language.English), "docx", "pdf");
        if (Environment.GetEnvironmentVariable("KEEP_DOCUMENTS") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "english.pdf"), pdf);
        }
        var text = LibreOffice.Ask("pdftotext", pdf, "-layout", "{}", "-");

        foreach (var expected in new[] { "All towns:", "I. Scope", "A. Payments", "1. Persons", "(1) Conditions. Whether", "II. Time", "Attachment: Form of the ledger", "5 February 2026", "Copies: County office.", "Printed 6 February 2026" })
        {
            Assert.Contains(expected, text);
        }
    }

    [Theory]
    [InlineData(1, "一")]
    [InlineData(10, "十")]
    [InlineData(11, "十一")]
    [InlineData(20, "二十")]
    [InlineData(105, "一百零五")]
    [InlineData(110, "一百一十")]
    [InlineData(1005, "一千零五")]
    public void Numbers_are_written_as_spoken(int number, string text) => Assert.Equal(text, HeadingNumbers.Chinese(number));

    [Fact]
    public void What_was_written_is_read_again_as_text()
    {
        var text = DocumentText.Read(new MemoryStream(Docx(Notice(1))), "通知.docx").Text!;

        Assert.Contains("一、总体要求\n第1段。", text);
        Assert.Contains("（1）是否符合条件。重点检查", text);
        Assert.Contains("县民政局\t2026年3月1日至3月10日\t张三\n", text);
    }
}
