using System.Data;
using System.Text;
using Npgsql;

namespace Qinglian.Data.Server.Backups;

/// <summary>Writes the rows of every table as they are at one moment.</summary>
internal static class RowExport
{
    // Held in memory, so that no plain copy of an encrypted backup ever lies on the disk.
    private const int PartSize = 8 * 1024 * 1024;

    /// <summary>How values are written; the same on the way back.</summary>
    public const string PlainForms =
        "set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local extra_float_digits = 3; set local bytea_output = 'hex'; set local row_security = off";

    /// <summary>The product's tables: not the system's, not an extension's; a partitioned table stands for its partitions.</summary>
    public const string Tables =
        """
        select n.nspname::text, c.relname::text,
               array(select a.attname::text from pg_attribute a
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
          and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema' and c.relname <> 'schema_migration'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by 1, 2
        """;

    public static async Task<(IReadOnlyList<BackedUpTable>, IReadOnlyList<BackedUpCounter>)> WriteAsync(
        ArchiveWriter archive, NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await using (var forms = new NpgsqlCommand("set transaction read only; set local idle_in_transaction_session_timeout = 0;" + PlainForms, connection))
            await forms.ExecuteNonQueryAsync(cancel);

        var tables = new List<BackedUpTable>();
        foreach (var table in await ListAsync(connection, Tables, row => new BackedUpTable(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), 0, 0), cancel))
            tables.Add(await WriteAsync(archive, connection, table, cancel));
        var counters = await ListAsync(
            connection, "select schemaname::text, sequencename::text, coalesce(last_value, start_value), last_value is not null from pg_sequences order by 1, 2",
            row => new BackedUpCounter(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetBoolean(3)), cancel);
        return (tables, counters);
    }

    private static async Task<BackedUpTable> WriteAsync(ArchiveWriter archive, NpgsqlConnection connection, BackedUpTable table, CancellationToken cancel)
    {
        // A table without columns of its own has nothing to copy.
        if (table.Columns.Count == 0)
            return table;
        using var rows = await connection.BeginTextExportAsync($"copy (select {Columns(table.Columns)} from {Quote(table.Schema, table.Name)}) to stdout", cancel);
        var encoder = Encoding.UTF8.GetEncoder();
        var characters = new char[64 * 1024];
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(characters.Length)];
        using var part = new MemoryStream();
        long count = 0;
        var parts = 0;
        int read;
        do
        {
            read = await rows.ReadAsync(characters, cancel);
            var length = encoder.GetBytes(characters.AsSpan(0, read), bytes, flush: read == 0);
            // Line ends within a value are written as \n, so each one here ends a row.
            count += bytes.AsSpan(0, length).Count((byte)'\n');
            part.Write(bytes, 0, length);
            if (part.Length > 0 && (part.Length >= PartSize || read == 0))
            {
                await archive.AddAsync(table.Part(++parts), part.ToArray(), cancel);
                part.SetLength(0);
            }
        }
        while (read > 0);
        return table with { Parts = parts, Rows = count };
    }

    public static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var list = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            list.Add(read(rows));
        return list;
    }

    public static string Columns(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    public static string Quote(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
