using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Accountability;

/// <summary>Opens a file on a matter that was not carried out. The person does not see it before being told.</summary>
[Words("启动问责核查", "Open an accountability file")]
public sealed record OpenAccountability(
    [Words("决定机关所在单位", "Unit that decides"), Hint("问责由有管理权限的单位启动，案卷归该单位。", "The unit with authority opens it and keeps the file.")] UnitId Deciding,
    [Words("标题", "Title")] string Title,
    [Words("问责对象类别", "Against")] SubjectKind Subject,
    [Words("对象所在单位", "Unit concerned")] UnitId ConcernedUnit,
    [Words("问责对象（党组织填其主要负责人）", "Person concerned (for an organisation its head)")] PersonId Concerned,
    [Words("未落实的事", "What was not carried out"), Prose, Hint("写明要求出自何处、应于何时完成、实际如何；只写事实。", "Where the demand comes from, when it was due, what happened: facts only.")] string Matter,
    [Words("启动依据", "Why it is opened"), Prose] string Grounds) : IOpening<AccountabilityFile>
{
    public Refusal? Check(Moment now) => Opening.Check(Deciding, ConcernedUnit, Concerned, now);
    public AccountabilityFile Open(Moment now) => Opening.Open(Deciding, Title, Subject, ConcernedUnit, Concerned, Matter, Grounds, now);
}

/// <summary>The file that a review, an inquiry or a check gives rise to, once a person has decided that it should.</summary>
[Words("由其他事项启动问责核查", "Accountability file from another matter")]
public sealed record AccountabilityFrom(
    [Words("决定机关所在单位", "Unit that decides")] UnitId Deciding,
    [Words("标题", "Title")] string Title,
    [Words("对象所在单位", "Unit concerned")] UnitId ConcernedUnit,
    [Words("问责对象", "Person concerned")] PersonId Concerned,
    [Words("未落实的事", "What was not carried out")] string Matter,
    [Words("启动依据", "Why it is opened")] string Grounds) : IOpening<AccountabilityFile>
{
    public Refusal? Check(Moment now) => Opening.Check(Deciding, ConcernedUnit, Concerned, now);
    public AccountabilityFile Open(Moment now) => Opening.Open(Deciding, Title, SubjectKind.Person, ConcernedUnit, Concerned, Matter, Grounds, now);
}

/// <summary>Records why it was not carried out, and on what evidence.</summary>
[Words("登记查明的原因", "Record the cause")]
public sealed record VerifyCause(
    [Words("查明的原因", "Cause"), Prose, Hint("区分主观不作为与客观条件、程序和授权等原因。", "Tell apart what the person failed to do and what circumstances, procedure or missing powers did.")] string Text,
    [Words("证据", "Evidence"), Prose] string Evidence,
    [Words("附件", "File")] FileId? File) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => file.Cause = new(Text, Evidence, now.By, now.Today, File);
}

/// <summary>Says who answers for it in what degree, and proposes how.</summary>
[Words("认定责任并提出处理建议", "Responsibility and proposed treatment")]
public sealed record ProposeTreatment(
    [Words("责任", "Responsibility")] Degree Degree,
    [Words("拟处理方式", "Treatment")] Treatment Treatment,
    [Words("组织处理种类", "Measure"), Hint("仅组织调整或者组织处理填写。", "Only for organisational adjustment or treatment.")] OrganisationalMeasure? Measure,
    [Words("决定机关", "Decided by")] Decider Decider,
    [Words("理由", "Reasons"), Prose] string Reasons,
    [Words("所依据的条款", "Basis"), Hint("写明规定名称和条款。", "The rule and its article.")] string Basis) : IAction<AccountabilityFile>
{
    private static readonly Treatment[] OfCommission = [Treatment.Reminder, Treatment.OrganisationNotice, Treatment.Notice, Treatment.Admonition];

    public Refusal? Check(AccountabilityFile file, Moment now)
    {
        if (Treatment is not (Treatment.Reminder or Treatment.Discipline) && (file.Subject is SubjectKind.Organisation) != (Treatment is Treatment.Examination or Treatment.OrganisationNotice or Treatment.Reorganisation))
        {
            return Unfit.At(nameof(Treatment), new Words("对{0}不能采取此方式。", "This is not a treatment of {0}.").With(Words.Of(file.Subject)), AccountabilityRules.Kinds);
        }

        if (file.Subject is SubjectKind.Organisation && Degree is not Degree.Full) return Unfit.At(nameof(Degree), new("领导班子承担全面领导责任。", "A leading group bears full responsibility."), AccountabilityRules.Degrees);
        if (file.Subject is SubjectKind.Person && Degree is Degree.Full) return Unfit.At(nameof(Degree), new("个人承担主要或者重要领导责任。", "A person bears main or important responsibility."), AccountabilityRules.Degrees);
        if (Treatment is Treatment.Organisational && Measure is null) return Unfit.At(nameof(Measure), new("请选择组织处理种类。", "Please choose the measure."), AccountabilityRules.Kinds);
        if (Treatment is not Treatment.Organisational && Measure is not null) return Unfit.At(nameof(Measure), new("只有组织调整或者组织处理才填此项。", "Only organisational treatment has a measure."));
        return Decider is Decider.Commission && !OfCommission.Contains(Treatment)
            ? Unfit.At(nameof(Decider), new("纪律检查机关可以决定通报、诫勉；其他方式由其提出建议，党组织决定。", "The commission may decide on a notice and an admonition; anything else it proposes, and the party organisation decides."), AccountabilityRules.Deciders)
            : null;
    }

    public void Apply(AccountabilityFile file, Moment now) => file.Proposal = new(Degree, Treatment, Measure, Decider, Reasons, Basis);
}

