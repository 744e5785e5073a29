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
            return line.Sentences.Count == 0 ? [] : [Not(reading, new(line.Sentences[0].Clauses.First().At.Start, Math.Max(line.Sentences[^1].Clauses.Last().At.End, line.Brackets.Count > 0 ? line.Brackets[^1].End : 0)), whole, null)];
        }

        var sentences = line.Sentences.Select(SentenceReading.Of).ToList();
        var drafts = Paragraph.Drafts(line, sentences);
        List<Passage> passages = [.. duties.Read(sentences, drafts).SelectMany(p => p.Duty is { } duty ? Numbered(reading, p.Draft, duty) : [Not(reading, p.Draft.At, p.Draft.Reason ?? Reason.NoAct, p.Draft.Trigger)])];

        // A bracket that gave its item away is no part of it, and is listed all the same.
        foreach (var bracket in line.Brackets)
            if (Not(reading, bracket, Reason.Circumstance, null) is var aside && !passages.Any(p => p.At.Start < aside.At.End && p.At.End > aside.At.Start))
                passages.Insert(passages.FindIndex(p => p.At.Start > aside.At.Start) is >= 0 and var next ? next : passages.Count, aside);
        return passages;
    }

    /// <summary>The number of the item is no part of the duty (7. 第三条), and is listed all the same.</summary>
    private static IEnumerable<Passage> Numbered(ReadingText reading, Draft draft, Duty duty)
    {
        var from = reading.Back(draft.At).Start;
        var end = duty.At.Start;
        while (end > from && !char.IsLetterOrDigit(reading.Original[end - 1]) && reading.Original[end - 1] is not (>= '①' and <= '⑳'))
            end--;
        return end > from ? [new NotDuty(new(from, end), reading.Original[from..end], Reason.Number, null), duty] : [duty];
    }

    private static NotDuty Not(ReadingText reading, Span at, Reason reason, string? trigger)
    {
        var span = reading.Back(at);
        return new(span, span.Of(reading.Original), reason, trigger);
    }
}
