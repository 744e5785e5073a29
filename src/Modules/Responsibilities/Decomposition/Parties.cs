using System.Buffers;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Finds names of parties in a clause by their form: determiner, modifiers, a last word that names a body or a person.</summary>
internal static class Parties
{
    private const int LongestName = 34;

    private static readonly SearchValues<char> Offices = SearchValues.Create("办科处室股组部局站所");

    private static readonly SearchValues<char> NeverInName = SearchValues.Create("是了着把将对使让向在由请");

    // After a name these are nouns (班子建设, 干部管理), not what the party does.
    private static readonly WordTable NounLike = new("建设 管理 监督 教育 服务 发展 工作 改革 培养 队伍 政治 业务 责任 作风 会议 述职 选拔 培训 联系 用 以上 以下 为 与 于 同 从 在 宣传 交流 考核 招标 采购 审批 实际 调研督导 调研 督导 处理 对象 文化 决策 内部 决定 系统");

    /// <summary>The party that stands at <paramref name="at"/> and is followed by what it is to do; the end of its name, or null.</summary>
    public static int? At(string open, int at, bool strict = true)
    {
        int? found = null;
        for (var end = at + 1; end <= Math.Min(open.Length, at + LongestName); end++)
        {
            if (open[end - 1] is '，' or Clause.Blank)
                break;
            if (!IsName(open, at, end))
                continue;
            // 监委会可……: 会 belongs to the name.
            if (end < open.Length && open[end] == '会' && IsName(open, at, end + 1))
                continue;
            if (PredicateFollows(open, end, strict, end - at))
            {
                found = end;
                // 县纪委监督检查室: the verb after the short name may belong to a longer one.
                if (Actors.Formative.At(open, end) == 0)
                    break;
            }
            else if (found is not null && end > found + 8)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>The shortest name of a party that starts at <paramref name="at"/>, whatever follows it.</summary>
    public static int? First(string open, int at)
    {
        for (var end = at + 2; end <= Math.Min(open.Length, at + LongestName); end++)
            if (IsName(open, at, end))
                return end;
        return null;
    }

    /// <summary>The longest name of a party that starts the piece, whatever follows it.</summary>
    public static int? Opening(string open, int at, int until)
    {
        for (var end = Math.Min(until, at + LongestName); end > at + 1; end--)
            if (IsName(open, at, end))
                return end;
        return null;
    }

    public static bool IsName(string open, int start, int end)
    {
        var collective = Actors.Collectives.At(open, start);
        if (collective > 0 && collective == end - start)
            return true;
        if (open[end - 1] == '）' && Unbracketed(open, start, end) is { } bare)
            return IsName(open, start, bare);
        var head = Actors.Heads.EndingAt(open, end);
        if (head == 0 || end - head < start)
            return false;
        var name = open.AsSpan(start, end - start);
        if (name.Contains('（') != name.Contains('）') || name.Count('“') != name.Count('”'))
            return false;

        // A single syllable names a body only with something before it (财务股), and never inside another word (格局).
        if (head == 1 && end - start < 2)
            return false;
        for (var back = Math.Max(start, end - 3); back < end; back++)
            if (Actors.LookAlikes.At(open, back) is > 0 and var length && back + length >= end && back + length > back + 1 && back <= end - 1 && !(head > length))
                return false;
        return !Lists(name) && StartsLikeName(open, start, end, head) || Enumerated(open, start, end, head) || Coordinated(open, start, end);
    }

    /// <summary>甲、乙: then each has to be a name; what stands in brackets (市、区) does not count.</summary>
    private static bool Lists(ReadOnlySpan<char> name)
    {
        var depth = 0;
        foreach (var c in name)
            if (c is '（' or '）')
                depth += c == '（' ? 1 : -1;
            else if (c == '、' && depth == 0)
                return true;
        return false;
    }

    /// <summary>乡镇（街道）: what stands before the bracket; null if nothing does.</summary>
    private static int? Unbracketed(string text, int start, int end) => text.LastIndexOf('（', end - 1) is var at && at > start + 1 ? at : null;

    /// <summary>教育、卫健等部门: fields of office in a row, closed by the kind of body; there 教育 is no verb.</summary>
    private static bool Enumerated(string text, int start, int end, int head)
    {
        if (Bodies.EndingAt(text, end) == 0)
            return false;
        // 宣传、文化旅游部门 goes without 等.
        var etc = text.LastIndexOf('等', end - 1, Math.Min(6, end - start));
        if (etc < 0)
            etc = text.AsSpan(start, end - start).Contains('、') ? end - Bodies.EndingAt(text, end) : -1;
        if (etc <= start)
            return false;
        var from = start;
        for (var at = start; at <= etc; at++)
        {
            if (at < etc && text[at] != '、')
                continue;
            if (at - from is < 2 or > 8 || text.AsSpan(from, at - from).ContainsAny(NeverInName) || FunctionWords.Prepositions.At(text, from) > 0 || FunctionWords.Adverbs.At(text, from) > 1 || Actors.Joins.At(text, from) > 0)
                return false;
            from = at + 1;
        }

        return true;
    }

    private static readonly WordTable Bodies = new("部门 单位 机关 科室 股室 处室 站所 机构 方面 各部门 有关部门 职能部门 相关部门 相关单位 群团组织 企业 学校 乡镇 街道");

    /// <summary>审计部、法务部: a name before the first joining word, a name after it.</summary>
    private static bool Coordinated(string open, int start, int end)
    {
        for (var at = start + 2; at < end - 1; at++)
            if (Actors.Joins.At(open, at) is > 0 and var join && IsName(open, start, at) && IsName(open, at + join, end))
                return true;
        return false;
    }

    /// <summary>每名护林员, 各护路分队: a determiner makes a name of what stands before a modal word, unless it is a thing or an activity.</summary>
    public static bool IsDetermined(string text, int start, int end) =>
        WholeSystem(text, start, end) || end - start is >= 3 and <= 14 && Selecting.At(text, start) > 0 && OfThings.At(text, start) == 0 && !text.AsSpan(start, end - start).ContainsAny(NeverInName)
        && Nouns.Products.EndingAt(text, end) == 0 && Nouns.Events.EndingAt(text, end) == 0 && Nouns.Topics.EndingAt(text, end) == 0 && Nouns.States.EndingAt(text, end) == 0;

    /// <summary>全市卫健系统.</summary>
    private static bool WholeSystem(string text, int start, int end) =>
        text[start] == '全' && end - start is >= 4 and <= 10 && text.AsSpan(start, end - start).EndsWith("系统") && !text.AsSpan(start, end - start).ContainsAny(NeverInName);

    private static readonly WordTable Named = new("人员 小组 工作组 专班 专员 机构 组 员");
    private static readonly WordTable Reaching = new("指导 服务 教育 管理 监督 培训 宣传 保障 组织 协调 领导 检查 督导 督查 调查 评估 推进 考核 统筹 监管 规划 治理");
    private static readonly WordTable Reached = new("农户 群众 村民 居民 家长 学生 师生 教师 企业 学校 村 社区 村组 乡镇 街道 镇街 党员 干部 职工 员工 户 商户 家庭 个人 基层 村居 医院 各地 党员干部");
    private static readonly WordTable Selecting = new("各 每个 每位 每名 每一名 每一位 全体 所有 广大");
    private static readonly WordTable OfThings = new("各项 各类 各种 各个 各式 各界 各自 各有 各方面 每个月 每个季 每个环节");

    private static bool StartsLikeName(string open, int start, int end, int head)
    {
        if (open[start] == '报' && open[start + 1] is not ('账' or '告' or '销'))
            return false;
        if (open[start] is '逐' or '到' or '赴' or '、' or '的' or '和' or '了' or '是' or '送' or '呈' or '不')
            return false;
        var name = open.AsSpan(start, end - start);
        if (name.Contains("日内", StringComparison.Ordinal) || name.Contains("月内", StringComparison.Ordinal) || name.Contains("以内", StringComparison.Ordinal))
            return false;
        if (name.Contains("包括", StringComparison.Ordinal) || name.Length > 2 && name[0] == '商' && name[1] is '县' or '市' or '区' or '省' or '有' or '相' or '乡' or '镇')
            return false;
        if (name.ContainsAny(NeverInName) && !name.Contains("一把手", StringComparison.Ordinal) && !name.StartsWith("驻在") && !(name[0] == '在' && name.Length > 2 && name[1] is '职' or '岗' or '编' or '校'))
            return false;
        if (TimeWords.Phrase().Match(open, start) is { Success: true, Length: > 1 } || FunctionWords.ConditionStarts.At(open, start) > 0 || DemandsWithin(open, start, end))
            return false;
        if (end - head == start || Actors.Determiners.At(open, start) > 0)
            return true;
        if (Actors.Formative.At(open, start) is var office && !(office > 1 && start + office == end - head)
            && FunctionWords.Adverbs.At(open, start) is var adverb && (adverb > 1 || adverb == 1 && Verbs.At(open, start + 1) is { Length: > 1 }) || FunctionWords.Prepositions.At(open, start) > 0 && open[start] != '在')
            return false;
        // 会议同意港务科……: told of the meeting, not its name; 农技站指导农户: the verb parts the two names.
        if (FunctionWords.MeetingTold.At(open, start) > 0 || Reached.EndingAt(open, end) is > 0 and var person && !open.AsSpan(0, end).EndsWith("干部") && Reaching.EndingAt(open, end - person) is > 0 and var reach && end - person - reach >= start + 2)
            return false;
        // 指导农户, 服务企业: behind a verb that reaches people, persons and places are its object, not part of an office.
        if (Reaching.At(open, start) is > 0 and var reaching && start + reaching == end - head && Reached.EndingAt(open, end) == head)
            return false;
        if (Verbs.At(open, start) is not { } verb || verb.Length < 2)
            return true;
        // 保管员, 采购员: the office that bears the verb.
        if (open[end - 1] == '员' && start + verb.Length == end - 1)
            return true;
        // 核查小组, 审计人员: who looks into something is named after it.
        if (verb.Class is VerbClass.Inspect or VerbClass.Correct or VerbClass.Report && verb.Length == 2 && start + 2 == end - head && Named.EndingAt(open, end) > 0)
            return true;
        var at = start;
        while (Actors.Formative.At(open, at) is > 0 and var formative)
            at += formative;
        // 组织办, 登记处: before a word of one syllable any verb may name the office.
        return at > start && at >= end - head || head == 1 && start + verb.Length == end - 1 && Offices.Contains(open[end - 1]);
    }

    // 主要负责人 holds no modal word, 各级要…… does.
    private static bool DemandsWithin(string open, int start, int end)
    {
        for (var at = start; at < end;)
        {
            if (FunctionWords.InWord(open, at) is > 0 and var word)
                at += word;
            else if (open[at] is '要')
                return true;
            else
                at++;
        }

        return false;
    }

    private static bool PredicateFollows(string open, int end, bool strict, int name)
    {
        if (end == open.Length)
            return !strict;
        // 各单位主要负责人: the name goes on.
        if (Actors.Heads.At(open, end) > 1)
            return false;
        if (Reaching.At(open, end) is > 0 and var reaching && Reached.At(open, end + reaching) is > 0 and var whom && end + reaching + whom < open.Length && !open.AsSpan(0, end + reaching + whom).EndsWith("干部"))
            return true;
        if (NounLike.At(open, end) > 0 && FunctionWords.Modals.At(open, end) == 0)
            return open[end] is '在' or '于' or '为' or '与' or '从' or '同' && strict;
        return FunctionWords.Modals.At(open, end) > 0 || FunctionWords.Forbidding.At(open, end) > 0 || FunctionWords.Negating.At(open, end) > 0
            || FunctionWords.Adverbs.At(open, end) > 0 || FunctionWords.Prepositions.At(open, end) > 0
            || TimeWords.Phrase().Match(open, end) is { Success: true, Length: > 0 }
            || FunctionWords.Misdeeds.At(open, end) > 0 || FunctionWords.Objects.At(open, end) > 0 || name >= 3 && Verbs.LooksLikeAct(open, end) || Verbs.At(open, end) is { Length: > 1 } || open[end] is '报' or '抓' or '是' or '送' or '交' or '到' or '赴' or '必';
    }
}
