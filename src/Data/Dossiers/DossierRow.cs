using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Dossiers;

/// <summary>How a dossier lies in its row.</summary>
internal static class DossierRow
{
    public const string Columns =
        "id, number, procedure, version, unit_id, title, state, step, assignee, opened_by, opened_at, changed_at, closed_at, entered_on, entered_act, " +
        "due_on, due_at, due_provisional, extended, days_left, revision, head, compartment, sealed, recused, origin, parent, flow, content, parties";

    public const string Insert =
        "insert into dossier (" + Columns + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)";

    public const string Update =
        "update dossier set unit_id = $2, title = $3, state = $4, step = $5, assignee = $6, changed_at = $7, closed_at = $8, entered_on = $9, entered_act = $10, " +
        "due_on = $11, due_at = $12, due_provisional = $13, extended = $14, days_left = $15, revision = $16, head = $17, compartment = $18, sealed = $19, recused = $20, " +
        "origin = $21, parent = $22, flow = $23, content = $24, parties = $25 where id = $1";

    public static Dossier Read(NpgsqlDataReader row, ProcedureBook book, OrgTree organisation)
    {
        var procedure = book.Of(row.GetString(2), row.GetString(3));
        var dossier = ContentJson.Read(row.GetString(28), procedure.DossierType);
        var flow = ContentJson.ReadFlow(row.GetString(27));
        dossier.Id = row.GetGuid(0);
        dossier.Number = row.GetString(1);
        dossier.Procedure = procedure.Code;
        dossier.Version = procedure.Version;
        dossier.Unit = new(row.GetInt32(4));
        dossier.Path = organisation.Find(dossier.Unit)?.Path ?? default;
        dossier.Title = row.GetString(5);
        dossier.StateName = row.GetString(6);
        dossier.Step = row.IsDBNull(7) ? null : row.GetString(7);
        dossier.Assignee = row.IsDBNull(8) ? null : new PersonId(row.GetGuid(8));
        dossier.OpenedBy = new(row.GetGuid(9));
        dossier.OpenedAt = row.GetFieldValue<DateTimeOffset>(10);
        dossier.ChangedAt = row.GetFieldValue<DateTimeOffset>(11);
        dossier.ClosedAt = row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12);
        dossier.EnteredOn = row.GetFieldValue<DateOnly>(13);
        dossier.EnteredAct = row.GetInt32(14);
        dossier.DueOn = row.IsDBNull(15) ? null : row.GetFieldValue<DateOnly>(15);
        dossier.DueAt = row.IsDBNull(16) ? null : row.GetFieldValue<DateTimeOffset>(16);
        dossier.DueProvisional = row.GetBoolean(17);
        dossier.Extended = row.GetBoolean(18);
        dossier.DaysLeft = row.IsDBNull(19) ? null : row.GetInt32(19);
        dossier.Revision = row.GetInt32(20);
        dossier.Head = new Digest(row.GetFieldValue<byte[]>(21));
        dossier.Compartment = row.IsDBNull(22) ? null : row.GetString(22);
        dossier.Sealed = row.GetBoolean(23);
        dossier.Withheld = flow.Withheld ?? [];
        dossier.Recused = [.. Persons(row, 24).Except(dossier.Withheld)];
        dossier.Parties = [.. Persons(row, 29)];
        dossier.Origin = row.IsDBNull(25) ? null : row.GetGuid(25);
        dossier.Parent = row.IsDBNull(26) ? null : row.GetGuid(26);
        dossier.Acts = flow.Acts;
        dossier.TimeAsked = flow.TimeAsked;
        return dossier;
    }

    public static void AddInsert(NpgsqlBatch batch, Dossier d)
    {
        batch.Add(Insert, P(d.Id), P(d.Number), P(d.Procedure), P(d.Version), P(d.Unit.Value), P(d.Title), P(d.StateName), P(d.Step), P(d.Assignee?.Value), P(d.OpenedBy.Value),
            P((DateTimeOffset?)d.OpenedAt), P((DateTimeOffset?)d.ChangedAt), P(d.ClosedAt), P(d.EnteredOn), P(d.EnteredAct), P(d.DueOn), P(d.DueAt), P(d.DueProvisional), P(d.Extended), P(d.DaysLeft),
            P(d.Revision), P(d.Head!.Value.ToArray()), P(d.Compartment), P(d.Sealed), Persons(d.KeptFrom), P(d.Origin), P(d.Parent), Json(ContentJson.WriteFlow(d)), Json(ContentJson.Write(d)), Persons(d.Parties));
        if (Findable(d) is { } texts) batch.Add("insert into dossier_text (dossier_id, pieces, body) values ($1, $2, $3)", P(d.Id), P(SearchPieces.Of(texts)), P(SearchPieces.Body(texts)));
    }

    /// <summary>What it can be found by; null where nobody may find it.</summary>
    public static string[]? Findable(Dossier d) => d.Sealed || d.Compartment is not null ? null : [d.Number, d.Title, .. d.FoundBy.OfType<string>()];

    /// <param name="found">What it could be found by before.</param>
    public static void AddUpdate(NpgsqlBatch batch, Dossier d, string[]? found)
    {
        batch.Add(Update, P(d.Id), P(d.Unit.Value), P(d.Title), P(d.StateName), P(d.Step), P(d.Assignee?.Value), P((DateTimeOffset?)d.ChangedAt), P(d.ClosedAt), P(d.EnteredOn), P(d.EnteredAct),
            P(d.DueOn), P(d.DueAt), P(d.DueProvisional), P(d.Extended), P(d.DaysLeft), P(d.Revision), P(d.Head!.Value.ToArray()), P(d.Compartment), P(d.Sealed), Persons(d.KeptFrom), P(d.Origin), P(d.Parent),
            Json(ContentJson.WriteFlow(d)), Json(ContentJson.Write(d)), Persons(d.Parties));
        if (Findable(d) is not { } texts)
        {
            if (found is not null) batch.Add("delete from dossier_text where dossier_id = $1", P(d.Id));
        }
        else if (found is null)
        {
            batch.Add("insert into dossier_text (dossier_id, pieces, body) values ($1, $2, $3)", P(d.Id), P(SearchPieces.Of(texts)), P(SearchPieces.Body(texts)));
        }
        else if (!texts.AsSpan().SequenceEqual(found))
        {
            batch.Add("update dossier_text set pieces = $2, body = $3 where dossier_id = $1", P(d.Id), P(SearchPieces.Of(texts)), P(SearchPieces.Body(texts)));
        }
    }

    private static IEnumerable<PersonId> Persons(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<Guid[]>(column).Select(g => new PersonId(g));

    private static NpgsqlParameter Persons(IReadOnlyCollection<PersonId> persons) => persons.Count == 0
        ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid }
        : P(persons.Select(p => p.Value).ToArray());
}
