using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Accountability;

/// <summary>The first of two people agrees.</summary>
[Words("审批同意", "Approve")]
public sealed record ApproveFirst([Words("审批意见", "Opinion"), Prose] string Opinion) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) =>
        now.Notify(file.Proposal!.Decider is Decider.Commission ? Duties.SupervisionLeader : Duties.Leader, file.Unit, new Words("{0} 待决定。", "{0} awaits your decision.").With(file.Number));
}

/// <summary>More is to be found out or weighed.</summary>
[Words("退回补正", "Send back")]
public sealed record SendBackForWork([Words("需要补正的问题", "What is wanting"), Prose] string Reason) : IAction<AccountabilityFile>;

/// <summary>The second person decides, in the name of the deciding body.</summary>
[Words("作出问责决定", "Decide")]
public sealed record DecideAccountability([Words("决定文号", "Number")] string Number, [Words("集体研究情况", "How it was decided"), Prose] string How, [Words("决定文书", "Document")] FileId? File) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => Deciding.Decide(file, Number, now);
}

/// <summary>As above, where posts are changed: that is carried out within a month.</summary>
[Words("作出组织处理决定", "Decide on organisational treatment")]
public sealed record DecideTreatment([Words("决定文号", "Number")] string Number, [Words("集体研究情况", "How it was decided"), Prose] string How, [Words("决定文书", "Document")] FileId? File) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => Deciding.Decide(file, Number, now);
}

/// <summary>Posts, duties and pay were changed as decided.</summary>
[Words("登记组织处理落实情况", "Record the treatment carried out")]
public sealed record CarryOutTreatment([Words("落实日期", "On")] DateOnly On, [Words("落实情况", "How"), Prose] string Text, [Words("任免等文书", "Document")] FileId? File) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now) => Deciding.CheckDay(On, file, now);
    public void Apply(AccountabilityFile file, Moment now) => file.TreatmentDone = $"{On.Iso} {Text}";
}

/// <summary>One of the things that must follow a decision was done.</summary>
[Words("登记执行事项", "Record a step of the execution")]
public sealed record RecordStep([Words("执行事项", "Step")] ExecutionStep Step, [Words("办理日期", "On")] DateOnly On, [Words("办理情况", "How"), Prose] string Text, [Words("凭证", "File")] FileId? File) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now) => file.Steps.Exists(s => s.Step == Step)
        ? Unfit.At(nameof(Step), new("此项已登记。", "This step is recorded already."))
        : Deciding.CheckDay(On, file, now);

    public void Apply(AccountabilityFile file, Moment now) => file.Steps.Add(new(Step, On, Text, File));
}

/// <summary>All was done.</summary>
[Words("确认执行完毕", "Confirm that it is carried out")]
public sealed record FinishExecution([Words("说明", "Remark"), Prose] string? Remark) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now)
    {
        now.Record(new(AccountabilityFacts.CarriedOut, file.ConcernedUnit, now.Today, Deciding.PersonOf(file), Text: Words.Of(file.Decision!.Treatment)));
        now.Notify(file.Concerned, new Words("{0} 已执行完毕。", "{0} is carried out.").With(file.Number));
    }
}

/// <summary>The person asks for the decision to be looked at again. It goes on being carried out meanwhile.</summary>
[Words("提出申诉", "Appeal")]
public sealed record FileAppeal([Words("申诉理由", "Grounds"), Prose] string Grounds, [Words("材料", "File")] FileId? File) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now) => now.Today > file.AppealUntil
        ? new Unfit(new Words("申诉期限已于 {0:yyyy-MM-dd} 届满。", "The time to appeal was over on {0:yyyy-MM-dd}.").With(file.AppealUntil)) { Basis = AccountabilitySettings.Appeal.Basis }
        : null;

    public void Apply(AccountabilityFile file, Moment now)
    {
        file.Appeal = new(Grounds, now.Today);
        now.Notify(Duties.SupervisionLeader, file.Unit, new Words("{0} 有申诉，请安排原办理人员以外的人员复核。", "{0} is appealed: somebody who had no part in it is to examine it.").With(file.Number));
    }
}

/// <summary>Somebody who had no part in it says what they found.</summary>
[Words("提出复核意见", "Give an opinion on review")]
public sealed record ExamineAppeal([Words("复核意见", "Opinion"), Prose] string Opinion) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => file.Appeal = file.Appeal! with { Opinion = Opinion };
}

