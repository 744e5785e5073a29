using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Judges one clause by its form. The rules stand in the order in which they are asked; the first that fits decides.</summary>
internal static partial class ClauseJudge
{
    private static readonly Func<ClauseReading, ClauseReading?>[] Rules =
    [
        Broken, Reported, LeadIn, Argument, Copula, Description, Done, Condition, Understanding, Prohibition, Spirit, Quality, Urging, Bearing, Conviction, Holding, Purpose, Circumstance, Action, Effort, Demand,
    ];

    public static ClauseReading Judge(ClauseReading reading)
    {
        if (reading.Clause.Aside)
            return Not(reading, Reason.Circumstance);
        if (reading.Clause.Assigned is not null)
            return Act(reading);
        foreach (var rule in Rules)
            if (rule(reading) is { } judged)
                return judged;
        return reading with { Kind = ClauseKind.Other, Reason = Reason.NoAct };
    }

    private static ClauseReading? Broken(ClauseReading r) =>
        r.Clause.Text.Length - r.Body < 2 ? Not(r, r.Body > 1 ? Reason.Circumstance : Reason.Fragment)
        : TimeWords.Phrase().Match(r.Clause.Open, r.Body) is { Success: true } time && time.Length + r.Body == r.Clause.Open.Length ? Lead(r, Reason.Circumstance)
        : FunctionWords.Imprint.At(r.Clause.Open, r.Body) > 0 ? Not(r, Reason.Title) : null;

    private static int SkipAdverbs(string open, int at)
    {
        while (FunctionWords.Adverbs.At(open, at) is > 0 and var adverb)
            at += adverb;
        return at;
    }

    private static bool EndsWith(WordTable nouns, ClauseReading r) => Head(nouns, r) is not null;

    /// <summary>The last noun, looked for behind closing quotes and 等.</summary>
    private static string? Head(WordTable nouns, ClauseReading r)
    {
        var text = r.Clause.Text;
        var end = text.Length;
        while (end > 0 && text[end - 1] is '”' or '等' or '）' or '上' or '中')
            end--;
        return nouns.EndingAt(text, end) is > 0 and var length ? text[(end - length)..end] : null;
    }

    private static ClauseReading Act(ClauseReading r) => r with { Kind = ClauseKind.Act };

    private static ClauseReading Weak(ClauseReading r, Reason reason) => r with { Kind = ClauseKind.WeakAct, Reason = reason, Trigger = r.Verb is null ? null : r.VerbText };

    private static ClauseReading Lead(ClauseReading r, Reason reason, string? trigger = null) => r with { Kind = ClauseKind.Lead, Reason = reason, Trigger = trigger };

    private static ClauseReading Result(ClauseReading r, string? trigger) => r with { Kind = ClauseKind.Result, Reason = Reason.Purpose, Trigger = trigger };

    private static ClauseReading Not(ClauseReading r, Reason reason, string? trigger = null) => r with { Kind = ClauseKind.Other, Reason = reason, Trigger = trigger };
}
