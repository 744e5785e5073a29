using System.Text.RegularExpressions;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

// Clauses that say what is to be done.
internal static partial class ClauseJudge
{
    private static ClauseReading? Action(ClauseReading r)
    {
        if (r.Verb is not { } verb || !Verbs.IsAction(verb))
            return null;
        // 建设、创新 with a state as object wish for a state; 落实……责任 bears an office.
        if (EndsWith(Nouns.States, r) && !EndsWith(Nouns.Products, r) && verb is VerbClass.Make && r.VerbText is "构建" or "建设" or "创建" && !r.CalendarCycle)
            return Result(r, r.VerbText);
        if (r.VerbText is "落实" or "明确" && r.Clause.Text.EndsWith("责任", StringComparison.Ordinal) || r.VerbAt.End >= r.Clause.Open.Length && !r.AfterPhrase && r.Modal is null && r.Party is null && !r.CalendarCycle && !r.Manner && !Dated(r.Clause.Open))
            return Weak(r, Reason.Principle);
        // 监管好自己: what one does to oneself shows in nothing.
        if (r.Clause.Open.EndsWith("自己", StringComparison.Ordinal) && !r.AfterPhrase)
            return Weak(r, Reason.Attitude);
        return Act(r);
    }

    /// <summary>加强、抓好……: an act if its object is something that can be shown.</summary>
    private static ClauseReading? Effort(ClauseReading r)
    {
        if (r.Verb is not VerbClass.Strengthen)
            return null;
        var demanded = r.Modal is not null || r.Party is not null;
        if (EndsWith(Nouns.States, r) && !EndsWith(Nouns.Products, r) && !EndsWith(Nouns.Events, r) && !(r.Modal is not null && r.VerbText == "发挥"))
            return r.VerbText == "加大" ? Weak(r, Reason.Principle) : r.VerbText == "发挥" ? Lead(r, Reason.Principle) : demanded ? Weak(r, Reason.Purpose) : Result(r, r.VerbText);
        var shown = EndsWith(Nouns.Products, r) || EndsWith(Nouns.Events, r);
        return r.CalendarCycle || shown && r.Clause.Text.Length - r.VerbAt.End >= 4 || demanded && r.Clause.Text.Length - r.VerbAt.End >= 4 || r.AfterPhrase ? Act(r) : Weak(r, Reason.Principle);
    }

    /// <summary>No verb is known, but the clause is built as a demand.</summary>
    private static ClauseReading? Demand(ClauseReading r)
    {
        if (r is { Verb: null, Party.Role: Role.Assigned } && Substantial(r, 2) && FunctionWords.Makes.At(r.Clause.Open, r.Predicate) == 0)
            return Act(r);
        if (r.Verb is null && Substantial(r) && !r.We && (r.Modal is not null && r.Party is not null || r.Party is { Role: Role.Assigned or Role.Requested } || r.Modal is null && !r.AfterPhrase && Dated(r.Clause.Open)))
            return Act(r);
        if (r.Modal is not null && r.Verb is null && !r.We && Substantial(r, 4) && EndsInAct(r.Clause.Open, r.Predicate))
            return Act(r);
        if (r.Modal is not null)
            return r.Verb is null && r.Manner && (EndsWith(Nouns.Products, r) || EndsWith(Nouns.Events, r)) ? Act(r)
                : (r.Verb is null or VerbClass.Study or VerbClass.Attitude && !r.AfterPhrase) && !r.CalendarCycle ? Weak(r, Reason.NoAct) : Act(r);
        if (r.CalendarCycle && (r.Verb is not null || Times().IsMatch(r.Clause.Text)) || r.Party is not null && (r.Manner || r.AfterPhrase))
            return Act(r);
        if (r.Verb is not null && r.AfterPhrase && (r.Manner || r.Verb is not VerbClass.Attitude) && r.Verb is not VerbClass.Study)
            return Act(r);
        return r.Manner ? Weak(r, Reason.NoAct) : null;
    }

    /// <summary>30日内补报: what has a date is to be done by it.</summary>
    private static bool Dated(string open) => TimeWords.Deadline().IsMatch(open);

    /// <summary>点名道姓通报: the verb stands at the very end.</summary>
    private static bool EndsInAct(string open, int from)
    {
        for (var at = Math.Max(from + 2, open.Length - 4); at < open.Length - 1; at++)
            if (Verbs.At(open, at) is { Length: > 1 } verb && at + verb.Length == open.Length && Verbs.IsAction(verb.Class))
                return true;
        return false;
    }

    /// <summary>How often or how long: 一次, 不少于三天.</summary>
    [GeneratedRegex("(至少|不少于|不低于|不超过)|[0-9一二三四五六七八九十两]+(次|场|期|轮|天|遍)")]
    private static partial Regex Times();
}
