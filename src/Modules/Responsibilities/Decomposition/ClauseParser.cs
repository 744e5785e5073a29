using System.Buffers;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Finds the parts of a clause: connecting words, party, modal word, adverbs, predicate. It does not judge.</summary>
internal static class ClauseParser
{
    public static ClauseReading Parse(Clause clause)
    {
        var open = clause.Open;
        var body = Numbering.SkipInline(clause.Text, 0);
        while (FunctionWords.Markers.At(open, body) is > 0 and var marker && FunctionWords.InWord(open, body) == 0
            && FunctionWords.Adverbs.At(open, body) <= marker && !(Verbs.At(open, body) is { } verb && verb.Length > Math.Min(marker, 2)))
            body += marker;

        var reading = new ClauseReading(clause)
        {
            Body = body,
            CalendarCycle = HasCalendarCycle(clause.Text),
            Limited = TimeWords.Limit().IsMatch(clause.Text),
        };
        return Predicate(Subject(reading));
    }

    // 年度 as part of a noun (年度目标) tells a cycle but does not make the clause a duty of its own.
    private static bool HasCalendarCycle(string text) =>
        TimeWords.CalendarCycle().Match(text) is { Success: true } cycle && !(cycle.Value == "年度") || TimeWords.Festival().IsMatch(text);

    private static ClauseReading Subject(ClauseReading r)
    {
        var open = r.Clause.Open;
        var at = SkipTime(open, r.Body);

        if (FunctionWords.Forbidding.At(open, at) is > 0 and var forbids)
        {
            var after = at + forbids;
            var forbidden = Parties.At(open, after) ?? (open.AsSpan(after).StartsWith("任何") ? Parties.First(open, after) : null) ?? ForbiddenTo(open, after);
            return r with { Forbids = true, Modal = open[at..after], Party = PartyAt(r, after, forbidden, Role.Forbidden), Predicate = forbidden ?? after };
        }

        // 商县财政局把……: who is consulted does not act.
        if (at + 3 < open.Length && open[at] == '商' && Parties.Opening(open, at + 1, open.Length) is { } consulted && consulted < open.Length - 2)
            return r with { Predicate = consulted };

        if (open.Length > at && open[at] == '请' && Parties.At(open, at + 1) is { } asked)
            return r with { Modal = "请", Party = PartyAt(r, at + 1, asked, Role.Requested), Predicate = asked };

        if (FunctionWords.Asking.At(open, at) is > 0 and var asking && (Parties.At(open, at + asking) ?? (Parties.IsName(r.Clause.Text, at + asking, open.Length) ? open.Length : null)) is { } approached)
            return r with { Modal = open[at..(at + asking)], Party = PartyAt(r, at + asking, approached, Role.Requested), Predicate = approached };

        var (modal, where) = FindModal(open, at);
        if (modal is not null)
        {
            var np = StripBefore(open, at, where.Start);
            var by = SubjectBefore(r, at, np);
            var known = r with { Modal = modal, Forbids = FunctionWords.Forbidding.At(open, where.Start) == where.Length, Predicate = where.End };
            if (by is null && where.End < open.Length && open[where.End] == '由' && Assigned(known, where.End) is { } given)
                return given;
            return by is null && np > at ? known with { We = IsWe(open, at, np), Predicate = where.End } : known with { Party = by };
        }

        if (FunctionWords.ConditionStarts.At(open, at) > 0 && CaseEnd(open, at) is { } matter)
            return r with { Predicate = matter, Modal = open.AsSpan(matter).StartsWith("一律") ? "一律" : null };
        if (FunctionWords.Negating.At(open, at) is > 0 and var negates)
            return r with { Negates = true, Predicate = at + negates };
        if (FunctionWords.Urges(open, at) is > 0 and var urges && Parties.At(open, at + urges) is { } urged)
            return r with { Party = PartyAt(r, at + urges, urged, Role.Urged), Predicate = urged };
        if (IsWeAt(open, at) is > 0 and var we)
            return r with { We = true, Predicate = at + we };
        if (Parties.At(open, at) is { } bare)
            return r with { Party = PartyAt(r, at, bare, Role.Subject), Predicate = bare, Modal = Announces(open, bare) is { } will ? open[bare..will] : null };
        if (NegativeCase(open, at) is { } consequence)
            return r with { Predicate = consequence, Modal = FunctionWords.Forbidding.At(open, consequence) is > 0 and var not ? open[consequence..(consequence + not)] : null };
        return Assigned(r, at) ?? r with { Party = Owner(r, at), Predicate = at };
    }

