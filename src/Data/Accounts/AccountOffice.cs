using Microsoft.AspNetCore.Identity;
using Npgsql;
using Qinglian.Data.Dossiers;
using Qinglian.Data.Registers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>Where an account stands.</summary>
public enum AccountState
{
    [Words("未开通", "no account")] None,
    [Words("待激活", "to be activated")] Invited,
    [Words("正常", "in use")] Active,
    [Words("等待重置", "reset under way")] Resetting,
    [Words("已停用", "disabled")] Disabled,
}

/// <summary>A person with their account, as the security administrator sees it: nothing of it opens anything.</summary>
public sealed record AccountRow(PersonId Person, string Number, string Name, UnitId Unit, string UnitName, string? UserName, AccountState State, DateTimeOffset? CodeUntil, bool Authenticator, int Passkeys, DateTimeOffset? LastSeen);

/// <summary>A code to be handed over, shown this one time.</summary>
public sealed record HandedCode(string UserName, string PersonName, string Code, DateTimeOffset Until);

/// <summary>It is nobody's business to do this to their own account.</summary>
public sealed record NotYourOwnAccount() : Refusal(new Words("不能停用或重置本人的账户，请由另一名安全管理员办理。", "Nobody disables or resets their own account: another security administrator does it."));

/// <summary>Accounts are the security administrator's.</summary>
public sealed record NotYourAccounts() : Refusal(new Words("只有管辖该单位的安全管理员可以管理此账户。", "Only the security administrator in charge of the unit manages this account."));

/// <summary>What the security administrator does with accounts: opens, resets, disables. A password is never set or seen here (ASVS 6.4.6).</summary>
public sealed class AccountOffice(NpgsqlDataSource database, UserManager<Account> users, Codes codes, Sessions sessions, AccountLedger ledger, IDirectory directory, IRules rules, LocalTime time)
{
    private static readonly string Listing =
        $"""
        select t.id, t.number, t.name, t.unit, a.user_name, a.activated_at, a.disabled_at, a.password_hash is not null, a.totp_seed is not null,
            (select count(*) from account_passkey k where k.person = t.id), (select max(c.expires_at) from account_code c where c.person = t.id),
            (select max(s.seen_at) from account_session s where s.person = t.id and s.stage = 'Full')
        from person t left join account a on a.person = t.id
        where {RegisterSql.HoldsOn("$1", ended: false)} and t.unit <@ $2::int4multirange
        """;

