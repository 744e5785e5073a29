using System.Text.Json;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>A row as its line would say it, worked out from the row itself.</summary>
internal static class StandingRows
{
    /// <summary>The hash of a dossier's columns, in the order of <see cref="Standing"/>.</summary>
    public static readonly string Columns = Hash(
        $"""
        jsonb_build_array(d.id, d.number, d.procedure, d.version, d.unit_id, d.title, d.state, d.step, d.assignee, d.opened_by,
            {Microseconds("d.opened_at")}, {Microseconds("d.changed_at")}, {Microseconds("d.closed_at")}, d.entered_on, d.entered_act, d.due_on, {Microseconds("d.due_at")}, d.due_provisional, d.extended,
            d.days_left, d.revision, d.compartment, d.sealed, d.recused, d.parties, d.origin, d.parent, d.flow)
        """);

    public static readonly string Content = Hash("d.content");

    /// <summary>A version of a register as jsonb, shaped like the content of its line.</summary>
    public static string Of(Register register)
    {
        // Names come from code; a function takes at most a hundred arguments.
        var own = string.Join(" || ", register.Columns.Select(c => $"jsonb_build_object('{c.Name}', t.\"{c.SqlName}\")"));
        return $"jsonb_strip_nulls(jsonb_build_object('row', {own}, 'key', t.key, 'number', {(register.Numbered ? "t.number" : "null")}, 'beginsOn', t.begins_on, 'endsOn', t.ends_on, 'validFrom', t.valid_from, 'reason', t.reason))::text";
    }

    /// <summary>What the newest line says of the dossier; null where it was written before lines said so.</summary>
    public static Standing? Said(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<Newest>(content, ContentJson.Options)?.Standing;
        }
        catch (JsonException)
        {
            // Not what was written: the hash of the content says so already.
            return new("", "");
        }
    }

    /// <summary>The fields in which a row and the content of its line differ.</summary>
    public static IReadOnlyList<string> Unlike(byte[] content, string row)
    {
        try
        {
            using var said = JsonDocument.Parse(content);
            using var stands = JsonDocument.Parse(row);
            return [.. Unlike(said.RootElement, stands.RootElement)];
        }
        catch (JsonException)
        {
            return ["*"];
        }
    }

    private static IEnumerable<string> Unlike(JsonElement said, JsonElement stands)
    {
        if (said.ValueKind != JsonValueKind.Object || stands.ValueKind != JsonValueKind.Object) return ["*"];

        var names = said.EnumerateObject().Concat(stands.EnumerateObject()).Select(p => p.Name).Distinct().ToList();
        return names.SelectMany(name => (said.TryGetProperty(name, out var a), stands.TryGetProperty(name, out var b)) switch
        {
            (true, true) when name == "row" => Unlike(a, b),
            (true, true) when JsonElement.DeepEquals(a, b) => [],
            _ => [name],
        });
    }

    private static string Hash(string jsonb) => $"encode(sha256(convert_to(({jsonb})::text, 'UTF8')), 'base64')";

    private static string Microseconds(string at) => $"(extract(epoch from {at}) * 1000000)::bigint";

    private sealed record Newest(Standing? Standing);
}
