using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Judges one clause by its form. The rules stand in the order in which they are asked; the first that fits decides.</summary>
internal static class ClauseJudge
{
    private static readonly Func<ClauseReading, ClauseReading?>[] Rules =
    [
        Broken, LeadIn, Argument, Copula, Description, Done, Condition, Understanding, Prohibition, Quality, Urging, Bearing, Conviction, Holding, Purpose, Circumstance, Action, Effort, Demand,
    ];

    public static ClauseReading Judge(ClauseReading reading)
    {
        foreach (var rule in Rules)
            if (rule(reading) is { } judged)
                return judged;
        return reading with { Kind = ClauseKind.Other, Reason = Reason.NoAct };
    }

    private static ClauseReading? Broken(ClauseReading r) =>
        r.Clause.Text.Length - r.Body < 2 ? Not(r, r.Body > 1 ? Reason.Circumstance : Reason.Fragment)
        : TimeWords.Phrase().Match(r.Clause.Open, r.Body) is { Success: true } time && time.Length + r.Body == r.Clause.Open.Length ? Lead(r, Reason.Circumstance)
        : FunctionWords.Imprint.At(r.Clause.Open, r.Body) > 0 ? Not(r, Reason.Title) : null;

    private static ClauseReading? Argument(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (FunctionWords.Arguments.FirstIn(open) is not { } word || r.Modal is not null && word.Start > r.Body)
            return null;
        return Not(r, Reason.Statement, word.Of(open));
    }

    /// <summary>X 是 Y, where 是 is the verb of the clause.</summary>
    private static ClauseReading? Copula(ClauseReading r)
    {
        var open = r.Clause.Open;
        for (var at = open.IndexOf('是', r.Body); at >= 0; at = open.IndexOf('是', at + 1))
        {
            var before = at > 0 ? open[at - 1] : '\n';
            var after = at + 1 < open.Length ? open[at + 1] : '\n';
            var compound = before is '凡' or '但' or '于' or '还' or '总' or '求' or '可' or '特' or '尤' or '别' or '其' or '若' or '或' or '像' or '国' || after is '否';
            // Inside a noun clause with 的 (抓好党建是最大政绩的理念) it is not the verb of the sentence.
            var nested = r.Modal is not null || r.Verb is VerbClass.Attitude or VerbClass.Hold or VerbClass.Study && r.VerbAt.End <= at && EndsWith(Nouns.Virtues, r);
            if (!compound && !nested)
                return Not(r, Reason.Statement, "是");
        }

        return null;
    }

    private static ClauseReading? Description(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (FunctionWords.Shortcomings.FirstIn(open) is { } lack && r.Modal is null && !EndsLikeCondition(open) && (r.Verb is null || !r.AfterPhrase && lack.Start < r.VerbAt.Start || r.Body == lack.Start))
            return Not(r, Reason.Problem, lack.Of(open));
        if (r.Modal is not null && r.Party is not null || EndsLikeCondition(open))
            return null;
        if (r.We && r.Modal is null)
            return Not(r, Reason.Statement);
        if (FunctionWords.States.FirstIn(open, r.Body) is { } state && (r.Modal is null || state.Start < open.IndexOf(r.Modal, StringComparison.Ordinal))
            && (r.Verb is null || state.Start <= r.VerbAt.Start) && !(r.Manner && state.Start > r.Predicate))
            return Not(r, Reason.Statement, state.Of(open));
        return null;
    }

    /// <summary>Completed acts: 了 after the verb, or a count after its noun (立案*件).</summary>
    private static ClauseReading? Done(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (r.Modal is not null || r.Forbids)
            return null;
        for (var at = open.IndexOf('了', r.Body); at > 0; at = open.IndexOf('了', at + 1))
            if (open[at - 1] is not ('为' or '除' or '不' or '得' or '罢' or '明' or '终') && !(at + 1 < open.Length && open[at + 1] is '解' or '结' or '之' or '断' or '然'))
                return Not(r, Reason.Review, "了");
        return FunctionWords.Tally(open) is { } tally && !r.CalendarCycle && !r.Limited || FunctionWords.Tally(open) is not null && r.Party is null && open.Contains('共')
            ? Not(r, Reason.Review, FunctionWords.Tally(open)) : null;
    }

    private static ClauseReading? Condition(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (r.Modal is not null && !EndsLikeCondition(open))
            return null;
        if (EndsLikeCondition(open) || open.EndsWith('时') && open.StartsWith('在') || FunctionWords.ConditionStarts.At(open, r.Body) > 0 && r.Modal is null)
            return Lead(r, Reason.Circumstance);
        return null;
    }

    private static bool EndsLikeCondition(string open) =>
        open[^1] == '的' || open.Length > 3 && (open.EndsWith('时') && (open[0] is '在' or '当' or '每' or '遇' || open[^2] is '的' or '作' or '理' or '行')
            || open.EndsWith("情况下", StringComparison.Ordinal) || open.EndsWith("基础上", StringComparison.Ordinal) || open.EndsWith("过程中", StringComparison.Ordinal) || open.EndsWith("的同时", StringComparison.Ordinal) || open.EndsWith("之后", StringComparison.Ordinal));

