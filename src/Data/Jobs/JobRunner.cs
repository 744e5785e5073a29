using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Jobs;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Jobs;

/// <summary>
/// Starts jobs when they are due. Of several programs on one database only one runs a given job at a time: it holds an advisory lock
/// that falls with its connection, so a killed program blocks nobody.
/// </summary>
public sealed partial class JobRunner(NpgsqlDataSource database, IServiceScopeFactory scopes, LocalTime time, TimeProvider clock, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly Dictionary<string, DateTimeOffset> _next = [];

    protected override async Task ExecuteAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (await WaitAsync(timer, cancel))
        {
            try
            {
                await RunDueAsync(cancel);
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException)
            {
                DatabaseAway(log, fault.GetType().Name);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Runs every job whose time has come, once. Tests and the command line call it instead of waiting.</summary>
    public async Task RunDueAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var job in scope.ServiceProvider.GetServices<IJob>())
        {
            if (_next.TryGetValue(job.Code, out var next) && time.Now < next) continue;
            _next[job.Code] = time.Now + job.Every;
            await RunAsync(job, force: false, cancel);
        }
    }

    /// <summary>Runs one job now, whether it is due or not, unless another program is running it.</summary>
    public async Task<bool> RunAsync(string code, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetServices<IJob>().FirstOrDefault(j => j.Code == code) is { } job && await RunAsync(job, force: true, cancel);
    }

    private async Task<bool> RunAsync(IJob job, bool force, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        if (!await AskAsync(connection, "select pg_try_advisory_lock(hashtext('job'), hashtext($1))", P(job.Code), cancel)) return false;
        try
        {
            if (!await ClaimAsync(connection, job, force, cancel)) return false;

            try
            {
                await job.RunAsync(new(time.Now, time.Today, (done, total) => Report(connection, job, done, total)), cancel);
                await EndAsync(connection, job, null, cancel);
                return true;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A job that fails must not stop the others; it is tried again, later each time, and shown on the health page.
                Failed(log, job.Code, fault);
                await EndAsync(connection, job, $"{fault.GetType().Name}", cancel);
                return false;
            }
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await AskAsync(connection, "select pg_advisory_unlock(hashtext('job'), hashtext($1))", P(job.Code), CancellationToken.None);
        }
    }

    private async Task<bool> ClaimAsync(NpgsqlConnection connection, IJob job, bool force, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "insert into job (code, next_at, started_at) values ($1, $2, $2) on conflict (code) do update set started_at = $2, done = 0, total = 0 where $3 or job.next_at <= $2 returning true", connection)
        {
            Parameters = { P(job.Code), P((DateTimeOffset?)time.Now), P(force) },
        };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private async Task EndAsync(NpgsqlConnection connection, IJob job, string? fault, CancellationToken cancel)
    {
        var now = time.Now;
        await using var command = new NpgsqlCommand(
            "update job set ended_at = $2, next_at = $3 + case when $4::text is null then interval '0' else least($5, (interval '5 seconds') * power(2, least(failures, 12))) end, " +
            "last_error = $4, failures = case when $4::text is null then 0 else failures + 1 end where code = $1", connection)
        {
            Parameters = { P(job.Code), P((DateTimeOffset?)now), P((DateTimeOffset?)(now + job.Every)), P(fault), P(LongestPause) },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static void Report(NpgsqlConnection connection, IJob job, int done, int total)
    {
        using var command = new NpgsqlCommand("update job set done = $2, total = $3 where code = $1", connection) { Parameters = { P(job.Code), P(done), P(total) } };
        command.ExecuteNonQuery();
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, NpgsqlParameter parameter, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { parameter } };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancel)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it will be tried again")]
    private static partial void Failed(ILogger log, string job, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs wait: the database is away ({Fault})")]
    private static partial void DatabaseAway(ILogger log, string fault);
}
