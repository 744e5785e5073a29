using Qinglian.Kernel;

namespace Qinglian.Documents.Word;

/// <summary>An official document as GB/T 9704-2012 lays it out; what is null or empty is left out of the page.</summary>
/// <remarks>The texts are in one language, the one given to <see cref="Write"/>, which sets numbering and dates.</remarks>
public sealed record OfficialDocument(string Title, IReadOnlyList<Block> Body)
{
    /// <summary>The issuing organ's red heading (发文机关标志), such as “某某县人民政府文件”.</summary>
    public string? Organ { get; init; }

    /// <summary>The document number (发文字号), such as 某政发〔2026〕1号.</summary>
    public string? Number { get; init; }

    /// <summary>Whom it is for (主送机关), without the colon.</summary>
    public string? Addressee { get; init; }

    /// <summary>Names of attachments; numbered when there is more than one.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>Attachments printed behind the signature, each from a new page (GB/T 9704-2012, 7.3.7); named among the attachments.</summary>
    public IReadOnlyList<Annex> Annexes { get; init; } = [];

    public string? Signatory { get; init; }

    public DateOnly? Date { get; init; }

    /// <summary>A note below the date (附注), set in brackets.</summary>
    public string? Note { get; init; }

    /// <summary>Copies (抄送), in the block at the foot of the last page.</summary>
    public IReadOnlyList<string> CopiesTo { get; init; } = [];

    /// <summary>The office that prints and sends it out (印发机关), in the same block.</summary>
    public string? PrintedBy { get; init; }

    public DateOnly? PrintedOn { get; init; }

    /// <summary>Writes it as .docx.</summary>
    public void Write(Stream output, Language language)
    {
        using var file = new MemoryStream();
        OfficialFile.Write(file, this, language);
        file.Position = 0;
        file.CopyTo(output);
    }
}

/// <summary>An attachment that is printed with the document.</summary>
public sealed record Annex(string Title, IReadOnlyList<Block> Body);

/// <summary>A piece of the body.</summary>
public abstract record Block;

/// <summary>A heading of level 1 to 4, numbered by its place: 一、（一）1.（1）.</summary>
/// <param name="Text">Without its number.</param>
/// <param name="Continues">Text that goes on in the same line, in the type of the body.</param>
public sealed record Heading(int Level, string Text, string? Continues = null) : Block;

/// <summary>A paragraph; line breaks in it begin new paragraphs.</summary>
public sealed record Paragraph(string Text) : Block;

/// <summary>A table over the full width; its headings come again on every page.</summary>
/// <param name="Widths">Shares of the width; null for equal ones.</param>
public sealed record Table(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows, string? Caption = null, IReadOnlyList<int>? Widths = null) : Block;
