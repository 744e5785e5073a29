namespace Qinglian.Kernel;

/// <summary>Why a day is worked or not.</summary>
public enum DayKind
{
    [Words("工作日", "working day")] WorkingDay,
    [Words("周末", "weekend")] Weekend,
    [Words("节假日", "holiday")] Holiday,
    [Words("调休上班", "weekend day worked in exchange")] WorkedWeekend,
}

/// <summary>Whether a day is worked, and why.</summary>
/// <param name="Holiday">The name of the holiday, on a holiday only.</param>
/// <param name="Provisional">A notice that may speak of it is not published yet.</param>
public sealed record DayStatus(DateOnly Day, DayKind Kind, Words? Holiday, bool Provisional)
{
    public bool Works => Kind is DayKind.WorkingDay or DayKind.WorkedWeekend;

    public Words Words => Holiday is null ? Words.Of(Kind) : new($"{Holiday.Zh}假期", $"{Holiday.En} holiday");
}
