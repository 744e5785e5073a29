namespace Qinglian.Application.Demo.Story;

/// <summary>What is still to happen, by day. Stories put their next step on it themselves; what lies beyond the last day never happens.</summary>
internal sealed class Agenda
{
    private const int AtOnce = 4;

    private readonly SortedDictionary<DateOnly, List<(DateTimeOffset At, string Key, Func<Task> Step)>> _days = [];

    public DateTimeOffset Now { get; private set; }

    public void Add(DateTimeOffset at, DateOnly on, string key, Func<Task> step)
    {
        lock (_days)
        {
            if (!_days.TryGetValue(on, out var day)) _days.Add(on, day = []);
            day.Add((at, key, step));
        }
    }

    /// <summary>Tells one day: in the order of its hours, a few stories side by side.</summary>
    public async Task RunAsync(DateOnly day, DemoClock clock, CancellationToken cancel)
    {
        // A step may put another one on the same day.
        for (; ; )
        {
            List<(DateTimeOffset At, string Key, Func<Task> Step)>? steps;
            lock (_days)
            {
                if (!_days.Remove(day, out steps)) return;
            }

            var ordered = steps.OrderBy(s => s.At).ThenBy(s => s.Key, StringComparer.Ordinal);
            await Parallel.ForEachAsync(ordered, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (step, _) =>
            {
                clock.Act = step.At;
                await step.Step();
            });
        }
    }
}
