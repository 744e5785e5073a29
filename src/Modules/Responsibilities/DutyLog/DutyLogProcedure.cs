using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Meetings;

namespace Qinglian.Responsibilities.DutyLog;

/// <summary>
/// The duty log (R13). The system proposes what it knows, the leader alone confirms: nothing stands in a log that its owner has not put there.
/// </summary>
public sealed class DutyLogProcedure : Procedure<DutyEntry, EntryState>
{
    public DutyLogProcedure() : base("duty-entry", "1", "LZ", new("履责纪实", "duty log"))
    {
        NeverClimbs();
        Opens<LogDuty>(by: Who.Holding(Duties.Leader, Duties.Deputy), at: EntryState.Confirmed);
        Opens<ProposeEntry>(by: Who.Nobody, at: EntryState.Proposed);

        In(EntryState.Proposed).OpenFor(DutyLogSettings.Confirm, then: EntryState.LeftOut)
            .May<ConfirmEntry>(by: Who.Assignee, to: EntryState.Confirmed, basis: PrincipalDuty.PersonalActs)
            .May<LeaveOut>(by: Who.Assignee, to: EntryState.LeftOut);

        Ends(EntryState.Confirmed, EntryState.LeftOut);

        Show("leader", new("履责人", "leader"), e => e.Assignee);
        Show("on", new("日期", "on"), e => e.On);
        Show("act", new("履责方式", "act"), e => e.Act);
        Show("duty", new("责任清单事项", "responsibility"), e => e.Duty?.Number);
    }
}

/// <summary>What the organ sets itself about the log.</summary>
public static class DutyLogSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this: the organ sets it.");

    public static readonly Setting Confirm = new("duty-log.confirm", new("履责纪实建议保留时间", "how long a proposed entry of the duty log waits"), SettingKind.Term, "1m", NoRule);

    public static readonly Setting Period = new("duty-log.period", new("履责纪实对照期间", "period over which the duty log is held against the list"), SettingKind.Choice, nameof(PeriodKind.HalfYear), NoRule,
        Choices: [.. Enum.GetValues<PeriodKind>().Select(k => (k.ToString(), Words.Of(k)))]);

    public static readonly IReadOnlyList<Setting> All = [Confirm, Period];
}
