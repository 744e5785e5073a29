using Npgsql;

namespace Qinglian.Data.Server;

/// <summary>
/// The database the program works on, and its two logins: the owner, who migrates, backs up and restores, and the
/// application, which owns nothing and cannot pass by row-level security.
/// </summary>
public abstract class DatabaseServer : IAsyncDisposable
{
    public const string AppRole = "qinglian_app";

    public abstract string OwnerConnection { get; }

    public abstract string AppConnection { get; }

    public abstract ServerHealth Health { get; }

    /// <summary>The files of the embedded cluster; null for an ordinary server.</summary>
    internal virtual string? Cluster => null;

    /// <summary>Starts the embedded server, or reaches the ordinary one that was named.</summary>
    /// <exception cref="ServerFaultException">It cannot be used; the words say what to do.</exception>
    public static async Task<DatabaseServer> StartAsync(ServerOptions options, CancellationToken cancel) =>
        options.Database is null ? await EmbeddedServer.StartAsync(options, cancel) : await OrdinaryServer.ReachAsync(options, cancel);

    /// <summary>As <see cref="StartAsync"/>, but shares an embedded server that another process already runs: for the command line.</summary>
    public static async Task<DatabaseServer> JoinAsync(ServerOptions options, CancellationToken cancel)
    {
        try
        {
            return await StartAsync(options with { OwnerPatience = TimeSpan.Zero }, cancel);
        }
        catch (ServerInUseException)
        {
            return await SharedServer.ReachAsync(options, cancel);
        }
    }

    /// <summary>Few connections: migrations and backups only.</summary>
    public NpgsqlDataSource OpenOwner()
    {
        var settings = new NpgsqlConnectionStringBuilder(OwnerConnection) { MaxPoolSize = 8, ApplicationName = "qinglian owner", IncludeErrorDetail = true };
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>
    /// What every page and job uses; repeated statements are prepared by themselves. Open it after the migrations, so that
    /// it knows the types they made.
    /// </summary>
    public NpgsqlDataSource OpenApp(Action<NpgsqlDataSourceBuilder>? configure = null)
    {
        var builder = new NpgsqlDataSourceBuilder(AppConnection);
        var settings = builder.ConnectionStringBuilder;
        if (!settings.ContainsKey("Max Auto Prepare"))
            settings.MaxAutoPrepare = 100;
        if (!settings.ContainsKey("Maximum Pool Size"))
            settings.MaxPoolSize = 60;
        settings.ApplicationName ??= "qinglian";
        configure?.Invoke(builder);
        return builder.Build();
    }

    public abstract ValueTask DisposeAsync();
}
