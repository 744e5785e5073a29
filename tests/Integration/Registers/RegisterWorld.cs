using Qinglian.Data.Ledger;
using Qinglian.Data.Registers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Foundation;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Registers;

/// <summary>A clock that stands where the test put it.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;
    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A database of its own with the registers over it, on a Thursday in March 2026.</summary>
internal sealed class RegisterWorld : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 3, 5);

    private RegisterWorld(TestDatabase database)
    {
        Database = database;
        Clock = new(new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero));
        Time = LocalTime.In(null, Clock);
        Book = new(FoundationRegisters.All);
        Rules = new(database.App, Time);
        Ledger = new LedgerBook(database.App, new Sequencer(database.App), CheckpointKey.Create("test.example/ledger"), Time);
        Registrar = new Registrar(database.App, Book, Rules, Ledger, Time);
        Actors = new Actors(database.App, Rules);
        Directory = new Data.Registers.Directory(database.App, Book, Rules, Time);
        Settings = new SettingStore(database.App, Rules, Ledger, Time);
        Calendars = new CalendarStore(database.App, Rules, Time);
    }

    public TestDatabase Database { get; }
    public SetClock Clock { get; }
    public LocalTime Time { get; }
    public RegisterBook Book { get; }
    public LiveRules Rules { get; }
    public ILedgerBook Ledger { get; }
    public IRegistrar Registrar { get; }
    public IActors Actors { get; }
    public IDirectory Directory { get; }
    public SettingStore Settings { get; }
    public CalendarStore Calendars { get; }

    public static async Task<RegisterWorld> OpenAsync()
    {
        var world = new RegisterWorld(await TestDatabase.CloneAsync());
        await world.Rules.RefreshAsync(default);
        return world;
    }

    /// <summary>Adds as the system and expects no refusal.</summary>
    public async Task<Guid> AddAsync(object row, DateOnly? from = null, DateOnly? until = null, Actor? by = null)
    {
        var id = Ids.New(Clock);
        var refusals = await Registrar.AddAsync(id, row, from ?? new(2020, 1, 1), until, by ?? Actor.System, default);
        Assert.Empty(refusals);
        return id;
    }

    public async Task<UnitId> UnitAsync(string code, string name, UnitId? parent = null, UnitKind kind = UnitKind.Department)
    {
        await AddAsync(new UnitRow(code, name, null, kind, parent));
        return Rules.Organisation.FindByCode(code)!.Id;
    }

    public async Task<PersonId> PersonAsync(string number, UnitId unit, string? name = null, bool covered = true) =>
        new(await AddAsync(new PersonRow(number, name ?? "张" + number, unit, null, true, covered)));

    public Task<Guid> GrantAsync(PersonId person, Duty duty, UnitId unit, Reach reach = Reach.Below) => AddAsync(new DutyGrantRow(person, duty, unit, reach));

    public async Task<Actor> ActorAsync(PersonId person) => (await Actors.LoadAsync(person, default))!;

    /// <summary>A person with this duty at a unit, as an actor.</summary>
    public async Task<Actor> HolderAsync(string number, Duty duty, UnitId unit, Reach reach = Reach.Below)
    {
        var person = await PersonAsync(number, unit);
        await GrantAsync(person, duty, unit, reach);
        return await ActorAsync(person);
    }

    public async Task<Entry> NewestAsync<TRow>(Guid id) where TRow : class => (await Registrar.HistoryAsync(Book.Of<TRow>(), id, Actor.System, default))[0];

    public static ImportOrder Order(Register register, string headings, params string[] lines) => new(
        register, new(headings.Split('|'), [.. lines.Select((l, i) => new ImportRow(i + 2, [.. l.Split('|').Select(c => (object?)c)]))]), Today, "批量导入");

    public async ValueTask DisposeAsync()
    {
        Rules.Dispose();
        await Database.DisposeAsync();
    }
}
