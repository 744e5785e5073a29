using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Vault;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Notices;

/// <summary>An outside program that is told of facts.</summary>
public sealed record Webhook(Guid Id, string Name, string Address, IReadOnlyList<string> Kinds, bool Active, DateTimeOffset ChangedAt);

/// <summary>How a delivery stands.</summary>
public enum DeliveryState
{
    [Words("待送达", "waiting")] Waiting,
    [Words("重试中", "being tried again")] Failing,
    [Words("已送达", "delivered")] Delivered,
    [Words("未送达，已放弃", "given up")] GivenUp,
}

/// <summary>One thing that was told, or is to be.</summary>
/// <param name="Kind">The kind of fact; <see cref="Webhooks.Test"/> for a test.</param>
public sealed record Delivery(string Kind, DateTimeOffset At, DateTimeOffset? DoneAt, int Tries, string? Error)
{
    public DeliveryState State => (DoneAt, Error) switch
    {
        (null, null) => DeliveryState.Waiting,
        (null, _) => DeliveryState.Failing,
        (_, null) => DeliveryState.Delivered,
        _ => DeliveryState.GivenUp,
    };
}

/// <summary>Who outside is told of facts: the security administrator's, with a line in the ledger for everything done to it.</summary>
public sealed class Webhooks(NpgsqlDataSource database, Vault vault, ILedgerBook ledger, LocalTime time)
{
    public const string Test = "test";

    /// <summary>What the lines name as their procedure.</summary>
    public const string Procedure = "webhook";

    private const int LongestName = 100, LongestAddress = 500;
    private const string Columns = "id, name, address, kinds, active, changed_at";

    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancel) => await ReadAsync($"select {Columns} from webhook order by active desc, name, id", [], cancel);

    /// <exception cref="NotFoundException">There is no such listener.</exception>
    public async Task<Webhook> FindAsync(Guid id, CancellationToken cancel) =>
        await ReadAsync($"select {Columns} from webhook where id = $1", [P(id)], cancel) is [var found] ? found : throw new NotFoundException();

    /// <summary>Adds a listener. The secret is given this once; what is kept of it is sealed.</summary>
    /// <param name="known">The kinds of facts there are.</param>
    public async Task<(Webhook? Added, string? Secret, Refusal? Refusal)> AddAsync(string name, string address, IReadOnlyCollection<string> kinds, IReadOnlyCollection<string> known, Actor actor, CancellationToken cancel)
    {
        if ((Refuse(actor) ?? Check(name.Trim(), address.Trim(), kinds, known)) is { } refusal) return (null, null, refusal);

        var added = new Webhook(Ids.New(time.Now), name.Trim(), address.Trim(), [.. kinds.Distinct().Order(StringComparer.Ordinal)], true, time.Now);
        var key = RandomNumberGenerator.GetBytes(32);
        await ledger.RecordAsync(LineKind.System, added.Id, Procedure, "Add", new { added.Name, added.Address, added.Kinds }, actor, cancel);
        await ExecuteAsync(
            "insert into webhook (id, name, address, secret, kinds, active, changed_by, changed_at) values ($1, $2, $3, $4, $5, true, $6, $7)",
            [P(added.Id), P(added.Name), P(added.Address), P(vault.Seal(key, WebhookChannel.Place(added.Id), Padding.None)), P(added.Kinds.ToArray()), P(actor.Id.Value), P((DateTimeOffset?)added.ChangedAt)], cancel);
        return (added, Convert.ToHexStringLower(key), null);
    }

    /// <summary>Stops telling a listener, what waits for it included, or goes on telling it.</summary>
    public async Task<Refusal?> SwitchAsync(Guid id, bool active, Actor actor, CancellationToken cancel)
    {
        if (Refuse(actor) is { } refusal) return refusal;
        var found = await FindAsync(id, cancel);
        if (found.Active == active) return new ChangedMeanwhile();

        await ledger.RecordAsync(LineKind.System, id, Procedure, active ? "Enable" : "Disable", new { found.Name }, actor, cancel);
        await ExecuteAsync("update webhook set active = $2, changed_by = $3, changed_at = $4 where id = $1", [P(id), P(active), P(actor.Id.Value), P((DateTimeOffset?)time.Now)], cancel);
        return null;
    }

    /// <summary>Sends a test the way everything goes: through the outbox, signed, tried again where it fails.</summary>
    public async Task<Refusal?> TestAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        if (Refuse(actor) is { } refusal) return refusal;
        var found = await FindAsync(id, cancel);
        if (!found.Active) return new Unfit(new("已停用的接收方不再发送，请先启用。", "Nothing is sent to a disabled listener: enable it first."));

        await ledger.RecordAsync(LineKind.System, id, Procedure, "Test", new { found.Name }, actor, cancel);
        await ExecuteAsync(
            "insert into outbox (channel, payload, created_at, next_at) values ($1, $2, $3, $3)",
            [P(WebhookChannel.Name), Json(JsonSerializer.Serialize(new WebhookPayload(id, 0, Test, actor.Unit.Value, time.Today, 0), ContentJson.Options)), P((DateTimeOffset?)time.Now)], cancel);
        return null;
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(Guid id, int take, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select payload ->> 'kind', created_at, done_at, tries, last_error from outbox where channel = 'webhook' and payload ->> 'webhook' = $1 order by id desc limit $2");
        command.Parameters.Add(P(id.ToString()));
        command.Parameters.Add(P(take));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<Delivery>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return found;
    }

    private static Refusal? Refuse(Actor actor) => actor.HoldsAnywhere(Duties.SecurityAdministrator) ? null : new NotYourPart(Duties.SecurityAdministrator.Name);

    private static Refusal? Check(string name, string address, IReadOnlyCollection<string> kinds, IReadOnlyCollection<string> known)
    {
        if (name.Length is 0 or > LongestName) return Unfit.At("name", new Words("请填写名称，最多{0}字。", "Give a name of at most {0} characters.").With(LongestName));
        if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var at) || at.Scheme is not ("https" or "http") || at.UserInfo.Length > 0)
            return Unfit.At("address", new("请填写以 https:// 或 http:// 开头的完整网址，不含用户名和密码。", "Give a whole address beginning with https:// or http://, without user name and password."));
        return kinds.Count == 0 || kinds.Except(known).Any() ? Unfit.At("kinds", new("请至少选择一类事实。", "Choose at least one kind of fact.")) : null;
    }

    private async Task<IReadOnlyList<Webhook>> ReadAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<Webhook>();
        while (await reader.ReadAsync(cancel)) found.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<string[]>(3), reader.GetBoolean(4), reader.GetFieldValue<DateTimeOffset>(5)));
        return found;
    }

    private async Task ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
