using Npgsql;
using Qinglian.Data.Server;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Server;

/// <summary>The second wall: what the program's own login can never do, whatever statement reaches the database.</summary>
public sealed class AppLoginTests
{
    [Theory]
    [InlineData("set row_security = off; select count(*) from wall")]
    [InlineData("alter table wall disable row level security")]
    [InlineData("alter role qinglian_app bypassrls")]
    [InlineData("alter role qinglian_app superuser")]
    [InlineData("set role qinglian")]
    [InlineData("set session authorization qinglian")]
    [InlineData("drop table wall")]
    [InlineData("truncate wall")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("create role another login")]
    [InlineData("create extension dblink")]
    [InlineData("select pg_read_file('postgresql.conf')")]
    [InlineData("select * from pg_authid")]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("copy wall to '/tmp/wall'")]
    [InlineData("alter system set fsync = off")]
    [InlineData("select pg_reload_conf()")]
    [InlineData("delete from schema_migration")]
    public async Task It_is_refused(string statement)
    {
        await using var db = await SceneAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(db.App, statement));

        Assert.Contains(refused.SqlState, (string[])[PostgresErrorCodes.InsufficientPrivilege, "42501"]);
    }

    [Fact]
    public async Task It_sees_only_what_the_policy_shows()
    {
        await using var db = await SceneAsync();

        Assert.Equal(2L, await db.AskAsync<long>("select count(*) from wall"));
        Assert.Equal(1L, await RunAsync(db.App, "select count(*) from wall"));
    }

    [Fact]
    public async Task It_passes_the_check_at_the_start()
    {
        await using var db = await SceneAsync();

        await AppLogin.CheckAsync(db.App, CancellationToken.None);
    }

    [Fact]
    public async Task A_login_that_may_do_too_much_is_found_at_the_start()
    {
        await using var db = await SceneAsync();

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => AppLogin.CheckAsync(db.Owner, CancellationToken.None));

        Assert.Contains("may do too much", refused.Words.En);
    }

    private static async Task<TestDatabase> SceneAsync()
    {
        var db = await TestDatabase.CloneAsync();
        await db.ExecuteAsync(
            """
            create table wall (id int, region int);
            insert into wall values (1, 1), (2, 2);
            alter table wall enable row level security;
            create policy own on wall using (region = 1);
            grant select, insert, update, delete on wall to qinglian_app;
            """);
        return db;
    }

    private static async Task<object?> RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        object? last = null;
        foreach (var statement in sql.Split(';'))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            last = await command.ExecuteScalarAsync();
        }
        return last;
    }
}