    /// <summary>凡收受礼金的一律登记: the case ends with 的, what follows is to be done.</summary>
    private static int? CaseEnd(string open, int from)
    {
        for (var at = open.Length - 3; at > from + 2; at--)
            if (open[at] == '的' && (open.AsSpan(at + 1).StartsWith("一律") || FunctionWords.Adverbs.At(open, at + 1) > 1 && Verbs.At(open, at + 1 + FunctionWords.Adverbs.At(open, at + 1)) is { Length: > 1 } || Verbs.At(open, at + 1) is { Length: > 1 } verb && Verbs.IsAction(verb.Class)))
                return at + 1;
        return null;
    }

    /// <summary>测试不及格的补考, 能合并的会议坚决合并: a case without comma, then what is to be done in it.</summary>
    private static int? NegativeCase(string open, int from)
    {
        var able = from < open.Length && open[from] is '能' or '该' or '应' or '可';
        for (var at = from + (able ? 2 : 3); at < open.Length - 2; at++)
        {
            if (open[at] != '的')
                continue;
            if (able)
            {
                for (var then = at + 1; then <= Math.Min(at + 5, open.Length - 2); then++)
                    if (FunctionWords.Adverbs.At(open, then) > 1 || Verbs.At(open, then) is { Length: > 1 } act && Verbs.IsAction(act.Class) && (then == at + 1 || then + act.Length == open.Length))
                        return then;
                return null;
            }

            if (!open.AsSpan(from, at - from).ContainsAny(Failing))
                return null;
            var end = SkipAdverbs(open, at + 1);
            var closes = Verbs.At(open, end) is { Length: > 1 } verb && Verbs.IsAction(verb.Class) && (end + verb.Length == open.Length || end > at + 1)
                || end == open.Length - 2 && (Verbs.LooksLikeAct(open, end) || open[end] is '补' or '重' or '罚' or '免' or '停');
            return closes || FunctionWords.Consequences.At(open, at + 1) > 0 ? at + 1 : null;
        }

        return null;
    }

    private static readonly SearchValues<char> Failing = SearchValues.Create("不未无没逾超缺漏违拒屡");

    private static int SkipAdverbs(string open, int at)
    {
        while (FunctionWords.Adverbs.At(open, at) is > 1 and var adverb)
            at += adverb;
        return at;
    }

    /// <summary>严禁村组干部代领: a misdeed follows the name.</summary>
    private static int? ForbiddenTo(string open, int at) =>
        Parties.Opening(open, at, open.Length) is { } end && end < open.Length - 1 && end > at + 1 && "代私擅借利违以用在向收索吃拿卡赌酒泄干插经跑截挪虚套".Contains(open[end]) ? end : null;

    /// <summary>纪检组将优先办理, 也将对……: 将 before an adverb, a verb or another preposition is the future; before a noun it fronts the object.</summary>
    private static int? Announces(string open, int at)
    {
        var will = FunctionWords.Future.At(open, at);
        return will > 0 && (FunctionWords.Adverbs.At(open, at + will) > 0 || FunctionWords.Prepositions.At(open, at + will) > 0 || Verbs.At(open, at + will) is { Length: > 1 } || at + will < open.Length && open[at + will] == '不') ? at + will : null;
    }

