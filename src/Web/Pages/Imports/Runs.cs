using System.Collections.Concurrent;
using Qinglian.Kernel;

namespace Qinglian.Web.Pages;

/// <summary>Work that outlasts one request. The page that started it asks how far it is and, at the end, what came of it.</summary>
public sealed class Runs(TimeProvider clock, IHostApplicationLifetime life)
{
    private const int Most = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);
    private readonly ConcurrentDictionary<string, Run> _all = new(StringComparer.Ordinal);

    /// <summary>Short work is answered at once; for longer work the person sees a page that comes back by itself.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Starts the work, or gives back the run that does it already. One that failed is started anew.</summary>
    internal Run Start<T>(string name, PersonId by, Func<Action<int, int>, CancellationToken, Task<T>> work) where T : class
    {
        Tidy();
        if (Find(name, by) is { Failed: false } there) return there;

        var run = new Run(by, clock.GetUtcNow(), Patience);
        run.Task = Task.Run<object>(async () => await work(run.Report, life.ApplicationStopping));
        _all[Key(name, by)] = run;
        return run;
    }

    /// <summary>Null also after a restart of the program, which forgets all runs.</summary>
    internal Run? Find(string name, PersonId by) => _all.GetValueOrDefault(Key(name, by));

    internal void Forget(string name, PersonId by) => _all.TryRemove(Key(name, by), out _);

    private static string Key(string name, PersonId by) => $"{by} {name}";

    private void Tidy()
    {
        var old = clock.GetUtcNow() - Kept;
        foreach (var (key, _) in _all.Where(r => r.Value.Over && r.Value.StartedAt < old)) _all.TryRemove(key, out _);
        foreach (var (key, _) in _all.Where(r => r.Value.Over).OrderByDescending(r => r.Value.StartedAt).Skip(Most)) _all.TryRemove(key, out _);
    }
}

/// <summary>One piece of work and how far it is.</summary>
internal sealed class Run(PersonId by, DateTimeOffset startedAt, TimeSpan patience)
{
    public PersonId By => by;
    public DateTimeOffset StartedAt => startedAt;
    public int Done { get; private set; }
    public int Total { get; private set; }
    internal Task<object> Task { get; set; } = null!;
    public bool Over => Task.IsCompleted;
    public bool Failed => Task.IsFaulted || Task.IsCanceled;

    public void Report(int done, int total) => (Done, Total) = (done, total);

    /// <summary>What came of it; null while it goes on. A fault of the work is thrown here.</summary>
    public async Task<T?> ResultAsync<T>(CancellationToken cancel) where T : class
    {
        if (!Task.IsCompleted) await System.Threading.Tasks.Task.WhenAny(Task, System.Threading.Tasks.Task.Delay(patience, cancel));
        return Task.IsCompleted ? (T)await Task : null;
    }
}
