using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <inheritdoc cref="IDirectory"/>
internal sealed class Directory(NpgsqlDataSource database, RegisterBook book, LiveRules rules, LocalTime time) : IDirectory
{
    public async Task<IReadOnlyList<Listed>> SearchAsync(string text, UnitId? within, Actor actor, int take, CancellationToken cancel)
    {
        var register = book.Of<PersonRow>();
        var found = await new RegisterReader(database, rules, time).ListAsync(register, new() { Text = text, Within = within, Take = take }, actor, cancel);

        // Those whose name or number begins with what was typed are what was meant most often.
        return [.. found.Entries.Select(List).OrderByDescending(p => p.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase) || p.Number.StartsWith(text, StringComparison.OrdinalIgnoreCase))];
    }

    public async Task<IReadOnlyDictionary<PersonId, Listed>> NamesAsync(IReadOnlyCollection<PersonId> persons, CancellationToken cancel)
    {
        var named = new Dictionary<PersonId, Listed>();
        if (persons.Count == 0) return named;

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add("select t.id, t.number, t.name, t.unit from person t where t.current and t.id = any ($1)", P(persons.Select(p => p.Value).ToArray()));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (id, unit) = (new PersonId(reader.GetGuid(0)), new UnitId(reader.GetInt32(3)));
            named[id] = new(id, reader.GetString(1), reader.GetString(2), unit, rules.Organisation.Find(unit)?.Name ?? "");
        }

        return named;
    }

    public async Task<IReadOnlyList<PersonId>> HoldersAsync(Duty duty, UnitId unit, CancellationToken cancel)
    {
        // The unit's own holders; where it has none, those of the nearest unit above whose duty reaches down to it.
        var line = rules.Organisation.Above(unit).Select(u => u.Id.Value).Prepend(unit.Value).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add($"select distinct t.person, t.unit from duty_grant t where t.duty = $2 and t.unit = any ($3) and (t.unit = $4 or t.reach = $5) and {RegisterSql.HoldsOn("$1", ended: false)}",
            P(time.Today), P(duty.Code), P(line), P(unit.Value), P(nameof(Reach.Below)));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var holders = new List<(PersonId Person, int Unit)>();
        while (await reader.ReadAsync(cancel)) holders.Add((new(reader.GetGuid(0)), reader.GetInt32(1)));
        return line.Select(at => holders.Where(h => h.Unit == at).Select(h => h.Person).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    public async Task<IReadOnlyList<Holder>> HoldersAtAsync(IReadOnlyCollection<Duty> duties, IReadOnlyCollection<UnitId> units, CancellationToken cancel)
    {
        if (duties.Count == 0 || units.Count == 0) return [];

        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add(
            $"select distinct t.person, p.name, t.duty, t.unit from duty_grant t join person p on p.id = t.person and p.current where t.duty = any ($2) and t.unit = any ($3) and {RegisterSql.HoldsOn("$1", ended: false)} order by p.name, t.person",
            P(time.Today), P(duties.Select(d => d.Code).ToArray()), P(units.Select(u => u.Value).ToArray()));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var holders = new List<Holder>();
        while (await reader.ReadAsync(cancel)) holders.Add(new(new(reader.GetGuid(0)), reader.GetString(1), Duties.Find(reader.GetString(2))!, new(reader.GetInt32(3))));
        return holders;
    }

    private Listed List(Entry entry)
    {
        var row = entry.As<PersonRow>();
        return new(new(entry.Id), row.Number, row.Name, row.Unit, rules.Organisation.Find(row.Unit)?.Name ?? "");
    }
}
