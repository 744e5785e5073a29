using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Remembers who was named, and finds who has to act where a duty names nobody.</summary>
internal sealed class SubjectTracker(Outline outline, string text)
{
    private Party? _lastInDocument;

    /// <summary>The party of one duty: named in it, in its sentence, in the matter itself, in the neighbouring sentences, or implied.</summary>
    public (string? Name, Span? At, bool Explicit) Of(IReadOnlyList<SentenceReading> paragraph, int sentence, Draft duty)
    {
        if (Given(paragraph[sentence], duty) is { } given)
            return (given.Of(text), given, true);
        if (Own(duty.Clauses) is { } own)
            return Found(own, true);
        if (Earlier(paragraph[sentence], duty.At.Start) is { } earlier)
            return Found(earlier, true);
        if (Embedded(paragraph[sentence], duty) is { } embedded)
            return Found(embedded, true);
        for (var back = sentence - 1; back >= 0; back--)
        {
            if (Last(paragraph[back]) is { } before)
                return Found(before, back == sentence - 1);
            if (back == sentence - 1 && paragraph[back].Clauses.FirstOrDefault(c => c.Party is { Role: Role.Subject } && c.Reason is not (Reason.Review or Reason.Problem) && !c.Party.Name.Contains('的'))?.Party is { } described)
                return Found(described, true);
            if (back == sentence - 1 && Matter(paragraph[back]) is { } matter)
                return Found(matter, true);
        }

        if (sentence + 1 < paragraph.Count && First(paragraph[sentence + 1]) is { } next)
            return Found(next, true);
        if (outline.Implied() is { } implied)
            return (implied.Name, implied.At, false);
        return _lastInDocument is { } last ? Found(last, false) : (null, null, false);
    }

    public void Remember(SentenceReading sentence)
    {
        if (Last(sentence) is { } last)
            _lastInDocument = last;
    }

    private static (string, Span?, bool) Found(Party party, bool isExplicit) => (party.Name, party.At, isExplicit);

    /// <summary>The bracket behind the item, which holds for all of the sentence before it.</summary>
    private static Span? Given(SentenceReading sentence, Draft duty) =>
        sentence.Clauses.Where(c => c.Clause.At.End >= duty.At.End).Select(c => c.Clause.Assigned).FirstOrDefault(a => a is not null)?.Party;

    private static Party? Own(IEnumerable<ClauseReading> clauses)
    {
        Party? urged = null;
        Party? inCase = null;
        foreach (var clause in clauses)
        {
            // 镇长缺席的，主办单位须……: who the case is about acts only if nobody else is named.
            if (clause.Kind == ClauseKind.Lead && clause.Clause.Open.EndsWith('的'))
                inCase ??= clause.Party;
            else if (clause.Party is { Role: not Role.Urged } party)
                return party;
            else
                urged ??= clause.Party;
        }

        return urged ?? inCase;
    }

    /// <summary>Who was named last before a comma; across a semicolon, whose part it was.</summary>
    private static Party? Earlier(SentenceReading sentence, int before)
    {
        var near = true;
        foreach (var part in sentence.Parts.Reverse())
        {
            if (part[0].Clause.At.Start >= before && part[0].Clause.At.Start != before)
                continue;
            var named = part.Where(c => c.Clause.At.Start < before && !c.Assists && c.Party is { Role: Role.Subject or Role.Assigned or Role.Requested });
            if ((near ? named.LastOrDefault() : named.FirstOrDefault(c => c.Modal is not null || c.Kind is not ClauseKind.Other) ?? named.LastOrDefault()) is { } found)
                return found.Party;
            near = false;
        }

        return null;
    }

    private static Party? Last(SentenceReading sentence) =>
        sentence.Clauses.Where(Names).Select(c => c.Party).LastOrDefault();

    private static Party? First(SentenceReading sentence) =>
        sentence.Clauses.Where(c => Names(c) && c.Modal is not null).Select(c => c.Party).FirstOrDefault();

