using System.IO.Compression;
using System.Text;

namespace Qinglian.Documents.Sheets;

/// <summary>Keeps key, revision and marks of every written row until the hidden sheet can be written: packed, about thirty bytes a row.</summary>
internal sealed class OriginSpool : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly BinaryWriter _writer;
    private int _count;

    public OriginSpool() => _writer = new BinaryWriter(new BrotliStream(_packed, CompressionLevel.Fastest, leaveOpen: true), Encoding.UTF8);

    public void Add(string key, string revision, string marks)
    {
        _writer.Write(key);
        _writer.Write(revision);
        _writer.Write(marks);
        _count++;
    }

    /// <summary>Gives everything back once, in order; nothing can be added afterwards.</summary>
    public IEnumerable<(string Key, string Revision, string Marks)> Drain()
    {
        _writer.Dispose();
        _packed.Position = 0;
        using var reader = new BinaryReader(new BrotliStream(_packed, CompressionMode.Decompress), Encoding.UTF8);
        for (var i = 0; i < _count; i++)
        {
            yield return (reader.ReadString(), reader.ReadString(), reader.ReadString());
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _packed.Dispose();
    }
}
