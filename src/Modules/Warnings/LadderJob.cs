using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Warnings;

/// <summary>
/// Looks after the ladder: closes alerts whose reason is gone, climbs those whose wait is over, raises new ones. It reads only what is
/// due, page by page, and every step is an act of its own, so it may be stopped anywhere and run again.
/// </summary>
public sealed class LadderJob(Desk desk, IDossiers dossiers, IRules rules, ProcedureBook book) : IJob
{
    private readonly Explaining _explaining = new(rules, book);

    public string Code => "warnings.ladder";
    public Words Name => new("预警巡检", "Alert ladder");
    public TimeSpan Every => TimeSpan.FromMinutes(15);

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var open = await LookAtAllAsync(run, cancel);
        await RaiseAsync(open, run, cancel);
    }

    /// <summary>Looks at one alert, so that a page shows it closed as soon as its reason is gone.</summary>
    public async Task<Refusal?> LookAsync(Alert alert, DateOnly today, CancellationToken cancel) =>
        alert.Closed ? null : await LookAsync(alert, await dossiers.FindAsync(alert.Subject.Id, Actor.System, cancel), today, cancel);

    /// <returns>The matters that have an open alert for the state they are in.</returns>
    private async Task<HashSet<Guid>> LookAtAllAsync(JobRun run, CancellationToken cancel)
    {
        var standing = new HashSet<Guid>();
        var looked = 0;
        for (string? after = null; ;)
        {
            var page = await dossiers.ListAsync(new DossierQuery { Procedure = "alert", Open = true, After = after, Take = 500 }, Actor.System, cancel);
            var alerts = page.Dossiers.Cast<Alert>().ToList();
            var subjects = (await dossiers.FindAsync([.. alerts.Select(a => a.Subject.Id).Distinct()], Actor.System, cancel)).ToDictionary(d => d.Id);
            foreach (var alert in alerts)
            {
                cancel.ThrowIfCancellationRequested();
                var subject = subjects.GetValueOrDefault(alert.Subject.Id);
                await LookAsync(alert, subject, run.Today, cancel);
                if (subject is not null && Gone(alert, subject) is null) standing.Add(subject.Id);
            }

            run.Report(looked += alerts.Count, 0);
            if (page.Next is null) return standing;
            after = page.Next;
        }
    }

    private async Task<Refusal?> LookAsync(Alert alert, Dossier? subject, DateOnly today, CancellationToken cancel)
    {
        // An alert from another module may be about something that is no dossier: people alone decide on it.
        if (subject is null) return null;
        return (Gone(alert, subject) is { } reason
                ? new CloseAsGone(reason, $"{subject.Number} #{subject.Revision}")
                : await TalkAsync(alert, cancel) ?? Step(alert, subject, today)) is { } action
            ? await desk.ActAsync(alert.Id, action, Actor.System, alert.Revision, cancel)
            : null;
    }

    /// <summary>A talk that was fixed and has been held, as its own record says.</summary>
    private async Task<object?> TalkAsync(Alert alert, CancellationToken cancel) =>
        alert is { State: AlertState.InterviewFixed, Interview.Record: { } record } && await dossiers.FindAsync(record, Actor.System, cancel) is IInterviewRecord { HeldOn: { } held } talk
            ? new NoteInterview(held, talk.UndertakenUntil)
            : null;

    /// <summary>Why the reason for the alert no longer holds; null while it does.</summary>
    private static ClosingReason? Gone(Alert alert, Dossier subject)
    {
        var was = alert.Subject;
        if (subject.Closed) return ClosingReason.Finished;
        if (subject.StateName != was.State || (was.Procedure.Length > 0 && subject.EnteredOn != was.EnteredOn)) return ClosingReason.MovedOn;
        if (subject.DueOn is not { } due) return was.Procedure.Length > 0 ? ClosingReason.Stopped : null;
        return due > was.Due ? ClosingReason.Extended : null;
    }

    /// <summary>What is to be done on the rung the alert stands on; null when nothing is yet.</summary>
    private object? Step(Alert alert, Dossier subject, DateOnly today)
    {
        if (subject.DueOn is null) return null;

        var waited = alert.DueOn < today;
        return alert.State switch
        {
            AlertState.DueSoon when alert.Subject.Due < today => new RemindOverdue(Why(subject, LadderSettings.Repeat, today, LadderSettings.BeforeUrging)),
            AlertState.Overdue when waited && alert.OpenDispute is null => Propose(AlertState.UrgingProposed, LadderSettings.BeforeUrging),
            AlertState.Overdue when rules.Calendar.LastDay(alert.RemindedOn, rules.Settings.Term(LadderSettings.Repeat)).On <= today
                => new RemindAgain(Why(subject, LadderSettings.Repeat, today, LadderSettings.BeforeUrging)),
            AlertState.Urged when waited && alert.OpenDispute is null => Propose(AlertState.SupervisionProposed, LadderSettings.BeforeSupervision),
            AlertState.Supervised when waited && alert.OpenDispute is null => Propose(AlertState.InterviewProposed, LadderSettings.BeforeInterview),
            AlertState.Interviewed when waited && alert.OpenDispute is null => Propose(AlertState.AdmonitionConsidered, LadderSettings.BeforeAdmonition),
            _ => null,
        };

        ProposeNext Propose(AlertState next, Setting rule) => new(next, Why(subject, rule, today, null));
    }

    private async Task RaiseAsync(HashSet<Guid> standing, JobRun run, CancellationToken cancel)
    {
        var raised = 0;
        var until = rules.Calendar.LastDay(run.Today, rules.Settings.Term(LadderSettings.DueSoon)).On;
        await foreach (var subject in dossiers.AllAsync(new DossierQuery { Open = true, DueUntil = until, Order = DossierOrder.Due }, Actor.System, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            if (standing.Contains(subject.Id) || !Climbs(subject) || !IsLateOrSoon(subject, run.Today) || await WasWithdrawnAsync(subject, cancel)) continue;

            if (await desk.OpenAsync(Ids.New(run.At), Form(subject, run.Today), Actor.System, cancel) is null) run.Report(++raised, 0);
        }
    }

    private bool IsLateOrSoon(Dossier subject, DateOnly today) =>
        subject.DueOn is { } due && (due < today || Reminders.IsTime(rules.Calendar, subject.EnteredOn, due, today));

    private bool Climbs(Dossier subject)
    {
        var procedure = book.Of(subject);
        return procedure.Climbs && procedure[subject.StateName].Limit?.LapsesTo is null;
    }

    /// <summary>A false alarm is not raised again over the same state and date.</summary>
    private async Task<bool> WasWithdrawnAsync(Dossier subject, CancellationToken cancel)
    {
        var before = await dossiers.ListAsync(new DossierQuery { Procedure = "alert", Origin = subject.Id, Open = false, States = [nameof(AlertState.Withdrawn)] }, Actor.System, cancel);
        return before.Dossiers.Cast<Alert>().Any(a => a.Subject.State == subject.StateName && a.Subject.EnteredOn == subject.EnteredOn && a.Subject.Due == subject.DueOn);
    }

    private object Form(Dossier subject, DateOnly today)
    {
        var (unit, owner) = WhoIsLate(subject);
        var about = new Subject(subject.Id, subject.Number, subject.Procedure, subject.StateName, subject.EnteredOn, subject.DueOn!.Value);
        return about.Due < today
            ? new RaiseOverdue(unit, owner, about, Why(subject, LadderSettings.Repeat, today, LadderSettings.BeforeUrging)) { Of = subject }
            : new RaiseAlert(unit, owner, about, Why(subject, LadderSettings.DueSoon, today, null)) { Of = subject };
    }

    private (UnitId Unit, PersonId? Owner) WhoIsLate(Dossier subject)
    {
        var above = rules.Organisation.Above(subject.Unit).FirstOrDefault()?.Id ?? subject.Unit;
        return book.Of(subject)[subject.StateName].OwedBy switch
        {
            Owed.Assignee => (subject.Unit, subject.Assignee),
            Owed.Unit => (subject.Unit, null),
            Owed.UnitAbove => (above, null),
            Owed.Opener => subject.OpenedBy.IsNobody ? (above, null) : (subject.Unit, subject.OpenedBy),
        };
    }

    private Explanation Why(Dossier subject, Setting rule, DateOnly today, Setting? wait)
    {
        var next = wait is { } setting
            ? new Words("如{0}内仍未办理也未说明，将由人决定是否升级。", "If nothing is done or said within {0}, a person decides on the next step.").With(rules.Settings.Term(setting).Words)
            : new Words("办理、说明情况、申请延期、提出异议或请求协助均可。", "Act on it, reply, ask for more time, dispute it or ask for help.");
        return _explaining.Of(subject, rule, today, next);
    }
}
