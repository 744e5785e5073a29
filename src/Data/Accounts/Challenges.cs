using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Qinglian.Kernel;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Questions put to passkeys: kept here and taken away with the first answer, so that no answer counts twice.</summary>
public sealed class Challenges(NpgsqlDataSource database, TimeProvider clock)
{
    public static readonly TimeSpan Lasting = TimeSpan.FromMinutes(5);

    /// <returns>What the browser must bring back with the answer.</returns>
    public async Task<string> AskAsync(string purpose, PersonId? person, string state, CancellationToken cancel)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var command = database.CreateCommand("insert into account_challenge (hash, purpose, person, state, made_at) values ($1, $2, $3, $4, $5)");
        foreach (var parameter in (NpgsqlParameter[])[P(Hash(token)), P(purpose), P(person?.Value), P(state), P((DateTimeOffset?)clock.GetUtcNow())]) command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancel);
        return token;
    }

    /// <summary>The state of the question, once; null where it was answered, is too old or was asked for something else.</summary>
    public async Task<string?> TakeAsync(string token, string purpose, PersonId? person, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("delete from account_challenge where hash = $1 returning case when purpose = $2 and person is not distinct from $3 and made_at > $4 then state end");
        foreach (var parameter in (NpgsqlParameter[])[P(Hash(token)), P(purpose), P(person?.Value), P((DateTimeOffset?)(clock.GetUtcNow() - Lasting))]) command.Parameters.Add(parameter);
        return await command.ExecuteScalarAsync(cancel) as string;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
