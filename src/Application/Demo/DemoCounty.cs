using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Application.Demo.County;
using Qinglian.Application.Demo.Story;
using Qinglian.Data;
using Qinglian.Data.Burden;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;
using Qinglian.Kernel.Vault;

namespace Qinglian.Application.Demo;

/// <summary>
/// The demonstration: an invented county with two years of work, told through the desk as people would have done it, so that every line of
/// its ledger is a real one. Loaded once, and only into a database in which there is nothing.
/// </summary>
public static class DemoCounty
{
    private const ulong Seed = 0x51_49_4E_47;
    private const int Days = 730;
    private const string Loading = "loading", Loaded = "loaded";

    /// <summary>Stands on the record of settings, so that nobody can take the data for real ones: who looks at the ledger finds it there.</summary>
    public static readonly Setting Mark = new("demo.county", new("演示数据", "demonstration data"), SettingKind.Text, "",
        new("本库中的单位、人员和办件均为虚构，仅供演示。", "All units, persons and matters in this database are invented, for demonstration only."));

    /// <summary>Whether the demonstration county is there, whole.</summary>
    public static async Task<bool> IsLoadedAsync(NpgsqlDataSource database, CancellationToken cancel) => await MarkOfAsync(database, cancel) == Loaded;

    /// <summary>Whether the database is the demonstration's: it holds the invented county, or may be filled with it because it holds nothing.</summary>
    /// <param name="mayLoad">False where the program was told to begin empty.</param>
    public static async Task<bool> BelongsAsync(NpgsqlDataSource database, bool mayLoad, CancellationToken cancel) =>
        await IsLoadedAsync(database, cancel) || (mayLoad && !await HoldsAnythingAsync(database, cancel));

    /// <summary>
    /// Whether a load began and never ended. Nothing but demonstration data can be in such a database, for no page was open yet.
    /// </summary>
    internal static async Task<bool> IsUnfinishedAsync(NpgsqlDataSource database, CancellationToken cancel) => await MarkOfAsync(database, cancel) == Loading;

    /// <summary>Loads the county. False where it is there already, or where the database holds anything else.</summary>
    /// <param name="services">The services of the program, with the time as it is.</param>
    public static async Task<bool> LoadAsync(IServiceProvider services, IProgress<DemoProgress> progress, CancellationToken cancel) =>
        await LoadAndKeepAsync(services, progress, cancel) is not null;

    /// <summary>As <see cref="LoadAsync"/>, and what was told, for tests.</summary>
    internal static async Task<World?> LoadAndKeepAsync(IServiceProvider services, IProgress<DemoProgress> progress, CancellationToken cancel)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (await MarkOfAsync(database, cancel) is not null || await HoldsAnythingAsync(database, cancel)) return null;

        var world = await TellAsync(services, database, progress, cancel);
        var settings = services.GetRequiredService<ISettings>();
        await services.GetRequiredService<LiveRules>().RefreshAsync(cancel);
        await settings.ChangeAsync(Mark, Loaded, "演示数据载入完成", 1, Actor.System, cancel);
        await services.GetRequiredService<ILedgerBook>().CheckpointAsync(cancel);

        // Two years pass through memory in seconds; the program that goes on from here needs little of it.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        progress.Report(new(new("演示数据已载入", "the demonstration county is loaded"), 100));
        return world;
    }

    private static async Task<World> TellAsync(IServiceProvider services, NpgsqlDataSource database, IProgress<DemoProgress> progress, CancellationToken cancel)
    {
        var time = services.GetRequiredService<LocalTime>();
        var last = DateOnly.FromDayNumber(time.Today.DayNumber - 1);
        var first = DateOnly.FromDayNumber(last.DayNumber - Days);
        var clock = new DemoClock(time.StartOf(first) + TimeSpan.FromHours(8));
        await using var source = Unhurried(database);
        await using var past = Past(services, source, clock);
        var rules = past.GetRequiredService<LiveRules>();
        await rules.RefreshAsync(cancel);
        if (await past.GetRequiredService<ISettings>().ChangeAsync(Mark, Loading, "载入演示数据：单位、人员和办件均为虚构", 0, Actor.System, cancel) is { } refusal) throw new InvalidOperationException(refusal.Words.En);

        progress.Report(new(new("机构和人员", "units and persons"), 1));
        var chance = new Chance(Seed);
        var plan = CountyPlan.Of(chance, first);
        var registers = new CountyRegisters(plan, past.GetRequiredService<IRegistrar>(), past.GetRequiredService<RegisterBook>(), first);
        await registers.WriteAsync(cancel);
        progress.Report(new(new("机构和人员", "units and persons"), 20));

        var world = new World(past, plan, registers.Persons, clock, chance.Of("stories"), first, last);
        await new Telling(world, progress).RunAsync(cancel);
        await world.NoteFormsAsync(past.GetRequiredService<FormUses>(), cancel);
        await Inbox.DeliverAsync(past.GetRequiredService<NpgsqlDataSource>(), time.StartOf(DateOnly.FromDayNumber(last.DayNumber - 7)), cancel);
        return world;
    }

    // What is saved waits for the disk once, at the end, and not after each of ten thousand acts: a load that is cut short is thrown away whole.
    private static NpgsqlDataSource Unhurried(NpgsqlDataSource database)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxAutoPrepare = 200, ApplicationName = "qinglian demo" };
        connection.Options = $"{connection.Options} -c synchronous_commit=off".Trim();
        return NpgsqlDataSource.Create(connection);
    }

    // The same program on the same database, but with a clock of its own.
    private static ServiceProvider Past(IServiceProvider services, NpgsqlDataSource database, DemoClock clock)
    {
        var own = new ServiceCollection();
        own.AddQinglian(database, services.GetRequiredService<DataFolder>(), services.GetRequiredService<CheckpointKey>().Name, services.GetRequiredService<LocalTime>().Zone.Id);
        own.AddSingleton<TimeProvider>(clock);
        own.AddSingleton(services.GetRequiredService<CheckpointKey>());
        own.AddSingleton(services.GetRequiredService<Vault>());
        return own.BuildServiceProvider();
    }

    /// <summary>The county as it is planned; days apart, it is the same whenever it is loaded.</summary>
    internal static CountyPlan Plan() => CountyPlan.Of(new(Seed), new DateOnly(2024, 1, 1));

    private static async Task<string?> MarkOfAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select value from setting where code = $1 order by version desc limit 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Mark.Code });
        return (string?)await command.ExecuteScalarAsync(cancel);
    }

    private static async Task<bool> HoldsAnythingAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select exists (select from ledger_line where kind not in ('System') and not (kind = 'Register' and procedure = 'rule-pack')) or exists (select from unit)");
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
