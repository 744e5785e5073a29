using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.DutyLog;

/// <summary>A responsibility and what the log holds about it in the period.</summary>
/// <param name="Last">The newest entry; null where there is none.</param>
public sealed record CoveredDuty(ResponsibilityItem Item, int Entries, DateOnly? Last);

/// <summary>The responsibility list held against the log.</summary>
/// <param name="Unlinked">Entries of the period that name no responsibility.</param>
public sealed record LogOfPeriod(Period Period, IReadOnlyList<CoveredDuty> Duties, int Unlinked, int Proposed)
{
    public int Without => Duties.Count(d => d.Entries == 0);
}

/// <summary>Which responsibilities nobody has acted on in a period (R13): a count of entries, worked out from the log.</summary>
public sealed class LogCoverage(IDossiers dossiers)
{
    public async Task<LogOfPeriod> OfAsync(UnitId unit, Period period, Actor actor, CancellationToken cancel)
    {
        var items = new List<ResponsibilityItem>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "responsibility", Units = [unit] }, actor, cancel))
        {
            if (dossier is ResponsibilityItem { State: not (ItemState.Withdrawn or ItemState.SentBack) } item && DateOnly.FromDateTime(item.OpenedAt.Date) <= period.Last) items.Add(item);
        }

        var entries = new List<DutyEntry>();
        var proposed = 0;
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "duty-entry", Units = [unit] }, actor, cancel))
        {
            if (dossier is not DutyEntry entry || !period.Contains(entry.On)) continue;
            if (entry.State is EntryState.Confirmed) entries.Add(entry);
            else if (entry.State is EntryState.Proposed) proposed++;
        }

        var by = entries.Where(e => e.Duty is not null).ToLookup(e => e.Duty!.Id);
        return new(
            period,
            [.. items.OrderBy(i => i.Number, StringComparer.Ordinal).Select(i => new CoveredDuty(i, by[i.Id].Count(), by[i.Id].Select(e => (DateOnly?)e.On).Max()))],
            entries.Count(e => e.Duty is null),
            proposed);
    }
}
