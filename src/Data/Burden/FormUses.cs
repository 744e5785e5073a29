using Npgsql;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Burden;

/// <summary>What one form has asked of everybody together.</summary>
/// <param name="Sent">How often it was sent and accepted.</param>
/// <param name="Asked">Fields it showed, all times together; <paramref name="Given"/>: those of them that were filled in beforehand.</param>
/// <param name="MedianMinutes">From showing to sending, to half a minute; null while too few were sent to say so of nobody in particular.</param>
public sealed record FormUse(string Form, long Sent, long Asked, long Given, decimal? MedianMinutes);

/// <summary>Counts what forms cost. Only sums of a form are kept: no person, no unit and no hour (P1, L09).</summary>
public sealed class FormUses(NpgsqlDataSource database)
{
    /// <summary>Fewer uses than these would tell how long one person took.</summary>
    public const int Fewest = 5;

    /// <summary>Longer than an hour counts as an hour: the form was left open.</summary>
    private const int Buckets = 121;

    public async Task NoteAsync(string form, int asked, int given, TimeSpan took, CancellationToken cancel)
    {
        var bucket = Math.Clamp((int)Math.Ceiling(took.TotalSeconds / 30), 1, Buckets);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("insert into form_use (form) values ($1) on conflict do nothing") { Parameters = { P(form) } });
        batch.BatchCommands.Add(new("update form_use set sent = sent + 1, asked = asked + $2, given = given + $3, half_minutes[$4] = half_minutes[$4] + 1 where form = $1")
        {
            Parameters = { P(form), P(asked), P(given), P(bucket) },
        });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    public async Task<IReadOnlyDictionary<string, FormUse>> ReadAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select form, sent, asked, given, half_minutes from form_use");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var uses = new Dictionary<string, FormUse>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            var use = new FormUse(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), null);
            uses[use.Form] = use with { MedianMinutes = Median(reader.GetFieldValue<long[]>(4)) };
        }

        return uses;
    }

    private static decimal? Median(long[] halfMinutes)
    {
        var all = halfMinutes.Sum();
        if (all < Fewest) return null;
        var before = 0L;
        for (var i = 0; i < halfMinutes.Length; i++)
        {
            before += halfMinutes[i];
            if (before * 2 >= all) return (i + 1) / 2m;
        }

        return null;
    }
}
