using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <summary>
/// The rules of the day in memory, made anew when a register, a setting or a published year changes: at once in the program that changed
/// it, and elsewhere when the database says so. Whoever reads them holds one consistent state.
/// </summary>
public sealed class LiveRules(NpgsqlDataSource database, LocalTime time) : IRules, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile State? _state;

    private sealed record State(long Revision, DateOnly Day, OrgTree Organisation, WorkingCalendar Calendar, SettingValues Settings, Line Line);

    public WorkingCalendar Calendar => Now.Calendar;
    public SettingValues Settings => Now.Settings;
    public OrgTree Organisation => Now.Organisation;
    public TimeZoneInfo Zone => time.Zone;
    public IReadOnlyList<PersonId> LineOf(PersonId person) => Now.Line.Of(person);

    /// <summary>Grows with every change of what the rules are made from.</summary>
    internal (long Revision, DateOnly Day) Version => (Now.Revision, Now.Day);

    private State Now => _state ?? throw new InvalidOperationException("The rules were not loaded: RefreshAsync comes first.");

    /// <summary>Loads the rules where something changed or a new day began; otherwise costs one short question.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var today = time.Today;
            await using var connection = await database.OpenConnectionAsync(cancel);
            if (_state is { } state && state.Day == today && state.Revision == await RevisionAsync(connection, cancel)) return;

            // A change that was recorded beforehand may begin today.
            if (_state?.Day != today) await PlaceAsync(connection, today, cancel);
            _state = await LoadAsync(connection, today, cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<long> RevisionAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select revision from rules_revision", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task PlaceAsync(NpgsqlConnection connection, DateOnly today, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select place_units($1)", connection) { Parameters = { P(today) } };
        await command.ExecuteScalarAsync(cancel);
    }

    private static async Task<State> LoadAsync(NpgsqlConnection connection, DateOnly today, CancellationToken cancel)
    {
        var holds = RegisterSql.HoldsOn("$1", ended: false);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("begin isolation level repeatable read");
        batch.IdentifyAs(Scope.Everything, "", Actor.System.Compartments, "");
        batch.Add("select revision from rules_revision");
        batch.Add($"select t.number, t.code, t.name, t.short_name, t.kind, t.parent from unit t where {holds}", P(today));
        batch.Add("select distinct on (code) code, value, version from setting order by code, version desc");
        batch.Add("select distinct on (year) content from calendar_year order by year, version desc");
        batch.Add($"select t.id, t.unit from person t where {holds} union select t.person, t.unit from tenure t where {holds}", P(today));
        batch.Add($"select t.person, t.unit from duty_grant t where t.duty = '{Duties.Leader.Code}' and {holds}", P(today));
        batch.Add($"select t.leader, t.unit, t.field, t.in_charge from work_division t where {holds}", P(today));
        batch.Add($"select t.person, t.relative from relative t where {holds}", P(today));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);

        async Task<List<T>> NextAsync<T>(Func<NpgsqlDataReader, T> read)
        {
            await reader.NextResultAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
            return rows;
        }

        var revision = (await NextAsync(r => r.GetInt64(0)))[0];
        var organisation = OrgTree.Of(await NextAsync(r => new Unit(
            new(r.GetInt32(0)), default, r.GetString(2), r.IsDBNull(3) ? r.GetString(2) : r.GetString(3), Enum.Parse<UnitKind>(r.GetString(4)),
            r.IsDBNull(5) ? null : new UnitId(r.GetInt32(5)), r.GetString(1))));
        var settings = new SettingValues((await NextAsync(r => (Code: r.GetString(0), Value: r.GetString(1), Version: r.GetInt32(2)))).ToDictionary(s => s.Code, s => (s.Value, s.Version)));
        var years = (await NextAsync(r => r.GetString(0))).SelectMany(c => CalendarFile.Parse(c).Years);
        var belongs = await NextAsync(r => (new PersonId(r.GetGuid(0)), new UnitId(r.GetInt32(1))));
        var heads = await NextAsync(r => new DutyGrantRow(new(r.GetGuid(0)), Duties.Leader, new(r.GetInt32(1)), Reach.Own));
        var divisions = await NextAsync(r => new WorkDivisionRow(new(r.GetGuid(0)), new(r.GetInt32(1)), r.GetString(2), r.IsDBNull(3) ? null : new UnitId(r.GetInt32(3))));
        var relatives = await NextAsync(r => new RelativeRow(new(r.GetGuid(0)), new(r.GetGuid(1))));
        return new(revision, today, organisation, WorkingCalendar.Bundled.With(years), settings, new(organisation, belongs, heads, divisions, relatives, settings.Number(Line.Levels)));
    }

    public void Dispose() => _gate.Dispose();
}
