using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>What a due light says.</summary>
public enum Light
{
    None,
    InTime,
    Near,
    Overdue,
    Stopped,
    Finished,
}

/// <summary>When something is due, as a light shows it.</summary>
/// <param name="On">The last day; null where there is no time limit.</param>
public sealed record Due(DateOnly? On)
{
    /// <summary>A calendar on which the day rests is not published yet.</summary>
    public bool Provisional { get; init; }

    /// <summary>Days that were left when the clock stopped; null while it runs.</summary>
    public int? StoppedWith { get; init; }

    /// <summary>Done; the light only remembers whether that was in time.</summary>
    public DateOnly? FinishedOn { get; init; }

    /// <summary>Days left as the rule counts them (working days); without it calendar days are counted. The due day itself is day 0.</summary>
    public int? WorkingDaysLeft { get; init; }

    public int? DaysLeft(DateOnly today) => WorkingDaysLeft ?? (On is { } on ? on.DayNumber - today.DayNumber : null);

    public Light Light(DateOnly today, int nearDays) => this switch
    {
        { FinishedOn: not null } => Components.Light.Finished,
        { StoppedWith: not null } => Components.Light.Stopped,
        { On: null } => Components.Light.None,
        _ when today > On => Components.Light.Overdue,
        _ when DaysLeft(today) <= nearDays => Components.Light.Near,
        _ => Components.Light.InTime,
    };

    public static Words Name(Light light) => light switch
    {
        Components.Light.None => new("无时限", "No time limit"),
        Components.Light.InTime => new("正常", "In time"),
        Components.Light.Near => new("临期", "Due soon"),
        Components.Light.Overdue => new("逾期", "Overdue"),
        Components.Light.Stopped => new("计时暂停", "Clock stopped"),
        Components.Light.Finished => new("已办结", "Finished"),
    };
}
