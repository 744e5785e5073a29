using Microsoft.Extensions.Configuration;
using Npgsql;
using Qinglian.Application.Demo;
using Qinglian.Data.Server;

namespace Qinglian.Application;

/// <summary>One installation at work: its folder, its database brought up to date, its data source.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly DatabaseServer _server;

    private Installation(DatabaseServer server, DataFolder folder, NpgsqlDataSource app) => (_server, Folder, App) = (server, folder, app);

    public DataFolder Folder { get; }

    /// <summary>The application's own login, behind row-level security.</summary>
    public NpgsqlDataSource App { get; }

    public ServerHealth Health => _server.Health;
    public DatabaseServer Server => _server;

    /// <summary>Starts or reaches the database and applies outstanding migrations.</summary>
    /// <exception cref="ServerFaultException">It cannot be used; the words say what to do.</exception>
    public static async Task<Installation> StartAsync(StartOptions options, IConfiguration configuration, TextWriter progress, CancellationToken cancel)
    {
        var folder = FolderOf(options, configuration);
        folder.Create();
        var server = await DatabaseServer.StartAsync(new() { Folder = folder, Database = options.Database, AppDatabase = options.AppDatabase }, cancel);
        return await OpenAsync(server, folder, alone: true, progress, cancel);
    }

    /// <summary>For the command line: shares the embedded server of a program that is running.</summary>
    public static async Task<Installation> JoinAsync(StartOptions options, IConfiguration configuration, TextWriter progress, CancellationToken cancel)
    {
        var folder = FolderOf(options, configuration);
        folder.Create();
        var server = await DatabaseServer.JoinAsync(new() { Folder = folder, Database = options.Database, AppDatabase = options.AppDatabase }, cancel);
        return await OpenAsync(server, folder, alone: false, progress, cancel);
    }

    public static DataFolder FolderOf(StartOptions options, IConfiguration configuration) =>
        options.Data is { } data ? new(data) : DataFolder.Default(configuration["QINGLIAN_HOME"] ?? AppContext.BaseDirectory);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <param name="alone">No other program is loading anything into it.</param>
    private static async Task<Installation> OpenAsync(DatabaseServer server, DataFolder folder, bool alone, TextWriter progress, CancellationToken cancel)
    {
        try
        {
            var told = new Progress<MigrationApplied>(m => progress.WriteLine($"{m.Name} ({m.Number}/{m.Count})"));
            await using (var owner = server.OpenOwner())
            {
                await new Migrator(QinglianServices.Schema).ApplyAsync(owner, cancel, told);
                if (alone && await DemoReset.RemoveUnfinishedAsync(owner, folder, cancel)) await new Migrator(QinglianServices.Schema).ApplyAsync(owner, cancel, told);
            }

            var app = server.OpenApp();
            await AppLogin.CheckAsync(app, cancel);
            return new(server, folder, app);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
