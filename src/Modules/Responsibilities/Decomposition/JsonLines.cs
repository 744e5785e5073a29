using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>
/// Writes a decomposition as one JSON object a line, for other programs. Offsets count UTF-16 units of the decoded text,
/// in which a byte order mark is not counted and line endings stand as in the file.
/// </summary>
public static class JsonLines
{
    // Chinese stays readable in the output; it is a file or a terminal, never part of a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Decomposition decomposition, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Readable);
        foreach (var passage in decomposition.Passages)
        {
            Write(passage, json);
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Write(Passage passage, Utf8JsonWriter json)
    {
        var duty = passage as Duty;
        json.WriteStartObject();
        json.WriteString("kind", duty is null ? "not-duty" : "duty");
        json.WriteString("text", passage.Text);
        json.WriteNumber("start", passage.At.Start);
        json.WriteNumber("end", passage.At.End);
        json.WriteString("responsible", duty?.Responsible);
        json.WriteBoolean("responsibleExplicit", duty?.ResponsibleExplicit ?? false);
        json.WriteString("cycle", duty?.Cycle is { } cycle ? Name(cycle) : null);
        json.WriteString("due", duty?.Due);
        json.WriteString("deliverable", duty?.Deliverable);
        json.WriteString("reason", (passage as NotDuty)?.Because.En);
        json.WriteEndObject();
    }

    private static string Name(Cycle cycle) => cycle switch
    {
        Cycle.Monthly => "monthly",
        Cycle.Quarterly => "quarterly",
        Cycle.HalfYearly => "half-yearly",
        Cycle.Yearly => "yearly",
        Cycle.Ongoing => "ongoing",
        Cycle.Once => "once",
    };
}
