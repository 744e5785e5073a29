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

/// <summary>An administrator's account, and the reset of it that waits for a second administrator.</summary>
public sealed record AdministratorRow(PersonId Person, string Name, string Duties, string UserName, bool Disabled, ResetRequest? Asked);

/// <summary>A reset that one administrator has asked for.</summary>
public sealed record ResetRequest(bool SecondFactor, PersonId By, string ByName, DateTimeOffset At);

/// <summary>One administrator alone never resets another: whoever could would be all three.</summary>
public sealed record NeedsTwoAdministrators() : Refusal(new Words(
    "管理员的账户须由两名管理员共同重置：一人提出，另一人确认。请在“管理员重置”中办理。",
    "The account of an administrator is reset by two others together: one asks, another confirms. Do it under “Administrators' resets”."));

/// <summary>
/// Resets of the three administrators' own accounts, by two different administrators. Where no two are left, the command line of the
/// server remains, and says so loudly in the ledger.
/// </summary>
public sealed class AdministratorResets(NpgsqlDataSource database, UserManager<Account> users, AccountOffice office, AccountLedger ledger, IDirectory directory, LocalTime time)
{
    /// <summary>How long the second person may take.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(24);

    private static readonly string[] Codes = [.. Duties.Administrators.Select(d => d.Code)];

