using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;

namespace Qinglian.Bench;

/// <summary>
/// What somebody would write by hand who knew beforehand which rows an act of the desk leaves behind: the same statements in the same
/// batches, no procedure, no check, no hash, no JSON that is understood. Texts are spliced; hashes are random bytes.
/// </summary>
internal sealed class HandWritten(NpgsqlDataSource database)
{
    private const string Columns =
        "id, number, procedure, version, unit_id, title, state, step, assignee, opened_by, opened_at, changed_at, closed_at, entered_on, entered_act, " +
        "due_on, due_at, due_provisional, extended, days_left, revision, head, compartment, sealed, recused, origin, parent, flow, content";

    private const string Identify = "select set_config('app.scope', $1, true), set_config('app.person', $2, true), set_config('app.compartments', $3, true), set_config('app.receipt', $4, true)";

    private const string Line =
        "with line as (insert into ledger_line (id, at, actor, kind, subject, revision, procedure, action, commitment, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id), " +
        "content as (insert into ledger_content (line_id, subject, salt, content) values ($1, $5, $12, $13)) insert into ledger_pending (line_id) select id from line";

    private const string Update =
        "update dossier set unit_id = $2, title = $3, state = $4, step = $5, assignee = $6, changed_at = $7, closed_at = $8, entered_on = $9, entered_act = $10, " +
        "due_on = $11, due_at = $12, due_provisional = $13, extended = $14, days_left = $15, revision = $16, head = $17, compartment = $18, sealed = $19, recused = $20, " +
        "origin = $21, parent = $22, flow = $23, content = $24 where id = $1";

