using System.Text;
using Qinglian.Documents;

namespace Qinglian.Tests.Unit.Documents;

public sealed class DocumentTextTests
{
    private const string Main = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

    private static byte[] Docx(string body, string numbering = "", string styles = "") => Samples.Zip(
        ("word/document.xml", $"<w:document {Main}><w:body>{body}<w:sectPr/></w:body></w:document>"),
        ("word/numbering.xml", $"<w:numbering {Main}>{numbering}</w:numbering>"),
        ("word/styles.xml", $"<w:styles {Main}>{styles}</w:styles>"));

    private static DocumentText Read(byte[] bytes, string name = "讲话.docx", DocumentLimits? limits = null) => DocumentText.Read(new MemoryStream(bytes), name, limits);

    private static string P(string text, string properties = "") => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

    [Fact]
    public void Text_is_read_with_tables_breaks_boxes_and_without_what_was_deleted()
    {
        var text = Read(Docx(
            P("第一段") + "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r><w:ins><w:r><w:t>丁</w:t></w:r></w:ins><w:del><w:r><w:delText>戊</w:delText></w:r></w:del><w:hyperlink><w:r><w:t>己</w:t></w:r></w:hyperlink><w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r></w:p>"
            + $"<w:tbl><w:tr><w:tc>{P("单位")}</w:tc><w:tc>{P("职责")}{P("时限")}</w:tc></w:tr><w:tr><w:tc>{P("纪委")}</w:tc><w:tc>{P("监督")}</w:tc></w:tr></w:tbl>"
            + $"<w:sdt><w:sdtContent>{P("控件")}</w:sdtContent></w:sdt>"
            + $"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{P("框内")}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:txbxContent>{P("框内")}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>框外</w:t></w:r></w:p>"
            + "<w:p><w:r><w:br w:type=\"page\"/><w:t>第二页</w:t></w:r></w:p>" + P("第三页", "<w:pageBreakBefore/>"))).Text;

        Assert.Equal("第一段\n甲\t乙\n丙丁己\n单位\t职责 时限\n纪委\t监督\n控件\n框外\n框内\n\f第二页\n\f第三页\n", text);
    }

    [Fact]
    public void Notes_follow_the_paragraph_that_refers_to_them()
    {
        static string Note(string kind, string id, string text) => $"<w:{kind}s {Main}><w:{kind} w:id=\"0\" w:type=\"separator\">{P("线")}</w:{kind}><w:{kind} w:id=\"{id}\">{P(text)}</w:{kind}></w:{kind}s>";
        var bytes = Samples.Zip(
            ("word/document.xml", $"<w:document {Main}><w:body><w:p><w:r><w:t>各科室要</w:t><w:footnoteReference w:id=\"2\"/><w:t>报送清单。</w:t><w:endnoteReference w:id=\"3\"/></w:r></w:p>{P("完")}<w:sectPr/></w:body></w:document>"),
            ("word/footnotes.xml", Note("footnote", "2", "含派出科室。")),
            ("word/endnotes.xml", Note("endnote", "3", "见附件。")));

        Assert.Equal("各科室要报送清单。\n含派出科室。\n见附件。\n完\n", Read(bytes).Text);
    }

    [Fact]
    public void Numbers_that_Word_only_draws_are_written_out()
    {
        const string levels = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%2）\"/></w:lvl><w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%3.\"/></w:lvl>";
        const string numbering = $"<w:abstractNum w:abstractNumId=\"5\">{levels}</w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride></w:num>";
        const string styles = "<w:style w:styleId=\"H1\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"H1a\"><w:basedOn w:val=\"H1\"/></w:style>";
        static string Number(int list, int level) => $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>";

        var text = Read(Docx(P("总则", "<w:pStyle w:val=\"H1\"/>") + P("目标", Number(2, 1)) + P("原则", Number(2, 1)) + P("人", Number(2, 2)) + P("", Number(2, 1)) + P("分则", "<w:pStyle w:val=\"H1a\"/>") + P("又一", Number(2, 1)) + P("另起", Number(3, 0)) + P("无", Number(0, 0)), numbering, styles)).Text;

        Assert.Equal("一、总则\n（一）目标\n（二）原则\n1. 人\n\n二、分则\n（一）又一\n四、另起\n无\n", text);
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public void Plain_text_keeps_its_bytes_and_says_its_encoding(string encoding)
    {
        var bytes = (encoding == "UTF-8" ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(encoding)!).GetBytes("同志们：\r\n　　今天开会。");

        var read = Read(bytes, "讲话.txt");

        Assert.Equal(("同志们：\r\n　　今天开会。", encoding), (read.Text, read.Encoding));
        Assert.Equal(bytes, read.Bytes);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_with_what_to_do()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        Assert.Contains("宏", Read(Samples.Zip(("word/document.xml", "<a/>"), ("word/vbaProject.bin", "x")), "a.docm").Refusal!.Zh);
        Assert.Contains("旧格式", Read([.. compound, 1, 2], "a.doc").Refusal!.Zh);
        Assert.Contains("密码", Read([.. compound, .. Encoding.Unicode.GetBytes("EncryptedPackage")]).Refusal!.Zh);
        Assert.Contains("旧格式", Read("{\\rtf1"u8.ToArray()).Refusal!.Zh);
        Assert.Contains("PDF", Read("%PDF-1.7"u8.ToArray()).Refusal!.Zh);
        Assert.Contains("不是可读取的文档", Read(Samples.Export([])).Refusal!.Zh);
        Assert.Contains("损坏", Read(Samples.Zip(("word/document.xml", "<a><b>"))).Refusal!.Zh);
        Assert.Contains("损坏", Read(Samples.Zip(("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>"))).Refusal!.Zh);
        Assert.Contains("解压后过大", Read(Docx(new string(' ', 20_000_000))).Refusal!.Zh);
        Assert.Contains("超过 3 字", Read(Docx(P("一二三四")), limits: new(MostCharacters: 3)).Refusal!.Zh);
    }

    [Fact]
    public void A_document_saved_by_LibreOffice_is_read()
    {
        var docx = LibreOffice.Convert("第一段\n第二段"u8.ToArray(), "txt", "docx:MS Word 2007 XML");

        Assert.Equal("第一段\n第二段\n", Read(docx).Text);
    }
}
