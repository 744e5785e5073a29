using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Lists;

/// <summary>Says which of the four kinds an entry needs, for which year, and which deputy is in charge of it.</summary>
[Words("明确责任类别", "Say which kinds of responsibility it needs")]
public sealed record SetKinds(
    [Words("责任类别", "Kinds")] IReadOnlyList<ResponsibilityKind> Kinds,
    [Words("年度", "Year"), Hint("常设责任不填，每年都计入。", "Empty for a standing duty: it counts in every year.")] int? Year,
    [Words("分管班子成员", "Deputy in charge"), Hint("填写后，“一岗双责”只能由其本人记录。", "Once named, nobody else records “one post, two duties”.")] PersonId? InCharge) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => KindChecks.Year(Year, nameof(Year))
        ?? (item.KindActs.Find(a => !Kinds.Contains(a.Kind)) is { } act ? Unfit.At(nameof(Kinds), new Words("“{0}”已有履责记录，不能去掉。", "Acts are recorded under “{0}”: it cannot be taken away.").With(Words.Of(act.Kind))) : null)
        ?? (InCharge is not null && !Kinds.Contains(ResponsibilityKind.OnePostTwoDuties) ? Unfit.At(nameof(InCharge), new("未选“一岗双责”，不需要填写分管班子成员。", "Without “one post, two duties” no deputy is named.")) : null);

    public void Apply(ResponsibilityItem item, Moment now)
    {
        (item.Kinds, item.Year, item.InCharge) = ([.. Kinds.Distinct().Order()], Year, InCharge);
        KindNotices.Tell(item, now);
    }
}

/// <summary>The leading group decided on it together: the proof is a meeting and its decision.</summary>
[Words("记录集体研究", "Record a collective decision")]
public sealed record RecordCollective(
    [Words("会议日期", "Held on")] DateOnly On,
    [Words("会议名称", "Meeting"), Hint("如：党组会、党委会第3次会议。", "Such as: third meeting of the party group.")] string Meeting,
    [Words("议定事项", "What was decided"), Prose] string Decision,
    [Words("会议纪要", "Minutes")] FileId? File) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => KindChecks.NotAhead(On, now);

    public void Apply(ResponsibilityItem item, Moment now) => item.Add(new(ResponsibilityKind.Collective, On, Words.Same(Meeting), Decision, File, now.By, now.At), null, now);
}

/// <summary>The head did something about it in person, and says so in person.</summary>
[Words("记录第一责任人履责", "Record an act of the first person")]
public sealed record RecordFirstPerson(
    [Words("日期", "On")] DateOnly On,
    [Words("方式", "How")] PersonalAct How,
    [Words("具体情况", "What was done"), Prose, Hint("只写做了什么：会议、走访、决定。", "Only what was done: a meeting, a visit, a decision.")] string What,
    [Words("佐证", "File")] FileId? File) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => KindChecks.NotAhead(On, now);

    public void Apply(ResponsibilityItem item, Moment now) => item.Add(new(ResponsibilityKind.FirstPerson, On, Words.Of(How), What, File, now.By, now.At), now.By, now);
}

/// <summary>A deputy studied or inspected it in the field in charge.</summary>
[Words("记录“一岗双责”履责", "Record an act in the field in charge")]
public sealed record RecordField(
    [Words("日期", "On")] DateOnly On,
    [Words("方式", "How")] FieldAct How,
    [Words("具体情况", "What was done"), Prose] string What,
    [Words("佐证", "File")] FileId? File) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => KindChecks.NotAhead(On, now);

    public void Apply(ResponsibilityItem item, Moment now) => item.Add(new(ResponsibilityKind.OnePostTwoDuties, On, Words.Of(How), What, File, now.By, now.At), now.By, now);
}

/// <summary>Those who supervise checked, reminded or gave an opinion.</summary>
[Words("记录监督履责", "Record an act of supervision")]
public sealed record RecordSupervision(
    [Words("日期", "On")] DateOnly On,
    [Words("方式", "How")] SupervisionAct How,
    [Words("具体情况", "What was done"), Prose] string What,
    [Words("监督文书", "Record")] FileId? File) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => KindChecks.NotAhead(On, now);

    public void Apply(ResponsibilityItem item, Moment now) => item.Add(new(ResponsibilityKind.Supervisory, On, Words.Of(How), What, File, now.By, now.At), null, now);
}

