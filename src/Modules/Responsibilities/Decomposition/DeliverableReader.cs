using System.Text.RegularExpressions;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Names what has to be there when a duty is done: the object of its most tangible verb.</summary>
internal static partial class DeliverableReader
{
    public static string? Of(IReadOnlyList<ClauseReading> clauses)
    {
        ClauseReading? best = null;
        var most = 0;
        foreach (var clause in clauses)
            if (Weight(clause) is var weight && weight > most)
                (best, most) = (clause, weight);
        return best is null ? null : ObjectOf(best);
    }

    private static int Weight(ClauseReading clause)
    {
        if (clause.Kind is not (ClauseKind.Act or ClauseKind.WeakAct) || clause.Verb is not { } verb)
            return 0;
        var text = clause.Clause.Text;
        var product = Nouns.Products.EndingAt(text, TrimmedEnd(text)) > 0;
        return (verb, product) switch
        {
            (VerbClass.Make, true) => 6,
            (VerbClass.Report, _) => 5,
            (_, true) => 4,
            (VerbClass.Launch or VerbClass.Make, _) => 3,
            (VerbClass.Inspect or VerbClass.Correct or VerbClass.Arrange, _) => 2,
            _ => 1,
        };
    }

    private static int TrimmedEnd(string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is '”' or '等')
            end--;
        return end;
    }

    [GeneratedRegex("^(不少于|至少|不低于)?[一二两三四五六七八九十0-9*×]+(次|场|期|轮|批|遍)")]
    private static partial Regex Count();

    /// <summary>一次碰头会 is a 碰头会; 清退到本人 names a place, not a thing.</summary>
    private static string? Thing(string words)
    {
        words = words[Count().Match(words).Length..];
        return words.Length < 2 || words[0] is '到' or '至' or '给' or '为' or '于' or '在' or '向' or '由' or '入' or '并' or '的' ? null : words;
    }

    private static string? ObjectOf(ClauseReading clause)
    {
        var text = clause.Clause.Text;
        var open = clause.Clause.Open;
        var at = clause.VerbAt.End;
        // 完善管理制度 → 管理制度; 建立完善覆盖全县的档案: verbs in a row share the object.
        while (Verbs.At(open, at) is { Length: > 1 } next && Verbs.IsAction(next.Class) && at + next.Length < open.Length && open[at + next.Length] is not ('的' or '、' or '和') && next.Class is VerbClass.Make or VerbClass.Launch)
            at += next.Length;
        if (at < text.Length)
            return Thing(text[at..].TrimStart('、'));
        if (!clause.AfterPhrase)
            return null;

        // 将……汇总上报: the object stands before the verb.
        var start = clause.Predicate + 1;
        return open[clause.Predicate] is '将' or '把' or '对' && clause.VerbAt.Start > start ? text[start..clause.VerbAt.Start] : null;
    }
}
