using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Application;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Tests.World;

/// <summary>
/// A small county on a database of its own: a county with an education bureau, a town with two villages, and a handful of people.
/// Its clock stands still until a test moves it: <c>await using var county = await County.OnAsync("2026-03-02");</c>
/// </summary>
public sealed class County : IAsyncDisposable
{
    public static readonly UnitId Whole = new(1), Bureau = new(2), Town = new(3), EastVillage = new(4), WestVillage = new(5);

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Clock _clock;
    private readonly FixedRules _rules;
    private readonly string _folder;
    private int _people;

    private County(TestDatabase database, Clock clock)
    {
        (_database, _clock, _rules, _folder) = (database, clock, new FixedRules(Units()), TestServer.NewFolder());
        _services = new ServiceCollection()
            .AddLogging()
            .AddQinglian(database.App, new DataFolder(_folder), "county.test")
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IRules>(_rules)
            .BuildServiceProvider();

        CountyOffice = Person("县委办经办", Whole, Reach.Below, Duties.Office);
        CountyLeader = Person("县委负责人", Whole, Reach.Below, Duties.Leader);
        Supervisor = Person("监督检查人员", Whole, Reach.Below, Duties.Supervisor);
        SupervisionLeader = Person("纪检监察负责人", Whole, Reach.Below, Duties.SupervisionLeader);
        BureauOffice = Person("教育局办公室", Bureau, Reach.Below, Duties.Office);
        BureauHead = Person("教育局局长", Bureau, Reach.Below, Duties.Leader);
        BureauDeputy = Person("教育局副局长", Bureau, Reach.Own, Duties.Deputy);
        BureauStaff = Person("教育局干部", Bureau, Reach.Own, Duties.Staff);
        TownOffice = Person("镇党政办", Town, Reach.Below, Duties.Office);
        TownHead = Person("镇负责人", Town, Reach.Below, Duties.Leader);
        VillageHead = Person("东村负责人", EastVillage, Reach.Own, Duties.Leader);
    }

    public Actor CountyOffice { get; }
    public Actor CountyLeader { get; }
    public Actor Supervisor { get; }
    public Actor SupervisionLeader { get; }
    public Actor BureauOffice { get; }
    public Actor BureauHead { get; }
    public Actor BureauDeputy { get; }
    public Actor BureauStaff { get; }
    public Actor TownOffice { get; }
    public Actor TownHead { get; }
    public Actor VillageHead { get; }

    public Desk Desk => _services.GetRequiredService<Desk>();
    public IDossiers Dossiers => _services.GetRequiredService<IDossiers>();
    public ProcedureBook Book => _services.GetRequiredService<ProcedureBook>();
    public IRules Rules => _rules;
    public LocalTime Time => _services.GetRequiredService<LocalTime>();
    public DateOnly Today => _services.GetRequiredService<LocalTime>().Today;

    /// <param name="day">The first day, at nine in the morning.</param>
    public static async Task<County> OnAsync(string day)
    {
        var county = new County(await TestDatabase.CloneAsync(), new Clock());
        county.GoTo(day);
        return county;
    }

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void GoTo(string day) => _clock.Now = new(Day(day).ToDateTime(new(9, 0)), TimeSpan.FromHours(8));

    public void Set(Setting setting, string value) => _rules.Set(setting.Code, value);

