using Npgsql;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Bench;

/// <summary>Lets a person in as password and second factor would have, so that every request asks for a real session.</summary>
internal static class Door
{
    /// <summary>The cookie of a session on an open line.</summary>
    public const string Cookie = "qinglian";

    /// <returns>What the browser brings back.</returns>
    public static async Task<string> OpenAsync(NpgsqlDataSource owner, NpgsqlDataSource app, IRules rules, PersonId person)
    {
        await using var account = owner.CreateCommand("insert into account (person, user_name, normalized_name, security_stamp, revision, created_at, activated_at, totp_seed) values ($1, $2, $2, $2, 1, now(), now(), '\\x00')");
        account.Parameters.Add(new() { Value = person.Value });
        account.Parameters.Add(new() { Value = person.ToString() });
        await account.ExecuteNonQueryAsync();
        return (await new Sessions(app, new OpenKeys(rules, TimeProvider.System), rules, TimeProvider.System).BeginAsync(person, SessionStage.Full, SessionMethod.Authenticator, "bench", default)).Token;
    }
}
