using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using static Qinglian.Documents.Word.OfficialLayout;
using Line = DocumentFormat.OpenXml.Wordprocessing.Paragraph;

namespace Qinglian.Documents.Word;

/// <summary>The pieces of an official document from the red heading to the last line of the foot.</summary>
internal sealed class OfficialBody(OfficialDocument document, Language language)
{
    private readonly HeadingNumbers _numbers = new(language);

    private bool IsChinese => language == Language.Chinese;

    public IEnumerable<OpenXmlElement> Elements() =>
        [.. Head(), .. Title(), .. document.Body.SelectMany(Block), .. Attachments(), .. Signature(), .. document.Annexes.SelectMany((a, i) => Annex(a, i + 1)), .. Foot()];

    public static Run Run(string text, string? face = null)
    {
        var run = new Run();
        if (face is not null)
        {
            run.Append(new RunProperties(OfficialStyles.Faces(face)));
        }
        run.Append(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    private IEnumerable<OpenXmlElement> Head()
    {
        if (document.Organ is { } organ)
        {
            // As large as fits the line, but never above 44 points.
            var points = Math.Min(44, 432 / Math.Max(1, Halves(organ) / 2 + Halves(organ) % 2));
            var run = Run(Clean(organ));
            run.PrependChild(new RunProperties(new FontSize { Val = $"{points * 2}" }));
            yield return Of(OfficialStyles.Organ, run);
            yield return Empty();
            yield return Empty();
        }
        if (document.Number is { } number)
        {
            var line = Of(OfficialStyles.Number, Run(Clean(number)));
            if (document.Organ is not null)
            {
                // The red line lies 4 mm below the number and is as wide as the type area.
                line.ParagraphProperties!.Append(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 11, Color = Red }));
            }
            yield return line;
        }
        if (document.Organ is not null || document.Number is not null)
        {
            yield return Empty();
            yield return Empty();
        }
    }

    private IEnumerable<OpenXmlElement> Title()
    {
        foreach (var line in Lines(document.Title))
        {
            yield return Of(OfficialStyles.Title, Run(line));
        }
        yield return Empty();
        if (document.Addressee is { } addressee)
        {
            yield return Of(OfficialStyles.Plain, Run(Clean(addressee).TrimEnd('：', ':') + (IsChinese ? "：" : ":")));
        }
    }

    private IEnumerable<OpenXmlElement> Block(Block block)
    {
        switch (block)
        {
            case Heading heading:
                var line = Of(OfficialStyles.Level(heading.Level), Run(_numbers.Next(heading.Level) + Clean(heading.Text)));
                if (heading.Continues is { Length: > 0 } rest)
                {
                    line.Append(Run((IsChinese ? "" : " ") + Clean(rest), FangSong));
                }
                else
                {
                    line.ParagraphProperties!.InsertAfter(new KeepNext(), line.ParagraphProperties.ParagraphStyleId);
                }
                return [line];
            case Paragraph paragraph:
                return Lines(paragraph.Text).Select(text => Of(OfficialStyles.Body, Run(text)));
            case Table table:
                return OfficialTable.Of(table);
            default:
                throw new ArgumentException($"No layout for {block.GetType().Name}.", nameof(block));
        }
    }

    /// <summary>One line below the text, two characters in; further names stand under the first number.</summary>
    private IEnumerable<OpenXmlElement> Attachments()
    {
        List<string> names = [.. document.Attachments, .. document.Annexes.Select(a => a.Title)];
        if (names.Count == 0)
        {
            yield break;
        }
        yield return Empty();
        var label = IsChinese ? "附件：" : names.Count > 1 ? "Attachments: " : "Attachment: ";
        var width = IsChinese ? 3 : 6;
        for (var i = 0; i < names.Count; i++)
        {
            var number = names.Count > 1 ? $"{i + 1}. " : "";
            var hang = width + (number.Length > 0 ? 1 : 0);
            var line = Of(OfficialStyles.Plain, Run((i == 0 ? label : "") + number + Clean(names[i])));
            line.ParagraphProperties!.Append(i == 0
                ? new Indentation { Left = $"{(2 + hang) * Character}", Hanging = $"{hang * Character}" }
                : new Indentation { Left = $"{(2 + hang) * Character}", Hanging = $"{Character}" });
            yield return line;
        }
    }

