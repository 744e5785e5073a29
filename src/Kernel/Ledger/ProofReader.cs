using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Qinglian.Kernel.Ledger;

/// <summary>Reads the parts of a proof file; whatever is missing or could be read in two ways is refused by name.</summary>
internal static class ProofReader
{
    private static readonly string[] Parts = ["format", "line", "content", "inclusion", "checkpoint", "keys", "older"];

    public static ProofFile Read(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object && Text(root, "format") == ProofJson.Format, "format");
        // A part under a name nobody knows would silently not be checked: "lime" for "line".
        if (root.EnumerateObject().FirstOrDefault(p => !Parts.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw new UnreadablePart(unknown.Name);
        var hasLine = root.TryGetProperty("line", out var line) && line.ValueKind != JsonValueKind.Null;
        var read = hasLine ? ReadLine(Object(root, "line")) : null;
        var inclusion = hasLine ? Object(root, "inclusion") : default;
        return new()
        {
            Line = read,
            Content = read is not null && Optional(root, "content") is { } content ? new(read.Id, Bytes(content, "salt"), Bytes(content, "bytes")) : null,
            Index = hasLine ? Number(inclusion, "index", 0, ProofJson.MaxNumber) : 0,
            Path = hasLine ? ReadPath(inclusion) : [],
            Checkpoint = Note(root),
            Keys = ReadKeys(root),
            Continuation = Optional(root, "older") is { } older ? new(Note(older), ReadPath(older)) : null,
        };
    }

    private static LedgerLine ReadLine(JsonElement line)
    {
        Require(Enum.TryParse<LineKind>(Text(line, "kind"), out var kind) && kind.ToString() == Text(line, "kind"), "kind");
        Require(Checkpoint.TryReadTime(Text(line, "at"), out var at), "at");
        var read = new LedgerLine
        {
            Id = Number(line, "id", 1, ProofJson.MaxNumber),
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

    private static Digest[] ReadPath(JsonElement parent)
    {
        var path = Property(parent, "path");
        Require(path.ValueKind == JsonValueKind.Array && path.GetArrayLength() <= ProofJson.MaxPath, "path");
        return [.. path.EnumerateArray().Select(hash => Hash(hash, "path"))];
    }

    private static List<CheckpointPublicKey> ReadKeys(JsonElement root)
    {
        var keys = Property(root, "keys");
        Require(keys.ValueKind == JsonValueKind.Array && keys.GetArrayLength() <= ProofJson.MaxKeys, "keys");
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

    private static Guid Guid(JsonElement parent, string name)
    {
        if (Property(parent, name).ValueKind == JsonValueKind.Null)
            return System.Guid.Empty;
        Require(System.Guid.TryParseExact(Text(parent, name), "D", out var id) && id != System.Guid.Empty && id.ToString("D", CultureInfo.InvariantCulture) == Text(parent, name), name);
        return id;
    }

    private static void Require([DoesNotReturnIf(false)] bool condition, string part)
    {
        if (!condition)
            throw new UnreadablePart(part);
    }
}

/// <summary>A part of a proof file that cannot be read, by its name.</summary>
internal sealed class UnreadablePart(string part) : Exception(part);
