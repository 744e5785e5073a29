using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Warnings.Alerts;

/// <summary>Something will be due soon: the owner is reminded.</summary>
[Words("到期提醒", "Remind before the due date")]
public sealed record RaiseAlert(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("预警事项", "About")] Subject Subject,
    [Words("判别依据", "Why")] Explanation Why) : IOpening<Alert>
{
    internal Dossier? Of { get; init; }

    public Alert Open(Moment now) => Raising.Open(Of!, Unit, Owner, Subject, AlertState.DueSoon, Why, now);
}

/// <summary>Something fell overdue before a reminder was sent.</summary>
[Words("逾期提醒", "Remind of what is overdue")]
public sealed record RaiseOverdue(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("预警事项", "About")] Subject Subject,
    [Words("判别依据", "Why")] Explanation Why) : IOpening<Alert>
{
    internal Dossier? Of { get; init; }

    public Alert Open(Moment now) => Raising.Open(Of!, Unit, Owner, Subject, AlertState.Overdue, Why, now);
}

/// <summary>Another module saw that something is late by a rule of its own.</summary>
[Words("其他模块预警", "Alert from another module")]
public sealed record RaiseReferred([Words("预警", "Alert")] AlertDue Alert) : IOpening<Alert>, IAbout
{
    private Dossier? _of;

    Guid IAbout.About => Alert.Subject;

    Dossier? IAbout.Of { get => _of; set => _of = value; }

    public Alert Open(Moment now)
    {
        // What the other module calls it may say too much of a secret matter.
        var name = _of is { } of && Raising.IsSecret(of) ? of.Number : Alert.Title;
        var alert = new Alert(Alert.Unit, name, Alert.Owner, Alert.Subject)
        {
            Subject = new(Alert.Subject, name, "", Alert.SubjectState, now.Today, Alert.Due),
            SubjectUnit = Alert.Unit,
        };
        if (_of is not null) Raising.ShareSecrecy(alert, _of, now);
        alert.Rungs.Add(new(AlertState.DueSoon, now.Today, now.By, null, name));
        Telling.Owner(alert, new("有一项预警，请查看并说明情况。", "There is an alert: please look at it and reply."), now);
        return alert;
    }
}

internal static class Raising
{
    public static bool IsSecret(Dossier of) => of.Sealed || of.Compartment is not null || of.KeptFrom.Count > 0;

    public static void ShareSecrecy(Alert alert, Dossier of, Moment now)
    {
        alert.ShareSecrecyOf(of);
        now.Recuse(alert, of.Recused);
        foreach (var person in of.Withheld) now.Withhold(alert, person);
    }

    public static Alert Open(Dossier of, UnitId unit, PersonId? owner, Subject subject, AlertState rung, Explanation why, Moment now)
    {
        // The title of a secret matter is itself secret; its number is not.
        var title = IsSecret(of) ? of.Number : of.Title;
        var alert = new Alert(unit, title, owner, of.Id) { Subject = subject, SubjectUnit = of.Unit };
        ShareSecrecy(alert, of, now);
        alert.Rungs.Add(new(rung, now.Today, now.By, why, null));
        Telling.Owner(alert, rung is AlertState.DueSoon
            ? new Words("{0} 即将到期，请及时办理。", "{0} is due soon.").With(subject.Number)
            : new Words("{0} 已逾期，请办理或说明情况。", "{0} is overdue: please act on it or say why not.").With(subject.Number), now);
        return alert;
    }
}

internal static class Telling
{
    public static void Owner(Alert alert, Words text, Moment now)
    {
        if (alert.Assignee is { } owner) now.Notify(owner, text);
        else now.Notify(Duties.Office, alert.Unit, text);
    }

    /// <summary>The owner's superior: the head of the unit; and where that is the owner, the office of the unit above.</summary>
    public static void Superior(Alert alert, Words text, Moment now)
    {
        now.Notify(Duties.Leader, alert.Unit, text);
        if (now.Organisation.Above(alert.Unit).FirstOrDefault() is { } above) now.Notify(Duties.Office, above.Id, text);
    }

    /// <summary>Whoever decides on the rung that is proposed.</summary>
    public static void Decider(AlertState proposed, Alert alert, Words text, Moment now)
    {
        switch (proposed)
        {
            case AlertState.UrgingProposed:
                if (now.Organisation.Above(alert.Unit).FirstOrDefault() is { } above) now.Notify(Duties.Office, above.Id, text);
                else now.Notify(Duties.Supervisor, alert.Unit, text);
                break;
            case AlertState.SupervisionProposed:
                now.Notify(Duties.Supervisor, alert.Unit, text);
                break;
            default:
                now.Notify(Duties.SupervisionLeader, alert.Unit, text);
                break;
        }
    }
}
