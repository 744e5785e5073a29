using System.Collections.Concurrent;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <inheritdoc cref="IActors"/>
/// <remarks>Kept until a register changes or a new day begins, so that a duty taken away is gone with the next page.</remarks>
internal sealed class Actors(NpgsqlDataSource database, LiveRules rules) : IActors
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<PersonId, ((long, DateOnly) Version, Actor? Actor)> _known = [];

    public async Task<Actor?> LoadAsync(PersonId person, CancellationToken cancel)
    {
        var version = rules.Version;
        if (_known.TryGetValue(person, out var known) && known.Version == version) return known.Actor;

        var actor = await ReadAsync(person, version.Day, cancel);
        if (_known.Count >= Most) _known.Clear();
        _known[person] = (version, actor);
        return actor;
    }

    private async Task<Actor?> ReadAsync(PersonId person, DateOnly today, CancellationToken cancel)
    {
        var holds = RegisterSql.HoldsOn("$2", ended: false);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("begin");
        batch.IdentifyAs(Scope.Everything, person.ToString(), Actor.System.Compartments, "");
        batch.Add($"select t.name, t.unit from person t where t.id = $1 and {holds}", P(person.Value), P(today));
        batch.Add($"select t.duty, t.unit, t.reach, t.ends_on from duty_grant t where t.person = $1 and {holds}", P(person.Value), P(today));
        batch.Add($"select t.compartment from compartment_member t where t.person = $1 and {holds} and exists (select from compartment c where c.code = t.compartment and {RegisterSql.HoldsOn("$2", ended: false).Replace("t.", "c.", StringComparison.Ordinal)})", P(person.Value), P(today));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        if (!await reader.ReadAsync(cancel)) return null;

        var (name, unit) = (reader.GetString(0), new UnitId(reader.GetInt32(1)));
        var organisation = rules.Organisation;
        var grants = new List<Grant>();
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            // A duty nobody knows any more, or at a unit that has been abolished, gives no right.
            if (Duties.Find(reader.GetString(0)) is { } duty && organisation.Find(new(reader.GetInt32(1))) is { } at)
            {
                grants.Add(new(duty, at.Id, at.Path, Enum.Parse<Reach>(reader.GetString(2)), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3)));
            }
        }

        var compartments = new HashSet<string>(StringComparer.Ordinal);
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel)) compartments.Add(reader.GetString(0));
        return new(person, name, unit, grants, compartments, organisation.ScopeOf(grants));
    }
}
