using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Npgsql;
using Qinglian.Kernel;

namespace Qinglian.Data.Server.Backups;

/// <summary>Makes a backup while the program goes on working: the database as of one moment, then the keys and attachments it refers to.</summary>
public sealed class Backup(DatabaseServer server, DataFolder folder, TimeProvider time)
{
    /// <summary>
    /// Writes <paramref name="file"/>, which must not exist. Without a passphrase anybody who gets the file can read everything in it.
    /// </summary>
    /// <param name="kind">Null takes the quick way where the server is embedded, else the rows.</param>
    public async Task<Manifest> CreateAsync(string file, Passphrase? passphrase, CancellationToken cancel, BackupKind? kind = null)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target))
            throw new ServerFaultException(new($"{target} 已经存在，不会覆盖。请换一个文件名。", $"{target} exists already and is not overwritten. Choose another name."));
        var chosen = kind ?? (server.Cluster is null ? BackupKind.Rows : BackupKind.Cluster);
        if (chosen == BackupKind.Cluster && server.Cluster is null)
            throw new ServerFaultException(new("普通数据库服务器只能按行导出。", "An ordinary server can only be backed up as rows."));

        var unfinished = $"{target}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.partial";
        try
        {
            var manifest = await WriteAsync(unfinished, target, chosen, passphrase, cancel);
            // On the disk before it gets the name that says it is whole.
            using (SafeFileHandle written = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(written);
            File.Move(unfinished, target);
            return manifest;
        }
        catch (Exception fault) when (fault is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new ServerFaultException(new($"不能写入 {target}：{fault.Message}", $"Cannot write {target}: {fault.Message}"), fault);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }

    private async Task<Manifest> WriteAsync(string unfinished, string target, BackupKind kind, Passphrase? passphrase, CancellationToken cancel)
    {
        await using var owner = server.OpenOwner();
        var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024);
        Unix.SetMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var archive = new ArchiveWriter(file, passphrase, time.GetUtcNow());
        var manifest = new Manifest
        {
            Kind = kind,
            MadeAt = time.GetUtcNow(),
            Program = typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Postgres = await AskAsync(owner, "select current_setting('server_version')", cancel),
            Migrations = (await AskAsync(owner, "select coalesce(string_agg(name, chr(10) order by name), '') from schema_migration", cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        };
        if (kind == BackupKind.Cluster)
            await ClusterBackup.WriteAsync(archive, owner, server.Cluster!, cancel);
        else
        {
            var (tables, counters) = await RowExport.WriteAsync(archive, owner, cancel);
            manifest = manifest with { Tables = tables, Counters = counters };
        }
        // After the database: whatever it refers to is on the disk by now.
        await AddFilesAsync(archive, folder.Root, "files", path => path == target || path == unfinished, cancel);
        return await archive.FinishAsync(manifest, cancel);
    }

    private async Task AddFilesAsync(ArchiveWriter archive, string from, string name, Func<string, bool> except, CancellationToken cancel)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(from).Order(StringComparer.Ordinal))
        {
            if (path == folder.Postgres || path == folder.Backups || except(path) || Path.GetFileName(path).StartsWith(Restore.Prefix, StringComparison.Ordinal))
                continue;
            var entry = $"{name}/{Path.GetFileName(path)}";
            if (File.GetAttributes(path).HasFlag(FileAttributes.Directory))
            {
                await archive.AddFolderAsync(entry, cancel);
                await AddFilesAsync(archive, path, entry, except, cancel);
            }
            else
                await archive.AddFileAsync(entry, path, cancel);
        }
    }

    private static async Task<string> AskAsync(NpgsqlDataSource owner, string sql, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
}
