using Microsoft.AspNetCore.Identity;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Which second factors somebody has.</summary>
public sealed record Factors(bool Authenticator, IReadOnlyList<UserPasskeyInfo> Passkeys, int RecoveryCodes)
{
    public bool Any => Authenticator || Passkeys.Count > 0;
}

/// <summary>
/// The second factor: an authenticator app whose seed lies sealed, passkeys, and recovery codes of which only hashes are kept.
/// Each code counts once.
/// </summary>
public sealed class SecondFactor(NpgsqlDataSource database, UserManager<Account> users, Vault vault, TimeProvider clock)
{
    public const int RecoveryCodeCount = 10;

    public async Task<Factors> OfAsync(Account account, CancellationToken cancel)
    {
        await using var command = Command("select count(*) from account_recovery_code where person = $1", P(account.Person.Value));
        return new(account.TotpSeed is not null, [.. await users.GetPasskeysAsync(account)], (int)(long)(await command.ExecuteScalarAsync(cancel))!);
    }

    /// <summary>A new seed to be scanned. It counts only once a code made from it has come back.</summary>
    public async Task<byte[]> BeginAsync(Account account)
    {
        var seed = Totp.NewSeed();
        account.TotpPending = vault.Seal(seed, Place(account.Person), Padding.None);
        await SaveAsync(account);
        return seed;
    }

    /// <summary>The seed being set up, to show it again after a mistyped code; null where none is.</summary>
    public byte[]? Pending(Account account) => account.TotpPending is { } kept ? vault.Open(kept, Place(account.Person)) : null;

    /// <summary>Accepts the first code from the app; from then on the seed is never shown again.</summary>
    public async Task<bool> FinishAsync(Account account, string typed, CancellationToken cancel)
    {
        if (Pending(account) is not { } seed || Totp.Match(seed, typed, clock.GetUtcNow()) is not { } step) return false;
        account.TotpSeed = account.TotpPending;
        account.TotpPending = null;
        await users.UpdateSecurityStampAsync(account);
        await using var command = Command("update account set totp_step = $2 where person = $1", P(account.Person.Value), P(step));
        await command.ExecuteNonQueryAsync(cancel);
        return true;
    }

    /// <summary>Null where the code is right and was not used before.</summary>
    public async Task<SignInFailure?> TryCodeAsync(Account account, string typed, CancellationToken cancel)
    {
        if (account.TotpSeed is null || Totp.Match(vault.Open(account.TotpSeed, Place(account.Person)), typed, clock.GetUtcNow()) is not { } step) return SignInFailure.WrongCode;

        // One statement decides, so that the same code sent twice at once is accepted once (ASVS 6.5.1).
        await using var command = Command("update account set totp_step = $2 where person = $1 and totp_step < $2", P(account.Person.Value), P(step));
        return await command.ExecuteNonQueryAsync(cancel) == 1 ? null : SignInFailure.CodeUsedBefore;
    }

    /// <summary>Whether it was one of the recovery codes; it is used up with that.</summary>
    public async Task<bool> TryRecoveryAsync(Account account, string typed, CancellationToken cancel)
    {
        await using var command = Command("delete from account_recovery_code where person = $1 and hash = $2", P(account.Person.Value), P(OneTimeCode.Hash(account.Person, typed)));
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    /// <summary>New recovery codes in place of all old ones. They are shown this one time.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryAsync(Account account, CancellationToken cancel)
    {
        var codes = Enumerable.Range(0, RecoveryCodeCount).Select(_ => OneTimeCode.New()).ToList();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("delete from account_recovery_code where person = $1", P(account.Person.Value));
        batch.Add("insert into account_recovery_code (person, hash) select $1, h from unnest($2) as h", P(account.Person.Value), P(codes.Select(c => OneTimeCode.Hash(account.Person, c)).ToArray()));
        await batch.ExecuteNonQueryAsync(cancel);
        return codes;
    }

    /// <summary>Takes all second factors away: after a reset the person sets up new ones.</summary>
    public async Task ClearAsync(Account account, CancellationToken cancel)
    {
        (account.TotpSeed, account.TotpPending) = (null, null);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("delete from account_passkey where person = $1", P(account.Person.Value));
        batch.Add("delete from account_recovery_code where person = $1", P(account.Person.Value));
        await batch.ExecuteNonQueryAsync(cancel);
        await SaveAsync(account);
    }

    private async Task SaveAsync(Account account)
    {
        if (await users.UpdateAsync(account) is { Succeeded: false } failed) throw new InvalidOperationException($"The account was not saved: {failed}");
    }

    private static VaultContext Place(PersonId person) => new("account", person.Value, "totp", 1);

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
