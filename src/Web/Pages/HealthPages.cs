using Npgsql;
using Qinglian.Application;
using Qinglian.Data.Jobs;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>Whether the machinery runs: one word for whoever watches from outside, the numbers for the system administrator.</summary>
internal static class HealthPages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health", AnswerAsync).RequireAuthorization(Policies.Public);
        app.MapGet("/admin/health", ShowAsync).RequireAuthorization(Policies.SystemAdministrator);
    }

    private static async Task<IResult> AnswerAsync(NpgsqlDataSource database, CancellationToken gone)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(patience.Token);
            return Results.Json(new { status = "ok" });
        }
        catch (Exception away) when (away is NpgsqlException or OperationCanceledException or System.Net.Sockets.SocketException && !gone.IsCancellationRequested)
        {
            return Results.Json(new { status = "down" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> ShowAsync(Visitor me, OperationsBoard board, ILedgerBook ledger, LocalTime time, IServiceProvider services)
    {
        var newest = await ledger.NewestCheckpointAsync(me.Cancel) is { } note && Checkpoint.TryRead(note, out var read) ? read : null;
        return Shown.As<HealthPage>(await me.PageAsync(), new
        {
            // A test may run the pages over a database that no installation of ours keeps.
            Server = services.GetService<Installation>()?.Health ?? new ServerHealth(ServerState.Running, time.Now),
            Jobs = await board.JobsAsync(me.Cancel),
            Backlog = await board.BacklogAsync(me.Cancel),
            Newest = newest,
            time.Now,
        });
    }
}