    private const string Insert =
        "insert into dossier (" + Columns + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)";

    private const string Notice = "insert into outbox (channel, payload, dossier_id, created_at, next_at) values ('notice', $1, $2, $3, $3)";

    /// <summary>Opens an order to one person: the row, its search words, the line, the notice.</summary>
    public async Task OpenAsync(Guid id, int unit, string title, Guid to, Actor actor, DateOnly today)
    {
        await using var connection = await database.OpenConnectionAsync();
        var line = await BeginAsync(connection, null, actor) is { } begun ? begun.Line : 0;
        await using var next = new NpgsqlCommand("select next_number($1, $2)", connection) { Parameters = { Value("GD"), Value(today.Year) } };
        var number = $"GD-{today.Year}-{(long)(await next.ExecuteScalarAsync())!:00000}";
        var now = DateTime.UtcNow;
        var head = RandomNumberGenerator.GetBytes(32);
        var flow = "{\"acts\":[" + Mark("GiveOrder", actor, now) + "]}";
        var due = today.AddDays(20);
        var content = "{\"text\":\"按要求核对底数，形成清单。\",\"due\":\"" + due.ToString("yyyy-MM-dd") + "\",\"level\":0,\"splitInto\":[],\"below\":0,\"progress\":[],\"callsForHelp\":[],\"evidence\":[],\"findings\":[]}";

        await using var batch = new NpgsqlBatch(connection);
        AddLine(batch, line, now, actor, "Opened", id, 1, "work-order", "GiveOrder", null, head,
            "{\"act\":{\"unit\":" + unit + ",\"title\":\"" + title + "\",\"task\":\"按要求核对底数，形成清单。\",\"to\":\"" + to + "\",\"due\":\"" + due.ToString("yyyy-MM-dd") + "\"},\"to\":\"Issued\",\"due\":\"" + due.ToString("yyyy-MM-dd") + "\"}");
        Add(batch, Insert, Value(id), Value(number), Value("work-order"), Value("1"), Value(unit), Value(title), Value("Issued"), Null(NpgsqlDbType.Text), Value(to), Value(actor.Id.Value),
            Value(now), Value(now), Null(NpgsqlDbType.TimestampTz), Value(today), Value(0), Value(due), Null(NpgsqlDbType.TimestampTz), Value(false), Value(false), Null(NpgsqlDbType.Integer),
            Value(1), Value(head), Null(NpgsqlDbType.Text), Value(false), Null(NpgsqlDbType.Array | NpgsqlDbType.Uuid), Null(NpgsqlDbType.Uuid), Null(NpgsqlDbType.Uuid), Json(flow), Json(content));
        Add(batch, "insert into dossier_text (dossier_id, pieces, body) values ($1, $2, $3)", Value(id), Value(Pieces(number, title)), Value((number + "\n" + title + "\n按要求核对底数，形成清单。").ToLowerInvariant()));
        Add(batch, Notice, Json("{\"person\":\"" + to + "\",\"zh\":\"您有新的工单，请签收。\",\"en\":\"You have a new work order: please accept it.\"}"), Value(id), Value(DateTime.UtcNow));
        batch.BatchCommands.Add(new("commit"));
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>One act upon a dossier: the line, the row, and where the act tells somebody, the notice.</summary>
    /// <param name="fields">What the act hands in, as JSON.</param>
    /// <param name="change">What the act does to the row, its values by the order of the columns.</param>
    public async Task ActAsync(Guid id, string action, string fields, Actor actor, Action<object[]> change, Guid? tell, string? fact = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        var (line, row) = await BeginAsync(connection, id, actor);
        if (row is null) throw new InvalidOperationException("No such dossier.");
        var now = DateTime.UtcNow;
        var (revision, previous, head) = ((int)row[20] + 1, (byte[])row[21], RandomNumberGenerator.GetBytes(32));
        change(row);
        row[27] = ((string)row[27])[..^2] + "," + Mark(action, actor, now) + "]}";

        await using var batch = new NpgsqlBatch(connection);
        AddLine(batch, line, now, actor, "Act", id, revision, (string)row[2], action, previous, head, "{\"act\":" + fields + "}");
        Add(batch, Update, Value(id), Of(row, 4, NpgsqlDbType.Integer), Of(row, 5, NpgsqlDbType.Text), Of(row, 6, NpgsqlDbType.Text), Of(row, 7, NpgsqlDbType.Text), Of(row, 8, NpgsqlDbType.Uuid), Value(now),
            Of(row, 12, NpgsqlDbType.TimestampTz), Of(row, 13, NpgsqlDbType.Date), Of(row, 14, NpgsqlDbType.Integer), Of(row, 15, NpgsqlDbType.Date), Of(row, 16, NpgsqlDbType.TimestampTz),
            Of(row, 17, NpgsqlDbType.Boolean), Of(row, 18, NpgsqlDbType.Boolean), Of(row, 19, NpgsqlDbType.Integer), Value(revision), Value(head), Of(row, 22, NpgsqlDbType.Text), Of(row, 23, NpgsqlDbType.Boolean),
            Of(row, 24, NpgsqlDbType.Array | NpgsqlDbType.Uuid), Of(row, 25, NpgsqlDbType.Uuid), Of(row, 26, NpgsqlDbType.Uuid), Json((string)row[27]), Json((string)row[28]));
        if (fact is not null) AddFact(batch, fact, (int)row[4], id);
        if (tell is { } person) Add(batch, Notice, Json("{\"person\":\"" + person + "\",\"zh\":\"" + row[1] + " 有新的进展，请查看。\",\"en\":\"There is news of " + row[1] + ": please look at it.\"}"), Value(id), Value(DateTime.UtcNow));
        batch.BatchCommands.Add(new("commit"));
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task<(long Line, object[]? Row)> BeginAsync(NpgsqlConnection connection, Guid? dossier, Actor actor)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("begin"));
        Add(batch, Identify, Value(actor.Scope.Multirange), Value(actor.Id.Value.ToString()), Value(""), Value(""));
        if (dossier is { } id) Add(batch, "select " + Columns + " from dossier where id = $1 for update", Value(id));
        Add(batch, "select nextval('ledger_line_id')");
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        object[]? row = null;
        if (dossier is not null)
        {
            if (await reader.ReadAsync())
            {
                row = new object[29];
                reader.GetValues(row);
            }

            await reader.NextResultAsync();
        }

        await reader.ReadAsync();
        return (reader.GetInt64(0), row);
    }

    private static void AddLine(NpgsqlBatch batch, long id, DateTime at, Actor actor, string kind, Guid subject, int revision, string procedure, string action, byte[]? previous, byte[] hash, string content) =>
        Add(batch, Line, Value(id), Value(at), Value(actor.Id.Value), Value(kind), Value(subject), Value(revision), Value(procedure), Value(action), Value(RandomNumberGenerator.GetBytes(32)),
            previous is null ? Null(NpgsqlDbType.Bytea) : Value(previous), Value(hash), Value(RandomNumberGenerator.GetBytes(32)), Value(Encoding.UTF8.GetBytes(content)));

    private static void AddFact(NpgsqlBatch batch, string kind, int unit, Guid dossier) => Add(batch,
        """
        with recorded as (insert into fact (kind, unit_id, happened_on, person, number, zh, en, dossier_id, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id, kind, unit_id, happened_on, number)
        insert into outbox (channel, payload, created_at, next_at)
        select 'webhook', jsonb_build_object('webhook', w.id, 'fact', f.id, 'kind', f.kind, 'unit', f.unit_id, 'on', f.happened_on, 'number', f.number), $9, $9
        from recorded f join webhook w on w.active and f.kind = any (w.kinds)
        """,
        Value(kind), Value(unit), Value(DateOnly.FromDateTime(DateTime.UtcNow)), Null(NpgsqlDbType.Uuid), Value(1), Value("已解决"), Value("solved"), Value(dossier), Value(DateTime.UtcNow));

    private static string Mark(string action, Actor actor, DateTime at) => "{\"action\":\"" + action + "\",\"by\":\"" + actor.Id + "\",\"at\":\"" + at.ToString("O") + "\"}";

    private static string[] Pieces(string number, string title)
    {
        var pieces = new List<string>(number.ToLowerInvariant().Split('-'));
        for (var i = 1; i < title.Length; i++) pieces.Add(title.Substring(i - 1, 2));
        return [.. pieces.Distinct()];
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
    private static NpgsqlParameter Null(NpgsqlDbType type) => new() { Value = DBNull.Value, NpgsqlDbType = type };
    private static NpgsqlParameter Json(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb };
    private static NpgsqlParameter Of(object[] row, int column, NpgsqlDbType type) => new() { Value = row[column], NpgsqlDbType = type };
}
