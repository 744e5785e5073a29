using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Data.Jobs;

/// <summary>Moves rights on that were not used in time.</summary>
internal sealed class LapseJob(NpgsqlDataSource database, ProcedureBook book, Desk desk) : IJob
{
    public string Code => "lapse";
    public Words Name { get; } = new("期满自动流转", "Rights that lapse");
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var lapsing = book.All.SelectMany(p => p.Stages.Values.Where(s => s.Limit?.LapsesTo is not null).Select(s => $"{p.Code}/{s.State}")).ToArray();
        if (lapsing.Length == 0) return;

        var due = await DueIds.ReadAsync(database, "select id from dossier where closed_at is null and due_on < $1 and procedure || '/' || state = any ($2)", [Session.P(run.Today), Session.P(lapsing)], cancel);
        for (var i = 0; i < due.Count; i++)
        {
            await desk.LapseAsync(due[i], cancel);
            if (i % 100 == 0) run.Report(i, due.Count);
        }
    }
}

/// <summary>Works provisional due dates out again once the calendar of their year is published.</summary>
internal sealed class RecomputeJob(NpgsqlDataSource database, Desk desk) : IJob
{
    public string Code => "recompute";
    public Words Name { get; } = new("重算暂定期限", "Provisional due dates");
    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var provisional = await DueIds.ReadAsync(database, "select id from dossier where due_provisional and closed_at is null", [], cancel);
        for (var i = 0; i < provisional.Count; i++)
        {
            await desk.RecomputeAsync(provisional[i], cancel);
            if (i % 100 == 0) run.Report(i, provisional.Count);
        }
    }
}

/// <summary>Reads ids as the system sees them.</summary>
internal static class DueIds
{
    public static async Task<List<Guid>> ReadAsync(NpgsqlDataSource database, string sql, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add(sql, parameters);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancel)) ids.Add(reader.GetGuid(0));
        return ids;
    }
}
