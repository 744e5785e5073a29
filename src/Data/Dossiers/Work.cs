using System.Text.Json;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Dossiers;

/// <summary>One transaction of the desk. Writes are gathered and sent in one batch that ends with the commit.</summary>
internal sealed class Work(NpgsqlConnection connection, Actor actor, ProcedureBook book, IRules rules, Vault vault, long firstLine) : IWork
{
    private readonly List<(LedgerLine Line, LedgerContent Content)> _lines = [];
    private readonly List<Dossier> _inserted = [];
    private readonly List<Dossier> _updated = [];
    private readonly Dictionary<Guid, string[]?> _found = [];
    private readonly List<(Notice Notice, Guid? Dossier)> _notices = [];
    private readonly List<(FactEvent Fact, Guid Dossier)> _facts = [];
    private readonly List<(FileId File, Guid Dossier)> _files = [];
    private long? _nextLine = firstLine;
    private bool _disposed;

    public const string NextLine = "select nextval('ledger_line_id')";

    public Dossier? Keep(Dossier? dossier)
    {
        if (dossier is not null) _found[dossier.Id] = DossierRow.Findable(dossier);
        return dossier;
    }

    public async Task<Dossier?> LoadAsync(Guid id, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(DossierStore.Select + " for update", connection) { Parameters = { P(id) } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Keep(DossierRow.Read(reader, book, rules.Organisation)) : null;
    }

    public async Task<Dossier?> ReadAsync(Guid id, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.IdentifyAs(Scope.Everything, "", Actor.System.Compartments, "");
        batch.Add(DossierStore.Select, P(id));
        batch.IdentifyAs(actor);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return await reader.ReadAsync(cancel) ? DossierRow.Read(reader, book, rules.Organisation) : null;
    }

    public async ValueTask<long> NextNumberAsync(string prefix, int year, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select next_number($1, $2)", connection) { Parameters = { P(prefix), P(year) } };
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public async ValueTask<long> NextLineAsync(CancellationToken cancel)
    {
        if (_nextLine is { } first)
        {
            _nextLine = null;
            return first;
        }

        await using var command = new NpgsqlCommand(NextLine, connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    public void Append(LedgerLine line, LedgerContent content) => _lines.Add((line, content));
    public void Insert(Dossier dossier) => _inserted.Add(dossier);
    public void Update(Dossier dossier) => _updated.Add(dossier);
    public void Send(Notice notice, Guid? dossier) => _notices.Add((notice, dossier));
    public void Place(FileId file, Guid dossier) => _files.Add((file, dossier));
    public void Record(FactEvent fact, Guid dossier) => _facts.Add((fact, dossier));

    public async Task CastAsync(Guid box, Slip slip, CancellationToken cancel)
    {
        // One row, written whole each time under a new key: neither its place nor its age says which slip was whose, and two copies of the
        // database from before and after a slip cannot be compared.
        var filled = (await ReadBoxAsync(box, cancel)).With(slip);
        var content = vault.Seal(JsonSerializer.SerializeToUtf8Bytes(filled, ContentJson.Options), BallotBox(box), Padding.File);
        await using var command = new NpgsqlCommand("insert into ballot_box (id, content) values ($1, $2) on conflict (id) do update set content = excluded.content", connection) { Parameters = { P(box), new NpgsqlParameter<byte[]> { TypedValue = content } } };
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<BallotTally> EmptyBoxAsync(Guid box, CancellationToken cancel)
    {
        var tally = await ReadBoxAsync(box, cancel);
        await using var command = new NpgsqlCommand("delete from ballot_box where id = $1", connection) { Parameters = { P(box) } };
        await command.ExecuteNonQueryAsync(cancel);
        return tally;
    }

    private async Task<BallotTally> ReadBoxAsync(Guid box, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select content from ballot_box where id = $1", connection) { Parameters = { P(box) } };
        return await command.ExecuteScalarAsync(cancel) is byte[] content ? JsonSerializer.Deserialize<BallotTally>(vault.Open(content, BallotBox(box)), ContentJson.Options)! : new();
    }

    private static VaultContext BallotBox(Guid box) => new("ballot-box", box, "tally", 1);

    public async Task CommitAsync(CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);

        // Somebody who steps back from a matter may no longer see the row they are just leaving; and what a party to a dossier records may count for
        // a unit that is not theirs to look into.
        if (_updated.Any(d => d.Recused.Contains(actor.Id) || !d.VisibleTo(actor)) || _facts.Exists(f => !actor.Scope.Contains(f.Fact.Unit))) batch.IdentifyAs(Scope.Everything, "", actor.Groups, "");
        foreach (var (line, content) in _lines) LedgerRows.AddInsert(batch, line, content);
        foreach (var dossier in _inserted) DossierRow.AddInsert(batch, dossier);
        foreach (var dossier in _updated) DossierRow.AddUpdate(batch, dossier, _found.GetValueOrDefault(dossier.Id));
        foreach (var (file, dossier) in _files) batch.Add("select place_attachment($1, $2, $3)", P(file.Value), P(actor.Id.Value), P(dossier));
        foreach (var (fact, dossier) in _facts) AddFact(batch, fact, dossier);
        foreach (var (notice, dossier) in _notices)
        {
            batch.Add("insert into outbox (channel, payload, dossier_id, created_at, next_at) values ('notice', $1, $2, $3, $3)", Json(JsonSerializer.Serialize(NoticePayload.Of(notice), ContentJson.Options)), P(dossier), At());
        }

        batch.Add("commit");
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException twice) when (_inserted.Count > 0 && twice is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_dossier" or "ux_ledger_line_subject_revision" })
        {
            throw new OpenedAlreadyException();
        }
    }

    // Outside listeners are told through the outbox, in the same transaction: a fact is never recorded and not told.
    private void AddFact(NpgsqlBatch batch, FactEvent fact, Guid dossier) => batch.Add(
        """
        with recorded as (insert into fact (kind, unit_id, happened_on, person, number, zh, en, dossier_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id, kind, unit_id, happened_on, number)
        insert into outbox (channel, payload, created_at, next_at)
        select 'webhook', jsonb_build_object('webhook', w.id, 'fact', f.id, 'kind', f.kind, 'unit', f.unit_id, 'on', f.happened_on, 'number', f.number), $9, $9
        from recorded f join webhook w on w.active and f.kind = any (w.kinds)
        """,
        P(fact.Kind.Code), P(fact.Unit.Value), P(fact.On), P(fact.Person?.Value), P(fact.Number), P(fact.Text?.Zh), P(fact.Text?.En), P(dossier), At());

    // What is told counts from the act it tells of.
    private NpgsqlParameter At() => P((DateTimeOffset?)_lines[0].Line.At);

    /// <summary>An open transaction is rolled back when its connection goes home.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await connection.DisposeAsync();
    }
}

/// <summary>A notice as it waits in the outbox.</summary>
internal sealed record NoticePayload(Guid? Person, string? Duty, int? Unit, string Zh, string En)
{
    public static NoticePayload Of(Notice notice) => new(notice.To.Person?.Value, notice.To.Duty?.Code, notice.To.Unit?.Value, notice.Text.Zh, notice.Text.En);
}
