using System.Diagnostics;

namespace Qinglian.Bench;

/// <summary>Listens to what Npgsql sends, so that two programs can be shown to send the same.</summary>
internal sealed class Statements : IDisposable
{
    private readonly List<string> _sent = [];
    private readonly ActivityListener _listener;

    public Statements()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string text) _sent.Add(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The statements sent while <paramref name="what"/> runs.</summary>
    public async Task<IReadOnlyList<string>> DuringAsync(Func<Task> what)
    {
        _sent.Clear();
        await what();
        return [.. _sent];
    }

    public void Dispose() => _listener.Dispose();
}
