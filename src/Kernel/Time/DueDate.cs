namespace Qinglian.Kernel;

/// <summary>The last day on which an act is in time, and how it came about.</summary>
/// <param name="On">The last day; the whole of it counts.</param>
/// <param name="Provisional">It depends on a year whose holidays are not published yet: compute it again when they are.</param>
/// <param name="Counted">The day before any move; an extension that runs on counts from here.</param>
/// <param name="Moved">The rest day on which the count ended, if the due date was moved off it.</param>
public sealed record DueDate(DateOnly On, bool Provisional, DateOnly Counted, DayStatus? Moved = null)
{
    /// <summary>What a reader should know besides the date, or null where there is nothing to say.</summary>
    public Words? Remark
    {
        get
        {
            var moved = Moved is null ? null : On > Counted
                ? new Words("{0}为{1}，顺延至{2}。", "{0} is a rest day ({1}), so it moves to {2}.").With(Counted.InWords, Moved.Words, On.InWords)
                : new Words("{0}为{1}，提前至{2}。", "{0} is a rest day ({1}), so it is brought forward to {2}.").With(Counted.InWords, Moved.Words, On.InWords);
            var provisional = Provisional
                ? new Words("放假安排尚未公布，暂按周末推算，公布后重新计算。", "The holidays are not published yet: counted with weekends only, and counted again once they are.")
                : null;

            return (moved, provisional) switch
            {
                (null, _) => provisional,
                (_, null) => moved,
                var (m, p) => new(m.Zh + p.Zh, $"{m.En} {p.En}"),
            };
        }
    }
}

/// <summary>The instant from which an act is late.</summary>
public sealed record DueInstant(DateTimeOffset Before, bool Provisional);

/// <summary>How long is left until the end of the due day: zero is due today, below zero is late. Today is not counted.</summary>
public readonly record struct TimeLeft(int Days, int WorkingDays)
{
    public Words Words => Days switch
    {
        0 => new("今日到期", "due today"),
        > 0 => new($"剩{Days}日（{WorkingDays}个工作日）", $"{Count(Days, "day")} left ({Count(WorkingDays, "working day")})"),
        _ => new($"逾期{-Days}日（{-WorkingDays}个工作日）", $"{Count(-Days, "day")} late ({Count(-WorkingDays, "working day")})"),
    };

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
