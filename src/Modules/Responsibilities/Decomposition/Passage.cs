using Qinglian.Kernel;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A piece of the text that was judged as a whole: a proposed duty, or not a duty for a stated reason.</summary>
public abstract record Passage(Span At, string Text)
{
    /// <summary>Why it was judged so, in words for the person who confirms.</summary>
    public abstract Words Because { get; }
}

/// <summary>A passage that is not proposed.</summary>
/// <param name="Trigger">The word that decided, if one did.</param>
public sealed record NotDuty(Span At, string Text, Reason Reason, string? Trigger) : Passage(At, Text)
{
    public override Words Because => Explanation.Of(Words.Of(Reason), Trigger);
}

/// <summary>A proposed duty. A person confirms, edits or rejects it; nothing follows from it by itself.</summary>
/// <param name="Responsible">Who is to act; null where neither the text nor its title tells.</param>
/// <param name="ResponsibleExplicit">Named in the sentence, the one before or the one after. Otherwise only implied, to be confirmed.</param>
/// <param name="ResponsibleAt">Where the name stands, which may be outside the duty; null where it was derived from the title.</param>
/// <param name="StatedCycle">The words the cycle was read from.</param>
/// <param name="Due">The time limit as the text states it, not computed.</param>
public sealed record Duty(
    Span At,
    string Text,
    DutyRule Rule,
    string? Trigger,
    string? Responsible,
    bool ResponsibleExplicit,
    Span? ResponsibleAt,
    Cycle? Cycle,
    string? StatedCycle,
    Span? CycleAt,
    string? Due,
    Span? DueAt,
    string? Deliverable) : Passage(At, Text)
{
    public override Words Because => Explanation.Of(Words.Of(Rule), Trigger);
}

internal static class Explanation
{
    public static Words Of(Words rule, string? trigger) =>
        trigger is null ? rule : new($"{rule.Zh}：“{trigger}”", $"{rule.En}: “{trigger}”");
}
