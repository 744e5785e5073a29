using Npgsql;
using Qinglian.Data.Server;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Server;

public sealed class MigratorTests
{
    private static readonly IReadOnlyList<Migration> Ours = Migration.Of(typeof(MigratorTests).Assembly);

    [Fact]
    public void Files_come_in_the_order_of_the_assemblies_and_then_of_their_numbers()
    {
        var names = Migration.Of(typeof(Migrator).Assembly, typeof(MigratorTests).Assembly, typeof(Migrator).Assembly).Select(migration => migration.Name).ToList();

        Assert.Equal("Data/0001_basics.sql", names[0]);
        Assert.Equal(["Tests.Integration/0001_first.sql", "Tests.Integration/0002_second.sql"], names[^2..]);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task Each_file_is_applied_once()
    {
        await using var db = await TestDatabase.EmptyAsync();
        var seen = new List<string>();

        Assert.Equal(2, await new Migrator(Ours).ApplyAsync(db.Owner, CancellationToken.None, new Reports(seen)));
        Assert.Equal(0, await new Migrator(Ours).ApplyAsync(db.Owner, CancellationToken.None, new Reports(seen)));

        Assert.Equal(["1/2 Tests.Integration/0001_first.sql", "2/2 Tests.Integration/0002_second.sql"], seen);
        Assert.Equal(4, await db.AskAsync<int>("select doubled(2)"));
    }

    [Fact]
    public async Task The_whole_schema_is_applied_to_an_empty_database()
    {
        await using var db = await TestDatabase.EmptyAsync();

        Assert.Equal(TestServer.Schema.Count, await new Migrator(TestServer.Schema).ApplyAsync(db.Owner, CancellationToken.None));
    }

    [Fact]
    public async Task Many_programs_that_start_at_once_apply_each_file_once()
    {
        await using var db = await TestDatabase.EmptyAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using var own = NpgsqlDataSource.Create(db.OwnerConnection + ";Pooling=false");
            return await new Migrator(TestServer.Schema).ApplyAsync(own, CancellationToken.None);
        })));

        Assert.Equal(TestServer.Schema.Count, applied.Sum());
        Assert.Equal((long)TestServer.Schema.Count, await db.AskAsync<long>("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task An_applied_file_that_was_changed_is_refused()
    {
        await using var db = await TestDatabase.EmptyAsync();
        await new Migrator(Ours).ApplyAsync(db.Owner, CancellationToken.None);
        var changed = new Migration(Ours[0].Name, Ours[0].Sql + "\n-- one more word");

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => new Migrator([changed, Ours[1]]).ApplyAsync(db.Owner, CancellationToken.None));

        Assert.Contains("0001_first.sql was changed", refused.Words.En);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused()
    {
        await using var db = await TestDatabase.EmptyAsync();
        await new Migrator(Ours).ApplyAsync(db.Owner, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => new Migrator([Ours[0]]).ApplyAsync(db.Owner, CancellationToken.None));

        Assert.Contains("later version", refused.Words.En);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind_and_says_where()
    {
        await using var db = await TestDatabase.EmptyAsync();
        var broken = new Migration("Tests/0003_broken.sql", "create table half (id int);\n\ninsert into half values ('x');\n");

        var refused = await Assert.ThrowsAsync<ServerFaultException>(() => new Migrator([broken]).ApplyAsync(db.Owner, CancellationToken.None));

        Assert.Contains("Tests/0003_broken.sql failed (near line 3)", refused.Words.En);
        Assert.True(await db.AskAsync<bool>("select to_regclass('half') is null"));
        Assert.Equal(0, await new Migrator([]).ApplyAsync(db.Owner, CancellationToken.None));
    }

    private sealed class Reports(List<string> seen) : IProgress<MigrationApplied>
    {
        public void Report(MigrationApplied value) => seen.Add($"{value.Number}/{value.Count} {value.Name}");
    }
}
