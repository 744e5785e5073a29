namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A sentence whose clauses have been judged.</summary>
internal sealed record SentenceReading(Sentence Sentence, IReadOnlyList<IReadOnlyList<ClauseReading>> Parts)
{
    public IEnumerable<ClauseReading> Clauses => Parts.SelectMany(p => p);

    public static SentenceReading Of(Sentence sentence) =>
        new(sentence, [.. sentence.Parts.Select(part => (IReadOnlyList<ClauseReading>)[.. part.Select(c => ClauseJudge.Judge(ClauseParser.Parse(c)))])]);
}

/// <summary>Neighbouring clauses of one part of a sentence that are judged together.</summary>
internal sealed record Draft(IReadOnlyList<ClauseReading> Clauses, Reason? Reason, string? Trigger)
{
    public bool IsDuty => Reason is null;

    public Span At => new(Clauses[0].Clause.At.Start, Clauses[^1].Clause.At.End);
}
