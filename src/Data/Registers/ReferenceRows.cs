using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <summary>Reads how units and persons are written in files.</summary>
internal static class ReferenceRows
{
    private const string Units = "select number, code, name, parent, ends_on is null from unit where current order by number";

    public static async Task<References> ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<string> numbers, IReadOnlyCollection<Guid> persons, CancellationToken cancel)
    {
        var known = new References();
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(Units);
        batch.Add("select id, number from person where current and (key = any ($1) or id = any ($2)) order by (ends_on is null)", P(numbers.ToArray()), P(persons.ToArray()));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) known.Add(new UnitId(reader.GetInt32(0)), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : new UnitId(reader.GetInt32(3)), reader.GetBoolean(4));
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel)) known.Add(new PersonId(reader.GetGuid(0)), reader.GetString(1));
        return known;
    }
}