    /// <summary>Somebody new, with duties at one unit.</summary>
    public Actor Person(string name, UnitId unit, Reach reach, params Duty[] duties)
    {
        var id = new PersonId(new Guid(++_people, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
        var grants = duties.Select(d => new Grant(d, unit, _rules.Organisation[unit].Path, reach)).ToList();
        return new(id, name, unit, grants, new HashSet<string>(), _rules.Organisation.ScopeOf(grants));
    }

    /// <summary>Opens a dossier and gives it back as it was saved.</summary>
    public async Task<TDossier> OpenAsync<TDossier>(IOpening<TDossier> form, Actor actor) where TDossier : Dossier
    {
        var id = Ids.New(_clock.Now);
        return await Desk.OpenAsync(id, form, actor, default) is { } refusal ? throw new RefusedException(refusal) : await ReadAsync<TDossier>(id);
    }

    public Task<Refusal?> TryOpenAsync(object form, Actor actor) => Desk.OpenAsync(Ids.New(_clock.Now), form, actor, default);

    /// <summary>Carries an action out and gives the dossier back as it was saved.</summary>
    public async Task<TDossier> ActAsync<TDossier>(TDossier dossier, object action, Actor actor) where TDossier : Dossier =>
        await Desk.ActAsync(dossier.Id, action, actor, null, default) is { } refusal ? throw new RefusedException(refusal) : await ReadAsync<TDossier>(dossier.Id);

    public Task<Refusal?> TryAsync(Dossier dossier, object action, Actor actor) => Desk.ActAsync(dossier.Id, action, actor, null, default);

    public async Task<TDossier> ReadAsync<TDossier>(Guid id) where TDossier : Dossier => (TDossier)(await Dossiers.FindAsync(id, Actor.System, default))!;

    public async Task<IReadOnlyList<TDossier>> AllAsync<TDossier>(DossierQuery query) where TDossier : Dossier
    {
        var all = new List<TDossier>();
        await foreach (var dossier in Dossiers.AllAsync(query, Actor.System, default)) all.Add((TDossier)dossier);
        return all;
    }

    /// <summary>Lets a job do what is due today.</summary>
    public Task RunAsync<TJob>() where TJob : IJob =>
        _services.GetServices<IJob>().OfType<TJob>().Single().RunAsync(new(_clock.Now, Today, (_, _) => { }), default);

    public TJob Job<TJob>() where TJob : IJob => _services.GetServices<IJob>().OfType<TJob>().Single();

    /// <summary>What is waiting to be told of a dossier, or of none, in Chinese, oldest first.</summary>
    public async Task<IReadOnlyList<string>> NoticesAsync(Dossier? about)
    {
        await using var command = _database.Owner.CreateCommand("select coalesce(payload->>'person', payload->>'duty') || ' ' || (payload->>'zh') from outbox where dossier_id is not distinct from $1 order by id");
        command.Parameters.Add(new NpgsqlParameter { Value = about is null ? DBNull.Value : about.Id, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync();
        var notices = new List<string>();
        while (await reader.ReadAsync()) notices.Add(reader.GetString(0));
        return notices;
    }

    /// <summary>Looks behind row-level security.</summary>
    public Task<T> AskAsync<T>(string sql) => _database.AskAsync<T>(sql);

    /// <summary>Everything the database holds, as text: every column of every table, contents of ledger lines readable.</summary>
    public Task<string> DumpAsync() => _database.AskAsync<string>(
        """
        select coalesce(string_agg(query_to_xml(format('select * from %I', table_name), true, false, '')::text, E'\n'), '')
            || (select coalesce(string_agg(convert_from(content, 'UTF8'), E'\n' order by line_id), '') from ledger_content)
        from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
        """);

    public Task<long> FactsAsync(string kind) => _database.AskAsync<long>($"select count(*) from fact where kind = '{kind}'");

    /// <summary>What waits for somebody: what their workbench shows under 待办.</summary>
    public async Task<IReadOnlyList<Dossier>> WaitingForAsync(Actor actor) =>
        (await Dossiers.ListAsync(new() { Turns = Turns.Of(Book, Rules.Organisation, actor), Take = 500 }, actor, default)).Dossiers;

    /// <summary>Changes the database behind the program's back.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand($"set session_replication_role = replica; {sql}; set session_replication_role = origin");
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        TestServer.Remove(_folder);
    }

    private static IEnumerable<Unit> Units() =>
    [
        new(Whole, new("c"), "清河县", "清河", UnitKind.Region, null, "c"),
        new(Bureau, new("c.b"), "清河县教育局", "教育局", UnitKind.Department, Whole, "b"),
        new(Town, new("c.t"), "柳林镇", "柳林", UnitKind.Town, Whole, "t"),
        new(EastVillage, new("c.t.e"), "东村", "东村", UnitKind.Village, Town, "e"),
        new(WestVillage, new("c.t.w"), "西村", "西村", UnitKind.Village, Town, "w"),
    ];

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }

    /// <summary>The rules of a county whose registers are not what is tested.</summary>
    private sealed class FixedRules(IEnumerable<Unit> units) : IRules
    {
        private readonly Dictionary<string, (string, int)> _settings = [];

        public WorkingCalendar Calendar { get; } = WorkingCalendar.Bundled;
        public SettingValues Settings => new(_settings);
        public OrgTree Organisation { get; } = new(units);
        public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone);
        public IReadOnlyList<PersonId> LineOf(PersonId person) => [];
        public void Set(string code, string value) => _settings[code] = (value, _settings.GetValueOrDefault(code).Item2 + 1);
    }
}

/// <summary>The desk said no where the test needed a yes.</summary>
public sealed class RefusedException(Refusal refusal) : Exception($"{refusal.Code}: {refusal.Words.En}")
{
    public Refusal Refusal => refusal;
}
