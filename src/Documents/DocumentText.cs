using System.Xml;
using Qinglian.Documents.Uploads;
using Qinglian.Documents.Word;
using Qinglian.Kernel;

namespace Qinglian.Documents;

/// <summary>How much of an uploaded document is accepted.</summary>
public sealed record DocumentLimits(long MostBytes = 32L * 1024 * 1024, long MostUnpackedBytes = 256L * 1024 * 1024, int MostCharacters = 5_000_000);

/// <summary>The text of an uploaded document.</summary>
/// <param name="Text">Paragraphs ended by line feeds, cells of a table parted by tabs, pages by form feeds; null when refused.</param>
/// <param name="Bytes">For a file of plain text the bytes as they came, for those who count in them; null otherwise.</param>
/// <param name="Encoding">For a file of plain text how it was decoded.</param>
/// <param name="Refusal">Why it could not be read; null otherwise.</param>
public sealed record DocumentText(string? Text, byte[]? Bytes, string? Encoding, Words? Refusal)
{
    /// <summary>Reads .docx and plain text; what the file is, is told by its bytes and not by its name.</summary>
    public static DocumentText Read(Stream stream, string fileName, DocumentLimits? limits = null)
    {
        limits ??= new();
        try
        {
            var bytes = Upload.Read(stream, limits.MostBytes);
            var read = Upload.IsZip(bytes) ? new(Docx(bytes, limits), null, null, null) : Plain(bytes, fileName);
            return read.Text?.Length > limits.MostCharacters ? throw new UnreadableException(new Words("文件超过 {0} 字。", "The document has more than {0} characters.").With(limits.MostCharacters)) : read;
        }
        catch (UnreadableException unreadable)
        {
            return new(null, null, null, unreadable.Words);
        }
    }

    private static string Docx(byte[] bytes, DocumentLimits limits)
    {
        using var archive = Archive.Open(bytes, new(limits.MostUnpackedBytes));
        if (archive.HasMacros)
        {
            throw new UnreadableException(Upload.MacroWords);
        }
        if (!archive.Has("word/document.xml"))
        {
            throw new UnreadableException(NotADocument);
        }
        try
        {
            return DocxText.Read(archive);
        }
        catch (Exception fault) when (fault is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw new UnreadableException(Upload.DamagedWords);
        }
    }

    private static DocumentText Plain(byte[] bytes, string fileName)
    {
        if (Upload.HasPassword(bytes))
        {
            throw new UnreadableException(Upload.PasswordWords);
        }
        if (Upload.IsCompound(bytes) || Upload.IsRichText(bytes))
        {
            throw new UnreadableException(("这是旧格式的文档（.doc、.wps 或 .rtf）。请用 WPS 或 Word 打开，另存为 .docx 后再上传。", "This is a document of an old format (.doc, .wps or .rtf). Open it in a word processor, save it as .docx and upload that."));
        }
        if (Upload.IsPdf(bytes))
        {
            throw new UnreadableException(("不能读取 PDF 中的文字。请上传 .docx 或 .txt 文件，或把文字粘贴进来。", "Text cannot be read out of a PDF. Upload .docx or .txt, or paste the text."));
        }
        return DecodedText.From(bytes) is { } decoded ? new(decoded.Text, bytes, decoded.Encoding, null)
            : throw new UnreadableException(Path.GetExtension(fileName).Equals(".txt", StringComparison.OrdinalIgnoreCase)
                ? new Words("无法识别文件的文字编码。请另存为 UTF-8 编码后再上传。", "The encoding of the text is not known. Save it in UTF-8 and upload that.")
                : NotADocument);
    }

    private static readonly Words NotADocument = ("这不是可读取的文档。请上传 .docx 或 .txt 文件。", "This is not a document that can be read. Upload .docx or .txt.");
}
