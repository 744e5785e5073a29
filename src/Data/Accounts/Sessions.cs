using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>The sessions of everybody. The browser holds 256 random bits, the database only their hash; both change whenever rights do.</summary>
public sealed class Sessions(NpgsqlDataSource database, OpenKeys keys, IRules rules, TimeProvider clock)
{
    /// <summary>How long the door stays half open between password and second factor.</summary>
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(15);

    // Writing at every click would cost more than it tells; a session may therefore end up to this much early.
    private static readonly TimeSpan SeenStep = TimeSpan.FromSeconds(30);

    private const string Columns = "s.id, s.person, s.stage, s.method, s.device, s.started_at, s.seen_at, s.fresh_at";

    // Whoever is disabled, or has lost the second factor to a reset, has no session any more, whatever the cookie says.
    private const string Standing =
        "s.ended_at is null and (s.method = 'Demo' or exists (select from account a where a.person = s.person and a.disabled_at is null and (s.stage <> 'Full' or a.totp_seed is not null or exists (select from account_passkey k where k.person = a.person))))";

    /// <returns>The session and what the browser must bring back.</returns>
    public async Task<(Session Session, string Token)> BeginAsync(PersonId person, SessionStage stage, SessionMethod method, string device, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var session = new Session(Ids.New(now), person, stage, method, device, now, now, now);
        var token = NewToken();
        await using var command = Command(
            "insert into account_session (id, token_hash, person, stage, method, device, started_at, seen_at, fresh_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $7)",
            P(session.Id), P(Hash(token)), P(person.Value), P(stage.ToString()), P(method.ToString()), P(device), P((DateTimeOffset?)now));
        await command.ExecuteNonQueryAsync(cancel);
        return (session, token);
    }

    /// <summary>Null where there is none, where it ended, stood idle too long or lasted too long.</summary>
    public async Task<Session?> FindAsync(string token, CancellationToken cancel)
    {
        Session? session = null;
        await using (var command = Command($"select {Columns} from account_session s where s.token_hash = $1 and {Standing}", P(Hash(token))))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            if (await reader.ReadAsync(cancel)) session = Read(reader);
        }

        var now = clock.GetUtcNow();
        if (session is null || !Lasts(session, now)) return null;
        if (now - session.SeenAt < SeenStep) return session;

        await using var seen = Command("update account_session set seen_at = $2 where id = $1 and ended_at is null", P(session.Id), P((DateTimeOffset?)now));
        await seen.ExecuteNonQueryAsync(cancel);
        return session with { SeenAt = now };
    }

    /// <summary>The person has proved more than before: the session goes on under a new token, and the old one opens nothing.</summary>
    public async Task<string?> RaiseAsync(Session session, SessionStage stage, SessionMethod method, CancellationToken cancel)
    {
        var token = NewToken();
        await using var command = Command(
            "update account_session set token_hash = $2, stage = $3, method = $4, fresh_at = $5, seen_at = $5, started_at = case when stage = 'Full' then started_at else $5 end where id = $1 and ended_at is null",
            P(session.Id), P(Hash(token)), P(stage.ToString()), P(method.ToString()), P((DateTimeOffset?)clock.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancel) == 1 ? token : null;
    }

    /// <summary>Ends one session of a person; false where it is not theirs or has ended.</summary>
    public async Task<bool> EndAsync(Guid id, PersonId person, CancellationToken cancel)
    {
        keys.Wipe(id, person);
        await using var command = Command("update account_session set ended_at = $3 where id = $1 and person = $2 and ended_at is null", P(id), P(person.Value), P((DateTimeOffset?)clock.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    /// <summary>Ends all sessions of a person but one.</summary>
    public async Task<int> EndAllAsync(PersonId person, Guid? but, CancellationToken cancel)
    {
        keys.WipeAll(person, but);
        await using var command = Command("update account_session set ended_at = $3 where person = $1 and id is distinct from $2 and ended_at is null", P(person.Value), P(but), P((DateTimeOffset?)clock.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The sessions of a person that stand, newest first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(PersonId person, CancellationToken cancel)
    {
        await using var command = Command($"select {Columns} from account_session s where s.person = $1 and s.stage = 'Full' and {Standing} order by s.seen_at desc, s.id limit 100", P(person.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var sessions = new List<Session>();
        var now = clock.GetUtcNow();
        while (await reader.ReadAsync(cancel))
        {
            if (Read(reader) is var session && Lasts(session, now)) sessions.Add(session);
        }

        return sessions;
    }

    /// <summary>Whether the person proved who they are so lately that a sensitive act may follow.</summary>
    public bool IsFresh(Session session) => session.Method is SessionMethod.Demo || clock.GetUtcNow() - session.FreshAt <= rules.Settings.Fresh();

    private bool Lasts(Session session, DateTimeOffset now) => session.Stage is SessionStage.Full
        ? now - session.SeenAt < rules.Settings.Idle() && now - session.StartedAt < rules.Settings.Longest()
        : now - session.StartedAt < Half;

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static Session Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), new(row.GetGuid(1)), Enum.Parse<SessionStage>(row.GetString(2)), Enum.Parse<SessionMethod>(row.GetString(3)), row.GetString(4),
        row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7));
}
