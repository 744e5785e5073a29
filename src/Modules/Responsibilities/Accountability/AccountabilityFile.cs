using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Accountability;

/// <summary>Where an accountability file stands.</summary>
public enum AccountabilityState
{
    [Words("核查中", "being verified")] Verifying,
    [Words("听取陈述", "the person is heard")] Hearing,
    [Words("容错核对", "tolerance is weighed")] Weighing,
    [Words("待第一人审批", "first approval awaited")] FirstApproval,
    [Words("待决定", "decision awaited")] Deciding,
    [Words("组织处理办理中", "organisational treatment under way")] Treating,
    [Words("执行中", "being carried out")] Executing,
    [Words("申诉复核中", "under appeal")] Appealed,
    [Words("执行完毕，可申诉", "carried out, open to appeal")] Executed,
    [Words("已归档", "closed")] Closed,
    [Words("不予问责", "not pursued")] NotPursued,
    [Words("已移交线索", "handed over")] HandedOver,
    [Words("决定已撤销", "decision cancelled")] Cancelled,
}

/// <summary>Whose failing it is.</summary>
public enum SubjectKind
{
    [Words("党组织", "an organisation")] Organisation,
    [Words("领导干部", "a person")] Person,
}

/// <summary>In what degree (2016, art. 5): the leading group in full, its head and whoever was directly in charge mainly, other members who took part importantly.</summary>
public enum Degree
{
    [Words("全面领导责任（领导班子）", "full responsibility (the leading group)")] Full,
    [Words("主要领导责任（主要负责人和直接主管的班子成员）", "main responsibility (the head, and whoever was directly in charge)")] Main,
    [Words("重要领导责任（参与决策和工作的其他班子成员）", "important responsibility (other members who took part)")] Important,
}

/// <summary>The kinds of treatment, lightest first (2016, art. 7). The first is no accountability but the first form of supervision.</summary>
public enum Treatment
{
    [Words("谈话提醒、批评教育（第一种形态，不属问责方式）", "reminder or criticism (first form; not accountability)")] Reminder,
    [Words("检查（党组织）", "written self-examination (organisation)")] Examination,
    [Words("通报（党组织）", "notice of criticism (organisation)")] OrganisationNotice,
    [Words("改组（党组织）", "reorganisation (organisation)")] Reorganisation,
    [Words("通报（领导干部）", "notice of criticism (person)")] Notice,
    [Words("诫勉（谈话或者书面）", "admonition (talk or in writing)")] Admonition,
    [Words("组织调整或者组织处理", "organisational adjustment or treatment")] Organisational,
    [Words("纪律处分（移交线索办理）", "disciplinary punishment (handed over as a lead)")] Discipline,
}

/// <summary>What organisational treatment there is.</summary>
public enum OrganisationalMeasure
{
    [Words("停职检查", "suspension for examination")] Suspension,
    [Words("调整职务", "change of post")] ChangeOfPost,
    [Words("责令辞职", "ordered resignation")] Resignation,
    [Words("免职", "removal from post")] Removal,
    [Words("降职", "demotion")] Demotion,
}

/// <summary>Who takes the decision (2016, art. 8).</summary>
public enum Decider
{
    [Words("有管理权限的党组织", "the party organisation with authority")] PartyOrganisation,
    [Words("纪律检查机关", "the discipline commission")] Commission,
}

/// <summary>What must have happened before a decision counts as carried out (2016, art. 9).</summary>
public enum ExecutionStep
{
    [Words("宣布（向本人和其所在党组织）", "announced to the person and their organisation")] Announced,
    [Words("告知组织部门", "organisation department told")] OrganisationTold,
    [Words("材料归入档案", "put on file")] Filed,
    [Words("报告上级", "reported to the level above")] Reported,
    [Words("书面检查并在会上检讨", "self-criticism in writing and at a meeting")] SelfCriticism,
}

/// <summary>The third part: why it was not carried out.</summary>
public sealed record Cause([property: Words("查明的原因", "cause")] string Text, [property: Words("证据", "evidence")] string Evidence, [property: Words("核查人", "verified by")] PersonId By, [property: Words("日期", "on")] DateOnly On, FileId? File);

/// <summary>The fourth part: who answers for it in what degree, and what is proposed.</summary>
public sealed record Proposal(
    [property: Words("责任", "responsibility")] Degree Degree,
    [property: Words("拟处理方式", "treatment")] Treatment Treatment,
    [property: Words("组织处理种类", "measure")] OrganisationalMeasure? Measure,
    [property: Words("决定机关", "decided by")] Decider Decider,
    [property: Words("理由", "reasons")] string Reasons,
    [property: Words("依据", "basis")] string Basis);

/// <summary>What the person said, or that they used the right or not.</summary>
public sealed record Statement([property: Words("陈述", "statement")] string? Text, [property: Words("方式", "how")] Words How, [property: Words("日期", "on")] DateOnly On, FileId? File);

/// <summary>What was found on tolerance, and by whom: a module's determination or a person's recorded check.</summary>
public sealed record ToleranceFinding([property: Words("结果", "result")] Tolerance Result, [property: Words("理由", "reasons")] string Reasons, [property: Words("核对人", "checked by")] PersonId? By, Guid? Determination, [property: Words("日期", "on")] DateOnly On);

