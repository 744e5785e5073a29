using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Fills in who, how often, until when and what for the duties of a paragraph, in reading order.</summary>
internal sealed class DutyReader(ReadingText reading, Outline outline)
{
    private readonly SubjectTracker _subjects = new(outline, reading.Normal);
    private Duty? _last;

    public IEnumerable<(Draft Draft, Duty? Duty)> Read(IReadOnlyList<SentenceReading> sentences, IReadOnlyList<IReadOnlyList<Draft>> drafts)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            foreach (var draft in drafts[i])
            {
                if (draft.IsDuty)
                    yield return (draft, _last = Duty(sentences, i, draft));
                else
                    yield return (draft, null);
            }

            _subjects.Remember(sentences[i]);
        }
    }

    private Duty Duty(IReadOnlyList<SentenceReading> sentences, int i, Draft draft)
    {
        var text = reading.Normal;
        var at = Unnumbered(draft);
        var span = reading.Back(at);
        var (name, nameAt, isExplicit) = _subjects.Of(sentences, i, draft);

        var cycle = TimeReader.CycleIn(text, at.Start, at.End);
        var due = sentences[i].Clauses.Where(c => c.Clause.At.End >= at.End).Select(c => c.Clause.Assigned).FirstOrDefault(a => a is not null)?.Due
            ?? TimeReader.LimitIn(text, at.Start, at.End) ?? SharedLimit(sentences[i], draft);
        cycle ??= due is { } stating && stating.Start >= at.End ? TimeReader.CycleIn(text, stating.Start, stating.End) : null;
        var cycleAt = cycle is { } c ? reading.Back(c.At) : (Span?)null;
        var dueAt = due is { } d ? reading.Back(d) : (Span?)null;
        var stated = cycle?.Cycle;
        if (stated is null && due is null && _last is { } last && Joins(draft))
            (stated, cycleAt, dueAt) = (last.Cycle, last.CycleAt, last.DueAt);

        var (rule, trigger) = RuleOf(draft, stated, dueAt);
        return new(
            span,
            span.Of(reading.Original),
            rule,
            trigger,
            name,
            isExplicit,
            nameAt is { } n ? reading.Back(n) : null,
            stated,
            cycleAt?.Of(reading.Original),
            cycleAt,
            dueAt?.Of(reading.Original),
            dueAt,
            DeliverableReader.Of(draft.Clauses));
    }

    /// <summary>The duty without the number of its item (7. （二）); 一是 and 二要 are words of the sentence.</summary>
    private static Span Unnumbered(Draft draft)
    {
        var first = draft.Clauses[0].Clause.Text;
        var number = char.IsAsciiDigit(first[0]) || first[0] is '（' or '第' or (>= '①' and <= '⑳') ? Numbering.SkipInline(first, 0) : 0;
        return new(draft.At.Start + (number < first.Length ? number : 0), draft.At.End);
    }

    /// <summary>今年甲要……，乙要……: a time phrase that opens the sentence holds for all its parts.</summary>
    private Span? SharedLimit(SentenceReading sentence, Draft draft)
    {
        var first = sentence.Clauses.First();
        if (draft.Clauses.Contains(first) || draft.Clauses[0].Party is null)
            return null;
        var at = first.Clause.At.Start + first.Body;
        return TimeWords.Phrase().Match(reading.Normal, at) is { Success: true, Length: > 0 } phrase && TimeReader.LimitIn(reading.Normal, at, phrase.Index + phrase.Length) is { } limit ? limit : null;
    }

    /// <summary>也一并上报: joins the duty before, and with it its times.</summary>
    private static bool Joins(Draft draft) =>
        draft.Clauses.Any(c => c.Clause.Open.Contains("一并", StringComparison.Ordinal) || c.Clause.Open.Contains('也') && c.Verb is VerbClass.Report);

    private static (DutyRule, string?) RuleOf(Draft draft, Cycle? cycle, Span? due)
    {
        foreach (var clause in draft.Clauses)
        {
            if (clause.Forbids)
                return (DutyRule.Forbidden, clause.Modal);
            if (clause.Party is { } party)
                return party.Role switch
                {
                    Role.Assigned => (DutyRule.Assigned, party.Name),
                    Role.Requested => (DutyRule.Requested, party.Name),
                    Role.Urged => (DutyRule.Urged, party.Name),
                    _ => (DutyRule.NamedActor, party.Name),
                };
            if (clause.Modal is { } modal)
                return (DutyRule.Demanded, modal);
        }

        var act = draft.Clauses.FirstOrDefault(c => c.Kind == ClauseKind.Act && c.Verb is not null);
        if (act is not null)
            return (DutyRule.Imperative, act.VerbText);
        return cycle is not null || due is not null ? (DutyRule.Timed, null) : (DutyRule.Imperative, null);
    }
}
