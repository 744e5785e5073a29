using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qinglian.Application;
using Qinglian.Data.Registers;
using Qinglian.Data.Accounts;
using Qinglian.Data.Server;
using Qinglian.Kernel;

namespace Qinglian.Cli;

/// <summary>Reaches the installation a command works on: the one in the data folder, running or not, or a database of its own.</summary>
internal static class Installations
{
    /// <summary>The same name as the pages use, or checkpoints would be signed under two.</summary>
    private const string UsualOrigin = "qinglian.local";

    public static IReadOnlyList<Option> Options { get; } =
    [
        new("--data", "DIR", new("数据文件夹，默认是程序旁边的 .data", "data folder, .data beside the program unless given")),
        new("--database", "CONN", new("使用已有的 PostgreSQL，不用内置数据库", "an existing PostgreSQL instead of the embedded one")),
    ];

    public static IConfiguration Configuration { get; } = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    public static string Origin => Configuration["Qinglian:Origin"] ?? UsualOrigin;

    public static StartOptions OptionsOf(Arguments arguments)
    {
        var given = Options.Where(o => arguments.Has(o.Name)).Select(o => $"{o.Name}={arguments[o.Name]}").ToList();
        var (options, faults) = StartOptions.Parse(given, key => Configuration[key]);
        return options ?? throw new UsageException(faults[0]);
    }

    public static DataFolder FolderOf(Arguments arguments) => Installation.FolderOf(OptionsOf(arguments), Configuration);

    /// <summary>The database server alone: nothing is migrated, nothing is created.</summary>
    public static async Task<DatabaseServer> ServerAsync(Arguments arguments, CancellationToken cancel)
    {
        var options = OptionsOf(arguments);
        var folder = FolderOf(arguments);
        if (options.Database is null && !Directory.Exists(folder.Postgres))
            throw new FailedException(new($"{folder.Root} 中没有数据库。请用 --data 指明数据文件夹。", $"There is no database in {folder.Root}. Name the data folder with --data."));
        return await DatabaseServer.JoinAsync(new() { Folder = folder, Database = options.Database, AppDatabase = options.AppDatabase }, cancel);
    }

    /// <summary>The whole program without its pages, on a database that is up to date.</summary>
    public static async Task<OpenInstallation> OpenAsync(Arguments arguments, CancellationToken cancel)
    {
        var installation = await Installation.JoinAsync(OptionsOf(arguments), Configuration, Console.Error, cancel);
        var services = new ServiceCollection()
            .AddLogging(log => log.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning))
            .AddQinglian(installation.App, installation.Folder, Origin, Configuration["Qinglian:Zone"])
            .AddAccountData()
            .BuildServiceProvider();
        await services.GetRequiredService<LiveRules>().RefreshAsync(cancel);
        return new(installation, services);
    }
}

/// <summary>An installation that a command holds open.</summary>
internal sealed record OpenInstallation(Installation Installation, ServiceProvider Services) : IAsyncDisposable
{
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Installation.DisposeAsync();
    }
}
