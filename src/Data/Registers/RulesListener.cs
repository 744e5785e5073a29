using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Qinglian.Data.Registers;

/// <summary>
/// Waits for the database to say that the rules changed. It asks by itself as well, twice a minute: a message can be missed while the
/// connection is down, and a new day begins without one.
/// </summary>
internal sealed partial class RulesListener(NpgsqlDataSource database, LiveRules rules, ILogger<RulesListener> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException)
            {
                Lost(log, fault);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using (var listen = new NpgsqlCommand("listen qinglian_rules", connection)) await listen.ExecuteNonQueryAsync(cancel);
        while (true)
        {
            await rules.RefreshAsync(cancel);
            await connection.WaitAsync(Longest, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that hears of changed rules was lost; it is made anew")]
    private static partial void Lost(ILogger log, Exception fault);
}
