using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qinglian.Kernel;

/// <summary>A file of published years: our own format, or one year in the format of holiday-cn.</summary>
/// <remarks>A year with an error is not taken at all: half a year of holidays would pass for a published one.</remarks>
public sealed record CalendarFile(IReadOnlyList<CalendarYear> Years, IReadOnlyList<CalendarError> Errors)
{
    public const string Format = "qinglian-calendar/1";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static CalendarFile Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), Lenient);
            return new CalendarReader().Read(document.RootElement);
        }
        catch (JsonException unreadable)
        {
            var (line, place) = ((unreadable.LineNumber ?? 0) + 1, (unreadable.BytePositionInLine ?? 0) + 1);
            return new([], [new(null, null, new($"不是有效的JSON文件：第{line}行第{place}字节处有误。", $"This is not a valid JSON file: see line {line}, byte {place}."))]);
        }
    }

    /// <summary>Writes years in our own format, one holiday a line.</summary>
    public static string Write(IEnumerable<CalendarYear> years)
    {
        var text = new StringBuilder("{ \"format\": \"" + Format + "\", \"years\": [");
        var first = true;
        foreach (var year in years)
        {
            text.Append(first ? "\n" : ",\n").Append("  { \"year\": ").Append(year.Year).Append(",\n");
            text.Append("    \"notices\": [").AppendJoin(", ", year.Sources.Select(n => Object(("number", n.Number), ("address", n.Address)))).Append("],\n");
            text.Append("    \"holidays\": [\n").AppendJoin(",\n", year.Holidays.Select(h => "      " + Object(("name", h.Name.Zh), ("en", h.Name.En), ("from", h.From.Iso), ("to", h.To.Iso)))).Append("\n    ],\n");
            text.Append("    \"worked\": [").AppendJoin(", ", year.Worked.Select(d => $"\"{d.Iso}\"")).Append("] }");
            first = false;
        }

        return text.Append("\n] }\n").ToString();
    }

    private static string Object(params (string Name, string? Value)[] members) =>
        "{" + string.Join(", ", members.Where(m => m.Value is not null)
            .Select(m => $"\"{m.Name}\": \"{JsonEncodedText.Encode(m.Value!, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"")) + "}";
}

/// <summary>One thing in a calendar file that cannot be used, with its place.</summary>
/// <param name="Row">The position in the list it stands in, from 1.</param>
public sealed record CalendarError(int? Year, int? Row, Words Words);
