using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Qinglian.Kernel;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Accounts;

/// <summary>From where somebody tries to come in.</summary>
/// <param name="Source">The network address; it is hashed before it leaves this process and never stored.</param>
/// <param name="Device">What the browser calls itself, for the person's own list of sessions.</param>
public sealed record Visit(string? Source, string Device)
{
    /// <summary>For whom this browser has signed in before, and the mark it was given then.</summary>
    public IReadOnlyDictionary<PersonId, string> Known { get; init; } = new Dictionary<PersonId, string>();
}

/// <summary>
/// Bounds guessing without ever locking a name: buckets of tries that fill up again by themselves. A browser that has signed in before has
/// its own bucket, so that strangers who guess at a name cannot keep its owner out.
/// </summary>
/// <remarks>OWASP Authentication Cheat Sheet, "device cookies"; ASVS 6.3.1.</remarks>
public sealed class Throttle(NpgsqlDataSource database, TimeProvider clock)
{
    // Addresses are personal data of whoever mistypes a name: under a key that dies with the process they mean nothing afterwards.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private sealed record Bucket(byte[] Key, int Most, double PerMinute);

    /// <summary>What was taken, so that a right password can give it back.</summary>
    public sealed record Taken(int Wait, IReadOnlyList<byte[]> Keys)
    {
        public bool Refused => Wait > 0;
    }

    /// <summary>A try with a password or a code from paper.</summary>
    /// <param name="person">Null where no such name exists; the name is then counted all the same.</param>
    public Task<Taken> TakeAsync(string name, PersonId? person, Visit visit, CancellationToken cancel)
    {
        if (person is { } known && visit.Known.TryGetValue(known, out var device)) return TakeAsync([new(Plain($"device/{known}/{device}"), 10, 2)], cancel);
        return TakeAsync(
        [
            new(Plain("all"), 300, 120),
            new(Hidden($"source/{visit.Source}"), 30, 6),
            new(Hidden($"name-source/{name}/{visit.Source}"), 6, 1),
            new(Plain($"name/{name}"), 60, 2),
        ], cancel);
    }

    /// <summary>A try with a code of the second factor. Six digits bear few tries, and whoever comes here knows the password.</summary>
    public Task<Taken> TakeCodeAsync(PersonId person, Visit visit, CancellationToken cancel) => TakeAsync(
        [new(Plain(visit.Known.TryGetValue(person, out var device) ? $"code/{person}/{device}" : $"code/{person}"), 5, 0.2)], cancel);

    /// <summary>A try with the code that opens the first set-up.</summary>
    public Task<Taken> TakeSetupAsync(CancellationToken cancel) => TakeAsync([new(Plain("setup"), 10, 1)], cancel);

    /// <summary>A question to a passkey: it costs a row, not a guess.</summary>
    public Task<Taken> TakeQuestionAsync(Visit visit, CancellationToken cancel) => TakeAsync([new(Hidden($"question/{visit.Source}"), 30, 30), new(Plain("questions"), 600, 600)], cancel);

    /// <summary>Whether tries that were held back may be written into the ledger now: once a minute, or guessing would fill it.</summary>
    public async Task<bool> MayRecordAsync(string name, CancellationToken cancel) => !(await TakeAsync([new(Plain($"record/{name}"), 1, 1), new(Plain("records"), 30, 10)], cancel)).Refused;

    /// <summary>It was the right person: nobody in a large office behind one address has to wait for the others.</summary>
    public async Task GiveBackAsync(Taken taken, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select give_back_try($1)");
        command.Parameters.Add(P(taken.Keys.ToArray()));
        await command.ExecuteScalarAsync(cancel);
    }

    private async Task<Taken> TakeAsync(IReadOnlyList<Bucket> buckets, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select take_try($1, $2, $3, $4)");
        command.Parameters.Add(P(buckets.Select(b => b.Key).ToArray()));
        command.Parameters.Add(P(buckets.Select(b => b.Most).ToArray()));
        command.Parameters.Add(P(buckets.Select(b => b.PerMinute).ToArray()));
        command.Parameters.Add(P((DateTimeOffset?)clock.GetUtcNow()));
        return new((int)(await command.ExecuteScalarAsync(cancel))!, [.. buckets.Select(b => b.Key)]);
    }

    private static byte[] Plain(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
    private byte[] Hidden(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
