using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Qinglian.Kernel;
using static Qinglian.Documents.Word.OfficialLayout;

namespace Qinglian.Documents.Word;

/// <summary>The styles, so that a clerk who goes on writing in WPS gets the same layout from the style list.</summary>
internal static class OfficialStyles
{
    public const string Body = "OfficialBody", Plain = "OfficialPlain", Title = "OfficialTitle", Organ = "OfficialOrgan", Number = "OfficialNumber",
        TableText = "OfficialTable", Foot = "OfficialFoot", PageNumber = "OfficialPageNumber";

    public static string Level(int level) => $"OfficialHeading{level}";

    public static Styles All(Language language)
    {
        var left = language == Language.English;
        return new(
            new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(Faces(FangSong), new FontSize { Val = $"{Size3}" }, new FontSizeComplexScript { Val = $"{Size3}" },
                new Languages { Val = "en-GB", EastAsia = "zh-CN" })), new ParagraphPropertiesDefault()),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle(), Lines(Line, left ? JustificationValues.Left : JustificationValues.Both), new StyleRunProperties(new Spacing { Val = left ? 0 : Tightening }, new FontSize { Val = $"{Size3}" }, new FontSizeComplexScript { Val = $"{Size3}" })) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            Of(Plain, "公文顶格 Flush", null),
            Of(Body, "公文正文 Body", Indented(null)),
            Of(Title, "公文标题 Title", new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Line = "700", LineRule = LineSpacingRuleValues.Exact }, new Justification { Val = JustificationValues.Center }), XiaoBiaoSong, Size2),
            Of(Organ, "发文机关标志 Organ", new StyleParagraphProperties(new SpacingBetweenLines { Before = $"{AboveOrgan}", Line = "1000", LineRule = LineSpacingRuleValues.Exact }, new Justification { Val = JustificationValues.Center }), XiaoBiaoSong, 88, Red),
            Of(Number, "发文字号 Number", new StyleParagraphProperties(new Justification { Val = JustificationValues.Center })),
            Of(Level(1), "公文一级标题 Level 1", Indented(0), Hei),
            Of(Level(2), "公文二级标题 Level 2", Indented(1), Kai),
            Of(Level(3), "公文三级标题 Level 3", Indented(2)),
            Of(Level(4), "公文四级标题 Level 4", Indented(3)),
            Of(TableText, "公文表格 Table", new StyleParagraphProperties(new SpacingBetweenLines { Line = "320", LineRule = LineSpacingRuleValues.AtLeast }, new Justification { Val = JustificationValues.Left }), null, Size5),
            Of(Foot, "版记 Foot", new StyleParagraphProperties(new KeepLines(),
                new Tabs(new TabStop { Val = TabStopValues.Right, Position = TypeWidth - 560 }),
                new SpacingBetweenLines { Line = "480", LineRule = LineSpacingRuleValues.Exact }, new Justification { Val = JustificationValues.Left }), null, Size4),
            Of(PageNumber, "公文页码 Page number", new StyleParagraphProperties(new SpacingBetweenLines { Line = "320", LineRule = LineSpacingRuleValues.Exact }), Song, Size4));
    }

    public static RunFonts Faces(string face) => new() { Ascii = Latin, HighAnsi = Latin, ComplexScript = Latin, EastAsia = face };

    private static StyleParagraphProperties Lines(int line, JustificationValues side) =>
        new(new WidowControl { Val = false }, new SnapToGrid { Val = false }, new SpacingBetweenLines { Before = "0", After = "0", Line = $"{line}", LineRule = LineSpacingRuleValues.Exact }, new Justification { Val = side });

    private static StyleParagraphProperties Indented(int? outline)
    {
        var properties = new StyleParagraphProperties(new Indentation { FirstLineChars = 200, FirstLine = $"{Character * 2}" });
        if (outline is { } level)
        {
            properties.Append(new OutlineLevel { Val = level });
        }
        return properties;
    }

    private static Style Of(string id, string name, StyleParagraphProperties? paragraph, string? face = null, int? size = null, string? colour = null)
    {
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true };
        if (paragraph is not null)
        {
            style.Append(paragraph);
        }
        var run = new StyleRunProperties();
        if (face is not null)
        {
            run.Append(Faces(face));
        }
        if (colour is not null)
        {
            run.Append(new Color { Val = colour });
        }
        if (size is not null)
        {
            run.Append(new FontSize { Val = $"{size}" }, new FontSizeComplexScript { Val = $"{size}" });
        }
        if (run.HasChildren)
        {
            style.Append(run);
        }
        return style;
    }
}
