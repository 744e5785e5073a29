using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <summary>Writes the next version of something known by a name (a setting, a year) with its line in the ledger, in one transaction.</summary>
internal sealed class VersionedRows(NpgsqlDataSource database, LocalTime time)
{
    /// <summary>What the ledger knows it by: made from the name, so that the same name has the same chain on every installation (UUID version 8).</summary>
    public static Guid SubjectOf(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <param name="newest">Asks for the version there is.</param>
    /// <param name="insert">Writes the row of the version it is given.</param>
    /// <param name="seen">The version the person had before them; null: whatever there is.</param>
    /// <returns>False where somebody was quicker.</returns>
    public async Task<bool> WriteAsync(
        string name, string action, object content, LineKind kind, int? seen, Actor actor, NpgsqlBatchCommand newest, Func<int, DateTimeOffset, NpgsqlBatchCommand> insert, CancellationToken cancel)
    {
        var subject = SubjectOf(name);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var begin = new NpgsqlBatch(connection);
        begin.BeginAs(actor);
        begin.Add("select pg_advisory_xact_lock(hashtextextended($1, 0))", P(name));
        await begin.ExecuteNonQueryAsync(cancel);

        // Read after the lock is held, so that it is what the writer before has left.
        await using var ask = new NpgsqlBatch(connection);
        ask.BatchCommands.Add(newest);
        ask.Add("select nextval('ledger_line_id')");
        ask.Add("select hash from ledger_line where subject = $1 and kind in ('Register', 'Setting') order by revision desc limit 1", P(subject));
        int version;
        long line;
        Digest? previous = null;
        await using (var reader = await ask.ExecuteReaderAsync(cancel))
        {
            await reader.ReadAsync(cancel);
            version = reader.GetInt32(0);
            await reader.NextResultAsync(cancel);
            await reader.ReadAsync(cancel);
            line = reader.GetInt64(0);
            await reader.NextResultAsync(cancel);
            if (await reader.ReadAsync(cancel)) previous = new(reader.GetFieldValue<byte[]>(0));
        }

        if (seen is { } expected && expected != version) return false;

        var now = time.Now;
        var kept = LedgerContent.Of(line, ContentJson.Write(content));
        await using var write = new NpgsqlBatch(connection);
        LedgerRows.AddInsert(write, new()
        {
            Id = line, At = now, Actor = actor.Id.Value, Kind = kind, Subject = subject, Revision = version + 1, Procedure = name, Action = action, Commitment = kept.Commitment(), Previous = previous,
        }, kept);
        write.BatchCommands.Add(insert(version + 1, now));
        write.Add("commit");
        await write.ExecuteNonQueryAsync(cancel);
        return true;
    }
}