    private static ClauseReading? Assigned(ClauseReading r, int at)
    {
        var open = r.Clause.Open;
        for (var i = open.IndexOf('由', at); i >= 0; i = open.IndexOf('由', i + 1))
            if ((i == 0 || open[i - 1] is not ('自' or '理' or '事' or '缘' or '案')) && (Parties.At(open, i + 1) ?? Parties.Opening(open, i + 1, open.Length)) is { } end && end < open.Length)
                return r with { Party = PartyAt(r, i + 1, Joined(open, end), Role.Assigned), Predicate = Joined(open, end) };
        // 由村“两委”研究: the quoted part belongs to the name.
        for (var i = open.IndexOf('由', at); i >= 0; i = open.IndexOf('由', i + 1))
            if (open.IndexOf(Clause.Blank, i + 1) is > 0 and var quoted && quoted - i <= 5 && Parties.Opening(r.Clause.Text, i + 1, open.Length) is { } end && end > quoted && end < open.Length)
                return r with { Party = PartyAt(r, i + 1, end, Role.Assigned), Predicate = end };
        // 由镇财政按季拨付, 由甘同志牵头: between 由 and what is done stands who does it, whatever the form of the name.
        for (var i = open.IndexOf('由', at); i >= 0; i = open.IndexOf('由', i + 1))
            if ((i == 0 || open[i - 1] is not ('自' or '理' or '事' or '缘' or '案')) && Agent(open, i + 1) is { } end)
                return r with { Party = PartyAt(r, i + 1, end, Role.Assigned), Predicate = end };
        return null;
    }

    // 由专人值守, 由两人以上验收: says how many, not who.
    private static readonly WordTable Unnamed = new("专人 专门 人以上 人及以上 人共同 人一组 人同 名以上 名同志 他人 其 谁");

    /// <summary>镇直各单位会议费每半年公开一次: whose matter it is, has to see to it.</summary>
    private static Party? Owner(ClauseReading r, int at)
    {
        var open = r.Clause.Open;
        if (Parties.Opening(open, at, open.Length) is not { } end || end >= open.Length - 4 || open.AsSpan(at, end - at) is var name && name.IndexOf('各') < 0 && name.IndexOf('每') < 0 && !name.StartsWith("所有"))
            return null;
        for (var then = end + 2; then <= Math.Min(end + 12, open.Length - 3); then++)
        {
            if (open[then - 1] is '的' or '是' or '了' or '中' or '上')
                return null;
            if (TimeWords.Phrase().Match(open, then) is { Success: true, Length: > 1 } time && time.Value[0] is '每' or '按' || FunctionWords.Adverbs.At(open, then) is > 1 and var adverb && Verbs.At(open, then + adverb) is { Length: > 1 } verb && Verbs.IsAction(verb.Class))
                return PartyAt(r, at, end, Role.Subject);
        }

        return null;
    }

    private static int? Agent(string open, int from)
    {
        if (from >= open.Length - 3 || open[from] is '此' or '于' or '来' or '点' or '浅' or '内' or '外' or '表' or '低' or '弱' or '小' or '不' || char.IsAsciiDigit(open[from]) || "一二三四五六七八九十百两几".Contains(open[from]) || Unnamed.At(open, from) > 0 || Unnamed.At(open, from + 1) > 0)
            return null;
        for (var end = from + 2; end <= Math.Min(from + 12, open.Length - 2); end++)
        {
            if (open[end - 1] is '的' or '至' or '到' or '向' or Clause.Blank || char.IsAsciiDigit(open[end - 1]))
                return null;
            if (FunctionWords.Adverbs.At(open, end) > 1 || TimeWords.Phrase().Match(open, end) is { Success: true, Length: > 1 } || Verbs.At(open, end) is { Length: > 1 } verb && (Verbs.IsAction(verb.Class) || verb.Class is VerbClass.Bear))
                return FunctionWords.Makes.At(open, end) > 0 || open.AsSpan(end).EndsWith("组成") || open.AsSpan(end).EndsWith("构成") ? null : end;
        }

        return null;
    }

