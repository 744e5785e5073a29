using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server.Backups;

/// <summary>
/// Brings a backup back into an empty data folder (and, for an ordinary server, an empty database). Every file is checked and
/// the database has started from it once before anything stands where the program looks for it.
/// </summary>
public sealed class Restore(IReadOnlyList<Migration> schema, TimeProvider time, ILogger? log = null)
{
    internal const string Prefix = ".restoring-";

    private readonly Migrator _migrator = new(schema);
    private readonly ILogger _log = log ?? NullLogger.Instance;

    public async Task<Manifest> RunAsync(string archive, DataFolder target, Passphrase? passphrase, CancellationToken cancel, string? database = null)
    {
        if (File.Exists(target.Root) || (Directory.Exists(target.Root) && Directory.EnumerateFileSystemEntries(target.Root).Any()))
            throw new ServerFaultException(new(
                $"{target.Root} 不是空文件夹。恢复只写入空文件夹，以免覆盖现有数据。", $"{target.Root} is not an empty folder. A restore only writes into an empty one, so that nothing is overwritten."));
        var made = !Directory.Exists(target.Root);
        Unix.CreateFolder(target.Root, Unix.ClusterParent);
        // Inside the target, so that moving it into place stays on one disk even where the target is one of its own.
        var work = Path.Combine(target.Root, Prefix + RandomNumberGenerator.GetHexString(8, lowercase: true));
        try
        {
            Unix.CreateFolder(work, Unix.ClusterParent);
            var unpacked = Path.Combine(work, "unpacked");
            var ready = new DataFolder(Path.Combine(work, "ready"));
            Unix.CreateFolder(unpacked, Unix.ClusterParent);
            var manifest = await ArchiveReader.UnpackAsync(archive, unpacked, passphrase, cancel);
            if (Directory.Exists(Path.Combine(unpacked, "files")))
                Directory.Move(Path.Combine(unpacked, "files"), ready.Root);
            else
                Unix.CreateFolder(ready.Root, Unix.ClusterParent);
            Unix.SetMode(ready.Root, Unix.ClusterParent);
            await PrepareAsync(manifest, unpacked, ready, database, cancel);
            // The cluster last: a folder without one is not mistaken for a whole restore.
            foreach (var path in Directory.EnumerateFileSystemEntries(ready.Root).OrderBy(path => path == ready.Postgres))
                Directory.Move(path, Path.Combine(target.Root, Path.GetFileName(path)));
            return manifest;
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
            if (made && !Directory.EnumerateFileSystemEntries(target.Root).Any())
                Directory.Delete(target.Root);
        }
    }

    private async Task PrepareAsync(Manifest manifest, string unpacked, DataFolder ready, string? database, CancellationToken cancel)
    {
        if (manifest.Kind == BackupKind.Cluster)
        {
            if (database is not null)
                throw new ServerFaultException(new(
                    "这是内置数据库的整体备份，不能恢复到普通服务器。请先恢复到 --data，再用“备份 --rows”导出。",
                    "This is a backup of the embedded cluster and does not go into an ordinary server. Restore it with --data and export it with backup --rows."));
            Unix.CreateFolder(ready.Postgres, Unix.ClusterParent);
            var cluster = Path.Combine(ready.Postgres, "pgdata");
            Directory.Move(Path.Combine(unpacked, "cluster"), cluster);
            Account.For(cluster, null)?.OwnAll(cluster);
        }
        await using var server = await DatabaseServer.StartAsync(new() { Folder = ready, Database = database, Log = _log, Time = time }, cancel);
        await using var owner = server.OpenOwner();
        if (manifest.Kind == BackupKind.Rows)
        {
            await RequireEmptyAsync(owner, cancel);
            await _migrator.ApplyAsync(owner, cancel, only: manifest.Migrations.ToHashSet(StringComparer.Ordinal));
            await RequireSameSchemaAsync(manifest, owner, cancel);
            await RowImport.ReadAsync(manifest, unpacked, owner, cancel);
        }
        else
            await RequireSameSchemaAsync(manifest, owner, cancel);
    }

    private static async Task RequireEmptyAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        if (await RowExport.ListAsync(connection, RowExport.Tables, row => row.GetString(1), cancel) is [var table, ..])
            throw new ServerFaultException(new(
                $"目标数据库不是空的（已有数据表 {table}）。恢复只写入空数据库。", $"The target database is not empty (it has the table {table}). A restore only writes into an empty one."));
    }

    private static async Task RequireSameSchemaAsync(Manifest manifest, NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        var there = await RowExport.ListAsync(connection, "select name from schema_migration", row => row.GetString(0), cancel);
        if (manifest.Migrations.Except(there).FirstOrDefault() is { } missing)
            throw new ServerFaultException(new(
                $"这个备份由更新的版本制作（{missing}），请用新版本恢复。", $"This backup was made by a later version ({missing}); restore it with that version."));
    }
}
