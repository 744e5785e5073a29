using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Where somebody's key for sealed reports stands in this session.</summary>
public enum StaffKeyState
{
    [Words("未生成", "none yet")] None,
    [Words("已打开", "open")] Open,
    [Words("未打开", "locked")] Locked,

    /// <summary>The password it was locked with is gone: the recovery key opens it, or nothing does.</summary>
    [Words("等待找回", "to be regained")] Lost,
}

/// <summary>What an account page says about a key; it opens nothing.</summary>
public sealed record StaffKeyCard(int Number, SealingPublicKey Key, DateTimeOffset MadeAt, bool Recovery, StaffKeyState State);

/// <summary>The keys by which reports are sealed for people. No administrator and no server key opens one.</summary>
public sealed class StaffKeys(NpgsqlDataSource database, OpenKeys open, Vault vault, AccountLedger ledger, TimeProvider clock)
{
    /// <summary>Why sealed reports stay closed after a reset.</summary>
    public static Words Lost { get; } = new(
        "密码重置后，原来的加密密钥要用恢复密钥才能找回。没有恢复密钥，只能换新密钥：以前为您加密的内容您不能再看，其他办理人不受影响，并可重新授权给您。",
        "After a reset of the password your key for sealed reports comes back with the recovery key only. Without it there is only a new key: what was sealed for you before you cannot read any more; the others still can, and may let you in again.");

    // A key never changes under its number, and reading its point is dear.
    private readonly ConcurrentDictionary<(PersonId, int), SealingPublicKey> _read = [];

    private string? _installation;

    private sealed record Row(int Number, SealingPublicKey Key, DateTimeOffset MadeAt, byte[]? Password, byte[]? Recovery, byte[]? Demo);

