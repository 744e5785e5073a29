using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>
/// Puts the clauses of one part of a sentence together: circumstance and the acts it leads to become one duty, purpose and
/// result that trail behind stay outside, and a new party, a push on somebody else or a cycle of its own starts a new duty.
/// </summary>
internal static class Grouping
{
    // Longer duties cannot be issued as one item: they are cut before the clause that is nearest to the middle.
    private const int LongestDuty = 96;
    private const int ComfortableDuty = 72;
    private const int MostActs = 4;

    public static IEnumerable<Draft> Of(IReadOnlyList<ClauseReading> sentence)
    {
        var part = Told(sentence);
        var leads = new List<ClauseReading>();
        var group = new List<ClauseReading>();
        var result = new List<Draft>();
        foreach (var clause in part)
        {
            switch (clause.Kind)
            {
                case ClauseKind.WeakAct when leads.Any(l => l.Kind == ClauseKind.Other) && clause.Party is null:
                    Close();
                    DropLeads();
                    result.Add(new([clause], clause.Reason, clause.Trigger));
                    break;
                case ClauseKind.WeakAct when clause is { Verb: VerbClass.Prevent, Party: null, Modal: null } && group.Count == 0 && leads.Count == 0:
                    result.Add(new([clause], clause.Reason, clause.Trigger));
                    break;
                case not (ClauseKind.Act or ClauseKind.WeakAct) when group.Count > 0 && leads.Count == 0 && clause.Clause.Open.StartsWith("以及", StringComparison.Ordinal):
                    group.Add(clause);
                    break;
                case not ClauseKind.Lead when clause.Assists && (group.Count > 0 || leads.Any(l => l.Party is not null)):
                    TakeLeads();
                    group.Add(clause);
                    break;
                case ClauseKind.Act or ClauseKind.WeakAct:
                    if (StartsNew(group, clause))
                        CloseBefore(clause);
                    // 各级干部必须服从决定，……的一定要执行: an act with a demand of its own leaves the attitude behind.
                    if (group.Count == 0 && clause.Modal is not null && clause.Party is null && leads is [{ Kind: ClauseKind.Other, Modal: not null } attitude, ..])
                    {
                        result.Add(new([attitude], attitude.Reason, attitude.Trigger));
                        leads.RemoveAt(0);
                    }

                    var called = leads.Any(OpensCase) && clause.Verb is { } verb && Verbs.IsAction(verb) || clause.Reason is Reason.NoAct && leads.Any(l => l is { Kind: ClauseKind.Lead, Party: not null, Modal: not null });
                    TakeLeads();
                    group.Add(called ? clause with { Kind = ClauseKind.Act } : clause);
                    break;
                case ClauseKind.Lead:
                    if (clause.Party is not null || OpensCase(clause) && group.Any(IsAct))
                        CloseBefore(clause);
                    leads.Add(clause);
                    break;
                case ClauseKind.Other when clause.Reason is Reason.NoAct && leads.Any(l => l is { Kind: ClauseKind.Lead, Party: not null, Modal: not null }):
                    // 各级要结合实际，……: the demand reaches the first clause that says what, also where its verb is not known.
                    TakeLeads();
                    group.Add(clause with { Kind = ClauseKind.Act });
                    break;
                case ClauseKind.Other when clause.Reason is Reason.NoAct && leads.Count > 0 && OpensCase(leads[^1]) && clause is { We: false, Negates: false } && clause.Clause.Open[0] is not ('就' or '是' or '即' or '才' or '也') && clause.Clause.Open.Length - clause.Body >= 2:
                    // 确属违法占用的，恢复原状: behind a case stands what is to be done, also where its verb is not known.
                    TakeLeads();
                    group.Add(clause with { Kind = ClauseKind.Act });
                    break;
                case ClauseKind.Other when Continues(group, leads, clause):
                    group.Add(clause);
                    break;
                case ClauseKind.Other when clause.Party is not null && clause.Modal is not null && clause.Reason is Reason.Attitude && group.Count == 0:
                    // 各级党委要强化政治担当，加强……：the party's acts may follow.
                    DropLeads();
                    leads.Add(clause);
                    break;
                case ClauseKind.Other when clause.Reason is Reason.Attitude && clause.Party is null && group is [{ Party: not null, Modal: not null }, ..]:
                    leads.Add(clause);
                    break;
                case ClauseKind.Result when clause.Negates && leads.Count == 0 && group is [.., { Modal: not null }] && clause.Clause.Open.StartsWith('不'):
                    group.Add(clause);
                    break;
                case ClauseKind.Result when clause.Negates && group is [{ Party: not null, Modal: not null }, ..]:
                    leads.Add(clause);
                    break;
                case ClauseKind.Result when clause.Gain && group.Count > 0:
                    TakeLeads();
                    group.Add(clause);
                    break;
                default:
                    Close();
                    DropLeads();
                    result.Add(new([clause], clause.Reason, clause.Trigger));
                    break;
            }
        }

        // ……，对村级开支逐张过单: with nothing behind it, the phrase holds its own verb.
        // 严格落实条例，坚持有责必问: a principle at the very end belongs to the act before it.
        if (group.Count > 0 && leads is [{ Verb: VerbClass.Hold }] || group.Any(IsAct) && leads is [{ AfterPhrase: true, Party: null, Reason: Reason.Circumstance } last] && last == part[^1] && last.Clause.Open[last.Predicate] is '对' or '把' or '将' or '向' && !OpensCase(last))
            TakeLeads();
        Close();
        DropLeads();
        return result;

        // What a principle without subject says (坚持从本级改起) belongs to whoever was named before.
        void CloseBefore(ClauseReading next)
        {
            if (group.Count > 0 && next.Party is { Role: Role.Subject } && leads is [{ Verb: VerbClass.Hold, Party: null }])
                TakeLeads();
            Close();
        }

        void TakeLeads()
        {
            group.AddRange(leads);
            leads.Clear();
        }

        void DropLeads()
        {
            foreach (var lead in leads)
                result.Add(new([lead], lead.Reason, lead.Trigger));
            leads.Clear();
        }

        void Close()
        {
            if (group.Count > 0)
                result.AddRange(Finish(group));
            group = [];
        }
    }