    /// <summary>由甲与乙共同保管: both.</summary>
    private static int Joined(string open, int end) =>
        end < open.Length - 3 && open[end] is '与' or '和' or '及' && (Parties.At(open, end + 1) ?? Parties.Opening(open, end + 1, open.Length - 2)) is { } other && other < open.Length ? other : end;

    private static Party? SubjectBefore(ClauseReading r, int at, int end)
    {
        var open = r.Clause.Open;
        if (end <= at || IsWe(open, at, end))
            return null;
        if (open[at] == '由' && Parties.IsName(r.Clause.Text, at + 1, end))
            return PartyAt(r, at + 1, end, Role.Assigned);
        if (end - at <= 40 && Parties.IsName(r.Clause.Text, at, end))
            return PartyAt(r, at, end, Role.Subject);

        // 各部门预算执行情况应……: whose matter it is, has to see to it.
        if (Actors.Determiners.At(open, at) > 0 && Parties.Opening(open, at, end) is { } owner && end - owner <= 12)
            return PartyAt(r, at, owner, Role.Subject);
        if (Parties.Opening(open, at, end) is { } person && person > at + 2 && end - person is >= 2 and <= 6 && Nouns.IsNone(open, end) && Verbs.At(open, person) is null)
            return PartyAt(r, at, person, Role.Subject);
        if (Parties.Opening(open, at, end) is { } meeting && end - meeting is >= 2 and <= 14 && FunctionWords.Meets.At(open, meeting) > 0)
            return PartyAt(r, at, meeting, Role.Subject);
        return Parties.IsDetermined(r.Clause.Text, at, end) ? PartyAt(r, at, end, Role.Subject) : null;
    }

    private static Party? PartyAt(ClauseReading r, int start, int? end, Role role) =>
        end is { } e ? new(r.Clause.Text[start..e], new(r.Clause.At.Start + start, r.Clause.At.Start + e), role) : null;

    private static bool IsWe(string open, int at, int end) => Actors.We.At(open, at) is > 0 and var length && at + length >= end;

    private static int IsWeAt(string open, int at) => Actors.We.At(open, at);

    private static (string? Modal, Span At) FindModal(string open, int from)
    {
        for (var at = from; at < open.Length;)
        {
            if (FunctionWords.InWord(open, at) is > 0 and var other)
            {
                at += other;
                continue;
            }

            var modal = Math.Max(FunctionWords.ModalAt(open, at), FunctionWords.Complement(open, at) ? 0 : FunctionWords.Forbidding.At(open, at));
            var condition = modal > 0 && open[at] is '需' && EndsCondition(open);
            if (modal > 0 && !condition)
                return (open[at..(at + modal)], new(at, at + modal));
            at += condition ? modal : 1;
        }

        return (null, default);
    }

    private static bool EndsCondition(string open) => open[^1] == '的';

    /// <summary>Takes time phrases, adverbs and prepositional phrases of time off the end of what stands before the modal word.</summary>
    private static int StripBefore(string open, int start, int end)
    {
        for (var changed = true; changed && end > start;)
        {
            changed = false;
            if (FunctionWords.Adverbs.EndingAt(open, end) is > 0 and var adverb && end - adverb >= start && Actors.Heads.EndingAt(open, end) <= adverb && Actors.Collectives.EndingAt(open, end) <= adverb)
                (end, changed) = (end - adverb, true);
            for (var at = start; at < end && !changed; at++)
                if (TimeWords.Phrase().Match(open, at) is { Success: true, Length: > 0 } time && time.Index + time.Length >= end && at < end)
                    (end, changed) = (at, true);
        }

        return end;
    }

    private static int SkipTime(string open, int at) =>
        TimeWords.Phrase().Match(open, at) is { Success: true, Length: > 0 } time && Parties.At(open, at) is null ? time.Index + time.Length : at;