/// <summary>Tells the person what is held against them and what is proposed. From here on they see the file and may speak.</summary>
[Words("告知本人并听取陈述", "Tell the person and ask for a statement")]
public sealed record TellPerson([Words("告知内容", "What the person is told"), Prose, Hint("事实、依据、拟作处理和陈述申辩的权利。", "The facts, the basis, the proposed treatment and the right to reply.")] string Text) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now)
    {
        (file.Told, file.ToldTreatment, file.Statement) = (Text, file.Proposal!.Treatment, null);
        file.Tell(now);
        now.Notify(file.Concerned, new Words("{0} 请查看告知内容，并在期限内陈述申辩。", "{0}: please read what you are told and make your statement in time.").With(file.Number));
    }
}

/// <summary>Nobody is to answer for it: the matter was carried out, was nobody's fault, or was not theirs.</summary>
[Words("不予问责", "Do not pursue")]
public sealed record EndWithout([Words("理由", "Reasons"), Prose] string Reasons) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now)
    {
        file.Ending = Reasons;
        Telling.PersonIfTold(file, new Words("{0} 核查后不予问责。", "{0}: nobody is to answer for it.").With(file.Number), now);
    }
}

/// <summary>Belongs to those who handle leads. What happens there is not said here.</summary>
[Words("移送问题线索", "Refer as a lead")]
public sealed record ReferAsLead([Words("承接单位", "To")] UnitId To, [Words("移送的事实", "Facts"), Prose] string Facts) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now)
    {
        now.Refer(new LeadFound(To, file.Title, Facts, new Words("问责核查 {0}", "accountability file {0}").With(file.Number), file.Id));
        Telling.HandedOver(file, now);
    }
}

/// <summary>The same on paper, where leads are not handled in this installation.</summary>
[Words("书面移送问题线索", "Hand over on paper")]
public sealed record HandOverOnPaper([Words("承接机关", "To")] string To, [Words("移送文号", "Number")] string Number, [Words("移送日期", "On")] DateOnly On, [Words("移送材料", "File")] FileId? File) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now) => On > now.Today ? Unfit.At(nameof(On), new("日期不能晚于今天。", "The date must not be after today.")) : null;

    public void Apply(AccountabilityFile file, Moment now)
    {
        file.Ending = $"{To} {Number}";
        Telling.HandedOver(file, now);
    }
}

internal static class Opening
{
    public static Refusal? Check(UnitId deciding, UnitId concernedUnit, PersonId concerned, Moment now)
    {
        if (now.Organisation.Find(deciding) is not { } body) return Unfit.At("Deciding", new("没有这个单位。", "There is no such unit."));
        if (now.Organisation.Find(concernedUnit) is null) return Unfit.At("ConcernedUnit", new("没有这个单位。", "There is no such unit."));
        if (concerned == now.By) return Unfit.At("Concerned", new("不能对本人启动问责。", "Nobody opens a file on themselves."));
        return now.Organisation.Above(deciding).Any(u => u.Id == concernedUnit)
            ? Unfit.At("Deciding", new Words("{0}不能决定其上级单位的问责。", "{0} cannot decide on a unit above it.").With(body.Name), AccountabilityRules.Deciders)
            : null;
    }

    public static AccountabilityFile Open(UnitId deciding, string title, SubjectKind subject, UnitId concernedUnit, PersonId concerned, string matter, string grounds, Moment now)
    {
        var file = new AccountabilityFile(deciding, title) { Subject = subject, ConcernedUnit = concernedUnit, Concerned = concerned, Matter = matter, Grounds = grounds };
        now.Withhold(file, concerned);
        now.Notify(Duties.SupervisionLeader, deciding, new("有新的问责核查事项。", "An accountability file was opened."));
        return file;
    }
}

internal static class Telling
{
    public static void PersonIfTold(AccountabilityFile file, Words text, Moment now)
    {
        if (file.Told is not null && !file.Recused.Contains(file.Concerned)) now.Notify(file.Concerned, text);
    }

    // The person is not told of a lead: that is for those who handle it.
    public static void HandedOver(AccountabilityFile file, Moment now)
    {
        now.Withhold(file, file.Concerned);
        now.Record(new(AccountabilityFacts.HandedOver, file.ConcernedUnit, now.Today));
    }
}
