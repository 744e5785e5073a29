using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Qinglian.Kernel;
using static Qinglian.Documents.Word.OfficialLayout;
using Face = DocumentFormat.OpenXml.Wordprocessing.Font;

namespace Qinglian.Documents.Word;

/// <summary>The .docx around an official document: page, grid, faces, page numbers, and the pieces in their order.</summary>
internal static class OfficialFile
{
    public static void Write(Stream file, OfficialDocument document, Language language)
    {
        using var package = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        package.PackageProperties.Title = document.Title;
        package.PackageProperties.Creator = document.Signatory ?? document.Organ ?? "";
        package.PackageProperties.Language = language == Language.Chinese ? "zh-CN" : "en-GB";
        var main = package.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = OfficialStyles.All(language);
        main.AddNewPart<FontTablePart>().Fonts = Fonts();
        // Odd and even pages differ: the number stands on the outside.
        main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
            new EvenAndOddHeaders(),
            new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
            new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
        var body = new Body(new OfficialBody(document, language).Elements());
        body.Append(Section(Footer(main, JustificationValues.Right), Footer(main, JustificationValues.Left)));
        main.Document = new Document(body);
    }

    private static SectionProperties Section(string odd, string even) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
        new FooterReference { Type = HeaderFooterValues.Even, Id = even },
        new PageSize { Width = PageWidth, Height = PageHeight },
        new PageMargin { Top = Top, Left = Left, Right = Right, Bottom = Bottom, Header = 851, Footer = OfficialLayout.Footer, Gutter = 0 },
        new DocGrid { Type = DocGridValues.LinesAndChars, LinePitch = Line, CharacterSpace = CharacterSpace });

    /// <summary>— 1 — in 四号, one character in from the outer edge.</summary>
    private static string Footer(MainDocumentPart main, JustificationValues side)
    {
        var part = main.AddNewPart<FooterPart>();
        var indent = side == JustificationValues.Right ? new Indentation { RightChars = 100, Right = "280" } : new Indentation { LeftChars = 100, Left = "280" };
        part.Footer = new Footer(new DocumentFormat.OpenXml.Wordprocessing.Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = OfficialStyles.PageNumber }, indent, new Justification { Val = side }),
            OfficialBody.Run("— "),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }),
            new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }),
            OfficialBody.Run("1"),
            new Run(new FieldChar { FieldCharType = FieldCharValues.End }),
            OfficialBody.Run(" —")));
        return main.GetIdOfPart(part);
    }

    private static Fonts Fonts() => new(Faces.Select(face => new Face(
        new AltName { Val = face.Others },
        new FontCharSet { Val = "86" },
        new FontFamily { Val = face.Family == "swiss" ? FontFamilyValues.Swiss : FontFamilyValues.Roman },
        new Pitch { Val = FontPitchValues.Variable })
    { Name = face.Name }));
}
