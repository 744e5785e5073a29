namespace Qinglian.Kernel;

/// <summary>What becomes of a period whose last day is a statutory rest day.</summary>
public enum RestDayRule
{
    /// <summary>It ends on the first day after the holiday (Regulations for the Supervision Law 2021, art. 285).</summary>
    [Words("遇休息日顺延", "moved to the first day after a rest day")] MovesToNextWorkingDay,

    /// <summary>It ends on its day, as 留置 does: a holiday never lengthens it (the same article).</summary>
    [Words("遇休息日不顺延", "never moved")] EndsOnItsDay,
}

/// <summary>Where a period in hours begins.</summary>
public enum HourRule
{
    /// <summary>With the next full hour: the hour in which it starts is not counted (art. 285).</summary>
    [Words("开始的小时不计算在内", "the hour it starts is not counted")] StartHourNotCounted,

    /// <summary>At the very moment: the stricter reading, for limits that protect a person.</summary>
    [Words("自开始时刻起算", "counted from the moment it starts")] FromTheMoment,
}