/// <summary>The entry goes on the list of another year as well, to be accepted anew; what was recorded stays with this year.</summary>
[Words("转入下年清单", "Carry over to the list of another year")]
public sealed record CarryOver([Words("转入年度", "Year")] int Year) : IAction<ResponsibilityItem>
{
    public Refusal? Check(ResponsibilityItem item, Moment now) => KindChecks.Year(Year, nameof(Year))
        ?? (Year <= item.Year ? Unfit.At(nameof(Year), new Words("应晚于{0}年。", "It must be later than {0}.").With(item.Year)) : null);

    public void Apply(ResponsibilityItem item, Moment now) => now.Open(
        new ResponsibilityBelow(item.Unit, item.Title, item.Text, item.Leads, item.Assignee, item.Cycle, item.Deliverable) { Kinds = item.Kinds, Year = Year, InCharge = item.InCharge, From = new Words("{0}年责任清单 {1}", "responsibility list of {0}, {1}").With(item.Year, item.Number) });
}

internal static class KindChecks
{
    public static Refusal? Year(int? year, string field) => year is < 2000 or > 2100 ? Unfit.At(field, new("年度应为四位数字，如2026。", "A year has four digits, such as 2026.")) : null;

    public static Refusal? NotAhead(DateOnly day, Moment now) => day > now.Today ? Unfit.At("On", new("日期不能晚于今天：只记录已经做过的事。", "The date must not be after today: only what was done is recorded.")) : null;
}

/// <summary>Whose part each of the four kinds is.</summary>
internal static class KindOwners
{
    /// <summary>The office writes for the leading group; the decision itself is the group's.</summary>
    public static readonly Who Collective = Own(new("本单位班子或其办公室", "the leading group of the unit or its office"), Duties.Leader, Duties.Deputy, Duties.Office);

    /// <summary>In person: nobody from above and no office in the head's place.</summary>
    public static readonly Who FirstPerson = Own(new("本单位主要负责人本人", "the head of the unit in person"), Duties.Leader);

    public static readonly Who InCharge = new(
        new("分管该事项的班子成员本人", "the deputy in charge, in person"),
        (actor, dossier) => dossier is ResponsibilityItem { InCharge: { } named } ? actor.Id == named : HoldsHere(actor, dossier, Duties.Deputy)) { Parts = [new(PartKind.AtUnit, Duties.Deputy)] };

    public static readonly Who Supervisory = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader);

    public static Rule<ResponsibilityItem> Needs(ResponsibilityKind kind) =>
        new(new Words("本事项列有“{0}”", "the entry needs “{0}”").With(Words.Of(kind)), item => item.Kinds.Contains(kind));

    private static Who Own(Words phrase, params Duty[] duties) =>
        new(phrase, (actor, dossier) => Array.Exists(duties, duty => HoldsHere(actor, dossier, duty))) { Parts = [.. duties.Select(d => new Part(PartKind.AtUnit, d))] };

    private static bool HoldsHere(Actor actor, Dossier dossier, Duty duty) => actor.Grants.Any(g => g.Duty == duty && g.At == dossier.Path);
}

internal static class KindNotices
{
    public static void Tell(ResponsibilityItem item, Moment now)
    {
        foreach (var kind in item.Kinds)
        {
            var text = new Words("责任清单“{0}”须履行{1}，请按时履责并记录。", "The responsibility “{0}” needs {1}: please act on it and record it.").With(item.Title, Words.Of(kind));
            if (kind is ResponsibilityKind.OnePostTwoDuties && item.InCharge is { } person) now.Notify(person, text);
            else now.Notify(kind switch
            {
                ResponsibilityKind.Collective => Duties.Office,
                ResponsibilityKind.FirstPerson => Duties.Leader,
                ResponsibilityKind.OnePostTwoDuties => Duties.Deputy,
                ResponsibilityKind.Supervisory => Duties.Supervisor,
            }, item.Unit, text);
        }
    }
}
