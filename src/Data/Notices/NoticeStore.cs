using System.Security.Cryptography;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Notices;

/// <summary>The inbox and the wishes of each person.</summary>
internal sealed class NoticeStore(NpgsqlDataSource database, LocalTime time) : INotices, INoticePreferences
{
    public async Task<int> UnreadAsync(Actor actor, CancellationToken cancel)
    {
        await using var reader = await AskAsync(actor, "select count(*)::int from notice where person = $1 and read_at is null", cancel, P(actor.Id.Value));
        await reader.ReadAsync(cancel);
        return reader.Row.GetInt32(0);
    }

    public async Task<IReadOnlyList<InboxNotice>> ListAsync(Actor actor, long? before, int take, CancellationToken cancel)
    {
        await using var reader = await AskAsync(actor, "select id, dossier_id, zh, en, at, read_at from notice where person = $1 and id < $2 order by id desc limit $3", cancel,
            P(actor.Id.Value), P(before ?? long.MaxValue), P(take));
        var found = new List<InboxNotice>();
        while (await reader.ReadAsync(cancel))
        {
            var row = reader.Row;
            found.Add(new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1), new(row.GetString(2), row.GetString(3)), row.GetFieldValue<DateTimeOffset>(4), row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5)));
        }

        return found;
    }

    public async Task ReadAsync(Actor actor, long? notice, DateTimeOffset at, CancellationToken cancel)
    {
        await using var reader = await AskAsync(actor, "update notice set read_at = $2 where person = $1 and read_at is null and ($3::bigint is null or id = $3)", cancel,
            P(actor.Id.Value), P((DateTimeOffset?)at), new() { Value = (object?)notice ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
    }

    public async Task<NoticePreference> OfAsync(PersonId person, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select email, by_email, quiet_from, quiet_until from notice_preference where person = $1");
        command.Parameters.Add(P(person.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new(reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetBoolean(1), reader.GetFieldValue<TimeOnly>(2), reader.GetFieldValue<TimeOnly>(3))
            : NoticePreference.Usual;
    }

    public async Task SaveAsync(NoticePreference preference, Actor actor, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "insert into notice_preference (person, email, by_email, quiet_from, quiet_until, stop_token, changed_at) values ($1, $2, $3, $4, $5, $6, $7) " +
            "on conflict (person) do update set email = $2, by_email = $3, quiet_from = $4, quiet_until = $5, changed_at = $7");
        command.Parameters.Add(P(actor.Id.Value));
        command.Parameters.Add(P(preference.Email));
        command.Parameters.Add(P(preference.ByEmail));
        command.Parameters.Add(P(preference.QuietFrom));
        command.Parameters.Add(P(preference.QuietUntil));
        command.Parameters.Add(P(RandomNumberGenerator.GetHexString(32, lowercase: true)));
        command.Parameters.Add(P((DateTimeOffset?)time.Now));
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task StopAsync(string token, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("update notice_preference set by_email = false, changed_at = $2 where stop_token = $1");
        command.Parameters.Add(P(token));
        command.Parameters.Add(P((DateTimeOffset?)time.Now));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<Answer> AskAsync(Actor actor, string sql, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        var connection = await database.OpenConnectionAsync(cancel);
        var batch = new NpgsqlBatch(connection);
        batch.BeginAs(actor);
        batch.Add(sql, parameters);
        batch.Add("commit");
        var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        return new(connection, batch, reader);
    }

    private sealed record Answer(NpgsqlConnection Connection, NpgsqlBatch Batch, NpgsqlDataReader Row) : IAsyncDisposable
    {
        public Task<bool> ReadAsync(CancellationToken cancel) => Row.ReadAsync(cancel);

        public async ValueTask DisposeAsync()
        {
            await Row.DisposeAsync();
            await Batch.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
