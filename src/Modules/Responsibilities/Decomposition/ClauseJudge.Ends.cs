using System.Text.RegularExpressions;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

// Clauses that make others act, name a purpose, or only its circumstances.
internal static partial class ClauseJudge
{
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

    private static ClauseReading? Purpose(ClauseReading r)
    {
        var open = r.Clause.Open;
        // 数据中心负责打通接口: what somebody is in charge of is to be done.
        if (r.Party is { Role: not Role.Urged } inCharge && inCharge.At.End - r.Clause.At.Start is var bearer && bearer < open.Length && FunctionWords.InCharge.Has(open, bearer, Math.Min(open.Length, r.Predicate)) && open.Length - r.Predicate >= 4)
            return Act(r);
        if (FunctionWords.Provides.FirstIn(open, r.Body) is { } provides && open.IndexOf('为', r.Body) is >= 0 and var @for && @for < provides.Start && r.Modal is null)
            return Result(r, provides.Of(open));
        if (r.Verb is VerbClass.Raise)
            return r.Modal is not null || r.Party is not null ? Weak(r, Reason.Purpose) : Result(r, r.VerbText) with { Gain = !r.Manner && open.Length <= 14 };
        // 减少报表: fewer of what can be counted.
        if (r.Verb is VerbClass.Result && r.VerbText == "减少" && (r.Modal is not null || r.Party is not null || r.Manner) && (EndsWith(Nouns.Products, r) || EndsWith(Nouns.Events, r) || EndsWith(Nouns.Burdens, r)))
            return Act(r);
        if (r.Verb is VerbClass.Result && r.VerbText == "打通" && EndsWith(Nouns.Products, r) && (r.Modal is not null || TimeWords.Deadline().IsMatch(open)))
            return Act(r);
        if (r.Verb is VerbClass.Result && (Dated(r) || Submits(open)))
            return Act(r);
        if (r.Verb is VerbClass.Result && r.VerbText is "打造" or "建成" or "形成" or "取得" && Counted().IsMatch(r.Clause.Text[r.VerbAt.End..]) && !EndsWith(Nouns.States, r))
            return Act(r);
        if (r.Verb is VerbClass.Result)
            return r.AfterPhrase && r.Modal is not null ? null : Result(r, r.VerbText) with { Gain = r.VerbText == "形成" && EndsWith(Nouns.Products, r) };
        if (r.Verb is VerbClass.Push || r.Verb is VerbClass.Strengthen && r.VerbText.EndsWith("推进", StringComparison.Ordinal) && r.Modal is null && EndsWith(Nouns.Reached, r))
            return Pushed(r);
        return null;
    }

    /// <summary>年内实现……: by a date a result can be checked, unless it is a mere state of affairs.</summary>
    private static bool Dated(ClauseReading r) =>
        r.VerbText is "实现" or "形成" or "达到" or "取得" && TimeWords.Deadline().IsMatch(r.Clause.Text[..(r.VerbAt.Start)]) && !EndsWith(Nouns.States, r) && !EndsWith(Nouns.Reached, r);

    /// <summary>形成材料报县纪委.</summary>
    private static bool Submits(string open)
    {
        var at = open.LastIndexOf('报');
        if (at < 3 || at + 2 >= open.Length || FunctionWords.Adverbs.At(open, at) > 1)
            return false;
        var to = open[at + 1] is '送' or '至' or '到' or '给' ? at + 2 : at + 1;
        return Parties.Opening(open, to, open.Length) is { } end && end >= open.Length - 2;
    }

    /// <summary>打造两条线路: what can be counted can be shown.</summary>
    [GeneratedRegex("[一两二三四五六七八九十几0-9*×]+(个|条|批|支|处|所|家|座|项|套|类|本|部|期)(?!方面)")]
    private static partial Regex Counted();

