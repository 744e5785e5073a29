using System.Text.Json;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Procedures;

/// <summary>
/// How a dossier stood after an act, as two hashes in the content of its line: of the columns every dossier has, with what has been done
/// by whom, and of the module's own data. A row that was changed past the desk no longer fits its newest line.
/// </summary>
/// <remarks>The head is left out: it is the hash of the line itself. Whoever reads the row writes the same columns in the same order.</remarks>
public sealed record Standing(string Columns, string Content)
{
    public static Standing Of(Dossier dossier) => new(Digest.Of(JsonbText.Of(ColumnsOf(dossier))).ToBase64(), Digest.Of(JsonbText.Of(ContentJson.WriteUtf8(dossier))).ToBase64());

    private static byte[] ColumnsOf(Dossier d)
    {
        using var flow = JsonDocument.Parse(ContentJson.WriteFlow(d));
        return JsonSerializer.SerializeToUtf8Bytes(
            (object?[])
            [
                d.Id, d.Number, d.Procedure, d.Version, d.Unit.Value, d.Title, d.StateName, d.Step, d.Assignee?.Value, d.OpenedBy.Value,
                Microseconds(d.OpenedAt), Microseconds(d.ChangedAt), Microseconds(d.ClosedAt), d.EnteredOn, d.EnteredAct, d.DueOn, Microseconds(d.DueAt), d.DueProvisional, d.Extended,
                d.DaysLeft, d.Revision, d.Compartment, d.Sealed, Persons(d.KeptFrom), Persons(d.Parties), d.Origin, d.Parent, flow.RootElement,
            ],
            Options);
    }

    private static IEnumerable<Guid>? Persons(IReadOnlyCollection<PersonId> persons) => persons.Count == 0 ? null : persons.Select(p => p.Value);

    // The database keeps no smaller part of a second.
    private static long? Microseconds(DateTimeOffset? at) => at is { } moment ? (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    private static readonly JsonSerializerOptions Options = new(ContentJson.Options) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never };
}
