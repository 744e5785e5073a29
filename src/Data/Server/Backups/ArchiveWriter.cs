using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Qinglian.Data.Server.Backups;

/// <summary>Writes a backup as it goes along: tar, gzip, and sealed if there is a passphrase. Without one, any tar can open it.</summary>
internal sealed class ArchiveWriter : IAsyncDisposable
{
    private readonly TarWriter _tar;
    private readonly List<BackedUpFile> _files = [];
    private readonly DateTimeOffset _now;

    public ArchiveWriter(Stream target, Passphrase? passphrase, DateTimeOffset now)
    {
        _now = now;
        Stream compressed = passphrase is null ? target : new SealingStream(target, passphrase);
        _tar = new TarWriter(new GZipStream(compressed, CompressionLevel.Fastest), TarEntryFormat.Pax, leaveOpen: false);
    }

    /// <summary>A file that may be written to, lengthened or cut short meanwhile: exactly the length it has now is taken.</summary>
    public async Task AddFileAsync(string name, string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024);
        await AddAsync(name, file, file.Length, cancel);
    }

    public async Task AddAsync(string name, byte[] content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        await AddAsync(name, stream, content.Length, cancel);
    }

    private async Task AddAsync(string name, Stream content, long length, CancellationToken cancel)
    {
        await using var measured = new MeasuredStream(content, length);
        await WriteAsync(name, measured, cancel);
        _files.Add(new(name, length, measured.Sha256()));
    }

    /// <summary>Folders without files matter too: PostgreSQL does not make them anew.</summary>
    public async Task AddFolderAsync(string name, CancellationToken cancel) =>
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, name + "/") { ModificationTime = _now }, cancel);

    /// <returns>The manifest as it was written, with every file of the archive.</returns>
    public async Task<Manifest> FinishAsync(Manifest manifest, CancellationToken cancel)
    {
        var whole = manifest with { Files = _files };
        var json = whole.ToJson();
        using var list = new MemoryStream(json);
        await WriteAsync(Manifest.Entry, list, cancel);
        using var hash = new MemoryStream(Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(json))}  {Manifest.Entry}\n"));
        await WriteAsync(Manifest.HashEntry, hash, cancel);
        return whole;
    }

    private async Task WriteAsync(string name, Stream content, CancellationToken cancel) =>
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, ModificationTime = _now }, cancel);

    public ValueTask DisposeAsync() => _tar.DisposeAsync();

    /// <summary>Exactly so many bytes of a file, zeros where it has become shorter, hashed on the way.</summary>
    private sealed class MeasuredStream(Stream source, long length) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _read;

        public override bool CanRead => true;

        // Tar writes the length before the content, and asks for it only where it believes it can.
        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override int Read(Span<byte> buffer)
        {
            var part = buffer[..(int)Math.Min(buffer.Length, length - _read)];
            if (part.IsEmpty)
                return 0;
            var got = source.Read(part);
            if (got == 0)
            {
                part.Clear();
                got = part.Length;
            }
            _hash.AppendData(part[..got]);
            _read += got;
            return got;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // It is only read.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
