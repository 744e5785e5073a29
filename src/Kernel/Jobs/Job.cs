namespace Qinglian.Kernel.Jobs;

/// <summary>Work that the calendar starts, not a person. It may be stopped at any moment and goes on where it was.</summary>
public interface IJob
{
    /// <summary>Never changes: the job's place in the database is kept under it.</summary>
    string Code { get; }
    Words Name { get; }

    /// <summary>How long to wait between two runs.</summary>
    TimeSpan Every { get; }

    /// <summary>Does what is due. Must be safe to repeat.</summary>
    Task RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>One run of a job: the hour it counts as, and where progress is told.</summary>
/// <param name="Report">Called with done and total, so that long work can be watched.</param>
public sealed record JobRun(DateTimeOffset At, DateOnly Today, Action<int, int> Report);
