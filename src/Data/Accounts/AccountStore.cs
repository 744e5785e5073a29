using Microsoft.AspNetCore.Identity;
using Npgsql;
using Qinglian.Kernel;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Where the framework's identity code finds accounts and passkeys.</summary>
/// <remarks>Lock-out, second factor and recovery codes have no interface here: ours are stricter than the framework's (see <see cref="Throttle"/>, <see cref="Totp"/>).</remarks>
internal sealed class AccountStore(NpgsqlDataSource database) : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserPasskeyStore<Account>
{
    private const string Columns = "a.person, a.user_name, a.normalized_name, a.password_hash, a.security_stamp, a.revision, a.created_at, a.activated_at, a.disabled_at, a.totp_seed, a.totp_pending, a.password_at";
    private const string PasskeyColumns = "credential_id, public_key, created_at, sign_count, transports, user_verified, backup_eligible, backed_up, attestation_object, client_data_json, name";
    private static readonly IdentityErrorDescriber Errors = new();

    public async Task<IdentityResult> CreateAsync(Account account, CancellationToken cancel)
    {
        account.Revision = 1;
        await using var command = Command(
            "insert into account (person, user_name, normalized_name, password_hash, security_stamp, revision, created_at, activated_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            P(account.Person.Value), P(account.UserName), P(account.NormalizedName), P(account.PasswordHash), P(account.SecurityStamp), P(account.Revision),
            P((DateTimeOffset?)account.CreatedAt), P(account.ActivatedAt));
        return await command.ExecuteNonQueryAsync(cancel) == 1 ? IdentityResult.Success : IdentityResult.Failed(Errors.DuplicateUserName(account.UserName));
    }

    public async Task<IdentityResult> UpdateAsync(Account account, CancellationToken cancel)
    {
        await using var command = Command(
            "update account set user_name = $2, normalized_name = $3, password_hash = $4, security_stamp = $5, activated_at = $6, disabled_at = $7, totp_seed = $8, totp_pending = $9, password_at = $10, revision = revision + 1 where person = $1 and revision = $11",
            P(account.Person.Value), P(account.UserName), P(account.NormalizedName), P(account.PasswordHash), P(account.SecurityStamp), P(account.ActivatedAt),
            P(account.DisabledAt), Bytes(account.TotpSeed), Bytes(account.TotpPending), P(account.PasswordAt), P(account.Revision));
        if (await command.ExecuteNonQueryAsync(cancel) != 1) return IdentityResult.Failed(Errors.ConcurrencyFailure());
        account.Revision++;
        return IdentityResult.Success;
    }

    /// <summary>Accounts are disabled, never deleted.</summary>
    public Task<IdentityResult> DeleteAsync(Account account, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancel) => Guid.TryParse(userId, out var person) ? FindAsync(new PersonId(person), cancel) : Task.FromResult<Account?>(null);