    public async Task<IReadOnlyList<AdministratorRow>> ListAsync(CancellationToken cancel)
    {
        var holds = RegisterSql.HoldsOn("$2", ended: false);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add(
            $"""
            select a.person, g.duties, a.user_name, a.disabled_at is not null, r.second_factor, r.asked_by, r.asked_at
            from account a join (select t.person, array_agg(distinct t.duty) as duties from duty_grant t where t.duty = any ($1) and {holds} group by 1) g on g.person = a.person
            left join account_reset_request r on r.person = a.person and r.asked_at > $3
            where a.activated_at is not null order by a.user_name
            """, P(Codes), P(time.Today), P((DateTimeOffset?)(time.Now - Waits)));
        batch.Add("commit");
        var found = new List<(PersonId Person, string[] Duties, string UserName, bool Disabled, (bool, PersonId, DateTimeOffset)? Asked)>();
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            await reader.NextResultAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                found.Add((new(reader.GetGuid(0)), reader.GetFieldValue<string[]>(1), reader.GetString(2), reader.GetBoolean(3),
                    reader.IsDBNull(4) ? null : (reader.GetBoolean(4), new PersonId(reader.GetGuid(5)), reader.GetFieldValue<DateTimeOffset>(6))));
            }
        }

        var names = await directory.NamesAsync([.. found.SelectMany(f => f.Asked is { } asked ? [f.Person, asked.Item2] : (PersonId[])[f.Person]).Distinct()], cancel);
        string Name(PersonId person) => names.GetValueOrDefault(person)?.Name ?? "";
        return
        [
            .. found.Select(f => new AdministratorRow(
                f.Person, Name(f.Person), string.Join(',', f.Duties), f.UserName, f.Disabled, f.Asked is { } asked ? new(asked.Item1, asked.Item2, Name(asked.Item2), asked.Item3) : null)),
        ];
    }

    /// <summary>Asks for the reset; nothing ends yet.</summary>
    public async Task<Refusal?> AskAsync(PersonId person, bool secondFactor, Actor actor, CancellationToken cancel)
    {
        if (await RefuseAsync(person, actor, cancel) is { } refusal) return refusal;

        await ledger.RecordAsync(AccountEvent.ResetAsked, person, actor, cancel);
        await using var command = database.CreateCommand("insert into account_reset_request (person, second_factor, asked_by, asked_at) values ($1, $2, $3, $4) on conflict (person) do update set second_factor = $2, asked_by = $3, asked_at = $4");
        foreach (var parameter in (NpgsqlParameter[])[P(person.Value), P(secondFactor), P(actor.Id.Value), P((DateTimeOffset?)time.Now)]) command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancel);
        return null;
    }

    /// <summary>Whoever asked, whom it is about, or any other administrator takes the request back.</summary>
    public async Task<Refusal?> WithdrawAsync(PersonId person, Actor actor, CancellationToken cancel)
    {
        if (!IsAdministrator(actor)) return new NotYourAccounts();
        if (await TakeAsync(person, null, cancel) is null) return Nothing();
        await ledger.RecordAsync(AccountEvent.ResetRequestWithdrawn, person, actor, cancel);
        return null;
    }

    /// <summary>The second person confirms: password and sessions end, and a code is made to be handed over.</summary>
    public async Task<(HandedCode? Code, Refusal? Refusal)> ConfirmAsync(PersonId person, Actor actor, CancellationToken cancel)
    {
        if (await RefuseAsync(person, actor, cancel) is { } refusal) return (null, refusal);
        if ((await ListAsync(cancel)).FirstOrDefault(r => r.Person == person)?.Asked is not { } asked) return (null, Nothing());
        if (asked.By == actor.Id) return (null, new NeedsAnotherPerson(new("申请重置", "ask for the reset")));

        // Taken away first: of two who confirm at once one finds nothing.
        if (await TakeAsync(person, actor.Id, cancel) is not { } secondFactor) return (null, Nothing());
        await ledger.RecordAsync(AccountEvent.ResetConfirmed, person, actor, cancel);
        return await office.StartResetAsync(person, secondFactor, actor, cancel);
    }

    /// <summary>Breaks the glass: for whoever holds the server itself, when no two administrators are left who could do it.</summary>
    public async Task<(HandedCode? Code, Refusal? Refusal)> BreakGlassAsync(string userName, bool secondFactor, CancellationToken cancel)
    {
        if (await users.FindByNameAsync(userName) is not { } account) return (null, new Unfit(new("没有这个用户名。", "There is no such user name.")));

        await ledger.RecordAsync(AccountEvent.GlassBroken, account.Person, Actor.System, cancel);
        var done = await office.StartResetAsync(account.Person, secondFactor, Actor.System, cancel);
        if (done.Refusal is null) await TellAsync(account, cancel);
        return done;
    }

    /// <summary>Whether somebody is or ever was an administrator: taking the duty away for an hour must not open the short way.</summary>
    internal static async Task<bool> EverAsync(NpgsqlDataSource database, PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BeginAs(Actor.System);
        batch.Add("select exists (select from duty_grant t where t.person = $1 and t.duty = any ($2))", P(person.Value), P(Codes));
        batch.Add("commit");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        await reader.ReadAsync(cancel);
        return reader.GetBoolean(0);
    }

    private static bool IsAdministrator(Actor actor) => Duties.Administrators.Any(actor.HoldsAnywhere);

    private static Unfit Nothing() => new(new("没有待确认的重置，或已超过24小时。", "No reset waits to be confirmed, or its 24 hours are over."));

    private async Task<Refusal?> RefuseAsync(PersonId person, Actor actor, CancellationToken cancel)
    {
        if (!IsAdministrator(actor)) return new NotYourAccounts();
        if (person == actor.Id) return new NotYourOwnAccount();
        if ((await ListAsync(cancel)).FirstOrDefault(r => r.Person == person) is not { } row) throw new NotFoundException();
        return row.Disabled ? new Unfit(new("账户已停用，请先恢复。", "The account is disabled: enable it first.")) : null;
    }

    private async Task<bool?> TakeAsync(PersonId person, PersonId? notAskedBy, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("delete from account_reset_request where person = $1 and asked_at > $2 and asked_by is distinct from $3 returning second_factor");
        foreach (var parameter in (NpgsqlParameter[])[P(person.Value), P((DateTimeOffset?)(time.Now - Waits)), P(notAskedBy?.Value)]) command.Parameters.Add(parameter);
        return (bool?)await command.ExecuteScalarAsync(cancel);
    }

    // All three hear of it, so that nobody breaks the glass in silence.
    private async Task TellAsync(Account account, CancellationToken cancel)
    {
        var text = new Words("服务器命令行重置了账户 {0}。如非事先商定，请立即核查。", "The account {0} was reset on the command line of the server. If that was not agreed beforehand, look into it at once.").With(account.UserName);
        foreach (var row in await ListAsync(cancel))
        {
            await using var command = database.CreateCommand("insert into outbox (channel, payload, created_at, next_at) values ('notice', $1, $2, $2)");
            command.Parameters.Add(Json(System.Text.Json.JsonSerializer.Serialize(new NoticePayload(row.Person.Value, null, null, text.Zh, text.En), ContentJson.Options)));
            command.Parameters.Add(P((DateTimeOffset?)time.Now));
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
