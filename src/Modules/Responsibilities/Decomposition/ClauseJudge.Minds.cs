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

        if (r.VerbText == "掌握" && (r.Manner && TimeWords.OpenCycle().IsMatch(r.Clause.Text) || EndsWith(Nouns.Events, r) || EndsWith(Nouns.Products, r)))
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

    /// <summary>要久久为功, 多想想难处: a spirit, an inner state or a comparison, whoever is meant.</summary>
    private static ClauseReading? Spirit(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (r.CalendarCycle || r.Forbids)
            return null;
        var at = r.Predicate;
        while (at > r.Body && FunctionWords.Adverbs.EndingAt(open, at) is > 0 and var adverb && at - adverb >= r.Body)
            at -= adverb;
        if (Idioms.Only(open, at) || Idioms.Only(open, r.Predicate))
            return Not(r, Reason.Attitude, open[r.Predicate..]);
        return r.Verb is null && Inward(open, r.Predicate) ? Not(r, Reason.Attitude) : null;
    }

    /// <summary>多想想, 少摆, 肯吃苦, 像……一样, 经得起……: how one is, not what one does.</summary>
    private static bool Inward(string open, int at) =>
        at + 2 < open.Length && (open[at] is '肯' or '愿' or '像' or '怕' or '莫' or '勿' or '爱' || open[at] is '多' or '少' or '常' && open[at + 1] is not ('于' or '数') && (open[at + 1] == open[at + 2] || open[at + 1] is '些' or '一' or '摆' or '做' or '干' or '想' or '思' or '怀' || open.IndexOf('少', at + 1) > 0)
            || open[at + 1] == '得' && open[at + 2] is '起' or '住' or '了' or '上' or '下' or '过');

    /// <summary>A verb no list knows, with enough behind it to be about something: 第一时间固定证据, 不打招呼到窗口体验.</summary>
    private static bool Substantial(ClauseReading r, int least = 5)
    {
        var open = r.Clause.Open;
        var length = open.Length - r.Predicate;
        return length >= least && open[r.Predicate] is not ('有' or '无' or '能' or '可' or '为' or '使' or '让' or '成' or '更' or '如' or '是' or '以' or '知' or '懂' or '守' or '忠' or '敬')
            && !EndsWith(Nouns.Virtues, r) && !EndsWith(Nouns.States, r) && !EndsWith(Nouns.Qualities, r) && !EndsWith(Nouns.Teachings, r) && !EndsWith(Nouns.Reached, r)
            && !(length <= 7 && "硬强正严实高好足紧牢稳深透准细净清明廉".Contains(open[^1])) && !Balanced(open, r.Predicate) && !FunctionWords.Compares(open, r.Predicate);
    }

    /// <summary>脚踏实地、埋头苦干: phrases of four syllables in a row, none of which acts.</summary>
    private static bool Balanced(string open, int at)
    {
        var rest = open[at..].Split('、');
        return rest.Length > 1 && rest.All(p => p.Length == rest[0].Length) && rest[0].Length is 3 or 4 && !rest.Any(p => Verbs.At(p, 0) is { } verb && Verbs.IsAction(verb.Class) || Verbs.LooksLikeAct(p, 0) || Verbs.LooksLikeAct(p, p.Length - 2));
    }

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
        : r.VerbText.StartsWith("履行", StringComparison.Ordinal) && (r.Clause.Open.EndsWith("手续", StringComparison.Ordinal) || r.Clause.Open.EndsWith("程序", StringComparison.Ordinal)) ? Act(r)
        : r.VerbText.EndsWith("起来", StringComparison.Ordinal) ? r.Modal is not null ? Act(r) : r.Party is null ? Not(r, Reason.Principle, r.VerbText) : Weak(r, Reason.Principle)
        : Weak(r, Reason.Principle);
}