    /// <summary>The date ends four characters from the right edge, and the name of the organ is centred over it (with a seal).</summary>
    private IEnumerable<OpenXmlElement> Signature()
    {
        if (document.Signatory is null && document.Date is null)
        {
            yield break;
        }
        yield return KeptTogether(Empty());
        var date = document.Date is { } on ? Dated(on) : "";
        var signatory = Clean(document.Signatory ?? "");
        // In half characters: centred means that both middles are equally far from the edge.
        var dateFromEdge = Math.Max(8, (Halves(signatory) - Halves(date)) / 2);
        var nameFromEdge = Math.Max(0, dateFromEdge + (Halves(date) - Halves(signatory)) / 2);
        foreach (var (text, fromEdge, last) in ((string, int, bool)[])[(signatory, nameFromEdge, date.Length == 0), (date, date.Length == 0 ? 8 : dateFromEdge, true)])
        {
            if (text.Length > 0)
            {
                var line = Of(OfficialStyles.Plain, Run(text));
                line.ParagraphProperties!.Append(new Indentation { Right = $"{fromEdge * Character / 2}" }, new Justification { Val = JustificationValues.Right });
                yield return last ? line : KeptTogether(line);
            }
        }
        if (document.Note is { } note)
        {
            yield return Of(OfficialStyles.Body, Run(IsChinese ? $"（{Clean(note)}）" : $"({Clean(note)})"));
        }
    }

    /// <summary>“附件” with its number in the first line, in bold type and flush left; the title centred in the third.</summary>
    private IEnumerable<OpenXmlElement> Annex(Annex annex, int number)
    {
        var alone = document.Attachments.Count + document.Annexes.Count == 1;
        var label = Of(OfficialStyles.Plain, Run((IsChinese ? "附件" : "Attachment ") + (alone ? "" : $"{document.Attachments.Count + number}"), Hei));
        label.ParagraphProperties!.InsertAfter(new PageBreakBefore(), label.ParagraphProperties.ParagraphStyleId);
        return [label, Empty(), Of(OfficialStyles.Title, Run(Clean(annex.Title))), Empty(), .. annex.Body.SelectMany(Block)];
    }

    private IEnumerable<OpenXmlElement> Foot()
    {
        if (document.CopiesTo.Count == 0 && document.PrintedBy is null && document.PrintedOn is null)
        {
            yield break;
        }
        OpenXmlElement? copies = null;
        if (document.CopiesTo.Count > 0)
        {
            var label = IsChinese ? "抄送：" : "Copies: ";
            var line = Of(OfficialStyles.Foot, Run(label + string.Join(IsChinese ? "，" : ", ", document.CopiesTo.Select(Clean)) + (IsChinese ? "。" : ".")));
            // Further lines stand under the first name.
            var hang = Halves(label) * 140;
            line.ParagraphProperties!.Append(new Indentation { Left = $"{hang}", Hanging = $"{hang}" });
            copies = line;
        }
        OpenXmlElement? printed = null;
        if (document.PrintedBy is not null || document.PrintedOn is not null)
        {
            var on = document.PrintedOn is { } date ? IsChinese ? Dated(date) + "印发" : "Printed " + Dated(date) : "";
            printed = Of(OfficialStyles.Foot, Run(Clean(document.PrintedBy ?? "")), new Run(new TabChar()), Run(on));
        }
        yield return OfficialTable.Foot([.. new[] { copies, printed }.OfType<OpenXmlElement>()]);
        // A table cannot be the last thing in a body; the line after it takes no room.
        yield return new Line(new ParagraphProperties(new SpacingBetweenLines { Line = "20", LineRule = LineSpacingRuleValues.Exact }, new ParagraphMarkRunProperties(new FontSize { Val = "2" })));
    }

    private string Dated(DateOnly date) => new Words("{0:yyyy年M月d日}", "{0:d MMMM yyyy}").With(date).In(language);

    private static int Halves(string text) => text.Sum(c => c >= '\u1100' ? 2 : 1);

    private static IEnumerable<string> Lines(string text) => Clean(text).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Clean(string text) => CellText.Clean(text) ?? "";

    public static Line Of(string style, params Run[] runs)
    {
        var line = new Line(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        line.Append(runs);
        return line;
    }

    private static Line Empty() => Of(OfficialStyles.Plain);

    public static Line KeptTogether(Line line)
    {
        line.ParagraphProperties!.InsertAfter(new KeepNext(), line.ParagraphProperties.ParagraphStyleId);
        return line;
    }
}
