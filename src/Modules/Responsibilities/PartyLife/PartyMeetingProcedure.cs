using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.PartyLife;

/// <summary>The record of a meeting: entered, open for a while so that whoever wishes enters an undertaking, then filed by itself.</summary>
public sealed class PartyMeetingProcedure : Procedure<PartyMeeting, PartyMeetingState>
{
    private static readonly Who Clerk = Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy, Duties.VillageClerk);

    // Everybody who works at the unit, for themselves; nobody from above.
    private static readonly Who Member = new(
        new("本单位党员本人", "a member of the unit, for themselves"),
        (actor, dossier) => !actor.Id.IsNobody && (actor.Unit == dossier.Unit || actor.Grants.Any(g => g.At == dossier.Path && !Duties.Administrators.Contains(g.Duty))));

    public PartyMeetingProcedure() : base("party-meeting", "1", "DN", new("党内生活纪实", "records of intra-party life"))
    {
        Opens<RecordMeeting>(by: Clerk, at: PartyMeetingState.Recorded);

        In(PartyMeetingState.Recorded).OpenFor(PartyLifeSettings.Undertakings, then: PartyMeetingState.Filed)
            .May<EnterUndertaking>(by: Member)
            .May<CorrectMeeting>(by: Clerk)
            .May<FileMeeting>(by: Clerk, to: PartyMeetingState.Filed)
            .May<WithdrawMeeting>(by: Clerk, to: PartyMeetingState.Withdrawn);

        Ends(PartyMeetingState.Filed, PartyMeetingState.Withdrawn);

        Show("kind", new("会议类别", "kind"), m => m.Kind);
        Show("held", new("召开日期", "held on"), m => m.HeldOn);
        Show("present", new("实到/应到", "present / expected"), m => $"{m.Present}/{m.Expected}");
        Show("undertakings", new("整改承诺", "undertakings"), m => m.Undertakings.Count);
    }
}
