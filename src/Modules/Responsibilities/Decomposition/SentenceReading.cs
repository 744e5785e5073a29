using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A sentence whose clauses have been judged.</summary>
internal sealed record SentenceReading(Sentence Sentence, IReadOnlyList<IReadOnlyList<ClauseReading>> Parts)
{
    public IEnumerable<ClauseReading> Clauses => Parts.SelectMany(p => p);

    public static SentenceReading Of(Sentence sentence) =>
        new(sentence, [.. sentence.Parts.Select(part => Aimed([.. part.Select(c => ClauseJudge.Judge(ClauseParser.Parse(c)))]))]);

    /// <summary>党员干部操办婚事，须……: who stands at the head of the occasion is who the demand behind it means.</summary>
    private static ClauseReading Occasion(ClauseReading clause, ClauseReading? next)
    {
        if (clause is not { Kind: ClauseKind.Other, Reason: Reason.NoAct, Party: null, Modal: null, We: false } || next is not { Party: null, We: false } || next.Modal is null && next.Kind is not ClauseKind.Act)
            return clause;
        var open = clause.Clause.Open;
        // 连续两次上榜的村，扣减资金: whom a sanction meets does not carry it out.
        if (open.Length > 4 && open.IndexOf('的', clause.Body) is > 0 and var relative && open.Length - relative <= 6 && next.Verb is VerbClass.Correct or VerbClass.Report or VerbClass.Arrange && !FunctionWords.Modals.Has(next.Clause.Open, 0, 1))
            return clause with { Kind = ClauseKind.Lead, Reason = Reason.Circumstance };
        return Parties.Opening(open, clause.Body, open.Length) is { } end && end > clause.Body + 1 && (end < open.Length - 1 && (next.Modal is not null || next.Clause.Open.StartsWith("一律", StringComparison.Ordinal)) || end == open.Length)
            ? clause with { Kind = ClauseKind.Lead, Reason = Reason.Circumstance, Party = new(clause.Clause.Text[clause.Body..end], new(clause.Clause.At.Start + clause.Body, clause.Clause.At.Start + end), Role.Subject) }
            : clause;
    }

    /// <summary>各单位要……，培训费再压减10%: behind a demand a count is a target, not a report of results.</summary>
    private static IReadOnlyList<ClauseReading> Aimed(IReadOnlyList<ClauseReading> part)
    {
        if (part.Any(c => c.Clause.Assigned is not null))
            return [.. part.Select(c => c.Kind == ClauseKind.WeakAct || c is { Kind: ClauseKind.Other, Reason: Reason.NoAct or Reason.Principle } ? c with { Kind = ClauseKind.Act } : c)];
        var demand = part.TakeWhile(c => c.Modal is null || c.Kind == ClauseKind.Other).Count();
        return [.. part.Select((c, i) => Occasion(c, i + 1 < part.Count ? part[i + 1] : null)).Select((c, i) => i > demand && c is { Reason: Reason.Review, Kind: ClauseKind.Other, Trigger: not "了" } ? c with { Kind = ClauseKind.Act } : c)];
    }
}

/// <summary>Neighbouring clauses of one part of a sentence that are judged together.</summary>
internal sealed record Draft(IReadOnlyList<ClauseReading> Clauses, Reason? Reason, string? Trigger)
{
    public bool IsDuty => Reason is null;

    public Span At => new(Clauses[0].Clause.At.Start, Clauses[^1].Clause.At.End);
}
