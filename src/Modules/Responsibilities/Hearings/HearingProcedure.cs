using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Hearings;

/// <summary>The periodic report on duty (R14): called for, filed, heard by the party group, what is required next on the task list.</summary>
public sealed class HearingProcedure : Procedure<DutyReport, HearingState>
{
    private static readonly Who Caller = Who.Holding(Duties.Office, Duties.Leader);

    // Nobody records the hearing of their own report.
    private static readonly Who Hearer = Caller.ButNot<FileDutyReport>();

    public HearingProcedure() : base("duty-report", "1", "HB", new("履责汇报", "reports on duty"))
    {
        Opens<CallDutyReport>(by: Caller.Or(Who.Above(Duties.Office, Duties.Leader)), at: HearingState.Called);

        In(HearingState.Called).Until(r => r.By, extendedBy: Caller.ButNotAssignee())
            .May<FileDutyReport>(by: Who.Assignee, to: HearingState.Filed)
            .May<ExcuseReport>(by: Caller.ButNotAssignee(), to: HearingState.Excused);

        In(HearingState.Filed).Within(HearingSettings.Hear).OwedBy(Owed.Unit)
            .May<HearReport>(by: Hearer, to: HearingState.Heard);

        In(HearingState.Heard).Within(HearingSettings.FollowUp).OwedBy(Owed.Unit)
            .May<RequireNext>(by: Hearer)
            .May<CloseHearing>(by: Hearer, to: HearingState.Closed);

        Ends(HearingState.Closed, HearingState.Excused);

        Show("reporter", new("汇报人", "reporter"), r => r.Reporter);
        Show("period", new("所属期间", "period"), r => r.Period.Words);
        Show("heard", new("听取日期", "heard on"), r => r.HeardOn);
    }
}

/// <summary>“At regular times”, says the speech; when that is, the organ sets.</summary>
public static class HearingSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this: the organ sets it.");

    public static readonly Setting Interval = new("hearings.interval", new("履责汇报周期", "interval of the reports on duty"), SettingKind.Choice, nameof(PeriodKind.HalfYear), NoRule,
        Choices: [.. Enum.GetValues<PeriodKind>().Select(k => (k.ToString(), Words.Of(k)))]);
    public static readonly Setting Hear = new("hearings.hear", new("听取汇报时限", "time to hear a report that was filed"), SettingKind.Term, "20wd", NoRule);
    public static readonly Setting FollowUp = new("hearings.follow-up", new("布置后续任务时限", "time to set what follows from a hearing"), SettingKind.Term, "5wd", NoRule);

    public static readonly IReadOnlyList<Setting> All = [Interval, Hear, FollowUp];

    /// <summary>The period a day lies in, by the interval in force.</summary>
    public static Period PeriodOf(DateOnly day, SettingValues settings) => Period.Of(Enum.Parse<PeriodKind>(settings[Interval]), day);
}

/// <summary>What other modules may read of hearings.</summary>
public static class HearingFacts
{
    public static readonly FactKind Heard = new("duty-report-heard", new("听取履责汇报", "report on duty heard"));
}
