using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Jobs;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Removes what has served its purpose: answered and forgotten questions, full buckets of tries, codes that have expired, sessions long ended.</summary>
internal sealed class AccountTidyJob(NpgsqlDataSource database) : IJob
{
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(30);

    public string Code => "account-tidy";
    public Words Name { get; } = new("清理登录痕迹", "Tidying of sign-ins");
    public TimeSpan Every => TimeSpan.FromMinutes(30);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("delete from account_challenge where made_at < $1", P((DateTimeOffset?)(run.At - Challenges.Lasting)));
        batch.Add("delete from account_tries where at < $1", P((DateTimeOffset?)(run.At - TimeSpan.FromHours(2))));
        batch.Add("delete from account_code where expires_at < $1", P((DateTimeOffset?)run.At));
        batch.Add("delete from account_session where started_at < $1", P((DateTimeOffset?)(run.At - SessionsKept)));
        await batch.ExecuteNonQueryAsync(cancel);
    }
}
