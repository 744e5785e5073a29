using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Qinglian.Documents.Sheets;
using static Qinglian.Documents.Word.OfficialLayout;
using Line = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using WordTable = DocumentFormat.OpenXml.Wordprocessing.Table;

namespace Qinglian.Documents.Word;

/// <summary>Tables in the text, and the ruled block at the foot of the last page (版记).</summary>
internal static class OfficialTable
{
    public static IEnumerable<OpenXmlElement> Of(Table table)
    {
        if (table.Caption is { Length: > 0 } caption)
        {
            var line = OfficialBody.Of(OfficialStyles.Number, OfficialBody.Run(caption, Hei));
            line.ParagraphProperties!.InsertAfter(new KeepNext(), line.ParagraphProperties.ParagraphStyleId);
            yield return line;
        }
        var shares = table.Widths ?? [.. table.Headings.Select(_ => 1)];
        int[] widths = [.. shares.Select(share => TypeWidth * share / shares.Sum())];
        var drawn = new WordTable(
            new TableProperties(new TableWidth { Width = $"{TypeWidth}", Type = TableWidthUnitValues.Dxa }, Borders(6), new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TopMargin { Width = "40", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 85, Type = TableWidthValues.Dxa }, new BottomMargin { Width = "40", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 85, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" })));
        drawn.Append(Row(table.Headings, widths, heading: true));
        foreach (var row in table.Rows)
        {
            drawn.Append(Row(row, widths, heading: false));
        }

        // A table that ends a document must not leave the signature alone on the next page.
        foreach (var line in drawn.Elements<TableRow>().Last().Descendants<Line>()) OfficialBody.KeptTogether(line);
        yield return drawn;
        yield return OfficialBody.KeptTogether(OfficialBody.Of(OfficialStyles.Plain));
    }

    /// <summary>Ruled above and below with 0.35 mm, between with 0.25 mm, one character in on both sides, at the foot of the type area of the last page.</summary>
    public static WordTable Foot(IReadOnlyList<OpenXmlElement> lines)
    {
        var foot = new WordTable(
            new TableProperties(
                new TablePositionProperties { HorizontalAnchor = HorizontalAnchorValues.Margin, VerticalAnchor = VerticalAnchorValues.Margin, TablePositionXAlignment = HorizontalAlignmentValues.Center, TablePositionYAlignment = VerticalAlignmentValues.Bottom },
                new TableOverlap { Val = TableOverlapValues.Never },
                new TableWidth { Width = $"{TypeWidth}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(new TopBorder { Val = BorderValues.Single, Size = 8 }, new BottomBorder { Val = BorderValues.Single, Size = 8 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 6 }),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 280, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 280, Type = TableWidthValues.Dxa })),
            new TableGrid(new GridColumn { Width = $"{TypeWidth}" }));
        foreach (var line in lines)
        {
            foot.Append(new TableRow(new TableRowProperties(new CantSplit()), Cell(TypeWidth, line)));
        }
        return foot;
    }

    private static TableRow Row(IReadOnlyList<string> texts, int[] widths, bool heading)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (heading)
        {
            properties.Append(new TableHeader());
        }
        var row = new TableRow(properties);
        for (var i = 0; i < widths.Length; i++)
        {
            var text = CellText.Clean(i < texts.Count ? texts[i] : null) ?? "";
            Line[] lines = [.. text.Split('\n').Select(part => OfficialBody.Of(OfficialStyles.TableText, OfficialBody.Run(part, heading ? Hei : null)))];
            if (heading)
            {
                Array.ForEach(lines, line => line.ParagraphProperties!.Append(new Justification { Val = JustificationValues.Center }));
            }
            row.Append(Cell(widths[i], [.. lines]));
        }
        return row;
    }

    private static TableCell Cell(int width, params OpenXmlElement[] lines)
    {
        var cell = new TableCell(new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }));
        cell.Append(lines);
        return cell;
    }

    private static TableBorders Borders(uint size) => new(
        new TopBorder { Val = BorderValues.Single, Size = size }, new LeftBorder { Val = BorderValues.Single, Size = size },
        new BottomBorder { Val = BorderValues.Single, Size = size }, new RightBorder { Val = BorderValues.Single, Size = size },
        new InsideHorizontalBorder { Val = BorderValues.Single, Size = size }, new InsideVerticalBorder { Val = BorderValues.Single, Size = size });
}
