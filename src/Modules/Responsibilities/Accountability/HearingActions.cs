using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Accountability;

/// <summary>The person says how it was.</summary>
[Words("陈述申辩", "Make a statement")]
public sealed record GiveStatement([Words("陈述申辩内容", "Statement"), Prose] string Text, [Words("证据材料", "File")] FileId? File) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => file.Statement = new(Text, new("本人提交", "by the person"), now.Today, File);
}

/// <summary>The person says that they have nothing to add. It is not held against them.</summary>
[Words("明确不作陈述", "Make no statement")]
public sealed record WaiveStatement([Words("说明", "Remark"), Prose] string? Remark) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => file.Statement = new(Remark, new("本人明确表示不作陈述", "the person said that they make none"), now.Today, null);
}

/// <summary>Enters a statement made by word of mouth or on paper, with the signed record.</summary>
[Words("登记书面或口头陈述", "Record a statement on paper or by word of mouth")]
public sealed record RecordStatement([Words("陈述内容", "Statement"), Prose] string Text, [Words("本人签字的记录", "Signed record")] FileId File) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) => file.Statement = new(Text, new("书面或口头，经本人签字", "on paper or by word of mouth, signed by the person"), now.Today, File);
}

/// <summary>The person adds to what they said while it is weighed. A statement that came late is still heard.</summary>
[Words("补充陈述", "Add to the statement")]
public sealed record AddToStatement([Words("补充内容", "Text"), Prose] string Text, [Words("证据材料", "File")] FileId? File) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) =>
        file.Statement = new(string.IsNullOrEmpty(file.Statement?.Text) ? Text : $"{file.Statement.Text}\n{Text}", file.Statement?.How ?? new("期满后提交", "after the time had passed"), now.Today, File ?? file.Statement?.File);
}

/// <summary>Asks the module that determines tolerance.</summary>
[Words("提请容错认定", "Ask for a determination on tolerance")]
public sealed record AskForTolerance([Words("提请认定的情况", "What is to be determined"), Prose] string Facts) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now) =>
        now.Refer(new ToleranceAsked(file.ConcernedUnit, file.Subject is SubjectKind.Person ? file.Concerned : null, file.Title, Facts, file.Id));
}

/// <summary>Where no determination was made, a person who did not verify the cause checks the conditions and records what they found.</summary>
[Words("登记容错核对结果", "Record the check on tolerance")]
public sealed record CheckTolerance(
    [Words("是否出于主观故意", "Was it done on purpose?")] bool Intent,
    [Words("是否谋取私利", "Was there private gain?")] bool Gain,
    [Words("是否违反禁止性规定或者决策程序", "Was a prohibition or the procedure broken?")] bool Forbidden,
    [Words("核对结果", "Result")] Tolerance Result,
    [Words("理由", "Reasons"), Prose] string Reasons) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now) => Result is not Tolerance.None && (Intent || Gain)
        ? Unfit.At(nameof(Result), new("存在主观故意或者谋取私利的，不适用容错。", "Nothing done on purpose or for private gain is tolerated."))
        : null;

    public void Apply(AccountabilityFile file, Moment now) => file.Tolerance = new(Result, Reasons, now.By, null, now.Today);
}

/// <summary>The statement was answered, the file goes to those who decide.</summary>
[Words("提请审批", "Submit for decision")]
public sealed record SubmitForDecision([Words("对陈述的采纳情况和理由", "How the statement was answered, with reasons"), Prose] string Answer) : IAction<AccountabilityFile>
{
    public Refusal? Check(AccountabilityFile file, Moment now) => file.Proposal!.Treatment > file.ToldTreatment
        ? new Unfit(new("拟处理方式重于已告知的方式，须重新告知并听取陈述。", "The treatment is heavier than what the person was told: tell them again and hear them.")) { Basis = AccountabilityRules.Hearing }
        : null;

    public void Apply(AccountabilityFile file, Moment now)
    {
        file.AnswerToStatement = Answer;
        now.Notify(Duties.SupervisionLeader, file.Unit, new Words("{0} 待审批。", "{0} awaits approval.").With(file.Number));
    }
}

/// <summary>The act is tolerated; nobody answers for it, and the file says why.</summary>
[Words("予以容错，不予问责", "Tolerated: do not pursue")]
public sealed record EndAsTolerated([Words("理由", "Reasons"), Prose] string Reasons) : IAction<AccountabilityFile>
{
    public void Apply(AccountabilityFile file, Moment now)
    {
        file.Ending = Reasons;
        Telling.PersonIfTold(file, new Words("{0} 经核对予以容错，不予问责。", "{0}: tolerated, nobody is to answer for it.").With(file.Number), now);
    }
}
