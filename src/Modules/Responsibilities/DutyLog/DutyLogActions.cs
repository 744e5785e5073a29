using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Meetings;

namespace Qinglian.Responsibilities.DutyLog;

/// <summary>A leader enters a fact in their own log.</summary>
[Words("记入履责纪实", "Enter in the duty log")]
public sealed record LogDuty(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("履责方式", "Act"), Hint("前四项限主要负责人。", "The first four are for the head of the unit.")] DutyAct Act,
    [Words("形式", "Occasion")] DutyOccasion Occasion,
    [Words("日期", "On")] DateOnly On,
    [Words("事由", "What it was"), Hint("写会议、走访、决定的名称，不写评价。", "Name the meeting, visit or decision; no judgement of oneself.")] string What,
    [Words("责任清单事项", "Responsibility")] ListedDuty? Duty,
    [Words("佐证", "Evidence"), Prose, Hint("会议纪要、文号、照片编号等；或上传附件。", "Minutes, document number, photographs; or attach a file.")] string? Evidence,
    [Words("佐证附件", "File")] FileId? File) : IOpening<DutyEntry>
{
    public Refusal? Check(Moment now) => Logging.Check(Unit, Act, On, Evidence, File, now);

    public DutyEntry Open(Moment now)
    {
        var entry = new DutyEntry(Unit, What, now.By) { Act = Act, Occasion = Occasion, On = On, Evidence = Evidence, File = File };
        entry.Answer(Duty);
        return entry;
    }
}

/// <summary>The system proposes an entry from what it knows; the ledger line is the evidence.</summary>
[Words("建议记入履责纪实", "Propose an entry of the duty log")]
public sealed record ProposeEntry(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("履责人", "Leader")] PersonId Leader,
    [Words("履责方式", "Act")] DutyAct Act,
    [Words("形式", "Occasion")] DutyOccasion Occasion,
    [Words("日期", "On")] DateOnly On,
    [Words("事由", "What it was")] string What,
    [Words("佐证", "Evidence")] string Evidence,
    [Words("台账行", "Ledger line")] long Line) : IOpening<DutyEntry>
{
    internal ListedDuty? Duty { get; init; }

    public DutyEntry Open(Moment now)
    {
        var entry = new DutyEntry(Unit, What, Leader) { Act = Act, Occasion = Occasion, On = On, Evidence = Evidence, Line = Line };
        entry.Answer(Duty);
        return entry;
    }
}

/// <summary>The leader confirms a proposal, corrected where it was not quite so.</summary>
[Words("确认记入", "Confirm")]
public sealed record ConfirmEntry(
    [Words("履责方式", "Act")] DutyAct Act,
    [Words("事由", "What it was")] string What,
    [Words("责任清单事项", "Responsibility")] ListedDuty? Duty,
    [Words("补充佐证", "More evidence"), Prose] string? Evidence) : IAction<DutyEntry>
{
    public Refusal? Check(DutyEntry entry, Moment now) => Logging.CheckAct(entry.Unit, Act, now);

    public void Apply(DutyEntry entry, Moment now)
    {
        entry.Act = Act;
        entry.Call(What);
        entry.Answer(Duty ?? entry.Duty);
        if (!string.IsNullOrWhiteSpace(Evidence) && Evidence != entry.Evidence) entry.Evidence = $"{entry.Evidence}\n{Evidence}".Trim();
    }
}

/// <summary>The leader does not want it in the log. That says nothing about them.</summary>
[Words("不记入", "Leave out")]
public sealed record LeaveOut([Words("理由", "Reason")] string? Reason) : IAction<DutyEntry>
{
    public void Apply(DutyEntry entry, Moment now) => entry.LeftOutBecause = Reason;
}

internal static class Logging
{
    public static bool Personal(DutyAct act) => act is DutyAct.Deployed or DutyAct.LookedInto or DutyAct.Coordinated or DutyAct.Supervised;

    public static Refusal? Check(UnitId unit, DutyAct act, DateOnly on, string? evidence, FileId? file, Moment now)
    {
        if (on > now.Today) return Unfit.At(nameof(LogDuty.On), new("日期不能晚于今天。", "The date must not be after today."));
        if (string.IsNullOrWhiteSpace(evidence) && file is null) return Unfit.At(nameof(LogDuty.Evidence), new("请写明佐证，或上传附件。", "Say what shows it, or attach a file."));
        return CheckAct(unit, act, now);
    }

    // Article 8 gives the personal acts to the secretary and the two duties of one post to the other members.
    public static Refusal? CheckAct(UnitId unit, DutyAct act, Moment now) =>
        Personal(act) && now.Organisation.Find(unit) is { } at && !now.Actor.Holds(Duties.Leader, at.Path)
            ? Unfit.At(nameof(LogDuty.Act), new("“四个亲自”由主要负责人记入；其他班子成员请选择研究或检查分管领域工作。", "The four personal acts are for the head of the unit; other leaders choose study or inspection of their field."), PrincipalDuty.PersonalActs)
            : null;
}
