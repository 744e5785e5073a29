using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Hearings;

/// <summary>Somebody whose report is due in the period, and how far it has come.</summary>
/// <param name="Report">Null where none was called for.</param>
public sealed record ReporterOfPeriod(PersonId Person, string Name, UnitId Unit, Duty? Duty, DutyReport? Report)
{
    public bool Heard => Report?.HeardOn is not null;

    /// <summary>Neither heard nor excused.</summary>
    public bool Waiting => !Heard && Report?.State is not HearingState.Excused;
}

/// <summary>Who has been heard in a period and who has not (R14): every leader by the register of duties, and whoever else was called.</summary>
public sealed class NotHeard(IDossiers dossiers, IDirectory directory)
{
    public async Task<IReadOnlyList<ReporterOfPeriod>> OfAsync(IReadOnlyCollection<UnitId> units, Period period, Actor actor, CancellationToken cancel)
    {
        var reports = new Dictionary<(UnitId, PersonId), DutyReport>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "duty-report", Units = [.. units] }, actor, cancel))
        {
            // Newest first: of two for one period the later counts, unless the earlier was heard.
            if (dossier is not DutyReport report || report.Period != period) continue;
            if (!reports.TryGetValue((report.Unit, report.Reporter), out var later) || (later.HeardOn is null && report.HeardOn is not null)) reports[(report.Unit, report.Reporter)] = report;
        }

        var due = new List<ReporterOfPeriod>();
        foreach (var holder in await directory.HoldersAtAsync([Duties.Leader, Duties.Deputy], units, cancel))
        {
            if (due.Exists(d => d.Person == holder.Person && d.Unit == holder.Unit)) continue;
            reports.Remove((holder.Unit, holder.Person), out var report);
            due.Add(new(holder.Person, holder.Name, holder.Unit, holder.Duty, report));
        }

        var others = await directory.NamesAsync([.. reports.Keys.Select(k => k.Item2)], cancel);
        due.AddRange(reports.Select(r => new ReporterOfPeriod(r.Key.Item2, others.TryGetValue(r.Key.Item2, out var named) ? named.Name : "", r.Key.Item1, null, r.Value)));
        return due;
    }
}
