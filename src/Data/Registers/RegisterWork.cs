using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <summary>
/// One transaction that changes registers. Writers of one register follow one another, so that what a check has read still holds when the
/// row is written; it reads everything, because a number may be taken at a unit the writer cannot see.
/// </summary>
internal sealed class RegisterWork : IEntries, IAsyncDisposable
{
    private const int LinesAhead = 64;

    private readonly NpgsqlConnection _connection;
    private readonly RegisterBook _book;
    private readonly Actor _actor;
    private readonly DateTimeOffset _now;
    private readonly Queue<long> _lines = [];
    private bool _unitsChanged;
    private bool _first = true;

    private RegisterWork(NpgsqlConnection connection, RegisterBook book, Actor actor, DateTimeOffset now) => (_connection, _book, _actor, _now) = (connection, book, actor, now);

    public static async Task<RegisterWork> BeginAsync(NpgsqlDataSource database, RegisterBook book, Register register, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.Add("begin");
            batch.IdentifyAs(Scope.Everything, actor.Id.IsNobody ? "" : actor.Id.ToString(), actor.Compartments, "");
            batch.Add("select pg_advisory_xact_lock(hashtextextended($1, 0))", P("register " + register.Code));
            await batch.ExecuteNonQueryAsync(cancel);
            return new(connection, book, actor, now);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<Entry>> WhereAsync<TRow>(string column, object value, CancellationToken cancel) where TRow : class
    {
        var register = _book.Of<TRow>();
        var by = register[column];
        return await ReadAsync(register, $"where t.current and {RegisterSql.Quote(by.SqlName)} = $1", [RegisterSql.Parameter(by, value)], cancel);
    }

    public async Task<Entry?> NumberedAsync<TRow>(int number, CancellationToken cancel) where TRow : class =>
        await ReadAsync(_book.Of<TRow>(), "where t.current and t.number = $1", [P(number)], cancel) is [var entry, ..] ? entry : null;

    public async Task<Entry?> NewestAsync(Register register, Guid id, CancellationToken cancel) =>
        await ReadAsync(register, "where t.current and t.id = $1", [P(id)], cancel) is [var entry, ..] ? entry : null;

    public async Task<bool> AnyAsync(Register register, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select exists (select from {RegisterSql.Of(register).Table})", _connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The newest versions with these keys, ended ones included.</summary>
    public Task<IReadOnlyList<Entry>> KeyedAsync(Register register, string[] keys, CancellationToken cancel) =>
        ReadAsync(register, "where t.current and t.key = any ($1)", [P(keys)], cancel);

    public async Task<int> NextNumberAsync(Register register, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(RegisterSql.Of(register).NextNumber, _connection);
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Writes a version with its line in the ledger, and notes on the one before that it holds no longer.</summary>
    public async Task WriteAsync(Entry entry, string action, CancellationToken cancel)
    {
        var register = entry.Register;
        var sql = RegisterSql.Of(register);
        var content = LedgerContent.Of(await NextLineAsync(cancel), ContentJson.Write(new EntryContent(
            register.Columns.Where(c => c.Get(entry.Row) is not null).ToDictionary(c => c.Name, c => c.Store(c.Get(entry.Row))!),
            register.KeyOf(entry.Row), entry.Number, entry.BeginsOn, entry.EndsOn, entry.ValidFrom, entry.Reason)));
        var line = new LedgerLine
        {
            Id = content.LineId, At = entry.RecordedAt, Actor = _actor.Id.Value, Kind = LineKind.Register, Subject = entry.Id, Revision = entry.Revision,
            Procedure = register.Code, Action = action, Commitment = content.Commitment(),
            Previous = entry.Revision == 1 ? null : await HeadAsync(entry, cancel),
        };
        await using var batch = new NpgsqlBatch(_connection);
        LedgerRows.AddInsert(batch, line, content);
        if (entry.Revision > 1) batch.Add(sql.Supersede, P(entry.Id), P(DateOnly.FromDayNumber(entry.ValidFrom.DayNumber - 1)));
        batch.Add(sql.Insert, sql.InsertParameters(entry, LineEncoding.Leaf(line).ToArray()));
        await batch.ExecuteNonQueryAsync(cancel);
        _unitsChanged |= register.RowType == typeof(UnitRow);
    }

    public async Task RecordRefusalAsync(Register register, Guid subject, string action, Refusal refusal, CancellationToken cancel)
    {
        var content = LedgerContent.Of(await NextLineAsync(cancel), ContentJson.Write(new { refusal.Code, Words = refusal.Words.Zh, refusal.Field }));
        await using var batch = new NpgsqlBatch(_connection);
        LedgerRows.AddInsert(batch, new()
        {
            Id = content.LineId, At = _now, Actor = _actor.Id.Value, Kind = LineKind.Refusal, Subject = subject, Procedure = register.Code, Action = action, Commitment = content.Commitment(),
        }, content);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public async Task<References> ReferencesAsync(IReadOnlyCollection<string> persons, CancellationToken cancel) =>
        await ReferenceRows.ReadAsync(_connection, persons, [], cancel);

    public async Task CommitAsync(DateOnly today, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(_connection);
        if (_unitsChanged) batch.Add("select place_units($1)", P(today));
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private async Task<IReadOnlyList<Entry>> ReadAsync(Register register, string where, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        var sql = RegisterSql.Of(register);
        await using var command = new NpgsqlCommand($"{sql.Select} {where} order by t.key, t.id", _connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<Entry>();
        while (await reader.ReadAsync(cancel)) found.Add(sql.Read(reader));
        return found;
    }

    private async Task<Digest> HeadAsync(Entry entry, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select head from {RegisterSql.Of(entry.Register).Table} where id = $1 and current", _connection) { Parameters = { P(entry.Id) } };
        return new((byte[])(await command.ExecuteScalarAsync(cancel))!);
    }

    // Taken several at a time, so that a file of thousands of lines does not ask once for each.
    private async ValueTask<long> NextLineAsync(CancellationToken cancel)
    {
        if (_lines.Count == 0)
        {
            await using var command = new NpgsqlCommand("select nextval('ledger_line_id') from generate_series(1, $1)", _connection) { Parameters = { P(_first ? 1 : LinesAhead) } };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) _lines.Enqueue(reader.GetInt64(0));
            _first = false;
        }

        return _lines.Dequeue();
    }

    /// <summary>An open transaction is rolled back when its connection goes home.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

/// <summary>What the ledger keeps of a version.</summary>
internal sealed record EntryContent(
    IReadOnlyDictionary<string, object> Row, string Key, int? Number, DateOnly BeginsOn, DateOnly? EndsOn, DateOnly ValidFrom, string? Reason);
