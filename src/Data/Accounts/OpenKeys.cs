using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Sealing;

namespace Qinglian.Data.Accounts;

/// <summary>A key that is open for one session.</summary>
public sealed record OpenKey(PersonId Person, int Number, SealingPrivateKey Key)
{
    /// <summary>The name under which envelopes know it.</summary>
    public string Recipient => Kernel.Sealing.Recipient.NameOf(Person, Number);
}

/// <summary>
/// The keys of those who are signed in, in memory only and never more than <see cref="Most"/>. A key is wiped when its session ends, when it
/// stands idle and when the program stops; whoever meets another program, or a new start, types the password once more.
/// </summary>
public sealed class OpenKeys : IDisposable
{
    public const int Most = 2000;

    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Lock _turn = new();
    private readonly Dictionary<Guid, (OpenKey Open, DateTimeOffset Used)> _open = [];
    private readonly IRules _rules;
    private readonly TimeProvider _clock;
    private readonly ITimer _sweeper;

    public OpenKeys(IRules rules, TimeProvider clock)
    {
        (_rules, _clock) = (rules, clock);
        _sweeper = clock.CreateTimer(_ => Sweep(), null, Round, Round);
    }

    public int Count
    {
        get
        {
            lock (_turn) return _open.Count;
        }
    }

    /// <summary>The key of a session; null where none is open.</summary>
    public OpenKey? Find(Session session)
    {
        lock (_turn)
        {
            if (!_open.TryGetValue(session.Id, out var found) || found.Open.Person != session.Person) return null;
            if (_clock.GetUtcNow() - found.Used >= _rules.Settings.Idle())
            {
                Remove(session.Id);
                return null;
            }

            _open[session.Id] = (found.Open, _clock.GetUtcNow());
            return found.Open;
        }
    }

    internal void Put(Session session, int number, SealingPrivateKey key)
    {
        lock (_turn)
        {
            Remove(session.Id);
            // Rather one who has not been seen for longest types a password than the memory fills with keys.
            if (_open.Count >= Most) Remove(_open.MinBy(o => o.Value.Used).Key);
            _open[session.Id] = (new(session.Person, number, key), _clock.GetUtcNow());
        }
    }

    /// <summary>Wipes the key of a session that ends.</summary>
    internal void Wipe(Guid session, PersonId person)
    {
        lock (_turn)
        {
            if (_open.TryGetValue(session, out var found) && found.Open.Person == person) Remove(session);
        }
    }

    internal void WipeAll(PersonId person, Guid? but)
    {
        lock (_turn)
        {
            foreach (var session in _open.Where(o => o.Value.Open.Person == person && o.Key != but).Select(o => o.Key).ToList()) Remove(session);
        }
    }

    public void Dispose()
    {
        _sweeper.Dispose();
        lock (_turn)
        {
            foreach (var session in _open.Keys.ToList()) Remove(session);
        }
    }

    private void Sweep()
    {
        lock (_turn)
        {
            var idle = _clock.GetUtcNow() - _rules.Settings.Idle();
            foreach (var session in _open.Where(o => o.Value.Used <= idle).Select(o => o.Key).ToList()) Remove(session);
        }
    }

    private void Remove(Guid session)
    {
        if (_open.Remove(session, out var found)) found.Open.Key.Dispose();
    }
}
