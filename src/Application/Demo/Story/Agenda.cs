namespace Qinglian.Application.Demo.Story;

/// <summary>What is still to happen, by day. Stories put their next step on it themselves; what lies beyond the last day never happens.</summary>
internal sealed class Agenda
{
    private const int AtOnce = 4;

    private readonly SortedDictionary<DateOnly, List<(DateTimeOffset At, string Key, bool Alone, Func<Task> Step)>> _days = [];

    public DateTimeOffset Now { get; private set; }

    /// <param name="alone">Done before the day's other steps, one by one: it chooses among what others are changing.</param>
    public void Add(DateTimeOffset at, DateOnly on, string key, bool alone, Func<Task> step)
    {
        lock (_days)
        {
            if (!_days.TryGetValue(on, out var day)) _days.Add(on, day = []);
            day.Add((at, key, alone, step));
        }
    }

    /// <summary>Tells one day: in the order of its hours, a few stories side by side.</summary>
    public async Task RunAsync(DateOnly day, DemoClock clock, CancellationToken cancel)
    {
        // A step may put another one on the same day.
        for (; ; )
        {
            List<(DateTimeOffset At, string Key, bool Alone, Func<Task> Step)>? steps;
            lock (_days)
            {
                if (!_days.Remove(day, out steps)) return;
            }

            var ordered = steps.OrderBy(s => s.At).ThenBy(s => s.Key, StringComparer.Ordinal).ToList();
            foreach (var step in ordered.Where(s => s.Alone)) await TellAsync(step);
            await Parallel.ForEachAsync(ordered.Where(s => !s.Alone), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (step, _) => await TellAsync(step));
        }

        async Task TellAsync((DateTimeOffset At, string Key, bool Alone, Func<Task> Step) step)
        {
            clock.Act = step.At;
            await step.Step();
        }
    }
}
