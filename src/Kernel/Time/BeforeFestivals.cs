using System.Collections.Immutable;

namespace Qinglian.Kernel;

/// <summary>A stated time before each of some festivals: ten days before Mid-Autumn. The festival itself is not counted.</summary>
public sealed record BeforeFestivals : Cycle
{
    /// <param name="rule">Where the day may not be a rest day it is brought forward, so that the lead is never cut short.</param>
    public BeforeFestivals(Term lead, RestDayRule rule, params ReadOnlySpan<Festival> festivals)
    {
        RequireLead(lead, nameof(lead));
        if (festivals.IsEmpty) throw new ArgumentException("No festival is named.", nameof(festivals));
        (Lead, Rule, Festivals) = (lead, rule, [.. festivals.ToArray().Distinct().Order()]);
    }

    public BeforeFestivals(Term lead, params ReadOnlySpan<Festival> festivals) : this(lead, RestDayRule.EndsOnItsDay, festivals) { }

    public Term Lead { get; }

    public RestDayRule Rule { get; }

    /// <summary>Each once, in the order of the year.</summary>
    public ImmutableArray<Festival> Festivals { get; }

    public override CycleKind Kind => CycleKind.ByCalendar;

    public override Words Words
    {
        get
        {
            var names = Together(Festivals.Select(f => Words.Of(f)).ToList());
            var forward = Rule is RestDayRule.EndsOnItsDay ? new Words("", "") : new("，遇休息日提前", ", or the last working day before");
            return new($"{names.Zh}前{Lead.Words.Zh}{forward.Zh}", $"{Lead.Words.En} before {names.En}{forward.En}");
        }
    }

    public bool Equals(BeforeFestivals? other) =>
        other is not null && Lead == other.Lead && Rule == other.Rule && Festivals.AsSpan().SequenceEqual(other.Festivals.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Lead, Rule, Festivals.Length, Festivals[0]);

    private protected override string Stored =>
        $"before:{string.Join('+', Festivals.Select(f => f.Code))}:{Lead}{(Rule is RestDayRule.MovesToNextWorkingDay ? ":roll" : "")}";

    private protected override IEnumerable<Occurrence> Upcoming(DateOnly from, WorkingCalendar calendar)
    {
        // The same lead keeps the order of the festivals, and the months between October and January keep the years apart.
        for (var year = Math.Max(from.Year, Qinglian.Kernel.Festivals.FirstYear); year <= Qinglian.Kernel.Festivals.LastYear; year++)
        {
            var due = Festivals.Select(f => (Festival: f, On: f.In(year))).OrderBy(f => f.On)
                .Select(f => (f.Festival, f.On, Due: calendar.LastDayBefore(f.On, Lead, Rule)));
            foreach (var day in due.GroupBy(f => f.Due.On).Where(d => d.Key >= from))
                yield return new(day.Key, day.Any(f => f.Due.Provisional), Occasion: Together(
                    [.. day.Select(f => new Words("{0}（{1}）", "{0} ({1})").With(Words.Of(f.Festival), f.On.InWords))]));
        }
    }

    private static Words Together(IReadOnlyList<Words> names) => new(
        string.Join("、", names.Select(n => n.Zh)),
        names.Count == 1 ? names[0].En : $"{string.Join(", ", names.Take(names.Count - 1).Select(n => n.En))} and {names[^1].En}");
}
