using Npgsql;

namespace Qinglian.Data.Server;

/// <summary>The database in the data folder, run by this process.</summary>
internal sealed class EmbeddedServer(EmbeddedPostgres postgres) : DatabaseServer
{
    public const string Database = "qinglian";

    public override string OwnerConnection => postgres.Connection(EmbeddedPostgres.Owner, Database);

    public override string AppConnection => postgres.Connection(AppRole, Database);

    public override ServerHealth Health => postgres.Health;

    internal override string Cluster => postgres.Cluster;

    public static new async Task<DatabaseServer> StartAsync(ServerOptions options, CancellationToken cancel)
    {
        options.Folder.Create();
        var postgres = await EmbeddedPostgres.StartAsync(
            new() { Folder = options.Folder.Postgres, OwnerPatience = options.OwnerPatience, Log = options.Log, Time = options.Time }, cancel);
        try
        {
            await CreateDatabaseAsync(postgres, cancel);
            return new EmbeddedServer(postgres);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    private static async Task CreateDatabaseAsync(EmbeddedPostgres postgres, CancellationToken cancel)
    {
        await using var maintenance = new NpgsqlConnection(postgres.Connection(EmbeddedPostgres.Owner, "postgres") + ";Pooling=false");
        await maintenance.OpenAsync(cancel);
        await using var find = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", maintenance) { Parameters = { new() { Value = Database } } };
        if ((bool)(await find.ExecuteScalarAsync(cancel))!)
            return;
        await using var create = new NpgsqlCommand($"create database {Database}", maintenance);
        await create.ExecuteNonQueryAsync(cancel);
    }

    public override ValueTask DisposeAsync() => postgres.DisposeAsync();
}

/// <summary>The database in the data folder, run by another process of this program, for as long as that one runs.</summary>
internal sealed class SharedServer(string folder, ServerHealth health) : DatabaseServer
{
    public override string OwnerConnection => EmbeddedPostgres.Connection(folder, EmbeddedPostgres.Owner, EmbeddedServer.Database);

    public override string AppConnection => EmbeddedPostgres.Connection(folder, AppRole, EmbeddedServer.Database);

    public override ServerHealth Health => health;

    internal override string Cluster => EmbeddedPostgres.ClusterIn(folder);

    public static async Task<DatabaseServer> ReachAsync(ServerOptions options, CancellationToken cancel)
    {
        var server = new SharedServer(options.Folder.Postgres, new(ServerState.Running, options.Time.GetUtcNow()));
        var began = options.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(server.OwnerConnection + ";Pooling=false");
                await connection.OpenAsync(cancel);
                return server;
            }
            catch (NpgsqlException fault)
            {
                // The other process may be starting it at this moment.
                if (options.Time.GetElapsedTime(began) > TimeSpan.FromSeconds(30))
                    throw new ServerInUseException(options.Folder.Root, fault);
                await Task.Delay(200, cancel);
            }
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
