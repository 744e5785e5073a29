using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Data.Registers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Somebody whose part may be tried in the demonstration.</summary>
public sealed record DemoPerson(PersonId Person, string Name, Duty Duty, Unit Unit);

/// <summary>Typical holders of each duty in the demonstration county: for each duty and kind of unit the first one on the register.</summary>
public sealed class DemoPeople(NpgsqlDataSource database, IRules rules, LocalTime time)
{
    public async Task<IReadOnlyList<DemoPerson>> ListAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add(
            $"select distinct on (t.duty, u.kind) t.person, p.name, t.duty, t.unit from duty_grant t join person p on p.id = t.person and p.current join unit u on u.number = t.unit and u.current where {RegisterSql.HoldsOn("$1", ended: false)} and (p.ends_on is null or p.ends_on >= $1) order by t.duty, u.kind, t.unit, p.number",
            P((DateOnly?)time.Today));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var people = new List<DemoPerson>();
        while (await reader.ReadAsync(cancel))
        {
            if (Duties.Find(reader.GetString(2)) is { } duty && rules.Organisation.Find(new(reader.GetInt32(3))) is { } unit) people.Add(new(new(reader.GetGuid(0)), reader.GetString(1), duty, unit));
        }

        return people;
    }
}
