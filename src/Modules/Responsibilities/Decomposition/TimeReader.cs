using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Reads cycle and time limit from the words of a duty. Nothing is computed: what the text leaves open stays open.</summary>
internal static class TimeReader
{
    /// <summary>The cycle that <paramref name="text"/> states, with its place. A calendar cycle goes before 经常 and the like.</summary>
    public static (Cycle Cycle, Span At)? CycleIn(string text, int from, int until)
    {
        var piece = text[from..until];
        if (TimeWords.CalendarCycle().Match(piece) is { Success: true } calendar)
        {
            var cycle = calendar.Groups["half"].Success ? Cycle.HalfYearly
                : calendar.Groups["quarter"].Success ? Cycle.Quarterly
                : calendar.Groups["month"].Success ? Cycle.Monthly
                : Cycle.Yearly;
            return (cycle, new(from + calendar.Index, from + calendar.Index + calendar.Length));
        }

        if (TimeWords.OpenCycle().Match(piece) is { Success: true } open)
            return (Cycle.Ongoing, new(from + open.Index, from + open.Index + open.Length));
        return TimeWords.Once().Match(piece) is { Success: true } once ? (Cycle.Once, new(from + once.Index, from + once.Index + once.Length)) : null;
    }

    /// <summary>The time limit as stated: a date or period before mere urgency.</summary>
    public static Span? LimitIn(string text, int from, int until)
    {
        var piece = text[from..until];
        foreach (System.Text.RegularExpressions.Match limit in TimeWords.Limit().Matches(piece))
        {
            // 近三年的合同, 前3年: a period looked back on, and 每季度 alone, is no limit.
            var before = limit.Index > 0 ? piece[limit.Index - 1] : '\n';
            if (limit.Value.EndsWith("季度", StringComparison.Ordinal) && (before == '下' || limit.Index + limit.Length < piece.Length && piece[limit.Index + limit.Length] == '一'))
                continue;
            if (before is '近' or '前' or '过' or '任' or '续' || limit.Value is "任前" && before is '上')
                continue;
            return new(from + limit.Index, from + limit.Index + limit.Value.TrimEnd('、').Length);
        }

        return TimeWords.Urgency().Match(piece) is { Success: true } urgent ? new(from + urgent.Index, from + urgent.Index + urgent.Length) : null;
    }
}