    private static ClauseReading Predicate(ClauseReading r)
    {
        var open = r.Clause.Open;
        var at = r.Predicate;
        var manner = false;
        var modal = r.Modal;
        var negates = r.Negates;
        for (var start = -1; at < open.Length && at != start;)
        {
            start = at;
            var verb = Verbs.At(open, at)?.Length ?? 0;
            if (TimeWords.Phrase().Match(open, at) is { Success: true, Length: > 0 } time)
                at += time.Length;
            else if (at == r.Predicate && r.Party is not null && Announces(open, at) is { } will)
                at = will;
            else if (FunctionWords.Adverbs.At(open, at) is > 0 and var adverb && (adverb > verb || adverb == verb && VerbLike(open, at + adverb)))
                (at, manner) = (at + adverb, true);
            else if (FunctionWords.Each.At(open, at) is > 0 and var each && (Verbs.At(open, at + each) is { Length: > 1 } done && Verbs.IsAction(done.Class) || Verbs.LooksLikeAct(open, at + each)))
                (at, manner) = (at + each, true);
            else if (FunctionWords.Modals.At(open, at) is > 0 and var demand && FunctionWords.InWord(open, at) == 0 && demand > verb)
                (at, modal) = (at + demand, modal ?? open[at..(at + demand)]);
            else if (FunctionWords.Negating.At(open, at) is > 0 and var not && not > verb)
                (at, negates) = (at + not, true);
        }

        var (kind, verbAt, phrase) = MainVerb(open, at);
        return r with { Predicate = at, Manner = manner, Modal = modal, Negates = negates, Verb = kind, VerbAt = verbAt, AfterPhrase = phrase };
    }

    private static bool VerbLike(string open, int at) => Verbs.At(open, at) is { Length: > 1 } || FunctionWords.Adverbs.At(open, at) > 1;

    private static (VerbClass?, Span, bool) MainVerb(string open, int at)
    {
        if (FunctionWords.Prepositions.At(open, at) is > 0 and var preposition && (Verbs.At(open, at) is not { } direct || direct.Length <= preposition))
            return VerbAfterPhrase(open, at + preposition, FunctionWords.Framing.At(open, at) > 1) is { } after ? (after.Class, after.At, true) : (null, default, true);
        if (Verbs.At(open, at) is { } verb && !OpensNoun(open, at + verb.Length) && !Describes(open, at + verb.Length))
            return (verb.Class, new(at, at + verb.Length), false);
        if (Verbs.At(open, at) is { } topic && VerbAfterPhrase(open, at + topic.Length, framing: false) is { } ofTopic)
            return (ofTopic.Class, ofTopic.At, true);
        if (Hands(open, at) is { } handing)
            return (VerbClass.Report, handing, false);
        if (Comment(open, at) is { } comment)
            return (comment.Class, comment.At, true);
        if (Ordained(open, at) is { } ordained)
            return (VerbClass.Launch, ordained, true);
        if (Verbs.LooksLikeAct(open, at) && open.Length > at + 3 && open[at + 2] is not ('的' or '是' or '、' or '和'))
            return (VerbClass.Launch, new(at, at + 2), false);
        return at + 1 < open.Length && "好实紧牢住准严细活足齐出到清透明够稳".Contains(open[at + 1]) && open[at] is >= '\u4E00' and <= '\u9FFF'
            ? (VerbClass.Strengthen, new(at, at + 2), false)
            : (null, default, false);
    }

    /// <summary>灾情统计实行首报、续报: the matter, then how it is to be.</summary>
    private static Span? Ordained(string open, int from)
    {
        for (var at = from + 2; at <= Math.Min(from + 16, open.Length - 3); at++)
        {
            if (open[at - 1] is '是' or '了' or '已' or '曾' or '的' or '来' or '在' or '还' or '率' or '度' or '得' or '却' or '正')
                return null;
            if (FunctionWords.Ordains.At(open, at) is > 0 and var length && (open[at] != '不' || "0123456789一二三四五六七八九十两半百千*×".Contains(open[at + length])))
                return new(at, at + length);
        }

        return null;
    }

    /// <summary>查实的问题, 审定的名单: the verb describes the noun that is all of the clause.</summary>
    private static bool Describes(string open, int at) =>
        at < open.Length && open[at] == '的' && open.Length - at <= 7 && open.IndexOf('的', at + 1) < 0;

