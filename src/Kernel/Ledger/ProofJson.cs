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
    internal const long MaxNumber = (1L << 53) - 1;

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
            proof = ProofReader.Read(document.RootElement);
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

    private static void WriteGuid(Utf8JsonWriter json, string name, Guid id)
    {
        if (id == Guid.Empty)
            json.WriteNull(name);
        else
            json.WriteString(name, id.ToString("D", CultureInfo.InvariantCulture));
    }

    private static long Whole(long number) => number <= MaxNumber ? number : throw new ArgumentOutOfRangeException(nameof(number), "A proof cannot name a number beyond 2^53 - 1.");
}
