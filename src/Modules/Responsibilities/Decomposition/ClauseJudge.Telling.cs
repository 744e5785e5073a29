using System.Text.RegularExpressions;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

// Clauses that tell, argue or announce instead of demanding, and conditions.
internal static partial class ClauseJudge
{
    /// <summary>甘同志提出，……: what follows is his opinion, demand or not.</summary>
    private static ClauseReading? Reported(ClauseReading r) =>
        r.Modal is null && !r.Manner && r.Clause.Open.IndexOf('向') < 0 && r.Clause.Open[r.Body] != '请' && r.Party?.Role is not (Role.Assigned or Role.Requested) && (r.Verb is null || r.AfterPhrase || r.VerbAt.End == r.Clause.Open.Length || !Verbs.IsAction(r.Verb.Value) && r.VerbAt.Length < 2 || r.Clause.Open[^1] == Clause.Blank) && FunctionWords.Reports(r.Clause.Open)
            ? Not(r, Reason.Statement) with { Reports = true } : null;

    private static ClauseReading? Argument(ClauseReading r)
    {
        var open = r.Clause.Open;
        if (FunctionWords.Ordinance().IsMatch(open))
            return Not(r, Reason.Statement);
        if (FunctionWords.MeetingTold.At(open, r.Body) > 0 && r.Modal is null)
            return Not(r, Reason.Statement);
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
        if (FunctionWords.Shortcomings.FirstIn(open) is { } lack && FunctionWords.NoShortcomings.At(open, lack.Start) == 0 && r.Modal is null && !EndsLikeCondition(open) && (r.Verb is null || !r.AfterPhrase && lack.Start < r.VerbAt.Start || r.Body == lack.Start))
            return Not(r, Reason.Problem, lack.Of(open));
        if (r.Modal is not null && r.Party is not null || EndsLikeCondition(open))
            return null;
        if ((r.We || Convening().IsMatch(open)) && r.Modal is null)
            return Not(r, Reason.Statement);
        if (r.Verb is not null && !r.AfterPhrase && r.Modal is null && r.Party is null && r.VerbAt.Start == r.Body && r.VerbAt.End < open.Length && open[r.VerbAt.End] is '不' && !open.AsSpan(r.VerbAt.End).StartsWith("不少于"))
            return Not(r, Reason.Problem);
        if (r.AfterPhrase && r.Verb is null && open[r.Predicate] == '对')
            return null;
        if (FunctionWords.States.FirstIn(open, r.Body) is { } state && (r.Modal is null || state.Start < open.IndexOf(r.Modal, StringComparison.Ordinal))
            && (r.Verb is null || state.Start <= r.VerbAt.Start) && !(r.Manner && state.Start > r.Predicate) && !(FrontsObject(r) && state.Start > r.Predicate))
            return Not(r, Reason.Statement, state.Of(open));
        return null;
    }

    /// <summary>召开这次会议: tells of the meeting that is being held.</summary>
    [GeneratedRegex("(召开|举行|举办|开)(了|的)?(这次|此次|本次|今天)")]
    private static partial Regex Convening();

    /// <summary>对不实举报……: the description stands inside the phrase, the act behind it.</summary>
    private static bool FrontsObject(ClauseReading r) =>
        r.AfterPhrase && r.Verb is { } verb && Verbs.IsAction(verb) && r.Clause.Open[r.Predicate] is '对' or '把' or '将' or '针';

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
        if (EndsLikeCondition(open) || open.EndsWith('时') && open.StartsWith('在') || FunctionWords.ConditionStarts.At(open, r.Body) > 0 && r.Modal is null && !(r.Predicate > r.Body + 3 && r.Verb is not null))
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
        return FunctionWords.Announcing.FirstIn(open) is { } word ? Not(r, Reason.LeadIn, word.Of(open))
            : FunctionWords.CountsMatters(open) && !r.CalendarCycle ? Not(r, Reason.LeadIn) : null;
    }
}
