using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using Npgsql;
using Qinglian.Data.Server;

namespace Qinglian.Tests.World;

/// <summary>
/// One throw-away PostgreSQL for a test program, started by the first test that asks for a database. A test project
/// declares <c>[assembly: AssemblyFixture(typeof(TestServer))]</c>, so that it ends with the tests.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    internal const string Template = "qinglian_template";
    private const string FolderPrefix = "qinglian-test-";

    private static readonly Lazy<Task<EmbeddedPostgres>> Running = new(StartAsync);

    /// <summary>The schema of the product: the kernel's, then that of each module.</summary>
    public static IReadOnlyList<Migration> Schema { get; } =
        Migration.Of(from name in (string[])["Data", "Foundation", "Responsibilities", "Warnings", "Assessment"] select Assembly.Load("Qinglian." + name));

    internal static Task<EmbeddedPostgres> Postgres => Running.Value;

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        RemoveLeftovers();
        var folder = NewFolder();
        // The server ends with this process in any case; this removes its folder when nobody disposed of us.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
        var postgres = await EmbeddedPostgres.StartAsync(new() { Folder = folder, Ephemeral = true }, CancellationToken.None);
        await ExecuteAsync(postgres, $"create database {Template}");
        await using (var owner = NpgsqlDataSource.Create(postgres.Connection(EmbeddedPostgres.Owner, Template)))
            await new Migrator(Schema).ApplyAsync(owner, CancellationToken.None);
        // Nobody may be connected to a database that is copied.
        await ExecuteAsync(postgres, $"alter database {Template} is_template true allow_connections false");
        return postgres;
    }

    /// <summary>A folder of its own that every account may pass through; the caller removes it.</summary>
    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"{FolderPrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    internal static async Task ExecuteAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.Connection(EmbeddedPostgres.Owner, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    // A killed test run cannot tidy up after itself; the next one does it.
    private static void RemoveLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
            if (int.TryParse(Path.GetFileName(folder).Split('-')[2], out var process) && !Directory.Exists($"/proc/{process}"))
                Remove(folder);
    }

    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Debug.WriteLine(fault.Message);
        }
    }

    private static async ValueTask StopAsync()
    {
        if (!Running.IsValueCreated || !Running.Value.IsCompletedSuccessfully)
            return;
        var postgres = await Running.Value;
        await postgres.DisposeAsync();
        Remove(postgres.Folder);
    }

    public ValueTask DisposeAsync() => StopAsync();
}