    public Task<Account?> FindAsync(PersonId person, CancellationToken cancel) => OneAsync($"select {Columns} from account a where a.person = $1", P(person.Value), cancel);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) => OneAsync($"select {Columns} from account a where a.normalized_name = $1", P(normalizedUserName), cancel);

    public Task<string> GetUserIdAsync(Account account, CancellationToken cancel) => Task.FromResult(account.Person.ToString());
    public Task<string?> GetUserNameAsync(Account account, CancellationToken cancel) => Task.FromResult<string?>(account.UserName);
    public Task<string?> GetNormalizedUserNameAsync(Account account, CancellationToken cancel) => Task.FromResult<string?>(account.NormalizedName);
    public Task<string?> GetPasswordHashAsync(Account account, CancellationToken cancel) => Task.FromResult(account.PasswordHash);
    public Task<bool> HasPasswordAsync(Account account, CancellationToken cancel) => Task.FromResult(account.PasswordHash is not null);
    public Task<string?> GetSecurityStampAsync(Account account, CancellationToken cancel) => Task.FromResult<string?>(account.SecurityStamp);

    public Task SetUserNameAsync(Account account, string? userName, CancellationToken cancel)
    {
        account.UserName = userName ?? "";
        return Task.CompletedTask;
    }

    public Task SetNormalizedUserNameAsync(Account account, string? normalizedName, CancellationToken cancel)
    {
        account.NormalizedName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task SetPasswordHashAsync(Account account, string? passwordHash, CancellationToken cancel)
    {
        account.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task SetSecurityStampAsync(Account account, string stamp, CancellationToken cancel)
    {
        account.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public async Task AddOrUpdatePasskeyAsync(Account account, UserPasskeyInfo passkey, CancellationToken cancel)
    {
        // A credential belongs to whom it was first given: it never moves to another account.
        await using var command = Command(
            $"insert into account_passkey (person, {PasskeyColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (credential_id) do update set name = excluded.name, sign_count = excluded.sign_count, user_verified = excluded.user_verified, backed_up = excluded.backed_up where account_passkey.person = excluded.person",
            P(account.Person.Value), P(passkey.CredentialId), P(passkey.PublicKey), P((DateTimeOffset?)passkey.CreatedAt), P((long)passkey.SignCount), P(passkey.Transports ?? []),
            P(passkey.IsUserVerified), P(passkey.IsBackupEligible), P(passkey.IsBackedUp), P(passkey.AttestationObject), P(passkey.ClientDataJson), P(passkey.Name));
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account account, CancellationToken cancel)
    {
        await using var command = Command($"select {PasskeyColumns} from account_passkey where person = $1 order by created_at", P(account.Person.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var passkeys = new List<UserPasskeyInfo>();
        while (await reader.ReadAsync(cancel)) passkeys.Add(ReadPasskey(reader));
        return passkeys;
    }

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancel) =>
        OneAsync($"select {Columns} from account a join account_passkey k on k.person = a.person where k.credential_id = $1", P(credentialId), cancel);

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account account, byte[] credentialId, CancellationToken cancel)
    {
        await using var command = Command($"select {PasskeyColumns} from account_passkey where person = $1 and credential_id = $2", P(account.Person.Value), P(credentialId));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? ReadPasskey(reader) : null;
    }

    public async Task RemovePasskeyAsync(Account account, byte[] credentialId, CancellationToken cancel)
    {
        await using var command = Command("delete from account_passkey where person = $1 and credential_id = $2", P(account.Person.Value), P(credentialId));
        await command.ExecuteNonQueryAsync(cancel);
    }

    public void Dispose()
    {
        // The data source belongs to the container.
    }

    private async Task<Account?> OneAsync(string sql, NpgsqlParameter parameter, CancellationToken cancel)
    {
        await using var command = Command(sql, parameter);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Read(reader) : null;
    }

    private static Account Read(NpgsqlDataReader row) => new()
    {
        Person = new(row.GetGuid(0)),
        UserName = row.GetString(1),
        NormalizedName = row.GetString(2),
        PasswordHash = row.IsDBNull(3) ? null : row.GetString(3),
        SecurityStamp = row.GetString(4),
        Revision = row.GetInt32(5),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(6),
        ActivatedAt = Moment(row, 7),
        DisabledAt = Moment(row, 8),
        TotpSeed = row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
        TotpPending = row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10),
        PasswordAt = Moment(row, 11),
    };

    private static UserPasskeyInfo ReadPasskey(NpgsqlDataReader row) => new(
        row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2), (uint)row.GetInt64(3), row.GetFieldValue<string[]>(4),
        row.GetBoolean(5), row.GetBoolean(6), row.GetBoolean(7), row.GetFieldValue<byte[]>(8), row.GetFieldValue<byte[]>(9)) { Name = row.IsDBNull(10) ? null : row.GetString(10) };

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Bytes(byte[]? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea };
}
