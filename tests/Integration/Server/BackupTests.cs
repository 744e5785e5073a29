using System.Globalization;
using Npgsql;
using Qinglian.Data.Server;
using Qinglian.Data.Server.Backups;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Server;

public sealed class BackupTests : IDisposable
{
    private const string Sums = "select coalesce(string_agg(writer || ':' || n || ':' || md5(payload), ',' order by writer, n), '') from act where n <= {0}";

    private static readonly Passphrase Secret = new("correct horse battery staple");

    private readonly string _root = Directory.CreateDirectory(TestServer.NewFolder()).FullName;

    public BackupTests() => File.SetUnixFileMode(_root, File.GetUnixFileMode(_root) | UnixFileMode.OtherExecute);

    [Theory]
    [InlineData(BackupKind.Cluster, true)]
    [InlineData(BackupKind.Cluster, false)]
    [InlineData(BackupKind.Rows, true)]
    public async Task A_backup_made_while_others_write_comes_back_as_one_moment(BackupKind kind, bool encrypted)
    {
        var passphrase = encrypted ? Secret : null;
        var archive = Path.Combine(_root, "backup");
        long before, after;
        string there;
        await using (var server = await StartAsync("source"))
        {
            using var stop = new CancellationTokenSource();
            await using var source = server.OpenOwner();
            var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteAsync(source, writer, stop.Token))).ToList();
            before = await UntilAsync(source, rows: 50);
            await new Backup(server, new(Path.Combine(_root, "source")), TimeProvider.System).CreateAsync(archive, passphrase, CancellationToken.None, kind);
            after = await UntilAsync(source, rows: 0);
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            there = await AskAsync<string>(source, Format(Sums, before));
        }

        await RestoreAsync(archive, passphrase);

        await using var restored = await StartAsync("target", prepare: false);
        await using var owner = restored.OpenOwner();
        Assert.Equal(there, await AskAsync<string>(owner, Format(Sums, before)));
        Assert.True(await AskAsync<long>(owner, "select max(n) from act") <= after + 1);
        // No writer has a gap: each began a row only after the one before was acknowledged.
        Assert.True(await AskAsync<bool>(owner, "select bool_and(c = m) from (select count(*) c, max(n) m from act group by writer) s"));
        Assert.Equal(0L, await AskAsync<long>(owner, "select count(*) from act where payload <> repeat(md5(writer || '-' || n), 40)"));
        Assert.Equal("密钥", await File.ReadAllTextAsync(Path.Combine(_root, "target", "keys", "ledger.key")));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(_root, "target", "attachments", "ab", "abcd")));
        await RunAsync(owner, "insert into act (writer, n, payload) values (9, 1, 'goes on')");
    }

    [Fact]
    public async Task Rows_go_to_an_ordinary_server_with_keys_triggers_and_counters_in_force_again()
    {
        var archive = Path.Combine(_root, "backup");
        var schema = (IReadOnlyList<Migration>)[.. TestServer.Schema, Family];
        await using (var server = await StartAsync("source", schema))
        {
            await using var source = server.OpenOwner();
            await RunAsync(source, "insert into family (id, parent) values (1, null), (2, 1); update family set parent = 2 where id = 1; insert into child (family, words) values (1, E'tab\\t newline\\n backslash \\\\ 引号\" '), (2, null)");
            await new Backup(server, Folder("source"), TimeProvider.System).CreateAsync(archive, Secret, CancellationToken.None, BackupKind.Rows);
        }
        await using var db = await TestDatabase.EmptyAsync();
        await using var ordinary = await OrdinaryServerTests.ReachAsync(db, Folder("unused"));

        await new Restore(schema, TimeProvider.System).RunAsync(archive, Folder("target"), Secret, CancellationToken.None, ordinary.OwnerConnection);

        await using var owner = ordinary.OpenOwner();
        Assert.Equal("tab\t newline\n backslash \\ 引号\" ", await AskAsync<string>(owner, "select words from child where family = 1"));
        Assert.Equal(2L, await AskAsync<long>(owner, "select count(*) from family where parent is not null"));
        Assert.Equal(3L, await AskAsync<long>(owner, "insert into child (family) values (1) returning id"));
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(owner, "insert into child (family) values (77)"));
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(owner, "delete from child"));
        Assert.True(File.Exists(Path.Combine(_root, "target", "keys", "ledger.key")));
    }

    [Fact]
    public async Task A_running_program_is_backed_up_from_the_command_line()
    {
        await using var web = await StartAsync("source");
        await using var shell = await DatabaseServer.JoinAsync(new() { Folder = Folder("source") }, CancellationToken.None);

        var manifest = await new Backup(shell, Folder("source"), TimeProvider.System).CreateAsync(Path.Combine(_root, "backup"), null, CancellationToken.None);

        Assert.Equal(BackupKind.Cluster, manifest.Kind);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_root, "backup")));
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_not_touched()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "target"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "mine"), "kept");

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => RestoreAsync(Path.Combine(_root, "any"), null));

        Assert.Contains("not an empty folder", refused.Words.En);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "mine")));
    }

    [Fact]
    public async Task A_damaged_backup_restores_nothing()
    {
        var (plain, secret) = await MakeAsync();

        foreach (var (archive, passphrase) in ((string, Passphrase?)[])[(plain, null), (secret, Secret)])
            foreach (var damage in (Action<string>[])[FlipInTheMiddle, CutTheEnd, CutToHalf, Empty])
            {
                var copy = archive + ".damaged";
                File.Copy(archive, copy, overwrite: true);
                damage(copy);

                await Assert.ThrowsAsync<ServerFaultException>(() => RestoreAsync(copy, passphrase));

                Assert.False(Directory.Exists(Path.Combine(_root, "target")));
            }
    }

    [Fact]
    public async Task A_wrong_or_missing_passphrase_restores_nothing()
    {
        var (_, secret) = await MakeAsync();

        await Assert.ThrowsAsync<ServerFaultException>(() => RestoreAsync(secret, new Passphrase("not the right one")));
        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => RestoreAsync(secret, null));

        Assert.Contains(Passphrase.Variable, refused.Words.En);
    }

    [Fact]
    public async Task An_existing_file_is_not_overwritten()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "backup"), "earlier");
        await using var server = await StartAsync("source");

        await Assert.ThrowsAsync<ServerFaultException>(
            () => new Backup(server, Folder("source"), TimeProvider.System).CreateAsync(Path.Combine(_root, "backup"), null, CancellationToken.None));

        Assert.Equal("earlier", await File.ReadAllTextAsync(Path.Combine(_root, "backup")));
    }

    [Fact]
    public void A_passphrase_file_that_others_can_read_is_refused()
    {
        var file = Path.Combine(_root, "passphrase");
        File.WriteAllText(file, "long enough to be used\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Throws<ServerFaultException>(() => Passphrase.FromFile(file));

        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Assert.NotNull(Passphrase.FromFile(file));
    }

    public void Dispose() => TestServer.Remove(_root);

    private static readonly Migration Family = new("Tests/0900_family.sql",
        """
        create table family (id int primary key, parent int references family);
        create table child (id bigint generated always as identity primary key, family int not null references family, words text, length int generated always as (length(words)) stored);
        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'nothing is deleted'; end $$;
        create trigger kept before delete or truncate on child for each statement execute function refuse();
        insert into family values (5, null);
        delete from family;
        """);

    private DataFolder Folder(string name) => new(Path.Combine(_root, name));

    private async Task<DatabaseServer> StartAsync(string name, IReadOnlyList<Migration>? schema = null, bool prepare = true)
    {
        var server = await DatabaseServer.StartAsync(new() { Folder = Folder(name) }, CancellationToken.None);
        if (!prepare)
            return server;
        await using var owner = server.OpenOwner();
        await new Migrator(schema ?? [.. TestServer.Schema, Act]).ApplyAsync(owner, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(Folder(name).Keys, "ledger.key"), "密钥");
        Directory.CreateDirectory(Path.Combine(Folder(name).Attachments, "ab"));
        await File.WriteAllBytesAsync(Path.Combine(Folder(name).Attachments, "ab", "abcd"), [1, 2, 3]);
        return server;
    }

    private static readonly Migration Act = new("Tests/0901_act.sql", "create table act (writer int, n bigint, payload text, primary key (writer, n))");

    private Task<Manifest> RestoreAsync(string archive, Passphrase? passphrase) =>
        new Restore([.. TestServer.Schema, Act], TimeProvider.System).RunAsync(archive, Folder("target"), passphrase, CancellationToken.None);

    private async Task<(string Plain, string Secret)> MakeAsync()
    {
        await using var server = await StartAsync("source");
        var backup = new Backup(server, Folder("source"), TimeProvider.System);
        await backup.CreateAsync(Path.Combine(_root, "plain"), null, CancellationToken.None, BackupKind.Rows);
        await backup.CreateAsync(Path.Combine(_root, "secret"), Secret, CancellationToken.None, BackupKind.Rows);
        return (Path.Combine(_root, "plain"), Path.Combine(_root, "secret"));
    }

    private static async Task WriteAsync(NpgsqlDataSource source, int writer, CancellationToken stop)
    {
        for (var n = 1L; !stop.IsCancellationRequested; n++)
            await RunAsync(source, string.Create(CultureInfo.InvariantCulture, $"insert into act values ({writer}, {n}, repeat(md5('{writer}-{n}'), 40))"));
    }

    private static async Task<long> UntilAsync(NpgsqlDataSource source, int rows)
    {
        while (true)
        {
            var least = await AskAsync<long>(source, "select coalesce(min(m), 0) from (select count(*) m from act group by writer having true) s");
            if (least >= rows && await AskAsync<long>(source, "select count(distinct writer) from act") == 3)
                return rows == 0 ? await AskAsync<long>(source, "select max(n) from act") : least;
            await Task.Delay(20);
        }
    }

    private static string Format(string sql, long value) => string.Format(CultureInfo.InvariantCulture, sql, value);

    private static void FlipInTheMiddle(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }

    private static void CutTheEnd(string path)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^(bytes.Length / 4)]);
    }

    private static void CutToHalf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
    }

    private static void Empty(string path) => File.WriteAllBytes(path, []);

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> AskAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