public sealed record Decision([property: Words("文号", "number")] string Number, [property: Words("处理方式", "treatment")] Treatment Treatment, [property: Words("组织处理种类", "measure")] OrganisationalMeasure? Measure, [property: Words("日期", "on")] DateOnly On);

public sealed record StepDone([property: Words("事项", "step")] ExecutionStep Step, [property: Words("日期", "on")] DateOnly On, [property: Words("情况", "how")] string Text, FileId? File);

/// <summary>The person asked for the decision to be looked at again.</summary>
public sealed record Appeal([property: Words("申诉理由", "grounds")] string Grounds, [property: Words("日期", "on")] DateOnly On)
{
    [Words("复核意见", "opinion on review")]
    public string? Opinion { get; init; }

    [Words("复核结果", "result")]
    public string? Result { get; init; }
}

/// <summary>
/// An accountability file (R22): what was not carried out, by whom, why, and who answers for it how. It stands with the body that decides.
/// The person concerned does not see it before being told, and sees all of it from then on.
/// </summary>
public sealed class AccountabilityFile : Dossier<AccountabilityState>, ITolerating
{
    private AccountabilityFile() { }

    internal AccountabilityFile(UnitId deciding, string title) => (Unit, Title) = (deciding, title);

    [Words("问责对象类别", "Against")]
    public SubjectKind Subject { get; internal set; }

    [Words("对象所在单位", "Unit concerned")]
    public UnitId ConcernedUnit { get; internal set; }

    /// <summary>The person; for an organisation the head, who speaks for it.</summary>
    [Words("问责对象（单位为其主要负责人）", "Person concerned (for an organisation its head)")]
    public PersonId Concerned { get; internal set; }

    [Words("未落实的事", "What was not carried out"), Prose]
    public string Matter { get; internal set; } = "";

    /// <summary>Where it came from and for what reasons, in the words of whoever proposed it.</summary>
    [Words("启动依据", "Why it was opened"), Prose]
    public string Grounds { get; internal set; } = "";

    [Words("未落实的原因", "Cause"), Prose]
    public Cause? Cause { get; internal set; }

    [Words("责任认定和处理建议", "Responsibility and proposed treatment"), Prose]
    public Proposal? Proposal { get; internal set; }

    /// <summary>What the person is told and answers to.</summary>
    [Words("告知事项", "What the person was told"), Prose]
    public string? Told { get; internal set; }

    /// <summary>The treatment the person was told of; nothing heavier is decided without telling again.</summary>
    [Words("已告知的处理方式", "Treatment the person was told of")]
    public Treatment? ToldTreatment { get; internal set; }

    [Words("本人陈述", "The person's statement"), Prose]
    public Statement? Statement { get; internal set; }

    [Words("容错核对", "Tolerance"), Prose]
    public ToleranceFinding? Tolerance { get; internal set; }

    /// <summary>How the statement was answered: an argument is taken up or turned down with reasons.</summary>
    [Words("对陈述的采纳情况", "How the statement was answered"), Prose]
    public string? AnswerToStatement { get; internal set; }

    [Words("问责决定", "Decision"), Prose]
    public Decision? Decision { get; internal set; }

    [Words("组织处理落实情况", "How the treatment was carried out"), Prose]
    public string? TreatmentDone { get; internal set; }

    [Words("执行情况", "Execution"), Prose]
    public List<StepDone> Steps { get; internal set; } = [];

    /// <summary>The last day on which an appeal is in time.</summary>
    [Words("申诉截止日", "Open to appeal until")]
    public DateOnly? AppealUntil { get; internal set; }

    [Words("申诉和复核", "Appeal"), Prose]
    public Appeal? Appeal { get; internal set; }

    [Words("结案说明", "How it ended"), Prose]
    public string? Ending { get; internal set; }

    protected override PersonId? Concerns => Concerned;

    /// <summary>Whether the statement was given or the right lapsed; on record either way.</summary>
    [JsonIgnore]
    public bool Heard => Statement is not null || Waived is not null;

    /// <summary>The time for a statement passed since the person was last told.</summary>
    [Words("未作陈述", "No statement")]
    public Words? Waived => Statement is null && Acts.FindLastIndex(a => a.Action == nameof(TellPerson)) is var told and >= 0 && Acts.FindIndex(told, a => a.Action == nameof(Lapse)) is var lapsed and >= 0
        ? new Words("期满未作陈述，视为放弃并已记录（{0:yyyy-MM-dd}）", "not made in time: taken as waived, on record ({0:yyyy-MM-dd})").With(Acts[lapsed].At)
        : null;

    [JsonIgnore]
    public bool TreatmentIsOwed => Decision is { Treatment: Treatment.Organisational } && TreatmentDone is null;

    [JsonIgnore]
    public IEnumerable<ExecutionStep> Missing => Enum.GetValues<ExecutionStep>().Except(Steps.Select(s => s.Step));

    void ITolerating.Take(AnswerTolerance answer, Moment now) => Tolerance = new(answer.Result, answer.Reasons, null, answer.Determination, now.Today);

    internal void Tell(Moment now)
    {
        Assignee = Concerned;
        now.Disclose(this, Concerned);
    }
}
