using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qinglian.Kernel.Ledger;

/// <summary>A proof as a JSON document, "qinglian-proof/1"; README.md beside this file describes it for outsiders.</summary>
public static class ProofJson
{
    public const string Format = "qinglian-proof/1";
    public const int MaxPath = 64;
    public const int MaxKeys = 64;

    // Beyond this a browser's numbers are no longer whole.
    private const long MaxNumber = (1L << 53) - 1;

    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static string Write(ProofFile proof)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            if (proof.Line is { } line)
            {
                WriteLine(json, line);
                WriteContent(json, proof.Content);
                json.WriteStartObject("inclusion");
                json.WriteNumber("index", Whole(proof.Index));
                WritePath(json, proof.Path);
                json.WriteEndObject();
            }

            json.WriteString("checkpoint", proof.Checkpoint.ToString());
            json.WriteStartArray("keys");
            foreach (var key in proof.Keys)
            {
                json.WriteStartObject();
                json.WriteString("name", key.Name);
                json.WriteString("algorithm", CheckpointPublicKey.Algorithm);
                json.WriteString("spki", key.Spki);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (proof.Continuation is { } continuation)
            {
                json.WriteStartObject("older");
                json.WriteString("checkpoint", continuation.Older.ToString());
                WritePath(json, continuation.Path);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>Reads a proof; <paramref name="wrong"/> says which part cannot be read.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out ProofFile? proof, [NotNullWhen(false)] out Words? wrong)
    {
        (proof, wrong) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            proof = Read(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            wrong = new("这不是证明文件：不是有效的 JSON。", "This is not a proof file: it is not valid JSON.");
        }
        catch (UnreadablePart part)
        {
            wrong = new Words("证明文件的“{0}”一项缺失或无法读取。", "The part “{0}” of the proof file is missing or cannot be read.").With(part.Message);
        }

        return false;
    }

    private static ProofFile Read(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object && Text(root, "format") == Format, "format");
        var hasLine = root.TryGetProperty("line", out var line) && line.ValueKind != JsonValueKind.Null;
        var read = hasLine ? ReadLine(Object(root, "line")) : null;
        var inclusion = hasLine ? Object(root, "inclusion") : default;
        return new()
        {
            Line = read,
            Content = read is not null && Optional(root, "content") is { } content ? new(read.Id, Bytes(content, "salt"), Bytes(content, "bytes")) : null,
            Index = hasLine ? Number(inclusion, "index", 0, MaxNumber) : 0,
            Path = hasLine ? ReadPath(inclusion) : [],
            Checkpoint = Note(root),
            Keys = ReadKeys(root),
            Continuation = Optional(root, "older") is { } older ? new(Note(older), ReadPath(older)) : null,
        };
    }

    private static void WriteLine(Utf8JsonWriter json, LedgerLine line)
    {
        json.WriteStartObject("line");
        json.WriteNumber("id", Whole(line.Id));
        json.WriteString("at", Checkpoint.WriteTime(line.At));
        WriteGuid(json, "actor", line.Actor);
        json.WriteString("kind", line.Kind.ToString());
        WriteGuid(json, "subject", line.Subject);
        json.WriteNumber("revision", line.Revision);
        json.WriteString("procedure", line.Procedure);
        json.WriteString("action", line.Action);
        json.WriteString("commitment", line.Commitment.ToBase64());
        json.WriteString("previous", line.Previous?.ToBase64());
        json.WriteEndObject();
    }

    private static LedgerLine ReadLine(JsonElement line)
    {
        Require(Enum.TryParse<LineKind>(Text(line, "kind"), out var kind) && kind.ToString() == Text(line, "kind"), "kind");
        Require(Checkpoint.TryReadTime(Text(line, "at"), out var at), "at");
        var read = new LedgerLine
        {
            Id = Number(line, "id", 1, MaxNumber),
            At = at,
            Actor = Guid(line, "actor"),
            Kind = kind,
            Subject = Guid(line, "subject"),
            Revision = (int)Number(line, "revision", 0, int.MaxValue),
            Procedure = Text(line, "procedure"),
            Action = Text(line, "action"),
            Commitment = Hash(Property(line, "commitment"), "commitment"),
            Previous = Property(line, "previous") is { ValueKind: not JsonValueKind.Null } previous ? Hash(previous, "previous") : null,
        };
        try
        {
            LineEncoding.Leaf(read);
        }
        catch (ArgumentException)
        {
            throw new UnreadablePart("line");
        }

        return read;
    }