    /// <summary>Behind a statement, clauses without modal word and party go on telling (目的就是总结经验，查找不足).</summary>
    private static IReadOnlyList<ClauseReading> Told(IReadOnlyList<ClauseReading> part)
    {
        Reason? telling = null;
        var reported = false; // 甲同志提出，要……: an opinion to its end
        var held = false; // 会议认为，甲局完成……: only a demand leaves what the meeting held
        var told = new List<ClauseReading>(part.Count);
        foreach (var clause in part)
        {
            var objects = clause.Party is null && clause.Clause.Text[0] is '但' or '而' or '却';
            if (reported)
                telling ??= Reason.Statement;
            else if (clause.Modal is not null && !objects || clause.Party is not null && clause.Kind is ClauseKind.Act && !held)
                telling = null;
            else if (TurnsToNow(clause))
                telling = null;
            else if (clause.Kind == ClauseKind.Other && clause.Reason is Reason.Statement or Reason.Review or Reason.Problem)
                telling = clause.Reason;
            reported |= clause.Reports;
            held |= FunctionWords.MeetingTold.At(clause.Clause.Open, clause.Body) > 0;
            told.Add(telling is { } reason && clause.Kind is not ClauseKind.Other ? clause with { Kind = ClauseKind.Other, Reason = reason, Trigger = null } : clause);
        }

        return told;
    }

    /// <summary>情况发生变化的，……: a case of its own, with what is to be done in it.</summary>
    private static bool OpensCase(ClauseReading clause) => clause.Reason is Reason.Circumstance && clause.Clause.Open.EndsWith('的') && clause.Clause.Open.Length >= 5;

