using Npgsql;
using Qinglian.Data.Server;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Server;

/// <summary>A server that somebody else runs, whose owner's login is no superuser.</summary>
public sealed class OrdinaryServerTests : IDisposable
{
    private readonly DataFolder _folder = new(TestServer.NewFolder());

    [Fact]
    public async Task An_owner_without_special_rights_can_migrate_and_lend_the_application_its_role()
    {
        await using var db = await TestDatabase.EmptyAsync();
        await using var server = await ReachAsync(db);
        await using var owner = server.OpenOwner();

        await new Migrator(TestServer.Schema).ApplyAsync(owner, CancellationToken.None);

        await using var app = server.OpenApp();
        await AppLogin.CheckAsync(app, CancellationToken.None);
    }

    [Fact]
    public async Task A_connection_from_the_pool_never_comes_back_with_the_owners_rights()
    {
        await using var db = await TestDatabase.EmptyAsync();
        await using var server = await ReachAsync(db);
        await using (var owner = server.OpenOwner())
            await new Migrator(TestServer.Schema).ApplyAsync(owner, CancellationToken.None);
        await using var app = server.OpenApp(builder => builder.ConnectionStringBuilder.MaxPoolSize = 1);

        for (var use = 0; use < 20; use++)
        {
            await using var who = app.CreateCommand("select current_user::text");
            Assert.Equal(DatabaseServer.AppRole, await who.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_without_the_password()
    {
        var options = new ServerOptions { Folder = _folder, Database = "Host=/nowhere;Database=q;Username=u;Password=very-secret" };

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => DatabaseServer.StartAsync(options, CancellationToken.None));

        Assert.Contains("/nowhere", refused.Words.En);
        Assert.DoesNotContain("very-secret", refused.ToString());
    }

    [Fact]
    public async Task A_connection_that_cannot_be_read_is_answered_with_an_example()
    {
        var options = new ServerOptions { Folder = _folder, Database = "postgres://somewhere" };

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => DatabaseServer.StartAsync(options, CancellationToken.None));

        Assert.Contains("Host=", refused.Words.Zh);
    }

    [Fact]
    public async Task A_database_that_does_not_know_Chinese_letters_is_refused()
    {
        await using var db = await TestDatabase.EmptyAsync();
        await db.ExecuteAsync($"create database {db.Name}_c template template0 locale 'C' locale_provider libc");
        try
        {
            var options = new ServerOptions { Folder = _folder, Database = db.OwnerConnection.Replace(db.Name, db.Name + "_c") };

            var refused = await Assert.ThrowsAsync<ServerFaultException>(() => DatabaseServer.StartAsync(options, CancellationToken.None));

            Assert.Contains("icu_locale 'zh-CN'", refused.Words.En);
        }
        finally
        {
            await db.ExecuteAsync($"drop database {db.Name}_c with (force)");
        }
    }

    public void Dispose() => TestServer.Remove(_folder.Root);

    internal static async Task<DatabaseServer> ReachAsync(TestDatabase db, DataFolder folder)
    {
        var name = db.Name + "_owner";
        await db.ExecuteAsync($"create role {name} login createrole; alter database {db.Name} owner to {name}; alter schema public owner to {name}; grant qinglian_app to {name} with admin option, inherit false, set true");
        var settings = new NpgsqlConnectionStringBuilder(db.OwnerConnection) { Username = name };
        return await DatabaseServer.StartAsync(new() { Folder = folder, Database = settings.ConnectionString }, CancellationToken.None);
    }

    private Task<DatabaseServer> ReachAsync(TestDatabase db) => ReachAsync(db, _folder);
}
