using Qinglian.Documents.Uploads;
using Qinglian.Kernel;

namespace Qinglian.Documents.Cleaning;

/// <summary>What a file really is, whatever its name says.</summary>
public enum FileKind
{
    [Words("其他", "another kind")] Other,
    [Words("JPEG 照片", "JPEG picture")] Jpeg,
    [Words("PNG 图片", "PNG picture")] Png,
    [Words("WebP 图片", "WebP picture")] WebP,
    [Words("PDF 文件", "PDF")] Pdf,
    [Words("Word 文档（docx）", "Word document (docx)")] Word,
    [Words("Excel 表格（xlsx）", "Excel workbook (xlsx)")] Excel,
}

/// <summary>Something in a file that tells more than its content, and was left out of the copy.</summary>
/// <param name="Detail">Where or of what kind; never the value itself, which would tell again what was taken away.</param>
public sealed record Trace(Words What, string? Detail = null);

/// <summary>What came of cleaning. Where <see cref="Refused"/> stands there is no copy: the original is kept sealed and nobody is shown it.</summary>
public sealed record CleaningOutcome(FileKind Kind, IReadOnlyList<Trace> Found, Words? Refused)
{
    public bool Cleaned => Refused is null;
}

/// <summary>How much a file may weigh and unfold to.</summary>
public sealed record CleaningLimits(long MostBytes = 64L * 1024 * 1024, long MostUnpacked = 256L * 1024 * 1024);

/// <summary>
/// Makes a copy of a file that looks the same and tells nothing about who made it, where and with what. Copies are built from what is known to
/// be needed; everything else stays behind. What is not understood is refused, never passed on.
/// </summary>
public static class MetadataCleaner
{
    /// <param name="source">Seekable, read from its beginning.</param>
    /// <param name="target">Seekable and empty; emptied again where the file is refused.</param>
    public static CleaningOutcome Clean(Stream source, Stream target, CleaningLimits? limits = null)
    {
        limits ??= new();
        source.Position = 0;
        var traces = new Traces();
        var kind = FileKind.Other;
        try
        {
            if (source.Length == 0) throw new UnreadableException(("这是一个空文件。", "The file is empty."));
            if (source.Length > limits.MostBytes) throw new UnreadableException(new Words("文件超过 {0} MB。", "The file is larger than {0} MB.").With(limits.MostBytes / 1024 / 1024));
            kind = KindOf(source);
            source.Position = 0;
            switch (kind)
            {
                case FileKind.Jpeg: JpegCleaning.Copy(source, target, traces); break;
                case FileKind.Png: PngCleaning.Copy(source, target, traces); break;
                case FileKind.WebP: WebPCleaning.Copy(source, target, traces); break;
                case FileKind.Pdf: PdfCleaning.Copy(source, target, limits, traces); break;
                case FileKind.Word or FileKind.Excel: OfficeCleaning.Copy(source, target, limits, traces, depth: 0); break;
                case FileKind.Other: throw new UnreadableException(WhyNot(source));
            }

            target.Flush();
            return new(kind, traces.All, null);
        }
        // What somebody sends in on purpose to break the reading is damaged, whatever rule of which library it breaks.
        catch (Exception problem) when (problem is UnreadableException or EndOfStreamException or InvalidDataException or System.Xml.XmlException or ArgumentException or InvalidOperationException or ArithmeticException or IndexOutOfRangeException or NotSupportedException or FormatException)
        {
            target.SetLength(0);
            return new(kind, traces.All, problem is UnreadableException said ? said.Words : Damaged);
        }
    }

    /// <summary>Looks at the content only.</summary>
    public static FileKind KindOf(Stream source)
    {
        var start = StartOf(source);
        if (start.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return FileKind.Jpeg;
        if (start.StartsWith(PngCleaning.Signature)) return FileKind.Png;
        if (start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..].StartsWith("WEBP"u8)) return FileKind.WebP;
        if (start.IndexOf("%PDF-"u8) >= 0 && !Upload.IsZip(start)) return FileKind.Pdf;
        return Upload.IsZip(start) ? OfficeCleaning.KindOf(source) : FileKind.Other;
    }

    private static Words WhyNot(Stream source)
    {
        var start = StartOf(source);
        if (Upload.HasPassword(start) || Upload.IsCompound(start))
            return ("旧版 Office 文件（doc、xls、wps、et）或设有密码的文件无法清理，请另存为 docx 或 xlsx（不设密码）。", "Office files of the old kind (doc, xls, wps, et) or with a password cannot be cleaned. Save as docx or xlsx without a password.");
        if (start.Length >= 12 && start[4..].StartsWith("ftyp"u8))
            return ("手机照片（HEIC）和视频中的拍摄信息无法清理。照片请另存为 JPEG 后再添加。", "Pictures in HEIC and videos cannot be cleaned. Save the picture as JPEG and add that.");
        return ("这种文件无法清理。可另存为 PDF、JPEG、PNG、docx 或 xlsx 后再添加。", "Files of this kind cannot be cleaned. Save it as PDF, JPEG, PNG, docx or xlsx and add that.");
    }

    private static ReadOnlySpan<byte> StartOf(Stream source)
    {
        source.Position = 0;
        var start = new byte[(int)Math.Min(source.Length, 8192)];
        source.ReadExactly(start);
        source.Position = 0;
        return start;
    }

    internal static readonly Words Damaged = ("文件已损坏或格式特殊，无法清理。请用常用软件打开并另存后再添加。", "The file is damaged or unusual and cannot be cleaned. Open it in a common program, save it anew and add that.");
}

/// <summary>What was found so far; each thing once.</summary>
internal sealed class Traces
{
    private readonly List<Trace> _found = [];
    private readonly HashSet<(string, string?)> _seen = [];

    public IReadOnlyList<Trace> All => _found;

    public void Add(Words what, string? detail = null)
    {
        // A file with thousands of parts must not make thousands of lines.
        if (_found.Count < 100 && _seen.Add((what.En, detail))) _found.Add(new(what, detail));
    }

    public static readonly Words Exif = ("拍摄信息（时间、设备，可能有位置）", "camera data (time, device, possibly place)");
    public static readonly Words Place = ("拍摄位置（GPS）", "place where it was taken (GPS)");
    public static readonly Words Xmp = ("编辑信息（XMP）", "editing data (XMP)");
    public static readonly Words Profile = ("色彩配置", "colour profile");
    public static readonly Words Comment = ("附注文字", "comments");
    public static readonly Words Thumbnail = ("缩略图", "thumbnail");
    public static readonly Words Trailing = ("文件末尾附加的数据", "data behind the end of the file");
    public static readonly Words Maker = ("软件或厂商数据", "data of a program or maker");
}