    /// <param name="after">Number of the last person on the page before.</param>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(string? text, bool onlyAccounts, string? after, int take, Actor actor, CancellationToken cancel)
    {
        var sql = Listing;
        var parameters = new List<NpgsqlParameter> { P((DateOnly?)time.Today), P(ScopeOf(actor).Multirange) };
        if (!string.IsNullOrWhiteSpace(text))
        {
            parameters.Add(P("%" + text.Trim().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%"));
            sql += $" and (t.name ilike ${parameters.Count} or t.number ilike ${parameters.Count} or a.user_name ilike ${parameters.Count})";
        }

        if (onlyAccounts) sql += " and a.person is not null";
        if (after is not null)
        {
            parameters.Add(P(after));
            sql += $" and t.number > ${parameters.Count}";
        }

        return await ReadAsync($"{sql} order by t.number limit {take}", parameters, cancel);
    }

    /// <exception cref="NotFoundException">There is no such person, or they are not this administrator's to manage.</exception>
    public async Task<AccountRow> FindAsync(PersonId person, Actor actor, CancellationToken cancel) =>
        await ReadAsync($"{Listing} and t.id = $3", [P((DateOnly?)time.Today), P(ScopeOf(actor).Multirange), P(person.Value)], cancel) is [var row] ? row : throw new NotFoundException();

    /// <summary>Opens an account, or gives a new activation code where the first was never used.</summary>
    public async Task<(HandedCode? Code, Refusal? Refusal)> InviteAsync(PersonId person, string userName, Actor actor, CancellationToken cancel)
    {
        if (!actor.HoldsAnywhere(Duties.SecurityAdministrator)) return (null, new NotYourAccounts());
        var row = await FindAsync(person, actor, cancel);
        return await OpenAsync(person, row.Name, userName, actor, cancel);
    }

    /// <summary>Ends the password and all sessions, and gives a code with which the person sets a new one.</summary>
    /// <param name="secondFactor">The telephone is lost: the second factor goes too, once the code is used.</param>
    public async Task<(HandedCode? Code, Refusal? Refusal)> ResetAsync(PersonId person, bool secondFactor, Actor actor, CancellationToken cancel)
    {
        var (account, name, refusal) = await TakeAsync(person, actor, cancel);
        if (account is null) return (null, refusal);
        if (account.Disabled) return (null, new Unfit(new("账户已停用，请先恢复。", "The account is disabled: enable it first.")));
        if (await AdministratorResets.EverAsync(database, person, cancel)) return (null, new NeedsTwoAdministrators());
        return await StartResetAsync(account, name, secondFactor, actor, cancel);
    }

    /// <summary>Resets an account where two administrators, or whoever holds the server, decided on it.</summary>
    internal async Task<(HandedCode? Code, Refusal? Refusal)> StartResetAsync(PersonId person, bool secondFactor, Actor actor, CancellationToken cancel) =>
        await users.FindByIdAsync(person.ToString()) is { } account
            ? await StartResetAsync(account, (await directory.NamesAsync([person], cancel)).GetValueOrDefault(person)?.Name ?? account.UserName, secondFactor, actor, cancel)
            : throw new NotFoundException();

    /// <summary>Whether the account is reset by two administrators only.</summary>
    public Task<bool> NeedsTwoAsync(PersonId person, CancellationToken cancel) => AdministratorResets.EverAsync(database, person, cancel);

    private async Task<(HandedCode? Code, Refusal? Refusal)> StartResetAsync(Account account, string name, bool secondFactor, Actor actor, CancellationToken cancel)
    {
        var person = account.Person;
        await ledger.RecordAsync(secondFactor ? AccountEvent.FullResetStarted : AccountEvent.ResetStarted, person, actor, cancel);
        account.PasswordHash = null;
        await users.UpdateSecurityStampAsync(account);
        await sessions.EndAllAsync(person, null, cancel);
        return (await HandAsync(account, name, "reset", secondFactor, Codes.ResetLasts, actor, cancel), null);
    }

    /// <summary>Ends the account's use and all its sessions at once.</summary>
    public async Task<Refusal?> DisableAsync(PersonId person, Actor actor, CancellationToken cancel)
    {
        var (account, _, refusal) = await TakeAsync(person, actor, cancel);
        if (account is null) return refusal;

        await ledger.RecordAsync(AccountEvent.Disabled, person, actor, cancel);
        account.DisabledAt ??= time.Now;
        await users.UpdateSecurityStampAsync(account);
        await codes.WithdrawAsync(person, cancel);
        await sessions.EndAllAsync(person, null, cancel);
        return null;
    }

    public async Task<Refusal?> EnableAsync(PersonId person, Actor actor, CancellationToken cancel)
    {
        var (account, _, refusal) = await TakeAsync(person, actor, cancel);
        if (account is null) return refusal;

        await ledger.RecordAsync(AccountEvent.Enabled, person, actor, cancel);
        account.DisabledAt = null;
        await users.UpdateSecurityStampAsync(account);
        return null;
    }

    /// <summary>Opens an account for somebody whose right to one was decided elsewhere.</summary>
    internal async Task<(HandedCode? Code, Refusal? Refusal)> OpenAsync(PersonId person, string personName, string userName, Actor by, CancellationToken cancel)
    {
        var trimmed = userName.Trim().Normalize(System.Text.NormalizationForm.FormKC);
        var account = await users.FindByIdAsync(person.ToString());
        if (account is { ActivatedAt: not null } or { Disabled: true }) return (null, new Unfit(new("此人已有账户。", "This person has an account already.")));
        if (account is null)
        {
            if (UserNames.Check(trimmed) is { } problem) return (null, Unfit.At("userName", problem));
            account = new() { Person = person, UserName = trimmed, CreatedAt = time.Now };
            if (await users.CreateAsync(account) is { Succeeded: false }) return (null, Unfit.At("userName", new("这个用户名已被使用。", "This user name is taken.")));
        }

        await ledger.RecordAsync(AccountEvent.Invited, person, by, cancel);
        return (await HandAsync(account, personName, "activation", false, rules.Settings.Activation(), by, cancel), null);
    }

    private async Task<HandedCode> HandAsync(Account account, string name, string purpose, bool secondFactor, TimeSpan lasts, Actor by, CancellationToken cancel) =>
        new(account.UserName, name, await codes.IssueAsync(account.Person, purpose, secondFactor, lasts, by.Id, cancel), time.Now + lasts);

    private async Task<(Account? Account, string Name, Refusal? Refusal)> TakeAsync(PersonId person, Actor actor, CancellationToken cancel)
    {
        if (!actor.HoldsAnywhere(Duties.SecurityAdministrator)) return (null, "", new NotYourAccounts());
        if (person == actor.Id) return (null, "", new NotYourOwnAccount());
        // Whoever has left the register is found by their account alone: it must still be possible to disable it.
        var name = (await directory.NamesAsync([person], cancel)).GetValueOrDefault(person);
        if (name is null || !ScopeOf(actor).Contains(name.Unit)) throw new NotFoundException();
        return (await users.FindByIdAsync(person.ToString()) ?? throw new NotFoundException(), name.Name, null);
    }

    private Scope ScopeOf(Actor actor) => rules.Organisation.UnitsOf(actor.Grants.Where(g => g.Duty == Duties.SecurityAdministrator));

    private async Task<IReadOnlyList<AccountRow>> ReadAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add(sql, [.. parameters]);
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var rows = new List<AccountRow>();
        while (await reader.ReadAsync(cancel))
        {
            var unit = new UnitId(reader.GetInt32(3));
            var codeUntil = Moment(reader, 10) is { } until && until > time.Now ? until : (DateTimeOffset?)null;
            var state = reader.IsDBNull(4) ? AccountState.None
                : !reader.IsDBNull(6) ? AccountState.Disabled
                : reader.IsDBNull(5) ? AccountState.Invited
                : reader.GetBoolean(7) ? AccountState.Active
                : AccountState.Resetting;
            rows.Add(new(
                new(reader.GetGuid(0)), reader.GetString(1), reader.GetString(2), unit, rules.Organisation.Find(unit)?.Name ?? "", reader.IsDBNull(4) ? null : reader.GetString(4),
                state, codeUntil, reader.GetBoolean(8), (int)reader.GetInt64(9), Moment(reader, 11)));
        }

        return rows;
    }

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