    /// <summary>Announces measures without naming one.</summary>
    private static ClauseReading? LeadIn(ClauseReading r)
    {
        var open = r.Clause.Open;
        return FunctionWords.Announcing.FirstIn(open) is { } word ? Not(r, Reason.LeadIn, word.Of(open)) : null;
    }

    private static ClauseReading? Understanding(ClauseReading r)
    {
        if (r.Verb is not VerbClass.Study || r.AfterPhrase || Nouns.Products.At(r.Clause.Open, r.VerbAt.End) > 0)
        {
            var teaching = r.Verb is VerbClass.Strengthen or VerbClass.Launch && r.VerbText.StartsWith("贯彻", StringComparison.Ordinal) && EndsWith(Nouns.Teachings, r);
            return teaching ? Not(r, Reason.Study, r.VerbText) : null;
        }

        return EndsWith(Nouns.Events, r) && !EndsWith(Nouns.Teachings, r) && r.VerbText.StartsWith("学习", StringComparison.Ordinal) && r.CalendarCycle ? null : Not(r, Reason.Study, r.VerbText);
    }

    private static ClauseReading? Prohibition(ClauseReading r)
    {
        if (!r.Forbids)
            return r.Negates && r.Modal is null && r.Party is null ? r with { Kind = ClauseKind.Result, Reason = Reason.Principle } : null;
        return EndsWith(Nouns.Virtues, r) && !EndsWith(Nouns.Events, r) ? Not(r, Reason.Attitude, Head(Nouns.Virtues, r)) : Act(r);
    }

    private static ClauseReading? Quality(ClauseReading r) =>
        EndsWith(Nouns.Qualities, r) && !(r.Verb is { } verb && Verbs.IsAction(verb)) ? Not(r, Reason.Attitude, Head(Nouns.Qualities, r)) : null;

    /// <summary>督促 X 做……: X has to act, if it is an act.</summary>
    private static ClauseReading? Urging(ClauseReading r)
    {
        if (r.Party?.Role == Role.Urged)
            return EndsWith(Nouns.Virtues, r) || r.Verb is VerbClass.Attitude or VerbClass.Study || r.Verb is null && !r.Limited || IsPush(r) && !(r.Verb is { } pushed && Verbs.IsAction(pushed)) || FunctionWords.MetaphorVerbs.Has(r.Clause.Open, r.Predicate)
                ? r with { Kind = ClauseKind.Result, Reason = Reason.Attitude, Party = null }
                : Act(r);
        if (r.Verb is VerbClass.Inspire && !r.CalendarCycle)
            return r with { Kind = ClauseKind.Result, Reason = Reason.Attitude, Trigger = r.VerbText };
        if (r.Verb is not VerbClass.Urge)
            return null;
        return r.VerbText is "监督" or "要求" ? Act(r) : r with { Kind = r.Limited || TimeWords.Urgency().IsMatch(r.Clause.Text) ? ClauseKind.Act : ClauseKind.Result, Reason = Reason.Purpose, Trigger = r.VerbText };
    }

