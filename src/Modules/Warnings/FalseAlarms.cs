using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Warnings;

/// <summary>How often the rules were right: shown on every alert, with the numbers it was worked out from.</summary>
/// <param name="Ended">Alerts that are over, duplicates left out.</param>
/// <param name="Wrong">Those of them that were withdrawn as wrong.</param>
public sealed record AlarmRecord(int Ended, int Wrong, IReadOnlyDictionary<WithdrawalGround, int> Grounds)
{
    /// <summary>Null as long as there is nothing to count.</summary>
    public decimal? FalseAlarmRate => Ended == 0 ? null : decimal.Round((decimal)Wrong / Ended, 3);
}

/// <summary>Counts false alarms (R97).</summary>
public sealed class FalseAlarms(IDossiers dossiers)
{
    public async Task<AlarmRecord> OfAsync(UnitId? within, Actor actor, CancellationToken cancel)
    {
        var counts = await dossiers.CountsAsync(new DossierQuery { Procedure = "alert", States = [nameof(AlertState.Closed)], Within = within }, actor, cancel);
        var grounds = new Dictionary<WithdrawalGround, int>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "alert", States = [nameof(AlertState.Withdrawn)], Within = within }, actor, cancel))
        {
            if (((Alert)dossier).Withdrawal is { } ground) grounds[ground] = grounds.GetValueOrDefault(ground) + 1;
        }

        var wrong = grounds.Where(g => g.Key is not WithdrawalGround.Duplicate).Sum(g => g.Value);
        return new(counts.Sum(c => c.Number) + wrong, wrong, grounds);
    }
}
