using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Application;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Directory = System.IO.Directory;

namespace Qinglian.Bench;

/// <summary>An embedded server as an installation runs it, everything forced to disk, in a folder that is removed afterwards.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly DatabaseServer _server;
    private readonly string _folder;

    private Ground(DatabaseServer server, string folder) => (_server, _folder) = (server, folder);

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"qinglian-bench-{Environment.ProcessId}-{Path.GetRandomFileName()[..6]}");

    public static async Task<Ground> StartAsync()
    {
        var folder = NewFolder();
        return new(await DatabaseServer.StartAsync(new() { Folder = new(folder) }, CancellationToken.None), folder);
    }

    /// <summary>A database of its own with the whole schema, the county and its people.</summary>
    public async Task<Place> CreateAsync(string name)
    {
        await using (var maintenance = _server.OpenOwner())
        {
            await using var create = maintenance.CreateCommand($"create database {name}");
            await create.ExecuteNonQueryAsync();
        }

        var owner = NpgsqlDataSource.Create(In(_server.OwnerConnection, name).ConnectionString + ";Maximum Pool Size=8;Command Timeout=0");
        await new Migrator(QinglianServices.Schema).ApplyAsync(owner, CancellationToken.None);
        await County.FillAsync(owner);
        var settings = In(_server.AppConnection, name);

        // As DatabaseServer.OpenApp opens it.
        (settings.MaxAutoPrepare, settings.MaxPoolSize) = (100, 60);
        var app = NpgsqlDataSource.Create(settings.ConnectionString);
        var services = new ServiceCollection().AddLogging().AddQinglian(app, new DataFolder(_folder), "bench.qinglian").BuildServiceProvider();
        await services.GetRequiredService<LiveRules>().RefreshAsync(CancellationToken.None);
        return new(name, owner, app, services);
    }

    private static NpgsqlConnectionStringBuilder In(string connection, string database) => new(connection) { Database = database };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Remove(_folder);
    }

    /// <summary>Removes a data folder; the database of a killed program takes a moment to end.</summary>
    public static void Remove(string folder)
    {
        for (var tries = 0; Directory.Exists(folder); tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (tries < 50)
            {
                Thread.Sleep(100);
            }
        }
    }
}

/// <summary>One database on the ground and the program's parts upon it.</summary>
internal sealed class Place(string name, NpgsqlDataSource owner, NpgsqlDataSource app, ServiceProvider services) : IAsyncDisposable
{
    public string Name => name;
    public NpgsqlDataSource Owner => owner;
    public NpgsqlDataSource App => app;
    public IServiceProvider Services => services;
    public Desk Desk => services.GetRequiredService<Desk>();
    public IDossiers Dossiers => services.GetRequiredService<IDossiers>();
    public ProcedureBook Book => services.GetRequiredService<ProcedureBook>();
    public IRules Rules => services.GetRequiredService<IRules>();
    public LocalTime Time => services.GetRequiredService<LocalTime>();

    public async Task<Actor> ActorAsync(PersonId person) =>
        await services.GetRequiredService<Kernel.Organisations.IActors>().LoadAsync(person, CancellationToken.None) ?? throw new InvalidOperationException($"Nobody is {person}.");

    public async Task ExecuteAsync(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await app.DisposeAsync();
        await owner.DisposeAsync();
    }
}
