using System.Diagnostics;
using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Brings the schema up to date: each file once, in its own transaction, whoever else starts at the same time.</summary>
public sealed class Migrator(IReadOnlyList<Migration> migrations)
{
    // "QINGLIAN" in ASCII.
    private const long Lock = 0x51494E474C49414E;
    private const string Quote = "$qinglian_migration$", Text = "$qinglian_sql$";

    /// <summary>Applies what is outstanding and says how much that was; <paramref name="only"/> limits it to the named files (an import needs an earlier schema).</summary>
    /// <exception cref="ServerFaultException">The database does not belong to this version, or a file fails.</exception>
    public async Task<int> ApplyAsync(
        NpgsqlDataSource owner, CancellationToken cancel, IProgress<MigrationApplied>? progress = null, IReadOnlySet<string>? only = null)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancel);
        try
        {
            await ExecuteAsync(connection, "create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())", cancel);
            var outstanding = Outstanding(await AppliedAsync(connection, cancel));
            if (only is not null)
                outstanding.RemoveAll(migration => !only.Contains(migration.Name));
            for (var i = 0; i < outstanding.Count; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await ApplyAsync(connection, outstanding[i], cancel);
                progress?.Report(new(outstanding[i].Name, i + 1, outstanding.Count, Stopwatch.GetElapsedTime(began)));
            }
            // New enums, ltree and the like have numbers this data source does not know yet.
            if (outstanding.Count > 0)
                await connection.ReloadTypesAsync(cancel);
            return outstanding.Count;
        }
        finally
        {
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
                await ExecuteAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private List<Migration> Outstanding(Dictionary<string, string> applied)
    {
        var known = migrations.ToDictionary(migration => migration.Name, StringComparer.Ordinal);
        if (applied.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } later)
            throw new ServerFaultException(new(
                $"这个数据库由更新的版本使用过（{later}）。请使用新版本，或恢复升级前的备份。",
                $"This database was used by a later version ({later}). Use that version, or restore the backup made before the upgrade."));
        if (migrations.FirstOrDefault(m => applied.TryGetValue(m.Name, out var sha) && sha != m.Sha256) is { } changed)
            throw new ServerFaultException(new(
                $"{changed.Name} 在执行之后被改动过。已执行的数据库脚本不能修改，请新增一个编号更大的脚本。",
                $"{changed.Name} was changed after it had been applied. An applied script is never edited: add one with a higher number."));
        return [.. migrations.Where(migration => !applied.ContainsKey(migration.Name))];
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var ask = new NpgsqlCommand("select name, sha256 from schema_migration order by name", connection);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            applied[rows.GetString(0)] = rows.GetString(1);
        return applied;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancel)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            // PostgreSQL itself reads the file: the driver would cut it at every semicolon, also within "begin atomic … end".
            await ExecuteAsync(connection, $"do {Quote} begin execute {Text}{migration.Sql}{Text}; end {Quote}", cancel);
            await using var record = new NpgsqlCommand("insert into schema_migration (name, sha256) values ($1, $2)", connection)
            {
                Parameters = { new() { Value = migration.Name }, new() { Value = migration.Sha256 } },
            };
            await record.ExecuteNonQueryAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (PostgresException fault)
        {
            var line = migration.Sql.AsSpan(0, Math.Clamp(fault.InternalPosition, 0, migration.Sql.Length)).Count('\n') + 1;
            throw new ServerFaultException(new(
                $"数据库脚本 {migration.Name} 执行失败（第 {line} 行附近），没有留下任何改动：{fault.MessageText} {fault.Hint}",
                $"The database script {migration.Name} failed (near line {line}) and left nothing changed: {fault.MessageText} {fault.Hint}"), fault);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
