using System.Globalization;
using System.Text;
using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server.Backups;

/// <summary>Puts the rows of a backup into a database that has the same schema, in one transaction: all of them or none.</summary>
internal static class RowImport
{
    // What would object to rows arriving in another order than they were made. Each statement undoes what the other does.
    private const string Obstacles =
        """
        select format('alter table %s drop constraint %I', conrelid::regclass, conname),
               format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where contype = 'f' and conparentid = 0
        union all
        select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
               format('alter table %s enable %s trigger %I', tgrelid::regclass, case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname)
        from pg_trigger where not tgisinternal and tgparentid = 0 and tgenabled <> 'D'
        union all
        select format('alter table %s no force row level security', oid::regclass), format('alter table %s force row level security', oid::regclass)
        from pg_class where relforcerowsecurity
        """;

    public static async Task ReadAsync(Manifest manifest, string unpacked, NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var all = await connection.BeginTransactionAsync(cancel);
        await RunAsync(connection, RowExport.PlainForms, cancel);
        var there = await RowExport.ListAsync(connection, RowExport.Tables, row => RowExport.Quote(row.GetString(0), row.GetString(1)), cancel);
        var expected = manifest.Tables.Select(table => RowExport.Quote(table.Schema, table.Name)).ToList();
        if (!expected.Order(StringComparer.Ordinal).SequenceEqual(there.Order(StringComparer.Ordinal)))
            throw new ServerFaultException(new(
                $"备份中的数据表与数据库结构不一致：{string.Join("、", expected.Except(there).Union(there.Except(expected)))}",
                $"The tables of the backup differ from the schema: {string.Join(", ", expected.Except(there).Union(there.Except(expected)))}"));

        var obstacles = await RowExport.ListAsync(connection, Obstacles, row => (Away: row.GetString(0), Back: row.GetString(1)), cancel);
        foreach (var (away, _) in obstacles)
            await RunAsync(connection, away, cancel);
        // Migrations may have put first rows in; the backup has them as they became.
        if (expected.Count > 0)
            await RunAsync(connection, $"truncate {string.Join(", ", expected)}", cancel);
        foreach (var table in manifest.Tables)
            await ReadAsync(table, unpacked, connection, cancel);
        foreach (var counter in manifest.Counters)
            await RunAsync(connection, string.Create(CultureInfo.InvariantCulture,
                $"select setval('{RowExport.Quote(counter.Schema, counter.Name).Replace("'", "''", StringComparison.Ordinal)}', {counter.Value}, {counter.Used})"), cancel);
        foreach (var (_, back) in obstacles)
            await RunAsync(connection, back, cancel);
        foreach (var view in await RowExport.ListAsync(connection, "select format('refresh materialized view %I.%I', schemaname, matviewname) from pg_matviews", row => row.GetString(0), cancel))
            await RunAsync(connection, view, cancel);
        await all.CommitAsync(cancel);
        await RunAsync(connection, "analyze", cancel);
    }

    private static async Task ReadAsync(BackedUpTable table, string unpacked, NpgsqlConnection connection, CancellationToken cancel)
    {
        if (table.Columns.Count == 0)
            return;
        var name = RowExport.Quote(table.Schema, table.Name);
        await using (var rows = await connection.BeginTextImportAsync($"copy {name} ({RowExport.Columns(table.Columns)}) from stdin", cancel))
        {
            var characters = new char[64 * 1024];
            for (var part = 1; part <= table.Parts; part++)
            {
                using var reader = new StreamReader(Path.Combine(unpacked, table.Part(part)), Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
                while (await reader.ReadAsync(characters, cancel) is > 0 and var read)
                    await rows.WriteAsync(characters.AsMemory(0, read), cancel);
            }
        }
        await using var count = new NpgsqlCommand($"select count(*) from {name}", connection) { CommandTimeout = 0 };
        var arrived = (long)(await count.ExecuteScalarAsync(cancel))!;
        if (arrived != table.Rows)
            throw new ServerFaultException(new(
                $"{name} 应有 {table.Rows} 行，实际 {arrived} 行。没有恢复任何内容。", $"{name} should have {table.Rows} rows but got {arrived}. Nothing was restored."));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
