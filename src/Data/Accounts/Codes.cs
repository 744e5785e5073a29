using Npgsql;
using Qinglian.Kernel;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>A code that was handed to a person.</summary>
/// <param name="SecondFactor">The old second factor goes when it is used.</param>
public sealed record IssuedCode(DateTimeOffset ExpiresAt, bool SecondFactor);

/// <summary>The codes that let somebody set a password. There is at most one for each person, known by its hash alone.</summary>
public sealed class Codes(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>How long a reset may wait for the person.</summary>
    public static readonly TimeSpan ResetLasts = TimeSpan.FromHours(24);

    public async Task<string> IssueAsync(PersonId person, string purpose, bool secondFactor, TimeSpan lasts, PersonId by, CancellationToken cancel)
    {
        var code = OneTimeCode.New();
        var now = clock.GetUtcNow();
        await using var command = Command(
            "insert into account_code (person, hash, purpose, second_factor, issued_by, issued_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (person) do update set hash = excluded.hash, purpose = excluded.purpose, second_factor = excluded.second_factor, issued_by = excluded.issued_by, issued_at = excluded.issued_at, expires_at = excluded.expires_at",
            P(person.Value), P(OneTimeCode.Hash(person, code)), P(purpose), P(secondFactor), P(by.Value), P((DateTimeOffset?)now), P((DateTimeOffset?)(now + lasts)));
        await command.ExecuteNonQueryAsync(cancel);
        return code;
    }

    public async Task<IssuedCode?> FindAsync(PersonId person, string typed, CancellationToken cancel)
    {
        await using var command = Command("select expires_at, second_factor from account_code where person = $1 and hash = $2 and expires_at > $3", P(person.Value), P(OneTimeCode.Hash(person, typed)), P((DateTimeOffset?)clock.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1)) : null;
    }

    /// <summary>Takes the code away; false where somebody was quicker.</summary>
    public async Task<bool> UseAsync(PersonId person, string typed, CancellationToken cancel)
    {
        await using var command = Command("delete from account_code where person = $1 and hash = $2", P(person.Value), P(OneTimeCode.Hash(person, typed)));
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    public async Task WithdrawAsync(PersonId person, CancellationToken cancel)
    {
        await using var command = Command("delete from account_code where person = $1", P(person.Value));
        await command.ExecuteNonQueryAsync(cancel);
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
