namespace Qinglian.Responsibilities.Decomposition;

/// <summary>
/// Proposes the duties of a policy document or speech. It reads forms of language (parties, modal words, classes of verbs and nouns,
/// the build of sentences), so that the same text always gives the same proposals, each with the rule that made it.
/// </summary>
public static class Decomposer
{
    public static Decomposition Decompose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reading = ReadingText.Of(text);
        var lines = Segmenter.Lines(reading.Normal);
        var outline = Outline.Of(reading.Normal, lines);
        var duties = new DutyReader(reading, outline);
        return new(text, [.. lines.SelectMany(line => Passages(line, reading, duties))]);
    }

    private static IEnumerable<Passage> Passages(Line line, ReadingText reading, DutyReader duties)
    {
        if (line.Role switch
        {
            LineRole.Advertising => Reason.Advertising,
            LineRole.Title => Reason.Title,
            LineRole.Greeting => Reason.Greeting,
            LineRole.Heading => Reason.Heading,
            _ => (Reason?)null,
        } is { } whole)
        {
            return line.Sentences.Count == 0 ? [] : [Not(reading, new(line.Sentences[0].Clauses.First().At.Start, line.Sentences[^1].Clauses.Last().At.End), whole, null)];
        }

        var sentences = line.Sentences.Select(SentenceReading.Of).ToList();
        var drafts = Paragraph.Drafts(line, sentences);
        return duties.Read(sentences, drafts).Select(p => (Passage?)p.Duty ?? Not(reading, p.Draft.At, p.Draft.Reason ?? Reason.NoAct, p.Draft.Trigger));
    }

    private static NotDuty Not(ReadingText reading, Span at, Reason reason, string? trigger)
    {
        var span = reading.Back(at);
        return new(span, span.Of(reading.Original), reason, trigger);
    }
}
