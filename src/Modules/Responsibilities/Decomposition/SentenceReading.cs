namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A sentence whose clauses have been judged.</summary>
internal sealed record SentenceReading(Sentence Sentence, IReadOnlyList<IReadOnlyList<ClauseReading>> Parts)
{
    public IEnumerable<ClauseReading> Clauses => Parts.SelectMany(p => p);

    public static SentenceReading Of(Sentence sentence) =>
        new(sentence, [.. sentence.Parts.Select(part => Aimed([.. part.Select(c => ClauseJudge.Judge(ClauseParser.Parse(c)))]))]);

    /// <summary>各单位要……，培训费再压减10%: behind a demand a count is a target, not a report of results.</summary>
    private static IReadOnlyList<ClauseReading> Aimed(IReadOnlyList<ClauseReading> part)
    {
        var demand = part.TakeWhile(c => c.Modal is null || c.Kind == ClauseKind.Other).Count();
        return [.. part.Select((c, i) => i > demand && c is { Reason: Reason.Review, Kind: ClauseKind.Other, Trigger: not "了" } ? c with { Kind = ClauseKind.Act } : c)];
    }
}

/// <summary>Neighbouring clauses of one part of a sentence that are judged together.</summary>
internal sealed record Draft(IReadOnlyList<ClauseReading> Clauses, Reason? Reason, string? Trigger)
{
    public bool IsDuty => Reason is null;

    public Span At => new(Clauses[0].Clause.At.Start, Clauses[^1].Clause.At.End);
}
