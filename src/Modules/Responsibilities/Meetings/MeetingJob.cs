using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>
/// Towards the end of a half-year, lists the meeting of every unit that has not called one. What is listed and not held falls overdue with the
/// half-year and climbs the alert ladder like everything else; it leaves the list when the meeting is called or recorded.
/// </summary>
public sealed class MeetingJob(Desk desk, IDossiers dossiers, IRules rules) : IJob
{
    public string Code => "responsibilities.meetings";
    public Words Name => new("半年专题会议提醒", "Half-yearly meetings");
    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var half = Period.Of(PeriodKind.HalfYear, run.Today);
        if (half.Last.DayNumber - run.Today.DayNumber > rules.Settings.Number(MeetingSettings.Ahead)) return;

        var arranged = new HashSet<UnitId>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "half-year-meeting" }, Actor.System, cancel))
        {
            // One that a unit called and then dropped is still to be held; one that was waived from above before it was called is not.
            if (dossier is Meeting meeting && meeting.Half == half.ToString() && (meeting.State is not MeetingState.Cancelled || meeting.On is null)) arranged.Add(meeting.Unit);
        }

        var done = 0;
        foreach (var unit in rules.Organisation.All.Where(u => MeetingSettings.Binds(u.Kind, rules.Settings) && !arranged.Contains(u.Id)))
        {
            cancel.ThrowIfCancellationRequested();
            if (await desk.OpenAsync(Ids.New(run.At), new ExpectMeeting(unit.Id, half.ToString()), Actor.System, cancel) is null) run.Report(++done, 0);
        }
    }
}
