using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Qinglian.Kernel;

/// <summary>Reads the compact text of a cycle.</summary>
internal static class CycleText
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out Cycle? cycle)
    {
        cycle = text?.Split(':') switch
        {
            ["ongoing"] => new Ongoing(),
            ["unset", "periodically"] => new ToBeSet(Unstated.Periodically),
            ["unset", "promptly"] => new ToBeSet(Unstated.Promptly),
            ["once", var on] when DayWords.TryParseIso(on, out var day) => new Once(day),
            ["on-change"] => new OnEachChange(),
            ["on-change", var within] when Days(within) is { } term => new OnEachChange(term),
            ["every", var interval, var start, .. var rest] when Days(interval) is { } term && DayWords.TryParseIso(start, out var day) && Rule(rest) is { } rule
                => new Repeating(term, day, rule),
            ["before", var what, var lead, .. var rest] when Days(lead) is { } term && Cycle.IsLead(term) && Rule(rest) is { } rule => Before(what, term, rule),
            [var every, .. var rest] => Recurring(every, rest),
            _ => null,
        };
        return cycle is not null;
    }

    private static Cycle? Before(string what, Term lead, RestDayRule rule)
    {
        foreach (var known in Enum.GetValues<Milestone>())
            if (BeforeEvent.Code(known) == what) return rule is RestDayRule.EndsOnItsDay ? new BeforeEvent(known, lead) : null;

        var festivals = new List<Festival>();
        foreach (var code in what.Split('+'))
        {
            if (Enum.GetValues<Festival>().Where(f => f.Code == code).ToList() is not [var festival]) return null;
            festivals.Add(festival);
        }

        return new BeforeFestivals(lead, rule, [.. festivals]);
    }

    private static Recurring? Recurring(string code, string[] rest)
    {
        if (Enum.GetValues<PeriodKind>().Where(k => Kernel.Recurring.Code(k) == code).ToList() is not [var every]) return null;

        DayWithin? by = null;
        var words = rest.AsSpan();
        if (!words.IsEmpty && char.IsAsciiDigit(words[0].FirstOrDefault()))
        {
            if (DayIn(words[0], every) is not { } day) return null;
            by = day;
            words = words[1..];
        }

        var previous = Take(ref words, "previous");
        var same = !previous && Take(ref words, "same");
        var excluded = by is not null && Take(ref words, "excl");
        var roll = Take(ref words, "roll");
        return words.IsEmpty
            ? new(every, by, previous ? true : same ? false : null, !excluded, roll ? RestDayRule.MovesToNextWorkingDay : RestDayRule.EndsOnItsDay)
            : null;
    }

    private static DayWithin? DayIn(string text, PeriodKind every)
    {
        var numbers = text.Split('-');
        var month = 1;
        if (numbers.Length > 2 || (numbers.Length == 2 && !Number(numbers[0], Period.MonthsIn(every), out month))) return null;
        return Number(numbers[^1], 31, out var day) ? new(month, day) : null;
    }

    private static bool Number(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;

    private static bool Take(ref Span<string> words, string word)
    {
        if (words.IsEmpty || words[0] != word) return false;
        words = words[1..];
        return true;
    }

    private static Term? Days(string text) => Term.TryParse(text, out var term) && term is { Unit: not TermUnit.Hours, Length: > 0 } ? term : null;

    private static RestDayRule? Rule(string[] rest) => rest switch
    {
        [] => RestDayRule.EndsOnItsDay,
        ["roll"] => RestDayRule.MovesToNextWorkingDay,
        _ => null,
    };
}
