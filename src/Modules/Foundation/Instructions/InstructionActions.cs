using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Foundation.Instructions;

/// <summary>
/// Files a request or report. It goes to the party committee; where the matter is under dual leadership, to the superior discipline
/// organ as well.
/// </summary>
[Words("提交请示报告", "File a request or report")]
public sealed record FileInstruction(
    [Words("请示单位", "Unit")] UnitId Unit,
    [Words("标题", "Title")] string Title,
    [Words("目录事项", "Matter")] MatterFiled Matter,
    [Words("请示日期", "Asked on")] DateOnly AskedOn,
    [Words("内容", "Text"), Prose] string Text,
    [Words("附件", "File")] FileId? File) : IOpening<Instruction>, IAbout
{
    private Dossier? _of;

    Guid IAbout.About => Matter.Id;

    Dossier? IAbout.Of { get => _of; set => _of = value; }

    public Refusal? Check(Moment now) =>
        AskedOn > now.Today ? Unfit.At(nameof(AskedOn), new("日期不能晚于今天。", "The date must not be after today.")) : Catalogue.Check(Matter, _of, Unit, now);

    public Instruction Open(Moment now)
    {
        if (Matter.DualLeadership) now.Open(new FileToDisciplineOrgan(Unit, Title, Matter, AskedOn, Text, File));
        return Filing.Open(this, Route.PartyCommittee, now);
    }
}

/// <summary>The second copy of a request under dual leadership.</summary>
[Words("同时报上级纪检监察机关", "Also to the superior discipline organ")]
public sealed record FileToDisciplineOrgan(
    [Words("请示单位", "Unit")] UnitId Unit,
    [Words("标题", "Title")] string Title,
    [Words("目录事项", "Matter")] MatterFiled Matter,
    [Words("请示日期", "Asked on")] DateOnly AskedOn,
    [Words("内容", "Text")] string Text,
    [Words("附件", "File")] FileId? File) : IOpening<Instruction>
{
    public Instruction Open(Moment now) => Filing.Open(new(Unit, Title, Matter, AskedOn, Text, File), Route.DisciplineOrgan, now);
}

/// <summary>The answer of the body that was asked.</summary>
[Words("答复", "Answer")]
public sealed record GiveAnswer(
    [Words("答复意见", "Answer"), Prose] string Text,
    [Words("答复文号", "Number")] string? Number,
    [Words("附件", "File")] FileId? File,
    [Words("落实期限", "To be carried out by")] DateOnly? FollowUpDue) : IAction<Instruction>
{
    public Refusal? Check(Instruction instruction, Moment now) => FollowUpDue < now.Today ? Unfit.At(nameof(FollowUpDue), new("日期不能早于今天。", "The date must not be before today.")) : null;

    public void Apply(Instruction instruction, Moment now)
    {
        (instruction.Answer, instruction.FollowUpDue) = (new(Text, Number, File, now.Today, now.By), FollowUpDue);
        Filing.TellFiler(instruction, new Words("{0} 已答复。", "{0} was answered.").With(instruction.Number), now);
    }
}

/// <summary>Enters an answer that came on paper from outside this installation.</summary>
[Words("登记书面答复", "Record an answer on paper")]
public sealed record RecordAnswer(
    [Words("答复意见", "Answer"), Prose] string Text,
    [Words("答复文号", "Number")] string Number,
    [Words("答复日期", "Answered on")] DateOnly On,
    [Words("答复原件", "File")] FileId? File,
    [Words("落实期限", "To be carried out by")] DateOnly? FollowUpDue) : IAction<Instruction>
{
    public Refusal? Check(Instruction instruction, Moment now)
    {
        if (On > now.Today) return Unfit.At(nameof(On), new("日期不能晚于今天。", "The date must not be after today."));
        return On < instruction.AskedOn ? Unfit.At(nameof(On), new("答复不能早于请示。", "An answer cannot be older than the request.")) : null;
    }

    public void Apply(Instruction instruction, Moment now) => (instruction.Answer, instruction.FollowUpDue) = (new(Text, Number, File, On, now.By), FollowUpDue);
}

/// <summary>A report was received; it needs no answer.</summary>
[Words("收悉", "Acknowledge")]
public sealed record Acknowledge([Words("意见", "Remark"), Prose] string? Remark) : IAction<Instruction>
{
    public void Apply(Instruction instruction, Moment now)
    {
        instruction.Answer = new(Remark ?? "", null, null, now.Today, now.By);
        Filing.TellFiler(instruction, new Words("{0} 已收悉。", "{0} was received.").With(instruction.Number), now);
    }
}

/// <summary>It cannot be answered as it is.</summary>
[Words("退回补充", "Ask for more")]
public sealed record AskForMore([Words("需要补充什么", "What is wanting"), Prose] string Wanting) : IAction<Instruction>
{
    public void Apply(Instruction instruction, Moment now)
    {
        instruction.Wanting = Wanting;
        Filing.TellFiler(instruction, new Words("{0} 须补充材料。", "More is needed for {0}.").With(instruction.Number), now);
    }
}

/// <summary>Supplies what was wanting.</summary>
[Words("补充", "Supply more")]
public sealed record Supplement([Words("补充内容", "Text"), Prose] string Text, [Words("附件", "File")] FileId? File) : IAction<Instruction>
{
    public void Apply(Instruction instruction, Moment now)
    {
        instruction.Supplements.Add(Text);
        instruction.Wanting = null;
    }
}

/// <summary>The request has become pointless.</summary>
[Words("撤回", "Withdraw")]
public sealed record WithdrawInstruction([Words("理由", "Reason"), Prose] string Reason) : IAction<Instruction>;

/// <summary>What was done about the answer.</summary>
[Words("登记落实情况", "Record what was done")]
public sealed record RecordFollowUp([Words("落实情况", "What was done"), Prose] string Text, [Words("落实日期", "On")] DateOnly On) : IAction<Instruction>
{
    public Refusal? Check(Instruction instruction, Moment now) => On > now.Today ? Unfit.At(nameof(On), new("日期不能晚于今天。", "The date must not be after today.")) : null;

    public void Apply(Instruction instruction, Moment now) => (instruction.FollowUp, instruction.FollowedUpOn) = (Text, On);
}

/// <summary>Asked, answered, carried out.</summary>
[Words("办结", "Close")]
public sealed record CloseInstruction([Words("说明", "Remark"), Prose] string? Remark) : IAction<Instruction>;

internal static class Filing
{
    public static Instruction Open(FileInstruction form, Route route, Moment now)
    {
        if (now.Organisation.Above(form.Unit).FirstOrDefault() is { } above)
            now.Notify(route is Route.PartyCommittee ? Duties.Office : Duties.SupervisionLeader, above.Id, new("有新的请示报告，请办理。", "A request or report has come in."));
        return new(form.Unit, form.Title) { Matter = form.Matter, Route = route, Text = form.Text, File = form.File, AskedOn = form.AskedOn };
    }

    public static void TellFiler(Instruction instruction, Words text, Moment now)
    {
        if (instruction.OpenedBy.IsNobody) now.Notify(Duties.Office, instruction.Unit, text);
        else now.Notify(instruction.OpenedBy, text);
    }
}
