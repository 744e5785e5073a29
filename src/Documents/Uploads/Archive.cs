using System.IO.Compression;
using System.Xml;
using Qinglian.Kernel;

namespace Qinglian.Documents.Uploads;

/// <summary>How far an uploaded package may unfold.</summary>
/// <param name="MostBytes">All parts together, unpacked.</param>
/// <param name="MostRatio">Unpacked to packed, looked at only from <see cref="RatioFrom"/> on: small parts repeat themselves.</param>
internal sealed record ArchiveLimits(long MostBytes, int MostRatio = 250, long RatioFrom = 8 * 1024 * 1024, int MostEntries = 4096);

/// <summary>An Office package: refused before unpacking when it declares too much, and stopped while unpacking when it lied.</summary>
internal sealed class Archive : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly ArchiveLimits _limits;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private long _unpacked;

    private Archive(ZipArchive zip, ArchiveLimits limits)
    {
        (_zip, _limits) = (zip, limits);
        _entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    public static Archive Open(byte[] bytes, ArchiveLimits limits)
    {
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > limits.MostEntries)
            {
                throw new UnreadableException(TooMuch);
            }
        }
        catch (InvalidDataException)
        {
            throw new UnreadableException(Upload.DamagedWords);
        }
        var declared = 0L;
        foreach (var entry in zip.Entries)
        {
            declared = entry.Length < 0 || entry.Length > limits.MostBytes ? long.MaxValue : declared + entry.Length;
            if (declared > limits.MostBytes || Swells(entry.Length, entry.CompressedLength, limits))
            {
                zip.Dispose();
                throw new UnreadableException(TooMuch);
            }
        }
        return new(zip, limits);
    }

    public bool Has(string path) => _entries.ContainsKey(path);

    public bool HasMacros => _entries.Keys.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));

    /// <summary>A reader over one part, or null where the package has no such part.</summary>
    public XmlReader? Xml(string path)
    {
        if (!_entries.TryGetValue(path, out var entry))
        {
            return null;
        }
        // No DTD, no outside references: an Office part has neither, an attack has both.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true };
        return XmlReader.Create(new Counted(this, entry.Open(), entry.CompressedLength), settings);
    }

    public void Dispose() => _zip.Dispose();

    private static bool Swells(long unpacked, long packed, ArchiveLimits limits) =>
        unpacked > limits.RatioFrom && unpacked / Math.Max(1, packed) > limits.MostRatio;

    private static readonly Words TooMuch = (
        "文件解压后过大，已拒绝打开。如果表中有大量空白格式行，请把有内容的部分复制到新文件后再上传。",
        "Unpacked, the file would be far too large, so it was not opened. If the sheet has very many empty formatted rows, copy the filled part into a new file and upload that.");

    private sealed class Counted(Archive archive, Stream inner, long packed) : Stream
    {
        private long _read;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            _read += read;
            archive._unpacked += read;
            return archive._unpacked > archive._limits.MostBytes || Swells(_read, packed, archive._limits) ? throw new UnreadableException(TooMuch) : read;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }
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
}