    /// <summary>去年……，今年换个打法: the present begins.</summary>
    private static bool TurnsToNow(ClauseReading clause) => FunctionWords.TurnsToNow(clause.Clause.Open, clause.Body);

    private static bool StartsNew(List<ClauseReading> group, ClauseReading next)
    {
        if (group.Count == 0)
            return false;
        if (group[^1].Closed)
            return true;
        if (next.Assists)
            return false;
        // 选三人担任监测员，监测员按季反映: who has just been set up goes on with the same duty.
        if (next.Party is { Role: Role.Subject } set && next.Modal is null && group[^1].Party?.Name != set.Name && group[^1].Clause.Text.EndsWith(set.Name, StringComparison.Ordinal))
            return false;
        // 教师签承诺书，承诺书由学校归档: another hand, another duty.
        if (next.Party is { Role: Role.Assigned } other && group.Any(IsAct) && group.Select(c => c.Party).LastOrDefault(p => p is not null) is { Role: Role.Subject or Role.Assigned } before && before.Name != other.Name && FunctionWords.Procedure.EndingAt(next.Clause.Open, next.Clause.Open.Length) == 0)
            return true;
        if (next.Party is { Role: not Role.Assigned } party)
            return party.Role != Role.Urged || group.Any(IsAct);
        var acts = group.Where(IsAct).ToList();

        // One duty has one cycle and one limit.
        if (next.Party is null && !FunctionWords.GoesOn(next.Clause.Open, next.Body) && OwnTime(next) && acts.Any(OwnTime) && next.Clause.Text.Length >= 6)
            return true;
        return next.CalendarCycle && acts.Count > 0 && !acts.Any(a => a.CalendarCycle) && next.Party is null && acts.Any(a => a.Party is null && a.Modal is null && acts.Count > 0) && acts[0].Party is null;
    }

    private static bool OwnTime(ClauseReading clause) => clause.CalendarCycle || TimeWords.Interval().IsMatch(clause.Clause.Text) || TimeWords.Deadline().IsMatch(clause.Clause.Text);

    /// <summary>审核结果在公开栏张贴: says no duty by itself, but goes on with the one before.</summary>
    private static bool Continues(List<ClauseReading> group, List<ClauseReading> leads, ClauseReading clause) =>
        group.Any(IsAct) && leads.Count == 0 && clause.Reason is Reason.NoAct && clause.Clause.Text.Length >= 4;

    private static bool IsAct(ClauseReading clause) => clause.Kind == ClauseKind.Act;

    private static IEnumerable<Draft> Finish(List<ClauseReading> group)
    {
        var named = group.Any(c => c.Party is { Role: not Role.Urged });
        var byMeans = group[0] is { Kind: ClauseKind.Lead, Clause.Open: ['通', '过', ..] } && group.Count > 1;
        var strong = group.Any(IsAct) || (named || byMeans) && group.Any(c => c.Kind == ClauseKind.WeakAct && c.Verb is not (null or VerbClass.Hold or VerbClass.Study or VerbClass.Attitude));
        if (!strong)
            return group.Select(c => new Draft([c], c.Reason, c.Trigger));
        return Cut(group).Select(g => new Draft(g, null, null));
    }

    private static IEnumerable<List<ClauseReading>> Cut(List<ClauseReading> group)
    {
        var length = group[^1].Clause.At.End - group[0].Clause.At.Start;
        var named = group[0].Party is not null;
        if (length <= LongestDuty && (group.Count(IsAct) <= MostActs || length <= ComfortableDuty || named))
            return [group];
        var middle = group[0].Clause.At.Start + length / 2;
        var best = -1;
        var distance = int.MaxValue;
        for (var i = 1; i < group.Count; i++)
            if (IsAct(group[i]) && group[i - 1].Kind != ClauseKind.Lead && group.Take(i).Any(IsAct) && Math.Abs(group[i].Clause.At.Start - middle) is var away && away < distance)
                (best, distance) = (i, away);
        return best < 0 ? [group] : Cut(group[..best]).Concat(Cut(group[best..]));
    }
}
