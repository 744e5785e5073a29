using System.Text;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <summary>Reads registers within what the actor may see: once in the query, and once more behind it in the database.</summary>
internal sealed class RegisterReader(NpgsqlDataSource database, IRules rules, LocalTime time)
{
    public bool Shows(Entry entry, Actor actor)
    {
        var register = entry.Register;
        if (register.About?.Get(entry.Row) is PersonId about && about == actor.Id && !actor.Id.IsNobody) return true;
        if (register.RowType == typeof(Kernel.Organisations.PersonRow) && entry.Id == actor.Id.Value) return true;
        var scope = register.ScopeOf(actor, rules.Organisation);
        return entry.Unit is { } unit ? scope.Contains(unit) : !scope.IsEmpty;
    }

    public async Task<RegisterPage> ListAsync(Register register, RegisterQuery query, Actor actor, CancellationToken cancel)
    {
        var sql = RegisterSql.Of(register);
        var (where, parameters) = Where(register, query, actor);
        var found = await ReadAsync(register, $"{sql.Select} where {where} order by t.key, t.id limit {query.Take + 1}", parameters, actor, cancel);
        var page = found.Take(query.Take).ToList();
        return new(page, found.Count > query.Take ? Cursor(page[^1]) : null);
    }

    public async Task<Entry?> FindAsync(Register register, Guid id, DateOnly? on, Actor actor, CancellationToken cancel)
    {
        var history = await HistoryAsync(register, id, actor, cancel);
        var day = on ?? time.Today;

        // Of the versions that count by a day, the one recorded last says what holds.
        return history.FirstOrDefault(e => e.ValidFrom <= day && e.BeginsOn <= day) ?? (on is null && history.Count > 0 ? history[0] : null);
    }

    public Task<IReadOnlyList<Entry>> HistoryAsync(Register register, Guid id, Actor actor, CancellationToken cancel) =>
        ReadAsync(register, $"{RegisterSql.Of(register).Select} where t.id = $1 order by t.revision desc", [P(id)], actor, cancel);

    public async Task<References> ReferencesAsync(IReadOnlyList<Entry> entries, CancellationToken cancel)
    {
        var persons = entries.SelectMany(e => e.Register.Columns.Where(c => c.Kind == ColumnKind.Person).Select(c => c.Get(e.Row))).OfType<PersonId>().Select(p => p.Value).ToHashSet();
        return await ReferencesAsync([], persons, cancel);
    }

    public async Task<References> ReferencesAsync(IReadOnlyCollection<string> numbers, IReadOnlyCollection<Guid> persons, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);

        // Numbers are shown wherever a person is named in what somebody may see.
        batch.BeginAs(Actor.System);
        await batch.ExecuteNonQueryAsync(cancel);
        return await ReferenceRows.ReadAsync(connection, numbers, persons, cancel);
    }

    private (string Where, NpgsqlParameter[] Parameters) Where(Register register, RegisterQuery query, Actor actor)
    {
        var parameters = new List<NpgsqlParameter>();
        string Add(NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            return $"${parameters.Count}";
        }

        var conditions = new List<string> { RegisterSql.HoldsOn(Add(P(query.On ?? time.Today)), query.Ended), Seen(register, actor, Add) };
        if (query.Within is { } within && register.Place is { } place)
        {
            conditions.Add($"t.{RegisterSql.Quote(place.SqlName)} = any ({Add(P(rules.Organisation.Branch(within).Select(u => u.Id.Value).ToArray()))})");
        }

        foreach (var (column, value) in query.Where) conditions.Add($"t.{RegisterSql.Quote(register[column].SqlName)} = {Add(RegisterSql.Parameter(register[column], value))}");
        if (!string.IsNullOrWhiteSpace(query.Text)) conditions.Add(Contains(register, query.Text.Trim(), Add));
        if (query.After is not null && Cursor(query.After) is var (key, id)) conditions.Add($"(t.key, t.id) > ({Add(P(key))}, {Add(P(id))})");
        return (string.Join(" and ", conditions), [.. parameters]);
    }

    private string Seen(Register register, Actor actor, Func<NpgsqlParameter, string> add)
    {
        var scope = register.ScopeOf(actor, rules.Organisation);
        if (ReferenceEquals(scope, Scope.Everything)) return "true";
        var seen = register.Place is { } place ? $"t.{RegisterSql.Quote(place.SqlName)} <@ {add(P(scope.Multirange))}::int4multirange" : "false";
        var own = register.RowType == typeof(Kernel.Organisations.PersonRow) ? "id" : register.About is { } about ? RegisterSql.Quote(about.SqlName) : null;
        return own is null || actor.Id.IsNobody ? seen : $"({seen} or t.{own} = {add(P(actor.Id.Value))})";
    }

    private string Contains(Register register, string text, Func<NpgsqlParameter, string> add)
    {
        var like = add(P("%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"));
        var any = register.Columns.Where(c => c.Kind == ColumnKind.Text).Select(c => $"t.{RegisterSql.Quote(c.SqlName)} ilike {like}").ToList();
        if (register.Columns.Any(c => c.Kind == ColumnKind.Unit))
        {
            var units = add(P(rules.Organisation.All.Where(u => u.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || u.Code.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(u => u.Id.Value).ToArray()));
            any.AddRange(register.Columns.Where(c => c.Kind == ColumnKind.Unit).Select(c => $"t.{RegisterSql.Quote(c.SqlName)} = any ({units})"));
        }

        any.AddRange(register.Columns.Where(c => c.Kind == ColumnKind.Person)
            .Select(c => $"t.{RegisterSql.Quote(c.SqlName)} in (select p.id from person p where p.current and (p.name ilike {like} or p.number ilike {like}))"));
        return any.Count == 0 ? "false" : $"({string.Join(" or ", any)})";
    }

    private async Task<IReadOnlyList<Entry>> ReadAsync(Register register, string text, NpgsqlParameter[] parameters, Actor actor, CancellationToken cancel)
    {
        var sql = RegisterSql.Of(register);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("begin");
        batch.IdentifyAs(register.ScopeOf(actor, rules.Organisation), actor.Id.IsNobody ? "" : actor.Id.ToString(), actor.Compartments, "");
        batch.Add(text, parameters);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var found = new List<Entry>();
        while (await reader.ReadAsync(cancel)) found.Add(sql.Read(reader));
        return found;
    }

    private static string Cursor(Entry last) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{last.Id:N}{last.Register.KeyOf(last.Row)}"));

    // A cursor that somebody changed by hand begins the list anew.
    private static (string Key, Guid Id)? Cursor(string after)
    {
        var bytes = new byte[after.Length];
        return Convert.TryFromBase64String(after, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is { Length: >= 32 } text && Guid.TryParseExact(text[..32], "N", out var id)
            ? (text[32..], id)
            : null;
    }
}
