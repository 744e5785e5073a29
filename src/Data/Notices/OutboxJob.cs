using System.Text.Json;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Notices;

/// <summary>A way out of the house. Throws when it did not work; then it is tried again later.</summary>
internal interface IChannel
{
    string Code { get; }
    Task SendAsync(JsonElement payload, CancellationToken cancel);
}

/// <summary>
/// Sends what waits in the outbox, at least once: a row is taken with its lock, sent, and marked in the same transaction, so that a kill
/// at any moment loses nothing. Notices become rows of inboxes (once each, however often they are sent) and letters for those who want them.
/// </summary>
internal sealed class OutboxJob(NpgsqlDataSource database, IDirectory directory, IActors actors, IDossierStore dossiers, INoticePreferences preferences, IEnumerable<IChannel> channels, LocalTime time) : IJob
{
    private const int Batch = 100;
    private const int LastTry = 20;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public string Code => "outbox";
    public Words Name { get; } = new("发送通知", "Outbox");
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        while (await SendSomeAsync(cancel) == Batch)
        {
        }
    }

    private async Task<int> SendSomeAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var waiting = await TakeAsync(connection, cancel);
        foreach (var item in waiting)
        {
            await using var batch = new NpgsqlBatch(connection);
            try
            {
                using var payload = JsonDocument.Parse(item.Payload);
                if (item.Channel == "notice") await DeliverAsync(item, payload.RootElement, batch, cancel);
                else if (channels.FirstOrDefault(c => c.Code == item.Channel) is { } channel) await channel.SendAsync(payload.RootElement, cancel);
                batch.Add("update outbox set done_at = $2, last_error = null where id = $1", P(item.Id), P((DateTimeOffset?)time.Now));
            }
            catch (Exception fault) when (fault is not OperationCanceledException and not NpgsqlException)
            {
                // A letter that never gets through is given up in the end and stays visible as such.
                var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 10 * Math.Pow(2, Math.Min(item.Tries, 20))));
                batch.BatchCommands.Clear();
                batch.Add("update outbox set tries = tries + 1, last_error = $2, next_at = $3, done_at = case when tries + 1 >= $4 then $5 end where id = $1",
                    P(item.Id), P(fault is HttpRequestException { StatusCode: { } status } ? $"HTTP {(int)status}" : fault.GetType().Name), P((DateTimeOffset?)(time.Now + pause)), P(LastTry), P((DateTimeOffset?)time.Now));
            }

            await batch.ExecuteNonQueryAsync(cancel);
        }

        await using var commit = new NpgsqlCommand("commit", connection);
        await commit.ExecuteNonQueryAsync(cancel);
        return waiting.Count;
    }

    private async Task<List<Waiting>> TakeAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add("select o.id, o.channel, o.payload::text, o.dossier_id, o.tries, coalesce((select d.compartment is not null or d.recused is not null from dossier d where d.id = o.dossier_id), false) " +
            "from outbox o where o.done_at is null and o.next_at <= $1 order by o.next_at, o.id limit $2 for update of o skip locked", P((DateTimeOffset?)time.Now), P(Batch));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var waiting = new List<Waiting>();
        while (await reader.ReadAsync(cancel)) waiting.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetGuid(3), reader.GetInt32(4), reader.GetBoolean(5)));
        return waiting;
    }

    private async Task DeliverAsync(Waiting item, JsonElement payload, NpgsqlBatch batch, CancellationToken cancel)
    {
        var notice = payload.Deserialize<NoticePayload>(ContentJson.Options)!;
        foreach (var person in await AddresseesAsync(notice, cancel))
        {
            if (item.Secret && !await MayLearnAsync(item.Dossier!.Value, person, cancel)) continue;
            batch.Add("insert into notice (person, dossier_id, zh, en, at, source) values ($1, $2, $3, $4, $5, $6) on conflict (source, person) do nothing",
                P(person.Value), P(item.Dossier), P(notice.Zh), P(notice.En), P((DateTimeOffset?)time.Now), P(item.Id));
            var wish = await preferences.OfAsync(person, cancel);
            if (wish is { ByEmail: true, Email: { } email } && channels.Any(c => c.Code == EmailChannel.Name))
            {
                batch.Add("insert into outbox (channel, payload, dossier_id, created_at, next_at) values ($1, $2, $3, $4, $5)", P(EmailChannel.Name),
                    Json(JsonSerializer.Serialize(new EmailPayload(person.Value, email, notice.Zh, notice.En), ContentJson.Options)), P(item.Dossier), P((DateTimeOffset?)time.Now), P((DateTimeOffset?)wish.NextTime(time.Now)));
            }
        }
    }

    private async Task<IReadOnlyList<PersonId>> AddresseesAsync(NoticePayload notice, CancellationToken cancel) =>
        notice.Person is { } person ? [new(person)]
        : notice is { Duty: { } duty, Unit: { } unit } && Duties.Find(duty) is { } known ? await directory.HoldersAsync(known, new(unit), cancel)
        : [];

    /// <summary>The holder of a duty may be recused, or outside the compartment: that there is something at all is then not theirs to know.</summary>
    private async Task<bool> MayLearnAsync(Guid dossier, PersonId person, CancellationToken cancel) =>
        await actors.LoadAsync(person, cancel) is { } actor && await dossiers.FindAsync(dossier, actor, cancel) is not null;

    private sealed record Waiting(long Id, string Channel, string Payload, Guid? Dossier, int Tries, bool Secret);
}

/// <summary>A letter as it waits in the outbox.</summary>
internal sealed record EmailPayload(Guid Person, string To, string Zh, string En);
