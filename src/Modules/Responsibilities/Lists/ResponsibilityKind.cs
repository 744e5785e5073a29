using Qinglian.Kernel;
using Qinglian.Kernel.Facts;

namespace Qinglian.Responsibilities.Lists;

/// <summary>The four kinds of responsibility that have to work together (四责协同, R10).</summary>
public enum ResponsibilityKind
{
    [Words("集体责任", "collective responsibility")] Collective,
    [Words("第一责任人责任", "responsibility of the first person")] FirstPerson,
    [Words("一岗双责", "one post, two duties")] OnePostTwoDuties,
    [Words("监督责任", "supervisory responsibility")] Supervisory,
}

/// <summary>What the head of a unit does in person (主体责任规定 art. 8; the wording “carried out” is that of the speeches).</summary>
public enum PersonalAct
{
    [Words("亲自部署", "deployed in person")] Deployed,
    [Words("亲自过问", "looked into in person")] LookedInto,
    [Words("亲自协调", "coordinated in person")] Coordinated,
    [Words("亲自落实", "carried out in person")] CarriedOut,
    [Words("亲自督办", "urged in person")] Urged,
}

/// <summary>What a deputy does in the field in charge.</summary>
public enum FieldAct
{
    [Words("研究", "studied")] Studied,
    [Words("检查", "inspected")] Inspected,
    [Words("推动", "pushed forward")] Pushed,
}

/// <summary>What those who supervise do.</summary>
public enum SupervisionAct
{
    [Words("监督检查", "checked")] Checked,
    [Words("提醒", "reminded")] Reminded,
    [Words("提出监督意见", "gave an opinion")] Opinion,
}

/// <summary>One act by which one of the four kinds was discharged.</summary>
/// <param name="How">The meeting, or the kind of act.</param>
public sealed record KindAct(ResponsibilityKind Kind, DateOnly On, Words How, string What, FileId? File, PersonId By, DateTimeOffset At);

/// <summary>What other modules may read of the responsibility list.</summary>
public static class ResponsibilityFacts
{
    public static readonly FactKind Acted = new("responsibility-acted", new("责任清单履责记录", "act recorded under the responsibility list"));
}
