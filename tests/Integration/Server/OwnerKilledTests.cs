using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Qinglian.Data.Server;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Server;

/// <summary>What happens when the program itself is killed, so that it cannot stop its server.</summary>
public sealed class OwnerKilledTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    [Fact]
    public async Task A_killed_program_takes_its_server_along()
    {
        var (keeper, postmaster) = await KeepAsync();

        keeper.Kill();

        for (var tries = 0; IsAlive(postmaster); tries++)
        {
            Assert.True(tries < 200, "The server lived on.");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task A_server_that_had_not_begun_to_listen_to_signals_is_taken_along_too()
    {
        await (await StartAsync()).DisposeAsync();
        for (var round = 0; round < 5; round++)
        {
            var program = Path.Combine(AppContext.BaseDirectory, "Qinglian.Tests.Keeper.dll");
            using var keeper = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, _folder]) { RedirectStandardOutput = true })!;
            for (var tries = 0; Servers().Count == 0; tries++)
            {
                Assert.True(tries < 60_000, "The server was not started.");
                await Task.Delay(1);
            }

            keeper.Kill();

            for (var tries = 0; Servers().Count > 0; tries++)
            {
                Assert.True(tries < 300, "The server lived on.");
                await Task.Delay(50);
            }
        }
    }

    [Fact]
    public async Task After_a_kill_the_next_start_finds_every_committed_row()
    {
        var (keeper, _) = await KeepAsync();
        var rows = await WriteUntilKilledAsync(keeper);

        await using var server = await StartAsync();

        Assert.True(await CountAsync(server) >= rows);
    }

    [Fact]
    public async Task After_everything_was_killed_at_once_the_next_start_finds_every_committed_row()
    {
        var (keeper, postmaster) = await KeepAsync();
        var rows = await WriteUntilKilledAsync(keeper, alongWith: postmaster);

        await using var server = await StartAsync();

        Assert.True(await CountAsync(server) >= rows);
    }

    [Fact]
    public async Task An_orphan_whose_lifeline_was_killed_too_is_ended_first()
    {
        var (keeper, postmaster) = await KeepAsync();
        foreach (var shell in ParentsOf(postmaster))
            Kill(shell);
        keeper.Kill();
        await keeper.WaitForExitAsync();

        await using var server = await StartAsync();

        Assert.NotEqual(postmaster, server.Pid);
        Assert.False(IsAlive(postmaster));
    }

    public void Dispose() => TestServer.Remove(_folder);

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new() { Folder = _folder }, CancellationToken.None);

    private async Task<(Process Keeper, int Postmaster)> KeepAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Qinglian.Tests.Keeper.dll");
        var keeper = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, _folder]) { RedirectStandardOutput = true })!;
        var line = await keeper.StandardOutput.ReadLineAsync();
        return (keeper, int.Parse(line!, CultureInfo.InvariantCulture));
    }

    private async Task<long> WriteUntilKilledAsync(Process keeper, int? alongWith = null)
    {
        await using var source = NpgsqlDataSource.Create(EmbeddedPostgres.Connection(_folder, EmbeddedPostgres.Owner, "postgres"));
        await using (var create = source.CreateCommand("create table act (id bigint)"))
            await create.ExecuteNonQueryAsync();
        long acknowledged = 0;
        try
        {
            while (true)
            {
                await using var insert = source.CreateCommand($"insert into act values ({acknowledged + 1})");
                await insert.ExecuteNonQueryAsync();
                if (++acknowledged == 200)
                {
                    keeper.Kill();
                    if (alongWith is { } postmaster && IsAlive(postmaster))
                        Kill(postmaster);
                }
            }
        }
        catch (NpgsqlException)
        {
            return acknowledged;
        }
    }

    private static async Task<long> CountAsync(EmbeddedPostgres server)
    {
        await using var source = NpgsqlDataSource.Create(server.Connection(EmbeddedPostgres.Owner, "postgres"));
        await using var count = source.CreateCommand("select count(*) from act");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>The processes that run, or are about to run, a server in our folder.</summary>
    private List<int> Servers() =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(p => int.TryParse(p, out _)).Select(p => int.Parse(p!, CultureInfo.InvariantCulture)).Where(p => CommandOf(p) is { } command && command.Contains(Path.Combine(_folder, "pgdata"), StringComparison.Ordinal))];

    private static string CommandOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static IEnumerable<int> ParentsOf(int postmaster)
    {
        var parent = ParentOf(postmaster);
        // The watcher is the other child of the shell that started the server.
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName))
            if (int.TryParse(process, out var pid) && pid != postmaster && ParentOf(pid) == parent)
                yield return pid;
        yield return parent;
    }

    private static int ParentOf(int pid)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // A killed process whose parent does not collect it stays in the list as a zombie without a command line.
    private static bool IsAlive(int pid) => CommandOf(pid).Length > 0;

    private static void Kill(int pid)
    {
        try
        {
            Process.GetProcessById(pid).Kill();
        }
        catch (ArgumentException)
        {
            // It ended by itself in this moment.
        }
    }
}
