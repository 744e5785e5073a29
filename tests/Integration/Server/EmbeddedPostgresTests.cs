using System.Diagnostics;
using Npgsql;
using Qinglian.Data.Server;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Server;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();

    [Fact]
    public async Task A_new_folder_becomes_a_cluster_that_knows_Chinese()
    {
        await using var server = await StartAsync();

        Assert.Equal(ServerState.Running, server.Health.State);
        Assert.True(await AskAsync<bool>(server, "select '信' ~ '[[:alpha:]]'"));
        Assert.Equal("李四,王五,张三", await AskAsync<string>(server, "select string_agg(n, ',' order by n) from unnest(array['张三','王五','李四']) n"));
    }

    [Fact]
    public async Task Nobody_else_can_reach_it()
    {
        await using var server = await StartAsync();

        Assert.Equal("", await AskAsync<string>(server, "show listen_addresses"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Sockets));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Cluster));
        Assert.NotEqual("0", File.ReadLines($"/proc/{server.Pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1]);
    }

    [Fact]
    public async Task Its_log_repeats_nothing_that_people_wrote()
    {
        await using var server = await StartAsync();
        await RunAsync(server, "create table report (id int primary key, words text check (words <> 'secret-words'))");

        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(server, "insert into report values (1, 'secret-words')"));

        // The log is written by a process of its own, a little later.
        await UntilAsync(() => Log(server).Contains("violates check constraint", StringComparison.Ordinal));
        Assert.DoesNotContain("secret-words", Log(server));
    }

    [Fact]
    public async Task A_killed_server_is_brought_back_with_everything_committed()
    {
        await using var server = await EmbeddedPostgres.StartAsync(new() { Folder = _folder }, CancellationToken.None);
        await RunAsync(server, "create table act (id int)");
        await RunAsync(server, "insert into act values (1)");
        var killed = server.Pid;

        Kill(killed);

        await UntilAsync(() => server.Health is { State: ServerState.Running, Restarts: 1 });
        Assert.NotEqual(killed, server.Pid);
        Assert.Equal(1L, await AskAsync<long>(server, "select count(*) from act"));
    }

    [Fact]
    public async Task It_is_brought_back_again_and_again()
    {
        await using var server = await StartAsync();

        for (var kills = 1; kills <= 3; kills++)
        {
            Kill(server.Pid);
            await UntilAsync(() => server.Health.State == ServerState.Running && server.Health.Restarts == kills);
        }

        Assert.Equal(1, await AskAsync<int>(server, "select 1"));
    }

    [Fact]
    public async Task A_second_owner_is_refused()
    {
        await using var server = await StartAsync();

        var refused = await Assert.ThrowsAsync<ServerInUseException>(StartAsync);

        Assert.Contains(server.Folder, refused.Words.En);
        Assert.Contains(server.Folder, refused.Words.Zh);
    }

    [Fact]
    public async Task The_command_line_shares_a_server_that_runs()
    {
        var folder = new DataFolder(_folder);
        await using var web = await DatabaseServer.StartAsync(new() { Folder = folder }, CancellationToken.None);

        await using var shell = await DatabaseServer.JoinAsync(new() { Folder = folder }, CancellationToken.None);

        await using var owner = shell.OpenOwner();
        await using var ask = owner.CreateCommand("select current_database()");
        Assert.Equal("qinglian", await ask.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_stopped_server_starts_again_with_its_data()
    {
        await using (var first = await StartAsync())
            await RunAsync(first, "create table kept as select 7 as n");

        await using var second = await StartAsync();

        Assert.Equal(7, await AskAsync<int>(second, "select n from kept"));
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_a_living_stranger_does_not_stop_the_start()
    {
        await using (var first = await StartAsync())
            await RunAsync(first, "select 1");
        using var stranger = Process.Start("sleep", "60");
        File.WriteAllText(Path.Combine(_folder, "pgdata", "postmaster.pid"), $"{stranger.Id}\n{Path.Combine(_folder, "pgdata")}\n");

        await using var second = await StartAsync();

        Assert.Equal(1, await AskAsync<int>(second, "select 1"));
        stranger.Kill();
    }

    [Fact]
    public async Task A_start_that_was_broken_off_leaves_nothing_in_the_way()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pgdata.new-broken", "base"));
        File.WriteAllText(Path.Combine(_folder, "pgdata.new-broken", "PG_VERSION"), "18");
        Open(_folder);

        await using var server = await StartAsync();

        Assert.Equal(1, await AskAsync<int>(server, "select 1"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "pgdata.new-broken")));
    }

    [Fact]
    public async Task A_folder_reached_by_a_symbolic_link_is_the_same_folder()
    {
        var link = _folder + "-link";
        await using var server = await StartAsync();
        File.CreateSymbolicLink(link, _folder);
        try
        {
            await Assert.ThrowsAsync<ServerInUseException>(() => EmbeddedPostgres.StartAsync(new() { Folder = link }, CancellationToken.None));
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public async Task A_very_long_path_still_gets_a_socket()
    {
        var deep = Path.Combine(_folder, new string('x', 60), new string('y', 60));
        Directory.CreateDirectory(deep);
        Open(_folder);

        await using var server = await EmbeddedPostgres.StartAsync(new() { Folder = deep, Ephemeral = true }, CancellationToken.None);

        Assert.Equal(1, await AskAsync<int>(server, "select 1"));
        Assert.DoesNotContain(deep, server.Sockets);
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_refused_with_the_way_out()
    {
        await using (var first = await StartAsync())
            await RunAsync(first, "select 1");
        File.WriteAllText(Path.Combine(_folder, "pgdata", "PG_VERSION"), "17\n");

        var refused = await Assert.ThrowsAsync<ServerFaultException>(StartAsync);

        Assert.Contains("PostgreSQL 17", refused.Words.En);
    }

    [Fact]
    public async Task A_folder_the_server_cannot_enter_is_refused_with_the_way_out()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root starts the server under another account.");
        var closed = Path.Combine(_folder, "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherExecute);

        var refused = await Assert.ThrowsAsync<ServerFaultException>(
            () => EmbeddedPostgres.StartAsync(new() { Folder = Path.Combine(closed, "postgres") }, CancellationToken.None));

        Assert.Contains($"chmod o+x {closed}", refused.Words.En);
        Assert.Contains("--data", refused.Words.Zh);
    }

    [Fact]
    public async Task Programs_in_a_place_the_server_cannot_enter_are_copied()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root starts the server under another account.");
        var hidden = Path.Combine(_folder, "hidden");
        Directory.CreateDirectory(_folder);
        await using (var first = await StartAsync())
            using (var copy = Process.Start("cp", ["-r", ProgramsOf(first), hidden]))
                await copy.WaitForExitAsync();
        File.SetUnixFileMode(hidden, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await using var server = await EmbeddedPostgres.StartAsync(new() { Folder = _folder, Binaries = hidden, Ephemeral = true }, CancellationToken.None);

        Assert.Equal(Path.Combine(server.Folder, "pgbin"), ProgramsOf(server));
        Assert.Equal(1, await AskAsync<int>(server, "select 1"));
    }

    public void Dispose() => TestServer.Remove(_folder);

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new() { Folder = _folder, Ephemeral = true }, CancellationToken.None);

    // What a test makes beforehand must let the server's account through, as the program itself would.
    private static void Open(string folder)
    {
        foreach (var each in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
            File.SetUnixFileMode(each, File.GetUnixFileMode(each) | UnixFileMode.OtherExecute);
    }

    private static string ProgramsOf(EmbeddedPostgres server) =>
        Path.GetFullPath(Path.Combine(File.ReadAllText($"/proc/{server.Pid}/cmdline").Split('\0')[0], "../.."));

    private static void Kill(int pid) => Process.GetProcessById(pid).Kill();

    private static string Log(EmbeddedPostgres server) => string.Concat(Directory.EnumerateFiles(Path.Combine(server.Folder, "log")).Select(ReadShared));

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static async Task UntilAsync(Func<bool> done)
    {
        for (var tries = 0; !done(); tries++)
        {
            Assert.True(tries < 600, "It did not happen within 30 seconds.");
            await Task.Delay(50);
        }
    }

    private static async Task RunAsync(EmbeddedPostgres server, string sql) => await AskAsync<object?>(server, sql);

    private static async Task<T> AskAsync<T>(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.Connection(EmbeddedPostgres.Owner, "postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
