using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Tests.World;

/// <summary>
/// The whole program without its pages, on a database of its own, with a small organisation entered through the registers: a county with
/// its discipline organ, a bureau, a town and a village, and ten people. <c>await using var world = await TestWorld.OpenAsync();</c>
/// </summary>
public sealed class TestWorld : IAsyncDisposable
{
    /// <summary>What this installation calls itself in its checkpoints.</summary>
    public const string Origin = "world.test/ledger";

    private static readonly DateOnly Founded = new(2020, 1, 1);

    private static readonly (string Name, string Unit, Duty Duty, Reach Reach)[] People =
    [
        ("县委办经办", "county", Duties.Office, Reach.Below), ("县委负责人", "county", Duties.Leader, Reach.Below),
        ("监督检查人员", "discipline", Duties.Supervisor, Reach.Own), ("教育局局长", "bureau", Duties.Leader, Reach.Below),
        ("教育局办公室", "bureau", Duties.Office, Reach.Below), ("教育局干部", "bureau", Duties.Staff, Reach.Own),
        ("镇党政办", "town", Duties.Office, Reach.Below), ("村文书", "village", Duties.VillageClerk, Reach.Own),
        ("审计管理员", "county", Duties.AuditAdministrator, Reach.Below), ("系统管理员", "county", Duties.SystemAdministrator, Reach.Below),
    ];

    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly Dictionary<string, PersonId> _people = [];

    private TestWorld(TestDatabase database, DateTimeOffset now)
    {
        (Database, Clock, _folder) = (database, new(now), TestServer.NewFolder());
        Folder = new(_folder);
        Folder.Create();
        _services = new ServiceCollection().AddLogging().AddQinglian(database.App, Folder, Origin).AddSingleton<TimeProvider>(Clock).BuildServiceProvider();
    }

    public TestDatabase Database { get; }
    public WorldClock Clock { get; }
    public DataFolder Folder { get; }
    public IServiceProvider Services => _services;
    public Desk Desk => Get<Desk>();
    public IDossiers Dossiers => Get<IDossiers>();
    public ILedgerBook Ledger => Get<ILedgerBook>();
    public IRegistrar Registrar => Get<IRegistrar>();
    public IRules Rules => Get<IRules>();
    public ProcedureBook Book => Get<ProcedureBook>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <param name="now">When it is; nine in the morning of 2 March 2026 unless given.</param>
    public static async Task<TestWorld> OpenAsync(DateTimeOffset? now = null)
    {
        var world = new TestWorld(await TestDatabase.CloneAsync(), now ?? new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        await world.Get<LiveRules>().RefreshAsync(default);
        await world.FillAsync();
        return world;
    }

    public UnitId Unit(string code) => Rules.Organisation.FindByCode(code)!.Id;

    /// <summary>Somebody by name, with the duties they hold today.</summary>
    public async Task<Actor> ActorAsync(string name) => (await Get<IActors>().LoadAsync(_people[name], default))!;

    /// <summary>Adds to a register as the system; what is refused is a fault of the test.</summary>
    public async Task<Guid> AddAsync(object row)
    {
        var id = Ids.New(Clock);
        return await Registrar.AddAsync(id, row, Founded, null, Actor.System, default) is [var refusal, ..] ? throw new InvalidOperationException(refusal.Words.En) : id;
    }

    /// <summary>Opens a dossier; what is refused is a fault of the test.</summary>
    public async Task<Guid> OpenAsync(object form, Actor actor)
    {
        var id = Ids.New(Clock);
        return await Desk.OpenAsync(id, form, actor, default) is { } refusal ? throw new InvalidOperationException(refusal.Words.En) : id;
    }

    public async Task ActAsync(Guid dossier, object action, Actor actor)
    {
        if (await Desk.ActAsync(dossier, action, actor, null, default) is { } refusal) throw new InvalidOperationException(refusal.Words.En);
    }

    /// <summary>Runs a job at the present hour.</summary>
    public Task RunAsync(string job) => _services.GetServices<IJob>().Single(j => j.Code == job).RunAsync(new(Clock.Now, Get<LocalTime>().Today, (_, _) => { }), default);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Database.DisposeAsync();
        TestServer.Remove(_folder);
    }

    private async Task FillAsync()
    {
        await UnitAsync("county", "清河县", UnitKind.Region, null);
        await UnitAsync("discipline", "清河县纪委监委", UnitKind.Department, "county");
        await UnitAsync("bureau", "清河县教育局", UnitKind.Department, "county");
        await UnitAsync("town", "柳林镇", UnitKind.Town, "county");
        await UnitAsync("village", "东村", UnitKind.Village, "town");
        foreach (var (person, number) in People.Select((p, i) => (p, i + 1)))
        {
            var id = new PersonId(await AddAsync(new PersonRow($"Q{number:000}", person.Name, Unit(person.Unit), null, true, true)));
            await AddAsync(new DutyGrantRow(id, person.Duty, Unit(person.Unit), person.Reach));
            _people[person.Name] = id;
        }
    }

    private Task<Guid> UnitAsync(string code, string name, UnitKind kind, string? above) => AddAsync(new UnitRow(code, name, null, kind, above is null ? null : Unit(above)));
}

/// <summary>A clock that stands where a test put it.</summary>
public sealed class WorldClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
