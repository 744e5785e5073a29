using System.Security.Cryptography;
using System.Text;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Responsibilities.Documents;

/// <summary>
/// Brings a text in and has its duties proposed. The engine reads the very text that is kept, so that what it proposes can be worked
/// out again from the ledger.
/// </summary>
[Words("导入文件", "Import a document")]
public sealed record ImportDocument(
    [Words("归口单位", "Unit")] UnitId Unit,
    [Words("文件标题", "Title")] string Title,
    [Words("正文", "Text"), Prose] string Text,
    [Words("发文单位", "Issued by")] string? IssuedBy = null,
    [Words("文号", "Document number")] string? DocumentNumber = null,
    [Words("发文日期", "Date")] DateOnly? IssuedOn = null,
    [Words("文件名", "File name")] string? FileName = null,
    [Words("文字编码", "Encoding")] TextEncoding? Encoding = null,
    [Words("文件校验值", "SHA-256 of the file")] string? Sha256 = null,
    [Words("原文件", "File")] FileId? File = null) : IOpening<PolicyDocument>
{
    /// <summary>More than any speech or notice; a whole book is refused rather than half read.</summary>
    public const int Longest = 300_000;

    public Refusal? Check(Moment now)
    {
        if (Text.Length > Longest) return Unfit.At(nameof(Text), new Words("正文超过{0}字，请分成几份导入。", "The text is longer than {0} characters: please import it in parts.").With(Longest));
        if (!Coverage.HasWords(Text, new(0, Text.Length))) return Unfit.At(nameof(Text), new("正文中没有文字。", "There are no words in the text."));
        return Sha256 is null || (Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigitLower)) ? null : Unfit.At(nameof(Sha256), new("校验值应为64位小写十六进制。", "The hash must be 64 lower-case hexadecimal digits."));
    }

    public PolicyDocument Open(Moment now)
    {
        var document = new PolicyDocument(Unit, Title, Text)
        {
            FileName = FileName,
            Encoding = Encoding,
            Sha256 = Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Text))),
            File = File,
            IssuedBy = IssuedBy,
            DocumentNumber = DocumentNumber,
            IssuedOn = IssuedOn,
        };
        document.Read(Decomposer.Decompose(Text));
        return document;
    }
}