    /// <summary>报县财政局批准, 送乡农经站备案, 交由办公室存档: one syllable of handing over, then to whom.</summary>
    private static Span? Hands(string open, int at)
    {
        if (at + 2 >= open.Length || open[at] is not ('报' or '送' or '交' or '呈' or '寄' or '存'))
            return null;
        var to = open[at + 1] is '送' or '至' or '到' or '给' or '由' or '请' or '经' ? at + 2 : at + 1;
        return Parties.Opening(open, to, open.Length) is { } end && end > to + 1 ? new(at, to) : null;
    }

    /// <summary>把名单报集团纪委: behind the object of 把 or 将.</summary>
    private static Span? HandsWithin(string open, int from)
    {
        for (var at = from + 1; at < open.Length - 2; at++)
            if (Verbs.At(open, at - 1) is not { Length: > 1 } && Hands(open, at) is { } handing)
                return handing;
        return null;
    }

    /// <summary>清退名单每季度公布: the verb at the start belongs to the topic of the clause.</summary>
    private static bool OpensNoun(string open, int at) =>
        FunctionWords.TopicNouns.At(open, at) is > 0 and var noun && at + noun < open.Length
        && (FunctionWords.Prepositions.At(open, at + noun) > 0 || open[at + noun] is '报' or '应' or '要' || TimeWords.Phrase().Match(open, at + noun) is { Success: true, Length: > 0 });

    /// <summary>……问题从严查处: the topic first, then adverb and verb at the very end.</summary>
    private static (VerbClass Class, Span At)? Comment(string open, int from)
    {
        for (var at = Math.Max(from + 2, open.Length - 6); at < open.Length; at++)
            if (Verbs.At(open, at) is { Length: > 1 } verb && at + verb.Length == open.Length && Verbs.IsAction(verb.Class) && FunctionWords.Adverbs.EndingAt(open, at) > 1)
                return (verb.Class, new(at, open.Length));
        return null;
    }

    private static (VerbClass Class, Span At)? VerbAfterPhrase(string open, int from, bool framing)
    {
        (VerbClass, Span)? last = null;
        (VerbClass, Span)? lastLight = null;
        for (var at = from + 1; at < open.Length;)
        {
            // Behind a preposition 要求 is a noun.
            if (Verbs.At(open, at) is not { Length: > 1 } verb || verb.Class == VerbClass.Urge)
            {
                at++;
                continue;
            }

            var end = at + verb.Length;
            var light = FunctionWords.LightVerbs.At(open, at) >= verb.Length;
            var adverbBefore = FunctionWords.Adverbs.EndingAt(open, at) > 0;
            var series = end + 1 < open.Length && open[end] == '、' && adverbBefore && (FunctionWords.Adverbs.At(open, end + 1) > 1 || Verbs.At(open, end + 1) is { Length: > 2 });
            var noun = !series && (end < open.Length && open[end] is '的' or '、' or '和' or '与' or '等' or '以' or '中' or '上' or '后' or '情' or '不' or '质' or '栏' or '度' || Nouns.Events.At(open, end) > 0 && !light && !adverbBefore);
            if (!noun && (light || adverbBefore || end < open.Length || verb.Class == VerbClass.Bear || !framing && last is null && Verbs.IsAction(verb.Class) && verb.Class != VerbClass.Make))
                last = (verb.Class, new(at, end));
            if ((light || adverbBefore) && !noun)
                lastLight = last;
            at = end;
        }

        if (lastLight is null && (last is null || !Verbs.IsAction(last.Value.Item1)) && HandsWithin(open, from) is { } handing)
            return (VerbClass.Report, handing);

        // 对巡察反馈的问题: the verb stands inside what the phrase speaks of.
        if (lastLight is null && last is { } inner && open[from - 1] is '对' && open.EndsWith("问题", StringComparison.Ordinal) && open.IndexOf('的', inner.Item2.End) > 0)
            return null;
        return lastLight ?? last;
    }
}
