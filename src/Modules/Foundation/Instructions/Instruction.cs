using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Foundation.Instructions;

/// <summary>Where a request or report stands.</summary>
public enum InstructionState
{
    [Words("待答复", "awaiting an answer")] Asked,
    [Words("退回补充", "returned for more")] Returned,
    [Words("已答复，落实中", "answered, being carried out")] Answered,
    [Words("已办结", "closed")] Closed,
    [Words("已撤回", "withdrawn")] Withdrawn,
}

/// <summary>To whom it goes.</summary>
public enum Route
{
    [Words("党委（党组）", "party committee")] PartyCommittee,
    [Words("上级纪检监察机关", "superior discipline organ")] DisciplineOrgan,
}

/// <summary>The entry of the catalogue as it stood when the request was filed.</summary>
public sealed record MatterFiled(Guid Id, string Title, MatterKind Kind, bool DualLeadership, string Basis) : IPicked
{
    public override string ToString() => Title;
}

public sealed record Answer(string Text, string? Number, FileId? File, DateOnly On, PersonId By);

/// <summary>
/// A request for instruction or a report on a matter of the catalogue (R05). Where dual leadership applies there are two, one to each
/// side, each with its own clock and its own answer.
/// </summary>
public sealed class Instruction : Dossier<InstructionState>
{
    private Instruction() { }

    internal Instruction(UnitId unit, string title) => (Unit, Title) = (unit, title);

    [Words("目录事项", "Matter")]
    public MatterFiled Matter { get; internal set; } = null!;
    [Words("报送方向", "Filed with")]
    public Route Route { get; internal set; }
    [Words("内容", "Text"), Prose]
    public string Text { get; internal set; } = "";
    public FileId? File { get; internal set; }

    /// <summary>The day it was asked on, which the paper may bear from before it was entered.</summary>
    [Words("请示日期", "Asked on")]
    public DateOnly AskedOn { get; internal set; }

    [Words("需补充", "What is missing"), Prose]
    public string? Wanting { get; internal set; }
    public List<string> Supplements { get; internal set; } = [];
    public Answer? Answer { get; internal set; }

    /// <summary>What the answer asks to be done by when.</summary>
    [Words("落实期限", "To be followed up by")]
    public DateOnly? FollowUpDue { get; internal set; }
    [Words("落实情况", "Follow-up"), Prose]
    public string? FollowUp { get; internal set; }
    [Words("落实日期", "Followed up on")]
    public DateOnly? FollowedUpOn { get; internal set; }

    [JsonIgnore]
    public DateOnly? AnsweredOn => Answer?.On;

    protected override void GiveTimeUntil(DateOnly until) => FollowUpDue = until;

}

/// <summary>Requests for instruction and reports. A late answer climbs the ladder of whoever owes it, not of whoever asked.</summary>
public sealed class InstructionProcedure : Procedure<Instruction, InstructionState>
{
    private static readonly Who Filer = Who.Opener.Or(Who.Holding(Duties.Office, Duties.Leader));

    private static readonly Who Addressee = new(
        new("受文机关（上级党委办公室、负责人；或上级纪检监察负责人）", "the body it was sent to (office or head of the unit above; or the head of supervision above)"),
        (actor, dossier) => dossier is Instruction { Route: Route.DisciplineOrgan }
            ? actor.HoldsAbove(Duties.SupervisionLeader, dossier.Path)
            : actor.HoldsAbove(Duties.Leader, dossier.Path) || actor.HoldsAbove(Duties.Office, dossier.Path));

    private static readonly Rule<Instruction> IsReport = new(new("此件为报告，只需收悉", "it is a report that needs no answer"), i => i.Matter.Kind is MatterKind.Report);
    private static readonly Rule<Instruction> CarriedOut = new(new("已登记落实情况", "what was done about the answer is recorded"), i => i.FollowUp is not null);

    public InstructionProcedure() : base("instruction", "1", "QS", new("请示报告", "requests for instruction and reports"))
    {
        Opens<FileInstruction>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy), at: InstructionState.Asked);
        Opens<FileToDisciplineOrgan>(by: Who.Nobody, at: InstructionState.Asked);

        In(InstructionState.Asked).Within(InstructionSettings.Answer).OwedBy(Owed.UnitAbove)
            .May<GiveAnswer>(by: Addressee.ButNot<FileInstruction>(), to: InstructionState.Answered)
            .May<Acknowledge>(by: Addressee.ButNot<FileInstruction>(), to: InstructionState.Closed, when: IsReport)
            .May<RecordAnswer>(by: Filer, to: InstructionState.Answered)
            .May<AskForMore>(by: Addressee, to: InstructionState.Returned)
            .May<WithdrawInstruction>(by: Filer, to: InstructionState.Withdrawn);

        In(InstructionState.Returned).Within(InstructionSettings.Supplement).OwedBy(Owed.Unit)
            .May<Supplement>(by: Filer, to: InstructionState.Asked)
            .May<WithdrawInstruction>(by: Filer, to: InstructionState.Withdrawn);

        In(InstructionState.Answered).Until(i => i.FollowUpDue, extendedBy: Addressee).OwedBy(Owed.Unit)
            .May<RecordFollowUp>(by: Filer)
            .May<CloseInstruction>(by: Filer, to: InstructionState.Closed, when: CarriedOut);

        Ends(InstructionState.Closed, InstructionState.Withdrawn);

        Show("matter", new("目录事项", "matter"), i => i.Matter.Title);
        Show("route", new("报送", "sent to"), i => i.Route);
        Show("asked", new("请示日期", "asked on"), i => i.AskedOn);
        Show("answered", new("答复日期", "answered on"), i => i.AnsweredOn);
    }
}

/// <summary>The times no rule we have read fixes.</summary>
public static class InstructionSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");

    public static readonly Setting Answer = new("instructions.answer", new("请示答复时限", "time to answer a request"), SettingKind.Term, "10wd", NoRule);
    public static readonly Setting Supplement = new("instructions.supplement", new("补充材料时限", "time to supply more"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting Explain = new("instructions.explain", new("无请示说明时限", "time to explain a missing request"), SettingKind.Term, "5wd", NoRule);

    public static readonly IReadOnlyList<Setting> All = [Answer, Supplement, Explain];
}