    private static bool IsPush(ClauseReading r) => r.Party is { } party && r.Clause.Open[..(party.At.Start - r.Clause.At.Start)].EndsWith("推动", StringComparison.Ordinal);

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
        return r.VerbText == "严守" || r.Modal is not null && r.Party is not null ? Weak(r, Reason.Principle) : Lead(r, Reason.Principle, r.VerbText);
    }

    private static VerbClass Next(string open, int at) => Verbs.At(open, SkipAdverbs(open, at)) is { } next ? next.Class : FindAction(open, at);

    private static VerbClass FindAction(string open, int from)
    {
        for (var at = from; at < open.Length; at++)
            if (Verbs.At(open, at) is { Length: > 1 } verb && Verbs.IsAction(verb.Class))
                return verb.Class;
        return VerbClass.Hold;
    }

    private static int SkipAdverbs(string open, int at)
    {
        while (FunctionWords.Adverbs.At(open, at) is > 0 and var adverb)
            at += adverb;
        return at;
    }

    private static ClauseReading? Purpose(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (FunctionWords.Provides.FirstIn(open, r.Body) is { } provides && open.IndexOf('为', r.Body) is >= 0 and var @for && @for < provides.Start && r.Modal is null)
            return Result(r, provides.Of(open));
        if (r.Verb is VerbClass.Raise)
            return r.Modal is not null || r.Party is not null ? Weak(r, Reason.Purpose) : Result(r, r.VerbText) with { Gain = !r.Manner && open.Length <= 14 };
        if (r.Verb is VerbClass.Result)
            return r.AfterPhrase && r.Modal is not null ? null : Result(r, r.VerbText) with { Gain = r.VerbText == "形成" && EndsWith(Nouns.Products, r) };
        if (r.Verb is VerbClass.Push || r.Verb is VerbClass.Strengthen && r.VerbText.EndsWith("推进", StringComparison.Ordinal) && r.Modal is null && EndsWith(Nouns.Reached, r))
            return Pushed(r);
        return null;
    }

    private static ClauseReading Pushed(ClauseReading r)
    {
        var open = r.Clause.Open;
        var rest = SkipAdverbs(open, r.VerbAt.End);
        if (open.IndexOf("延伸", rest, StringComparison.Ordinal) > 0 && open.IndexOf('向', rest) is > 0 and var toward && Parties.Opening(open, SkipAdverbs(open, toward + 1), open.Length) is { } end)
            return Act(r with { Party = new(open[(toward + 1)..end], new(r.Clause.At.Start + toward + 1, r.Clause.At.Start + end), Role.Urged), Closed = true });
        if (Verbs.At(open, rest) is { } verb && Verbs.IsAction(verb.Class) && !EndsWith(Nouns.Reached, r))
            return Act(r);
        if (EndsWith(Nouns.Reached, r) || EndsWith(Nouns.States, r) || open.Contains("转化为", StringComparison.Ordinal) || open.Contains("成为", StringComparison.Ordinal))
            return Result(r, r.VerbText);
        return EndsWith(Nouns.Products, r) || EndsWith(Nouns.Events, r) ? Weak(r, Reason.Purpose) : Result(r, r.VerbText);
    }

    /// <summary>围绕……，通过……: circumstance without an act of its own.</summary>
    private static ClauseReading? Circumstance(ClauseReading r)
    {
        var open = r.Clause.Open;
        var at = r.Predicate;
        // 为切实维护……，: to what end, not what.
        if (at < open.Length && open[at] == '为' && r.Modal is null && SkipAdverbs(open, at + 1) is var end && Verbs.At(open, end) is { Length: > 1 } && end + 2 < open.Length && r.Party is null)
            return Lead(r, Reason.Circumstance);
        if (Parallel(open, at))
            return r.Verb is null ? Act(r) : null;
        if (FunctionWords.Framing.At(open, at) > 0 && open[at] != '在' && FunctionWords.Means.EndingAt(open, open.Length) > 0 && !(r.Verb is { } light && FunctionWords.LightVerbs.At(open, r.VerbAt.Start) > 0))
            return Lead(r, Reason.Circumstance);
        if (FunctionWords.Framing.At(open, at) > 0 && (r.Verb is VerbClass.Result or VerbClass.Attitude && r.AfterPhrase ||r.Verb is null || !r.AfterPhrase && Verbs.At(open, at) is { Class: VerbClass.Strengthen } && FunctionWords.Framing.At(open, at) >= 2))
            return Lead(r, Reason.Circumstance);
        return r.Verb is null && r.AfterPhrase && r.Modal is null && !r.CalendarCycle && !r.Manner ? Lead(r, Reason.Circumstance) : null;
    }

    /// <summary>抓住……、追究……: verbs with their objects in a row are no mere circumstance.</summary>
    private static bool Parallel(string open, int from)
    {
        for (var at = open.IndexOf('、', from); at >= 0; at = open.IndexOf('、', at + 1))
            if (Verbs.At(open, at + 1) is { Length: > 1 } verb && Verbs.IsAction(verb.Class) && open.Length - at - 1 - verb.Length >= 4 && open[at + 1 + verb.Length] is not ('、' or '等' or '的' or '和') && open.IndexOf('等', at) < 0)
                return true;
        return false;
    }

    private static ClauseReading? Bearing(ClauseReading r) => r.Verb is not (VerbClass.Bear or VerbClass.Prevent) ? null
        : r.Modal is not null && r.VerbText.EndsWith("起来", StringComparison.Ordinal) ? Act(r)
        : Weak(r, Reason.Principle);

    private static ClauseReading? Action(ClauseReading r)
    {
        if (r.Verb is not { } verb || !Verbs.IsAction(verb))
            return null;
        // 建设、创新 with a state as object wish for a state; 落实……责任 bears an office.
        if (EndsWith(Nouns.States, r) && !EndsWith(Nouns.Products, r) && verb is VerbClass.Make && r.VerbText is "构建" or "建设" or "创建" && !r.CalendarCycle)
            return Result(r, r.VerbText);
        if (r.VerbText is "落实" or "明确" && r.Clause.Text.EndsWith("责任", StringComparison.Ordinal) || r.VerbAt.End >= r.Clause.Open.Length && !r.AfterPhrase && r.Modal is null && r.Party is null && !r.CalendarCycle && !r.Manner)
            return Weak(r, Reason.Principle);
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
        if (r.Modal is not null)
            return (r.Verb is null or VerbClass.Study or VerbClass.Attitude && !r.AfterPhrase) && !r.CalendarCycle ? Weak(r, Reason.NoAct) : Act(r);
        if (r.CalendarCycle && r.Verb is not null || r.Party is not null && (r.Manner || r.AfterPhrase))
            return Act(r);
        if (r.Verb is not null && r.AfterPhrase && (r.Manner || r.Verb is not VerbClass.Attitude))
            return Act(r);
        return r.Manner ? Weak(r, Reason.NoAct) : null;
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