    /// <summary>The name everything sealed here is bound to.</summary>
    public async Task<string> InstallationAsync(CancellationToken cancel)
    {
        if (_installation is { } known) return known;
        await using var command = database.CreateCommand("select name from sealing_installation");
        return _installation = (string)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>People as those something is sealed for, in the order asked; without a key where they have none yet.</summary>
    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(IReadOnlyList<PersonId> people, CancellationToken cancel)
    {
        await using var command = Command("select person, number, public_key from staff_key where person = any ($1) and retired_at is null", P(people.Select(p => p.Value).ToArray()));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new Dictionary<PersonId, Recipient>();
        while (await reader.ReadAsync(cancel))
        {
            PersonId person = new(reader.GetGuid(0));
            var number = reader.GetInt32(1);
            found[person] = new(Recipient.NameOf(person, number), _read.GetOrAdd((person, number), _ => SealingPublicKey.Parse(reader.GetFieldValue<byte[]>(2))));
        }

        return [.. people.Select(p => found.GetValueOrDefault(p) ?? new Recipient(Recipient.NameOf(p, 0), null))];
    }

    /// <summary>The key that is open in this session; null: ask to open it at /account/key.</summary>
    public OpenKey? Find(Session session) => session.Stage is SessionStage.Full ? open.Find(session) : null;

    public async Task<StaffKeyState> StateAsync(Session session, CancellationToken cancel) => (await CardAsync(session, cancel))?.State ?? StaffKeyState.None;

    public async Task<StaffKeyCard?> CardAsync(Session session, CancellationToken cancel) => await RowAsync(session.Person, cancel) is not { } row ? null
        : new(row.Number, row.Key, row.MadeAt, row.Recovery is not null, open.Find(session)?.Number == row.Number ? StaffKeyState.Open : row.Password is null && row.Demo is null ? StaffKeyState.Lost : StaffKeyState.Locked);

    /// <summary>The person has typed their password, and it was right: opens their key, makes one where there is none, and renews a lock of former times.</summary>
    internal async Task<StaffKeyState> EnterAsync(Session session, string password, CancellationToken cancel)
    {
        var row = await RowAsync(session.Person, cancel);
        if (row?.Demo is not null)
        {
            // A key from a demonstration was open to the machine: nothing real is sealed for it.
            await GiveUpAsync(session.Person, cancel);
            row = null;
        }

        if (row is null) return await MakeAsync(session, password, cancel);
        if (row.Password is null) return StaffKeyState.Lost;

        var owner = await OwnerAsync(session.Person, cancel);
        if (KeyLock.Open(row.Password, password, owner, row.Number) is not { } key) return StaffKeyState.Lost;
        if (KeyLock.IsOutdated(row.Password)) await SaveAsync("password_lock", session.Person, row.Number, KeyLock.WithPassword(key, password, owner, row.Number), cancel);
        open.Put(session, row.Number, key);
        return StaffKeyState.Open;
    }

    /// <summary>Locks the open key with a new password; where none is open, nothing changes.</summary>
    internal async Task<StaffKeyState> LockAsync(Session session, string password, CancellationToken cancel)
    {
        if (open.Find(session) is not { } mine) return await StateAsync(session, cancel);
        await SaveAsync("password_lock", session.Person, mine.Number, KeyLock.WithPassword(mine.Key, password, await OwnerAsync(session.Person, cancel), mine.Number), cancel);
        return StaffKeyState.Open;
    }

    /// <summary>A new recovery key in place of the old one; shown this one time. Null where the key is not open.</summary>
    public async Task<SecretCode?> NewRecoveryAsync(Session session, CancellationToken cancel)
    {
        if (Find(session) is not { } mine) return null;
        var code = SecretCode.New();
        await ledger.RecordAsync(AccountEvent.RecoveryKeyMade, session.Person, cancel);
        await SaveAsync("recovery_lock", session.Person, mine.Number, KeyLock.WithCode(mine.Key, code, await OwnerAsync(session.Person, cancel), mine.Number), cancel);
        return code;
    }

    /// <summary>Opens the key with the recovery key; null where that was done.</summary>
    internal async Task<Words?> RegainAsync(Session session, string typed, CancellationToken cancel)
    {
        var reading = SecretCode.Read(typed);
        if (reading.Code is not { } code) return reading.Problem;
        var owner = await OwnerAsync(session.Person, cancel);
        if (await RowAsync(session.Person, cancel) is not { Recovery: { } kept } row || KeyLock.Open(kept, code, owner, row.Number) is not { } key)
            return new("这不是您当前的恢复密钥。", "This is not your present recovery key.");
        open.Put(session, row.Number, key);
        return null;
    }

    /// <summary>After a reset: the lock of the password that nobody has any more is thrown away.</summary>
    internal async Task ForgetPasswordAsync(PersonId person, CancellationToken cancel)
    {
        open.WipeAll(person, null);
        await using var command = Command("update staff_key set password_lock = null where person = $1 and retired_at is null", P(person.Value));
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Ends the key: its locks are thrown away, its public half stays for the record.</summary>
    internal async Task GiveUpAsync(PersonId person, CancellationToken cancel)
    {
        open.WipeAll(person, null);
        await using var command = Command("update staff_key set retired_at = $2, password_lock = null, recovery_lock = null, demo_lock = null where person = $1 and retired_at is null", P(person.Value), P((DateTimeOffset?)clock.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>In the demonstration, where there are no passwords, the machine itself keeps the keys: makes one where there is none.</summary>
    public async Task<SealingPublicKey> DemoKeyAsync(PersonId person, CancellationToken cancel)
    {
        if (await RowAsync(person, cancel) is { } row) return row.Key;
        using var key = SealingPrivateKey.New();
        var exported = key.Export();
        try
        {
            return await InsertAsync(person, key.Public, number => ("demo_lock", vault.Seal(exported, DemoPlace(person, number), Padding.None)), cancel) is not null
                ? key.Public : (await RowAsync(person, cancel))!.Key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(exported);
        }
    }

    /// <summary>Opens the key of a demonstration for its session.</summary>
    public async Task EnterDemoAsync(Session session, CancellationToken cancel)
    {
        if (session.Method is not SessionMethod.Demo) throw new ArgumentException("Only in the demonstration.", nameof(session));
        await DemoKeyAsync(session.Person, cancel);
        if (await RowAsync(session.Person, cancel) is not { Demo: { } kept } row) return;
        var exported = vault.Open(kept, DemoPlace(session.Person, row.Number));
        open.Put(session, row.Number, SealingPrivateKey.Import(exported));
        CryptographicOperations.ZeroMemory(exported);
    }

    private async Task<StaffKeyState> MakeAsync(Session session, string password, CancellationToken cancel)
    {
        var key = SealingPrivateKey.New();
        var owner = await OwnerAsync(session.Person, cancel);
        await ledger.RecordAsync(AccountEvent.KeyMade, session.Person, cancel);
        if (await InsertAsync(session.Person, key.Public, number => ("password_lock", KeyLock.WithPassword(key, password, owner, number)), cancel) is not { } made)
        {
            // Two sign-ins at once: the other one's key counts.
            key.Dispose();
            return StaffKeyState.Locked;
        }

        open.Put(session, made, key);
        return StaffKeyState.Open;
    }

    private async Task<int?> InsertAsync(PersonId person, SealingPublicKey key, Func<int, (string Column, byte[] Lock)> lockFor, CancellationToken cancel)
    {
        await using var counting = Command("select coalesce(max(number), 0) + 1 from staff_key where person = $1", P(person.Value));
        var number = (int)(await counting.ExecuteScalarAsync(cancel))!;
        var (column, kept) = lockFor(number);
        await using var command = Command($"insert into staff_key (person, number, public_key, made_at, {column}) values ($1, $2, $3, $4, $5) on conflict do nothing", P(person.Value), P((int?)number), P(key.Bytes.ToArray()), P((DateTimeOffset?)clock.GetUtcNow()), P(kept));
        return await command.ExecuteNonQueryAsync(cancel) == 1 ? number : null;
    }

    private async Task<Row?> RowAsync(PersonId person, CancellationToken cancel)
    {
        await using var command = Command("select number, public_key, made_at, password_lock, recovery_lock, demo_lock from staff_key where person = $1 and retired_at is null", P(person.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new(reader.GetInt32(0), SealingPublicKey.Parse(reader.GetFieldValue<byte[]>(1)), reader.GetFieldValue<DateTimeOffset>(2), Bytes(reader, 3), Bytes(reader, 4), Bytes(reader, 5))
            : null;
    }

    private async Task SaveAsync(string column, PersonId person, int number, byte[] kept, CancellationToken cancel)
    {
        await using var command = Command($"update staff_key set {column} = $3 where person = $1 and number = $2 and retired_at is null", P(person.Value), P((int?)number), P(kept));
        if (await command.ExecuteNonQueryAsync(cancel) != 1) throw new InvalidOperationException("The key was given up meanwhile.");
    }

    private async Task<SealingPlace> OwnerAsync(PersonId person, CancellationToken cancel) => new(await InstallationAsync(cancel), person.Value, "person");

    private static VaultContext DemoPlace(PersonId person, int number) => new("demo key", person.Value, "private", number);

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