/// <summary>The decision stands.</summary>
[Words("维持原决定", "Uphold")]
public sealed record UpholdDecision([Words("理由", "Reasons"), Prose] string Reasons) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => Deciding.Answer(file, new("维持原决定", "upheld"), now);
}

/// <summary>The decision was too heavy. It never becomes heavier by an appeal.</summary>
[Words("变更为较轻的处理", "Change to a lighter treatment")]
public sealed record LightenDecision([Words("变更后的处理方式", "Treatment")] Treatment Treatment, [Words("理由", "Reasons"), Prose] string Reasons) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now)
    {
        if (Treatment >= file.Decision!.Treatment) return Unfit.At(nameof(Treatment), new("申诉不加重处理，变更后的方式应轻于原决定。", "An appeal makes nothing heavier: the new treatment must be lighter."));
        return (file.Subject is SubjectKind.Organisation) == (Treatment is Treatment.Examination or Treatment.OrganisationNotice or Treatment.Reorganisation) || Treatment is Treatment.Reminder
            ? null
            : Unfit.At(nameof(Treatment), new Words("对{0}不能采取此方式。", "This is not a treatment of {0}.").With(Words.Of(file.Subject)), AccountabilityRules.Kinds);
    }

    public void Apply(AccountabilityFile file, Moment now)
    {
        file.Decision = file.Decision! with { Treatment = Treatment, Measure = null };
        Deciding.Correct(file, new Words("变更为“{0}”", "changed to “{0}”").With(Words.Of(Treatment)), now);
    }
}

/// <summary>There should have been no decision. Whatever was told or filed because of it is put right.</summary>
[Words("撤销原决定", "Cancel the decision")]
public sealed record CancelDecision([Words("理由", "Reasons"), Prose] string Reasons, [Words("纠正措施（更正公布、恢复职务待遇等）", "What is put right (correction published, post and pay restored)"), Prose] string Remedy) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now)
    {
        file.Ending = Remedy;
        Deciding.Correct(file, new("撤销原决定", "cancelled"), now);
    }
}

/// <summary>The appeal is decided and all is carried out.</summary>
[Words("归档", "Close")]
public sealed record CloseAfterAppeal([Words("说明", "Remark"), Prose] string? Remark) : IAction<AccountabilityFile>;

internal static class Deciding
{
    public static void Decide(AccountabilityFile file, string number, Moment now)
    {
        var proposal = file.Proposal!;
        file.Decision = new(number, proposal.Treatment, proposal.Measure, now.Today);
        file.AppealUntil = now.Calendar.LastDay(now.Today, now.Settings.Term(AccountabilitySettings.Appeal)).On;
        // A reminder is no accountability and is counted nowhere as one.
        if (proposal.Treatment is not Treatment.Reminder) now.Record(new(AccountabilityFacts.Decided, file.ConcernedUnit, now.Today, PersonOf(file), Text: Words.Of(proposal.Treatment)));
        now.Notify(file.Concerned, new Words("{0} 已作出决定，可在期限内申诉。", "{0} is decided; you may appeal in time.").With(file.Number));
        now.Notify(Duties.Office, file.ConcernedUnit, new("有问责决定须执行，请配合办理。", "An accountability decision is to be carried out."));
    }

    public static Refusal? CheckDay(DateOnly on, AccountabilityFile file, Moment now) =>
        on > now.Today ? Unfit.At("On", new("日期不能晚于今天。", "The date must not be after today."))
        : on < file.Decision!.On ? Unfit.At("On", new("日期不能早于决定日期。", "The date must not be before the decision."))
        : null;

    public static PersonId? PersonOf(AccountabilityFile file) => file.Subject is SubjectKind.Person ? file.Concerned : null;

    public static void Correct(AccountabilityFile file, Words result, Moment now)
    {
        now.Record(new(AccountabilityFacts.Corrected, file.ConcernedUnit, now.Today, PersonOf(file), Text: result));
        Answer(file, result, now);
    }

    public static void Answer(AccountabilityFile file, Words result, Moment now)
    {
        file.Appeal = file.Appeal! with { Result = result.Zh };
        now.Notify(file.Concerned, new Words("{0} 的申诉已有结果：{1}。", "Your appeal on {0} is decided: {1}.").With(file.Number, result));
    }
}
