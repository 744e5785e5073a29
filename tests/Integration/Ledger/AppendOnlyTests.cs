using Npgsql;

namespace Qinglian.Tests.Integration.Ledger;

/// <summary>What the program's own login may not do, whatever code runs under it; and what not even the owner does by accident.</summary>
public sealed class AppendOnlyTests
{
    public static TheoryData<string> Changes =>
    [
        "update ledger_line set action = 'x'", "delete from ledger_line", "truncate ledger_line",
        "update ledger_leaf set position = position", "delete from ledger_leaf", "truncate ledger_leaf",
        "update ledger_node set hash = hash", "delete from ledger_node",
        "update ledger_checkpoint set note = 'x'", "delete from ledger_checkpoint",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task The_owner_is_refused_by_the_triggers(string sql) => Assert.Contains("append-only", (await RefusedAsync(sql, owner: true)).MessageText, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Changes))]
    [InlineData("update ledger_content set content = '{}'")]
    [InlineData("delete from ledger_content")]
    [InlineData("truncate ledger_pending")]
    [InlineData("update ledger_pending set line_id = 1")]
    [InlineData("alter table ledger_line disable trigger all")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("delete from dossier")]
    [InlineData("create table evidence (x int)")]
    public async Task The_program_may_not_even_try(string sql) => Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await RefusedAsync(sql, owner: false)).SqlState);

    [Theory]
    [InlineData("update dossier set title = 'x'", "new revision")]
    [InlineData("update dossier set title = 'x', revision = revision + 1", "no line in the ledger")]
    [InlineData("update dossier set revision = 1", "new revision")]
    public async Task A_dossier_does_not_change_without_its_line(string sql, string why)
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => scene.Database.ExecuteAsync(sql));

        Assert.Contains(why, refused.MessageText, StringComparison.Ordinal);
        Assert.True((await scene.VerifyAsync()).Intact);
    }

    [Theory]
    [InlineData("delete from duty_grant")]
    [InlineData("update duty_grant set duty = 'leader'")]
    [InlineData("update setting set value = '1'")]
    public async Task A_register_keeps_what_was_recorded(string sql)
    {
        await using var scene = await LedgerScene.WithOrdersAsync(0);
        await scene.Database.ExecuteAsync("insert into setting (code, version, value, reason, changed_by, changed_at) values ('x', 1, '1', 'x', gen_random_uuid(), now())");

        await Assert.ThrowsAsync<PostgresException>(() => scene.Database.ExecuteAsync(sql));
    }

    private static async Task<PostgresException> RefusedAsync(string sql, bool owner)
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        await using var command = (owner ? scene.Database.Owner : scene.Database.App).CreateCommand(sql);
        return await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
    }
}
