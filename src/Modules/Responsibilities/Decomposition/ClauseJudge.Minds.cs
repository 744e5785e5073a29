using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

// Clauses about knowing, believing, being and holding fast.
internal static partial class ClauseJudge
{
    private static ClauseReading? Understanding(ClauseReading r)
    {
        if (r.Verb is not VerbClass.Study || r.AfterPhrase || Nouns.Products.At(r.Clause.Open, r.VerbAt.End) > 0)
        {
            var teaching = r.Verb is VerbClass.Strengthen or VerbClass.Launch && r.VerbText.StartsWith("贯彻", StringComparison.Ordinal) && EndsWith(Nouns.Teachings, r);
            return teaching ? Not(r, Reason.Study, r.VerbText) : null;
        }

        if (r.VerbText == "掌握" && (EndsWith(Nouns.Events, r) || EndsWith(Nouns.Products, r)))
            return Act(r);
        return EndsWith(Nouns.Events, r) && !EndsWith(Nouns.Teachings, r) && r.VerbText.StartsWith("学习", StringComparison.Ordinal) && r.CalendarCycle ? null : Not(r, Reason.Study, r.VerbText);
    }

    private static ClauseReading? Prohibition(ClauseReading r)
    {
        if (!r.Forbids)
            return r.Negates && r.Modal is null && r.Party is null ? r with { Kind = ClauseKind.Result, Reason = Reason.Principle } : null;
        return EndsWith(Nouns.Virtues, r) && !EndsWith(Nouns.Events, r) ? Not(r, Reason.Attitude, Head(Nouns.Virtues, r)) : Act(r);
    }

    private static ClauseReading? Quality(ClauseReading r) =>
        ToTheEnd(r.Clause.Open) ? r.Party is null ? Weak(r, Reason.Attitude) : Act(r)
        : EndsWith(Nouns.Qualities, r) && !(r.Verb is { } verb && Verbs.IsAction(verb)) ? Not(r, Reason.Attitude, Head(Nouns.Qualities, r)) : null;

    /// <summary>一盯到底, 一查到底: how an act is carried through.</summary>
    private static bool ToTheEnd(string open) => open.EndsWith("到底", StringComparison.Ordinal) && open.Length > 3 && open[^4] == '一';

    private static ClauseReading? Conviction(ClauseReading r)
    {
        if (r.Verb is VerbClass.Attitude && !r.AfterPhrase)
            return EndsWith(Nouns.Products, r) && r.CalendarCycle ? Act(r) : Not(r, Reason.Attitude, r.VerbText);
        var open = r.Clause.Open;
        if (FunctionWords.Ranking.FirstIn(open, r.Body) is { } rank)
            return Lead(r, Reason.Principle, rank.Of(open));
        var makes = r.Verb is { } verb && Verbs.IsAction(verb) && !(verb is VerbClass.Correct or VerbClass.Make);
        return EndsWith(Nouns.Virtues, r) && !makes && !r.CalendarCycle ? Not(r, Reason.Attitude, Head(Nouns.Virtues, r)) : null;
    }

    /// <summary>坚持……: a rule that is kept, or only a principle.</summary>
    private static ClauseReading? Holding(ClauseReading r)
    {
        if (r.Verb is not VerbClass.Hold)
            return FunctionWords.AsFrame(r.Clause.Open, r.Predicate) ? Lead(r, Reason.Principle) : null;
        var rest = r.VerbAt.End;
        var open = r.Clause.Open;
        var together = FunctionWords.Together.Has(open, rest);
        if (r.VerbText.StartsWith("坚持", StringComparison.Ordinal) && (together || Verbs.At(open, SkipAdverbs(open, rest)) is { Length: > 1 } held && Verbs.IsAction(held.Class) && Parallel(open, rest) || EndsWith(Nouns.Products, r) && Verbs.IsAction(Next(open, rest)) || r.CalendarCycle || FunctionWords.AsFrameOfOffice(open, rest)))
            return Act(r);
        if (r.VerbText == "做到" && (together || r.Party is not null && Verbs.At(open, SkipAdverbs(open, rest)) is { Class: VerbClass.Bear }))
            return Act(r);
        if (r.Party is not null && r.Modal is not null && r.VerbText == "坚持" && ActsInManner(open, rest))
            return Act(r);
        return r.VerbText == "严守" || r.Modal is not null && r.Party is not null ? Weak(r, Reason.Principle) : Lead(r, Reason.Principle, r.VerbText);
    }

    /// <summary>坚持重要工作亲自部署: an adverb before the verb tells how it is kept.</summary>
    private static bool ActsInManner(string open, int from)
    {
        for (var at = from + 1; at < open.Length; at++)
            if (FunctionWords.Adverbs.At(open, at) is > 1 and var adverb && Verbs.At(open, at + adverb) is { Length: > 1 } verb && Verbs.IsAction(verb.Class))
                return true;
        return false;
    }

    private static VerbClass Next(string open, int at) => Verbs.At(open, SkipAdverbs(open, at)) is { } next ? next.Class : FindAction(open, at);

    private static VerbClass FindAction(string open, int from)
    {
        for (var at = from; at < open.Length; at++)
            if (Verbs.At(open, at) is { Length: > 1 } verb && Verbs.IsAction(verb.Class))
                return verb.Class;
        return VerbClass.Hold;
    }

    private static ClauseReading? Bearing(ClauseReading r) => r.Verb is not (VerbClass.Bear or VerbClass.Prevent) ? null
        : r.VerbText.EndsWith("起来", StringComparison.Ordinal) ? r.Modal is not null ? Act(r) : r.Party is null ? Not(r, Reason.Principle, r.VerbText) : Weak(r, Reason.Principle)
        : Weak(r, Reason.Principle);
}
