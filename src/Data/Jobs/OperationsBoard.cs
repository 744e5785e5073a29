using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Jobs;

/// <summary>How a job last went.</summary>
/// <param name="Total">What it had to do in the run that goes on, where it says so; 0 otherwise.</param>
public sealed record JobState(string Code, Words Name, TimeSpan Every, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? NextAt, int Done, int Total, int Failures, string? LastError)
{
    public bool Running => StartedAt is { } start && (EndedAt is not { } end || end < start);
}

/// <summary>What leaves and what waits, in numbers.</summary>
/// <param name="Waiting">Letters and messages that are due and not delivered yet.</param>
/// <param name="Oldest">When the oldest of them was written; null where none waits.</param>
/// <param name="GivenUp">Closed without having been delivered.</param>
/// <param name="LedgerPending">Lines without a place in the tree yet.</param>
public sealed record Backlog(long Waiting, DateTimeOffset? Oldest, long GivenUp, long LedgerPending);

/// <summary>The state of the machinery, for the health page and the command line: numbers and names of jobs, never what a matter says.</summary>
public sealed class OperationsBoard(NpgsqlDataSource database, IServiceScopeFactory scopes)
{
    /// <summary>Every job there is, those that never ran included.</summary>
    public async Task<IReadOnlyList<JobState>> JobsAsync(CancellationToken cancel)
    {
        var rows = new Dictionary<string, JobState>();
        await using var command = database.CreateCommand("select code, started_at, ended_at, next_at, done, total, failures, last_error from job");
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                rows[row.GetString(0)] = new(row.GetString(0), Words.Same(row.GetString(0)), default, Time(row, 1), Time(row, 2), Time(row, 3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.IsDBNull(7) ? null : row.GetString(7));
            }
        }

        await using var scope = scopes.CreateAsyncScope();
        return [.. scope.ServiceProvider.GetServices<IJob>().OrderBy(j => j.Code, StringComparer.Ordinal)
            .Select(j => (rows.GetValueOrDefault(j.Code) ?? new(j.Code, j.Name, j.Every, null, null, null, 0, 0, 0, null)) with { Name = j.Name, Every = j.Every })];
    }

    public async Task<Backlog> BacklogAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add("select count(*), min(created_at) from outbox where done_at is null");
        batch.Add("select count(*) from outbox where done_at is not null and last_error is not null");
        batch.Add("select count(*) from ledger_pending");
        batch.Add("commit");
        await using var row = await batch.ExecuteReaderAsync(cancel);
        await row.NextResultAsync(cancel);
        await row.ReadAsync(cancel);
        var (waiting, oldest) = (row.GetInt64(0), Time(row, 1));
        await row.NextResultAsync(cancel);
        await row.ReadAsync(cancel);
        var lost = row.GetInt64(0);
        await row.NextResultAsync(cancel);
        await row.ReadAsync(cancel);
        return new(waiting, oldest, lost, row.GetInt64(0));
    }

    private static DateTimeOffset? Time(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
}
