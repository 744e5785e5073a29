using Npgsql;

namespace Qinglian.Data.Server.Backups;

/// <summary>Copies a running cluster's files; the write-ahead log that goes with them makes them one moment when they are restored.</summary>
internal static class ClusterBackup
{
    // What PostgreSQL makes anew at every start; the folders themselves must be there.
    private static readonly HashSet<string> EmptyFolders =
        ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];
    private static readonly HashSet<string> LeftOut =
        ["postmaster.pid", "postmaster.opts", "current_logfiles", "backup_label", "backup_label.old", "tablespace_map", "tablespace_map.old", "pg_internal.init"];

    public static async Task WriteAsync(ArchiveWriter archive, NpgsqlDataSource owner, string cluster, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        // The slot keeps the log from being recycled while we copy; it vanishes with the connection.
        await AskAsync(connection, "select 1 from pg_create_physical_replication_slot('qinglian_backup_' || pg_backend_pid(), true, true)", cancel);
        var first = (await AskAsync(connection, "select pg_walfile_name(pg_backup_start('qinglian', fast => true))", cancel))[0];

        await CopyFolderAsync(archive, cluster, "", cancel);
        await archive.AddAsync("cluster/global/pg_control", await ReadSteadyAsync(Path.Combine(cluster, "global", "pg_control"), cancel), cancel);

        var stop = await AskAsync(connection, "select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(wait_for_archive => false)", cancel);
        await archive.AddAsync("cluster/backup_label", System.Text.Encoding.UTF8.GetBytes(stop[1]), cancel);
        if (stop[2].Length > 0)
            throw new NotSupportedException("The embedded cluster has a tablespace; back it up as rows.");
        var log = Path.Combine(cluster, "pg_wal");
        foreach (var segment in Directory.EnumerateFiles(log).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
            if (segment.Length == 24 && string.CompareOrdinal(segment, first) >= 0 && string.CompareOrdinal(segment, stop[0]) <= 0)
                await archive.AddFileAsync("cluster/pg_wal/" + segment, Path.Combine(log, segment), cancel);
    }

    private static async Task CopyFolderAsync(ArchiveWriter archive, string cluster, string below, CancellationToken cancel)
    {
        await archive.AddFolderAsync("cluster" + below, cancel);
        if (EmptyFolders.Contains(Path.GetFileName(below)))
            return;
        foreach (var path in Entries(cluster + below))
        {
            var name = Path.GetFileName(path);
            if (LeftOut.Contains(name) || name.StartsWith("pgsql_tmp", StringComparison.Ordinal) || (below, name) is ("/global", "pg_control"))
                continue;
            try
            {
                if (File.GetAttributes(path).HasFlag(FileAttributes.Directory))
                    await CopyFolderAsync(archive, cluster, $"{below}/{name}", cancel);
                else
                    await archive.AddFileAsync($"cluster{below}/{name}", path, cancel);
            }
            catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
            {
                // Dropped since it was listed; the log says so too.
            }
        }
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    // The one file that recovery reads before the log can mend anything: it is read until it is the same twice.
    private static async Task<byte[]> ReadSteadyAsync(string path, CancellationToken cancel)
    {
        var before = await File.ReadAllBytesAsync(path, cancel);
        while (await File.ReadAllBytesAsync(path, cancel) is var now && !now.AsSpan().SequenceEqual(before))
            before = now;
        return before;
    }

    private static async Task<string[]> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, AllResultTypesAreUnknown = true };
        await using var answer = await command.ExecuteReaderAsync(cancel);
        await answer.ReadAsync(cancel);
        return [.. from column in Enumerable.Range(0, answer.FieldCount) select answer.GetString(column)];
    }
}