    // Who is urged has to act in that clause only; who is described in a statement does not have to act at all.
    private static bool Names(ClauseReading clause) => !clause.Assists && clause.Party is { Role: Role.Subject or Role.Assigned or Role.Requested } && !clause.Party.Name.Contains('的')
        && (clause.Modal is not null || clause.Kind is ClauseKind.Act or ClauseKind.WeakAct);

    private static readonly WordTable Institutes = new("建立 建立健全 健全 完善 健全完善 建立完善 坚持 推行 实行 探索实行 发挥 充分发挥 落实 严格落实 探索 探索建立");
    private static readonly WordTable Rules = new("落实 严格落实 执行 严格执行 遵守 严格遵守");
    private static readonly WordTable Cares = new("加强 强化 抓好 推进 深化 提升");

    /// <summary>建立 X 联系制度, 发挥 X 作用, 坚持 X 抓……: X is to act; 落实《党员干部……》: the rule names whom it binds.</summary>
    private Party? Embedded(SentenceReading sentence, Draft duty)
    {
        var clauses = sentence.Clauses.Where(c => c.Clause.At.Start <= duty.At.Start || duty.Clauses.Contains(c));
        foreach (var clause in clauses)
        {
            var open = clause.Clause.Open;
            var from = clause.Predicate;
            if (Rules.At(open, from) is > 0 and var rule && clause.Clause.Text.AsSpan(from + rule).StartsWith("《") && Parties.Opening(clause.Clause.Text, from + rule + 1, Math.Min(open.Length, from + rule + 6)) is { } bound)
                return At(clause, from + rule + 1, bound);
            if (Institutes.At(open, from) is > 0 and var verb && Agent(clause.Clause, from + verb) is { } end
                && (open.EndsWith("作用", StringComparison.Ordinal) || open.EndsWith("制度", StringComparison.Ordinal) || open.EndsWith("机制", StringComparison.Ordinal)))
                return At(clause, from + verb, end);
        }

        return null;
    }

    private static int? Agent(Clause clause, int at)
    {
        var open = clause.Open;
        int? found = null;
        for (var end = at + 2; end <= Math.Min(open.Length, at + 20); end++)
        {
            // A quoted office (上级“一把手”) is blank in the open text.
            if (!Parties.IsName(open[end - 1] == Clause.Blank ? clause.Text : open, at, end) || Actors.Joins.At(open, end) > 0 || Continues(open, end) || open.AsSpan(at, end - at).EndsWith("责任人"))
                continue;
            found = end;
        }

        return found;
    }

    // Directly behind the agent stands what it does, or the quoted character of its part.
    private static bool Continues(string open, int end) =>
        end >= open.Length || open[end] is '、' or '的' || !(Verbs.At(open, end) is { Length: > 1 } || open[end] is '抓' or '作' or Clause.Blank || Actors.Formative.At(open, end) > 0 || FunctionWords.Adverbs.At(open, end) > 0 || open[end..].StartsWith("分片", StringComparison.Ordinal));

    /// <summary>加强政府党组自身建设: the sentence is about X, the next one says what X does.</summary>
    private Party? Matter(SentenceReading sentence)
    {
        foreach (var clause in sentence.Clauses)
        {
            var open = clause.Clause.Open;
            if (clause.Modal is null || Cares.At(open, clause.Predicate) is not (> 0 and var verb) || !open.EndsWith("建设", StringComparison.Ordinal))
                continue;
            var at = clause.Predicate + verb;
            for (var end = open.Length - 2; end > at + 1; end--)
                if (Parties.IsName(open, at, end))
                    return At(clause, at, end);
        }

        return null;
    }

    private Party At(ClauseReading clause, int start, int end)
    {
        var at = new Span(clause.Clause.At.Start + start, clause.Clause.At.Start + end);
        return new(at.Of(text), at, Role.Embedded);
    }
}
