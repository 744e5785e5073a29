using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>
/// The half-yearly meeting (R12, L07): called, reports collected, held, problems entered in the issue list, minutes. A half-year without one
/// falls overdue with its last day.
/// </summary>
public sealed class MeetingProcedure : Procedure<Meeting, MeetingState>
{
    private static readonly Who Caller = Who.Holding(Duties.Office, Duties.Leader);

    public MeetingProcedure() : base("half-year-meeting", "1", "BN", new("半年专题会议", "half-yearly meetings"))
    {
        Opens<CallMeeting>(by: Caller, at: MeetingState.Called);
        Opens<ExpectMeeting>(by: Who.Nobody, at: MeetingState.Expected);

        In(MeetingState.Expected).Until(m => m.Period.Last, basis: PrincipalDuty.HalfYearMeeting).OwedBy(Owed.Unit)
            .May<CallExpected>(by: Caller, to: MeetingState.Called)
            .May<RecordHeldMeeting>(by: Caller, to: MeetingState.Held, basis: PrincipalDuty.HalfYearMeeting)
            .May<CancelMeeting>(by: Who.Above(Duties.Office, Duties.Leader), to: MeetingState.Cancelled);

        In(MeetingState.Called).Until(m => m.On).OwedBy(Owed.Unit)
            .May<HoldMeeting>(by: Caller, to: MeetingState.Held, basis: PrincipalDuty.HalfYearMeeting)
            .May<CallAnotherReport>(by: Caller)
            .May<MoveMeeting>(by: Caller)
            .May<CancelMeeting>(by: Caller, to: MeetingState.Cancelled);

        In(MeetingState.Held).Within(MeetingSettings.Minutes).OwedBy(Owed.Unit)
            .May<RaiseProblem>(by: Caller)
            .May<SetTask>(by: Caller)
            .May<SettleMinutes>(by: Caller, to: MeetingState.Closed);

        Ends(MeetingState.Closed, MeetingState.Cancelled);

        Show("half", new("所属半年", "half-year"), m => m.Period.Words);
        Show("on", new("召开日期", "held on"), m => m.On);
        Show("problems", new("问题数", "problems"), m => m.Problems.Count);
    }
}

/// <summary>What the organ sets itself about meetings.</summary>
public static class MeetingSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this: the organ sets it.");

    public static readonly Setting Minutes = new("meetings.minutes", new("专题会议纪要时限", "time to settle the minutes of the half-yearly meeting"), SettingKind.Term, "10wd", NoRule);

    public static readonly Setting Ahead = new("meetings.ahead", new("半年结束前多少日列出应召开的会议", "days before the end of a half-year on which the meeting still to be held is listed"), SettingKind.Number, "60", NoRule);

    public static readonly Setting Kinds = new("meetings.kinds", new("应召开专题会议的单位类别", "kinds of units that hold the half-yearly meeting"), SettingKind.Text, "PartyCommittee,Department,Town",
        new("规定要求党委常委会、党组每半年至少召开一次；哪些类别的单位设有党委（党组），由本单位设定（用逗号分隔）。", "The rule binds party committees and party groups; which kinds of units have one is the organ's to say (with commas between them)."), PrincipalDuty.HalfYearMeeting with { Verified = Verification.Design })
    {
        Check = text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).All(k => Enum.TryParse<Kernel.Organisations.UnitKind>(k, out _)) ? null : new("有的类别无法识别。", "One of the kinds is not known."),
    };

    public static readonly IReadOnlyList<Setting> All = [Minutes, Ahead, Kinds];

    /// <summary>Whether a unit of this kind holds the meeting.</summary>
    public static bool Binds(Kernel.Organisations.UnitKind kind, SettingValues settings) =>
        settings[Kinds].Split(',', StringSplitOptions.TrimEntries).Contains(kind.ToString(), StringComparer.Ordinal);
}

/// <summary>What other modules may read of meetings.</summary>
public static class MeetingFacts
{
    public static readonly FactKind Held = new("half-year-meeting-held", new("召开半年专题会议", "half-yearly meeting held"));
}
