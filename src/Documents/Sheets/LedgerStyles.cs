using System.Text;

namespace Qinglian.Documents.Sheets;

/// <summary>The looks of a cell, by their place in the style part.</summary>
internal enum Look : uint
{
    Plain,
    Title,
    Unit,
    Date,
    Heading,
    Text,
    QuotedText,
    Integer,
    Decimal,
    Money,
    DateCell,
    Centred,
    TotalLabel,
    TotalInteger,
    TotalDecimal,
    TotalMoney,
    Refused,
    Reason,

    /// <summary>Not yet filled rows: no border, but text stays text, so that an 18-digit number keeps its last digits.</summary>
    BlankText,
    BlankDate,

    /// <summary>The heading of a column that may come back changed.</summary>
    OpenHeading,
}

/// <summary>The style part of a ledger, in the order of <see cref="Look"/>; then all of them once more for cells that can be typed into while the sheet is protected.</summary>
internal static class LedgerStyles
{
    private static readonly int Looks = Enum.GetValues<Look>().Length;

    public static uint Index(Look look, bool open) => open ? (uint)look + (uint)Looks : (uint)look;

    public static string Xml()
    {
        var cells = new StringBuilder();
        foreach (var look in Enum.GetValues<Look>())
        {
            cells.Append(Cell(look));
        }
        foreach (var look in Enum.GetValues<Look>())
        {
            cells.Append(Cell(look).Replace("applyAlignment", "applyProtection=\"1\" applyAlignment", StringComparison.Ordinal).Replace("</xf>", "<protection locked=\"0\"/></xf>", StringComparison.Ordinal));
        }
        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
            <fonts count="6">
            <font><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>
            <font><b/><sz val="18"/><name val="宋体"/><family val="3"/><charset val="134"/></font>
            <font><sz val="11"/><name val="黑体"/><family val="3"/><charset val="134"/></font>
            <font><b/><sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/></font>
            <font><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/><family val="3"/><charset val="134"/></font>
            <font><sz val="12"/><name val="宋体"/><family val="3"/><charset val="134"/></font>
            </fonts>
            <fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFEFEFEF"/><bgColor indexed="64"/></patternFill></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFFDE3E1"/><bgColor indexed="64"/></patternFill></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/><bgColor indexed="64"/></patternFill></fill></fills>
            <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>
            <border><left style="thin"><color auto="1"/></left><right style="thin"><color auto="1"/></right><top style="thin"><color auto="1"/></top><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="{2 * Looks}">{cells}</cellXfs>
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
            </styleSheet>
            """;
    }

    private static string Cell(Look look) => look switch
    {
        Look.Plain => Xf(border: 0),
        Look.Title => Xf(font: 1, border: 0, across: "center"),
        Look.Unit => Xf(font: 5, border: 0, wrap: false),
        Look.Date => Xf(font: 5, border: 0, across: "right", wrap: false),
        Look.Heading => Xf(font: 2, fill: 2, across: "center"),
        Look.Text => Xf(format: 49),
        Look.QuotedText => Xf(format: 49, quoted: true),
        Look.Integer => Xf(format: 1, across: "right"),
        Look.Decimal => Xf(across: "right"),
        Look.Money => Xf(format: 4, across: "right"),
        Look.DateCell => Xf(format: 164, across: "center"),
        Look.Centred => Xf(across: "center"),
        Look.TotalLabel => Xf(font: 3, across: "center"),
        Look.TotalInteger => Xf(font: 3, format: 1, across: "right"),
        Look.TotalDecimal => Xf(font: 3, across: "right"),
        Look.TotalMoney => Xf(font: 3, format: 4, across: "right"),
        Look.Refused => Xf(format: 49, fill: 3),
        Look.Reason => Xf(font: 4),
        Look.BlankText => Xf(format: 49, border: 0),
        Look.BlankDate => Xf(format: 164, border: 0, across: "center"),
        Look.OpenHeading => Xf(font: 2, fill: 4, across: "center"),
    };

    private static string Xf(int font = 0, int format = 0, int fill = 0, int border = 1, string across = "left", bool wrap = true, bool quoted = false) =>
        $"""<xf numFmtId="{format}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"{(quoted ? " quotePrefix=\"1\"" : "")}><alignment horizontal="{(format == 0 && border == 0 && font == 0 ? "general" : across)}" vertical="center"{(wrap ? " wrapText=\"1\"" : "")}/></xf>""";
}