    private static void WriteContent(Utf8JsonWriter json, LedgerContent? content)
    {
        if (content is null)
        {
            json.WriteNull("content");
            return;
        }

        json.WriteStartObject("content");
        json.WriteBase64String("salt", content.Salt.Span);
        json.WriteBase64String("bytes", content.Content.Span);
        json.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter json, IReadOnlyList<Digest> path)
    {
        json.WriteStartArray("path");
        foreach (var hash in path)
            json.WriteStringValue(hash.ToBase64());
        json.WriteEndArray();
    }

    private static Digest[] ReadPath(JsonElement parent)
    {
        var path = Property(parent, "path");
        Require(path.ValueKind == JsonValueKind.Array && path.GetArrayLength() <= MaxPath, "path");
        return [.. path.EnumerateArray().Select(hash => Hash(hash, "path"))];
    }

    private static List<CheckpointPublicKey> ReadKeys(JsonElement root)
    {
        var keys = Property(root, "keys");
        Require(keys.ValueKind == JsonValueKind.Array && keys.GetArrayLength() <= MaxKeys, "keys");
        var read = new List<CheckpointPublicKey>();
        foreach (var key in keys.EnumerateArray())
        {
            Require(key.ValueKind == JsonValueKind.Object, "keys");
            // A key of an algorithm of later years is not an error; it cannot be used, and the findings say so.
            if (Text(key, "algorithm") != CheckpointPublicKey.Algorithm)
                continue;
            Require(CheckpointPublicKey.TryParse(Text(key, "name"), Text(key, "spki"), out var parsed), "keys");
            read.Add(parsed!);
        }

        return read;
    }

    private static SignedNote Note(JsonElement parent)
    {
        Require(SignedNote.TryParse(Text(parent, "checkpoint"), out var note), "checkpoint");
        return note!;
    }

    private static JsonElement Property(JsonElement parent, string name)
    {
        Require(parent.TryGetProperty(name, out var value), name);
        return value;
    }

    private static JsonElement Object(JsonElement parent, string name)
    {
        var value = Property(parent, name);
        Require(value.ValueKind == JsonValueKind.Object, name);
        return value;
    }

    private static JsonElement? Optional(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Object(parent, name) : null;

    private static string Text(JsonElement parent, string name) => StringOf(Property(parent, name), name);

    private static string StringOf(JsonElement value, string name)
    {
        Require(value.ValueKind == JsonValueKind.String, name);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a character.
            throw new UnreadablePart(name);
        }
    }

    private static long Number(JsonElement parent, string name, long least, long most)
    {
        var value = Property(parent, name);
        // Read as a browser reads it, so that both see the same number however it is spelt.
        var number = 0.0;
        Require(value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsInteger(number) && number >= least && number <= most, name);
        return (long)number;
    }

    private static byte[] Bytes(JsonElement parent, string name)
    {
        Require(StrictBase64.TryDecode(Text(parent, name), out var bytes), name);
        return bytes!;
    }

    private static Digest Hash(JsonElement value, string name)
    {
        Require(Digest.TryFromBase64(StringOf(value, name), out var hash), name);
        return hash;
    }

    private static void WriteGuid(Utf8JsonWriter json, string name, Guid id)
    {
        if (id == System.Guid.Empty)
            json.WriteNull(name);
        else
            json.WriteString(name, id.ToString("D", CultureInfo.InvariantCulture));
    }

    private static Guid Guid(JsonElement parent, string name)
    {
        if (Property(parent, name).ValueKind == JsonValueKind.Null)
            return System.Guid.Empty;
        Require(System.Guid.TryParseExact(Text(parent, name), "D", out var id) && id != System.Guid.Empty && id.ToString("D", CultureInfo.InvariantCulture) == Text(parent, name), name);
        return id;
    }

    private static long Whole(long number) => number <= MaxNumber ? number : throw new ArgumentOutOfRangeException(nameof(number), "A proof cannot name a number beyond 2^53 - 1.");

    private static void Require([DoesNotReturnIf(false)] bool condition, string part)
    {
        if (!condition)
            throw new UnreadablePart(part);
    }

    private sealed class UnreadablePart(string part) : Exception(part);
}
