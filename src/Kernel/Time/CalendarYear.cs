#pragma warning disable RS0030 // The calendar is where days are counted.
namespace Qinglian.Kernel;

/// <summary>The arrangement of one year as the State Council General Office published it.</summary>
/// <remarks>A year may reach back into December of the year before, when New Year is joined with a weekend.</remarks>
/// <param name="Worked">Rest days that become working days in exchange.</param>
public sealed record CalendarYear(int Year, IReadOnlyList<Holiday> Holidays, IReadOnlyList<DateOnly> Worked, IReadOnlyList<CalendarSource> Sources)
{
    /// <summary>The years a calendar can hold; dates outside are slips of the pen.</summary>
    public const int Earliest = 1950, Latest = 2200;

    /// <summary>The first day a year's notice may speak of: joining New Year with a weekend has reached back to 29 December so far.</summary>
    public static DateOnly Reach(int year) => new(year - 1, 12, 28);

    /// <summary>What contradicts itself in this year, in words for the person who entered it; empty when it can be used.</summary>
    public IEnumerable<Words> Faults()
    {
        if (Year is < Earliest or > Latest)
        {
            yield return new Words("年份{0}不在{1}至{2}之间。", "The year {0} is not between {1} and {2}.").With($"{Year}", $"{Earliest}", $"{Latest}");
            yield break;
        }

        if (Holidays.Count == 0)
            yield return new Words("{0}年没有任何节假日，视为尚未公布。", "{0} has no holidays at all: it counts as not published.").With($"{Year}");

        var off = new Dictionary<DateOnly, Holiday>();
        foreach (var holiday in Holidays)
        {
            if (holiday.To < holiday.From)
                yield return new Words("{0}：结束日期{1}早于开始日期{2}。", "{0}: it ends on {1}, before it starts on {2}.").With(holiday.Name, holiday.To.InWords, holiday.From.InWords);
            else if (holiday.To.DayNumber - holiday.From.DayNumber >= 31)
                yield return new Words("{0}：假期超过31日，请核对。", "{0}: longer than 31 days, please check.").With(holiday.Name);
            else if (!Covers(holiday.From) || !Covers(holiday.To))
                yield return new Words("{0}：日期不属于{1}年的安排。", "{0}: not within the arrangement of {1}.").With(holiday.Name, $"{Year}");
            else
                foreach (var day in holiday.Days())
                    if (!off.TryAdd(day, holiday))
                        yield return new Words("{0}重复：{1}与{2}。", "{0} stands twice: in {1} and in {2}.").With(day.InWords, off[day].Name, holiday.Name);
        }

        var worked = new HashSet<DateOnly>();
        foreach (var day in Worked)
        {
            if (!Covers(day))
                yield return new Words("上班日{0}不属于{1}年的安排。", "The worked day {0} is not within the arrangement of {1}.").With(day.InWords, $"{Year}");
            if (!worked.Add(day))
                yield return new Words("上班日{0}重复。", "The worked day {0} stands twice.").With(day.InWords);
            if (off.TryGetValue(day, out var holiday))
                yield return new Words("{0}既列为{1}假期，又列为上班日。", "{0} is both in the {1} holiday and a worked day.").With(day.InWords, holiday.Name);
        }
    }

    private bool Covers(DateOnly day) => day >= Reach(Year) && day <= new DateOnly(Year, 12, 31);
}

/// <summary>Days off in a row, both ends included.</summary>
public sealed record Holiday(Words Name, DateOnly From, DateOnly To)
{
    public IEnumerable<DateOnly> Days()
    {
        for (var day = From; day <= To; day = day.AddDays(1)) yield return day;
    }
}

/// <summary>The published paper an arrangement comes from; a year changed on the way has more than one.</summary>
/// <param name="Number">The document number, where it is known.</param>
public sealed record CalendarSource(string? Number, string? Address);
