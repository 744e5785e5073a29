using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Attachments;

/// <summary>Keeps files encrypted in the data folder and what is known of them in the database.</summary>
internal sealed class AttachmentStore(NpgsqlDataSource database, DataFolder folder, Vault vault, LocalTime time) : IAttachments
{
    private const string Columns = "id, dossier_id, name, media_type, size, sha256, uploaded_by, uploaded_at";
    private const int LongestName = 200;

    public long MaxBytes => 50L * 1024 * 1024;

    public async Task<(FileId? File, Refusal? Refusal)> KeepAsync(Stream content, string name, string mediaType, Actor actor, CancellationToken cancel)
    {
        var clean = CleanName(name);
        var id = new FileId(Kernel.Ids.New(time.Now));
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PlainFingerprint print;
        try
        {
            var forOwnerOnly = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows()) forOwnerOnly.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var target = new FileStream(path + ".new", forOwnerOnly);
            await using var bounded = new BoundedStream(content, MaxBytes);
            print = await vault.SealAsync(bounded, target, Context(id), Padding.None, cancel);
            target.Flush(flushToDisk: true);
        }
        catch (TooLongException)
        {
            File.Delete(path + ".new");
            return (null, new Unfit(new Words("文件“{0}”超过 {1} MB。", "The file “{0}” is larger than {1} MB.").With(clean, MaxBytes / 1024 / 1024)));
        }
        catch
        {
            File.Delete(path + ".new");
            throw;
        }

        if (print.Length == 0)
        {
            File.Delete(path + ".new");
            return (null, new Unfit(new Words("文件“{0}”是空的。", "The file “{0}” is empty.").With(clean)));
        }

        File.Move(path + ".new", path);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add("insert into attachment (id, name, media_type, size, sha256, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7)",
            P(id.Value), P(clean), P(mediaType), P(print.Length), P(print.Sha256.ToArray()), P(actor.Id.Value), P((DateTimeOffset?)time.Now));
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync(cancel);
        return (id, null);
    }

    public async Task<Attachment?> FindAsync(FileId file, Actor actor, CancellationToken cancel) =>
        await ListAsync("where id = $1", P(file.Value), actor, cancel) is [var found] ? found : null;

    public Task<IReadOnlyList<Attachment>> OfAsync(Guid dossier, Actor actor, CancellationToken cancel) => ListAsync("where dossier_id = $1 order by id", P(dossier), actor, cancel);

    public async Task ReadAsync(Attachment attachment, Stream target, CancellationToken cancel)
    {
        await using var source = new FileStream(PathOf(attachment.Id), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await vault.OpenAsync(source, target, Context(attachment.Id), cancel);
    }

    internal string PathOf(FileId id)
    {
        var name = id.Value.ToString("N");
        return Path.Combine(folder.Attachments, name[^2..], name);
    }

    private static VaultContext Context(FileId id) => new("attachment", id.Value, "content", 1);

    // A name from outside is only ever shown, never used as a path; what could disguise its ending is taken out.
    private static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)]).Trim();
        return clean.Length == 0 ? "file" : clean.Length > LongestName ? clean[^LongestName..] : clean;
    }

    private async Task<IReadOnlyList<Attachment>> ListAsync(string rest, NpgsqlParameter parameter, Actor actor, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add($"select {Columns} from attachment {rest}", parameter);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var found = new List<Attachment>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new(new(reader.GetGuid(0)), reader.IsDBNull(1) ? null : reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4),
                new(reader.GetFieldValue<byte[]>(5)), new(reader.GetGuid(6)), reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return found;
    }
}

/// <summary>Removes files that were handed in and never placed in a dossier.</summary>
internal sealed class StrayFilesJob(NpgsqlDataSource database, AttachmentStore store) : IJob
{
    public string Code => "stray-files";
    public Words Name { get; } = new("清理未归入案卷的文件", "Files placed nowhere");
    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("select remove_stray_attachments($1)", connection) { Parameters = { P((DateTimeOffset?)run.At.AddDays(-1)) } };
        var removed = (Guid[])(await command.ExecuteScalarAsync(cancel))!;
        foreach (var id in removed) File.Delete(store.PathOf(new(id)));
    }
}