    private static ClauseReading Pushed(ClauseReading r)
    {
        var open = r.Clause.Open;
        var rest = SkipAdverbs(open, r.VerbAt.End);
        if (open.IndexOf("延伸", rest, StringComparison.Ordinal) > 0 && open.IndexOf('向', rest) is > 0 and var toward && Parties.Opening(open, SkipAdverbs(open, toward + 1), open.Length) is { } end)
            return Act(r with { Party = new(open[(toward + 1)..end], new(r.Clause.At.Start + toward + 1, r.Clause.At.Start + end), Role.Urged), Closed = true });
        // 推动甲平台与乙系统联网: the act closes the clause.
        if (open.IndexOf('与', r.VerbAt.End) > 0 && !EndsWith(Nouns.Reached, r) && EndsInAct(open, r.VerbAt.End))
            return Act(r);
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
        // 建议县财政局：一是……: who is meant, what for follows.
        if (r.Party is { } named && named.At.End - r.Clause.At.Start >= open.Length)
            return Lead(r, Reason.Circumstance);
        // 为切实维护……，: to what end, not what.
        if (at < open.Length && open[at] == '为' && r.Modal is null && SkipAdverbs(open, at + 1) is var end && Verbs.At(open, end) is { Length: > 1 } && end + 2 < open.Length && r.Party is null)
            return Lead(r, Reason.Circumstance);
        // 一律在食堂就餐: without exception is demanded, not told.
        if (r.Verb is null && open.IndexOf("一律", r.Body, StringComparison.Ordinal) is >= 0 and var always && always <= r.Predicate + 6 && open.Length - always >= 5)
            return Act(r);
        if (r.Modal is null && open.Length > at + 3 && open[at] == '经' && FunctionWords.Approved.EndingAt(open, open.Length) > 0)
            return Lead(r, Reason.Circumstance);
        if (Parallel(open, at))
            return r.Verb is null ? Act(r) : null;
        if (FunctionWords.Framing.At(open, at) > 0 && open[at] != '在' && FunctionWords.Means.EndingAt(open, open.Length) > 0 && !(r.Verb is { } light && FunctionWords.LightVerbs.At(open, r.VerbAt.Start) > 0))
            return Lead(r, Reason.Circumstance);
        if (FunctionWords.Framing.At(open, at) > 0 && (r.Verb is VerbClass.Result or VerbClass.Attitude && r.AfterPhrase || r.Verb is null && !(r.Party is not null && r.Modal is not null && open[at] == '在') || !r.AfterPhrase && Verbs.At(open, at) is { Class: VerbClass.Strengthen } && FunctionWords.Framing.At(open, at) >= 2))
            return Lead(r, Reason.Circumstance);
        if (r.Verb is not null || !r.AfterPhrase || r.Modal is not null || r.CalendarCycle || r.Manner)
            return null;
        return Times().IsMatch(open) && r.Limited ? Act(r)
            : open[at] is '对' or '把' or '将' && ClosesInManner(open, at) ? Weak(r, Reason.NoAct)
            : Lead(r, Reason.Circumstance);
    }

    /// <summary>对小毛病及时咬耳扯袖: behind the adverb stands an act, though its verb is not known.</summary>
    private static bool ClosesInManner(string open, int from)
    {
        for (var at = Math.Max(from + 2, open.Length - 8); at < open.Length - 1; at++)
            if (FunctionWords.Adverbs.At(open, at) is > 1 and var adverb && open.Length - at - adverb >= 2)
                return true;
        return false;
    }

    /// <summary>抓住……、追究……: verbs with their objects in a row are no mere circumstance.</summary>
    private static bool Parallel(string open, int from)
    {
        for (var at = open.IndexOf('、', from); at >= 0; at = open.IndexOf('、', at + 1))
            if (Verbs.At(open, at + 1) is { Length: > 1 } verb && Verbs.IsAction(verb.Class) && open.Length - at - 1 - verb.Length >= 4 && open[at + 1 + verb.Length] is not ('、' or '等' or '的' or '和') && open.IndexOf('等', at) < 0)
                return true;
        return false;
    }
}
