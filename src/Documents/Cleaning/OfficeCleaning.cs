using System.IO.Compression;
using System.Text;
using System.Xml;
using Qinglian.Documents.Uploads;
using Qinglian.Kernel;

namespace Qinglian.Documents.Cleaning;

/// <summary>Word and Excel packages (ISO/IEC 29500): leaves out parts that describe the author, and strips marks of authors from the others.</summary>
internal static class OfficeCleaning
{
    private static readonly Words Properties = ("文档属性（作者、单位、时间、软件）", "document properties (author, company, times, program)");
    private static readonly Words Authors = ("批注或修订的作者和时间", "authors and times of comments or tracked changes");
    private static readonly Words Sessions = ("编辑会话编号", "numbers of editing sessions");
    private static readonly Words Printer = ("打印机设置", "printer settings");
    private static readonly Words Paths = ("本机路径或网络位置", "paths on a machine or network");
    private static readonly Words Custom = ("附加数据", "custom data");
    private static readonly Words History = ("共享编辑历史", "history of shared editing");
    private static readonly Words Stamps = ("压缩包内的文件时间", "file times inside the package");

    private const int MostDepth = 2;
    private const int MostEntries = 4096;

    public static FileKind KindOf(Stream source)
    {
        try
        {
            using var zip = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries || zip.GetEntry("[Content_Types].xml") is null) return FileKind.Other;
            return zip.GetEntry("word/document.xml") is not null ? FileKind.Word : zip.GetEntry("xl/workbook.xml") is not null ? FileKind.Excel : FileKind.Other;
        }
        catch (InvalidDataException)
        {
            return FileKind.Other;
        }
    }

    public static void Copy(Stream source, Stream target, CleaningLimits limits, Traces traces, int depth)
    {
        using var from = new ZipArchive(source, ZipArchiveMode.Read, leaveOpen: true);
        if (from.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) throw new UnreadableException(Upload.MacroWords);
        var budget = new Budget(limits.MostUnpacked);
        budget.Declare(from.Entries);
        // Two entries of one name are a way to show one thing and keep another.
        if (from.Entries.DistinctBy(e => e.FullName.ToUpperInvariant()).Count() != from.Entries.Count) throw new UnreadableException(MetadataCleaner.Damaged);
        if (from.Entries.Any(e => e.LastWriteTime.Year > 1980)) traces.Add(Stamps);

        var left = from.Entries.Where(e => WhyLeft(e.FullName) is not null).Select(e => "/" + e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        using (var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.Where(e => e.Name.Length > 0))
            {
                if (WhyLeft(entry.FullName) is { } why)
                {
                    traces.Add(why);
                    continue;
                }

                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var input = budget.Open(entry);
                using var output = copy.Open();
                Part(entry.FullName, input, output, left, limits, traces, depth);
            }
        }
    }

    private static Words? WhyLeft(string name)
    {
        name = name.ToLowerInvariant();
        return name.StartsWith("docprops/thumbnail", StringComparison.Ordinal) ? Traces.Thumbnail
            : name.StartsWith("docprops/", StringComparison.Ordinal) ? Properties
            : name.StartsWith("customxml/", StringComparison.Ordinal) ? Custom
            : name.Contains("printersettings", StringComparison.Ordinal) ? Printer
            : name.StartsWith("xl/revisions/", StringComparison.Ordinal) ? History
            : name is "word/people.xml" ? Authors
            : null;
    }

    private static void Part(string name, Stream input, Stream output, HashSet<string> left, CleaningLimits limits, Traces traces, int depth)
    {
        var lower = name.ToLowerInvariant();
        if (lower.EndsWith(".xml", StringComparison.Ordinal) || lower.EndsWith(".rels", StringComparison.Ordinal) || lower.EndsWith(".vml", StringComparison.Ordinal))
        {
            Xml(lower, input, output, left, traces);
            return;
        }

        // A picture or a table inside is a file with an author of its own.
        if (depth >= MostDepth) throw new UnreadableException(MetadataCleaner.Damaged);
        using var inner = new MemoryStream();
        input.CopyTo(inner);
        if (inner.Length == 0) return;
        using var cleaned = new MemoryStream();
        inner.Position = 0;
        switch (MetadataCleaner.KindOf(inner))
        {
            case FileKind.Jpeg: JpegCleaning.Copy(inner, cleaned, traces); break;
            case FileKind.Png: PngCleaning.Copy(inner, cleaned, traces); break;
            case FileKind.WebP: WebPCleaning.Copy(inner, cleaned, traces); break;
            case FileKind.Word or FileKind.Excel:
                inner.Position = 0;
                Copy(inner, cleaned, limits, traces, depth + 1);
                break;
            default:
                // Drawings of Windows and fonts hold shapes, no authors; objects of other programs may hold anything.
                if (!lower.EndsWith(".emf", StringComparison.Ordinal) && !lower.EndsWith(".wmf", StringComparison.Ordinal) && !lower.EndsWith(".odttf", StringComparison.Ordinal) && !lower.EndsWith(".fntdata", StringComparison.Ordinal))
                    throw new UnreadableException(new Words("文件里嵌有其他程序的内容（{0}），无法清理。请删去或转成图片后再添加。", "The file holds something of another program ({0}) that cannot be cleaned. Remove it or turn it into a picture.").With(name));
                inner.Position = 0;
                inner.CopyTo(cleaned);
                break;
        }

        cleaned.WriteTo(output);
    }

    // Streams from reader to writer: a sheet of any size needs the memory of one element.
    private static void Xml(string name, Stream input, Stream output, HashSet<string> left, Traces traces)
    {
        using var reader = XmlReader.Create(input, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        using var writer = XmlWriter.Create(output, new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None });
        var inAuthor = false;
        reader.Read();
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when Leave(name, reader, left, traces):
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    inAuthor = reader.LocalName == "author" && !reader.IsEmptyElement;
                    writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                    Attributes(name, reader, writer, traces);
                    if (reader.IsEmptyElement) writer.WriteEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when inAuthor && name.Contains("comments", StringComparison.Ordinal):
                    if (reader.Value != Nobody) traces.Add(Authors);
                    writer.WriteString(Nobody);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    if (writer.WriteState is not WriteState.Start) writer.WriteString(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    inAuthor = false;
                    writer.WriteFullEndElement();
                    break;
            }

            reader.Read();
        }
    }

    private const string Nobody = "-";
    private const string NoTime = "2000-01-01T00:00:00";

    private static bool Leave(string name, XmlReader element, HashSet<string> left, Traces traces)
    {
        switch (element.LocalName)
        {
            case "Relationship" when name.EndsWith(".rels", StringComparison.Ordinal):
                return element.GetAttribute("TargetMode") is not "External" && left.Contains(Resolve(name, element.GetAttribute("Target") ?? ""));
            case "Override" when name == "[content_types].xml":
                return left.Contains(element.GetAttribute("PartName") ?? "");
            case "rsids":
                traces.Add(Sessions);
                return true;
            case "attachedTemplate" or "absPath" or "mailMerge" or "saveThroughXslt":
                traces.Add(Paths);
                return true;
            case "fileSharing":
                traces.Add(Authors);
                return true;
            // Says which part held data about a control; that part is left out.
            case "dataBinding":
                return true;
            default:
                return false;
        }
    }

    private static void Attributes(string name, XmlReader element, XmlWriter writer, Traces traces)
    {
        var rels = name.EndsWith(".rels", StringComparison.Ordinal);
        var (tag, printing) = (element.LocalName, element.LocalName is "pageSetup");
        for (var more = element.MoveToFirstAttribute(); more; more = element.MoveToNextAttribute())
        {
            var value = element.Value;
            if (element.LocalName.StartsWith("rsid", StringComparison.Ordinal) && element.NamespaceURI.Length > 0)
            {
                traces.Add(Sessions);
                continue;
            }

            switch (element.LocalName)
            {
                case "author" or "initials" or "userName" or "displayName" or "lastModifiedBy" or "userId" or "providerId" when !rels && tag is not "author":
                    if (element.LocalName is "displayName" && tag is not "person") break;
                    if (value != Nobody) traces.Add(Authors);
                    value = Nobody;
                    break;
                case "date" or "dateUtc" or "dT" when tag is "ins" or "del" or "comment" or "moveFrom" or "moveTo" or "rPrChange" or "pPrChange" or "sectPrChange" or "tblPrChange" or "trPrChange" or "tcPrChange" or "tblGridChange" or "tblPrExChange" or "numberingChange" or "cellIns" or "cellDel" or "cellMerge" or "commentExtensible" or "moveFromRangeStart" or "moveToRangeStart" or "customXmlInsRangeStart" or "customXmlDelRangeStart" or "customXmlMoveFromRangeStart" or "customXmlMoveToRangeStart":
                    traces.Add(Authors);
                    continue;
                case "dT" when tag is "threadedComment":
                    if (value != NoTime) traces.Add(Authors);
                    value = NoTime;
                    break;
                case "id" when printing:
                    continue;
                // A picture's old file name; what it shows for those who cannot see stays.
                case "title" or "href" when tag is "imagedata":
                    traces.Add(Paths);
                    continue;
                case "Target" when rels && IsPath(value):
                    traces.Add(Paths);
                    value = "removed";
                    break;
            }

            writer.WriteAttributeString(element.Prefix, element.LocalName, element.NamespaceURI, value);
        }

        element.MoveToElement();
    }

    private static bool IsPath(string target) =>
        target.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || target.StartsWith(@"\\", StringComparison.Ordinal) || (target.Length > 2 && char.IsAsciiLetter(target[0]) && target[1] == ':' && target[2] is '\\' or '/');

    /// <summary>"word/_rels/document.xml.rels" and "../customXml/item1.xml" are "/customXml/item1.xml".</summary>
    private static string Resolve(string rels, string target)
    {
        if (target.StartsWith('/')) return target;
        var mark = rels.LastIndexOf("_rels/", StringComparison.Ordinal);
        if (mark < 0) throw new UnreadableException(MetadataCleaner.Damaged);
        var folder = rels[..mark];
        var path = new List<string>();
        foreach (var step in (folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0) path.RemoveAt(path.Count - 1);
            else if (step != ".") path.Add(step);
        }

        return "/" + string.Join('/', path);
    }

    /// <summary>How much a package may unfold: refused by what it declares, and stopped where it lied.</summary>
    private sealed class Budget(long most)
    {
        private long _used;

        public void Declare(IReadOnlyCollection<ZipArchiveEntry> entries)
        {
            if (entries.Count > MostEntries || entries.Any(e => e.Length < 0 || e.Length > most) || entries.Sum(e => (decimal)e.Length) > most) throw new UnreadableException(TooMuch);
        }

        public Stream Open(ZipArchiveEntry entry) => new Counted(this, entry.Open());

        private static readonly Words TooMuch = ("文件解压后过大，已拒绝打开。", "Unpacked, the file would be far too large, so it was not opened.");

        private sealed class Counted(Budget budget, Stream inner) : Stream
        {
            public override int Read(byte[] buffer, int offset, int count)
            {
                var read = inner.Read(buffer, offset, count);
                return (budget._used += read) > budget.Limit ? throw new UnreadableException(TooMuch) : read;
            }

            public override bool CanRead => true;
            public override bool CanSeek => false;
            public override bool CanWrite => false;
            public override long Length => throw new NotSupportedException();
            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
            public override void Flush() { }
            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
            public override void SetLength(long value) => throw new NotSupportedException();
            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            protected override void Dispose(bool disposing)
            {
                inner.Dispose();
                base.Dispose(disposing);
            }
        }

        private long Limit => most;
    }
}
