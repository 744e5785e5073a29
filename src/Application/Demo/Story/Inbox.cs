using Npgsql;

namespace Qinglian.Application.Demo.Story;

/// <summary>
/// Delivers the notices of two years at once, each at the hour of the act it tells of, and marks read what people would have read by now.
/// The outbox would deliver them one by one, all today.
/// </summary>
internal static class Inbox
{
    private const string Deliver =
        """
        select set_config('app.scope', '{[1,2147483646]}', true), set_config('app.person', '', true);
        insert into notice (person, dossier_id, zh, en, at, read_at, source)
        select distinct on (o.id, who.person) who.person, o.dossier_id, o.payload ->> 'zh', o.payload ->> 'en', o.created_at, case when o.created_at < @unread then o.created_at + interval '5 hours' end, o.id
        from outbox o
        cross join lateral (
            select (o.payload ->> 'person')::uuid as person where o.payload ->> 'person' is not null
            union all
            select g.person from duty_grant g
            where o.payload ->> 'duty' = g.duty and (o.payload ->> 'unit')::integer = g.unit and g.current and g.begins_on <= o.created_at::date and (g.ends_on is null or g.ends_on >= o.created_at::date)
        ) who
        where o.channel = 'notice' and o.done_at is null
        order by o.id, who.person;
        update outbox set done_at = created_at where channel = 'notice' and done_at is null;
        """;

    public static async Task DeliverAsync(NpgsqlDataSource database, DateTimeOffset unread, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(Deliver, connection, transaction) { Parameters = { new("unread", unread.UtcDateTime) } };
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
