using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Indicators;

/// <summary>
/// Works indicators out from the dossiers as they stand. It counts as somebody who belongs to no need-to-know group, so that no figure
/// tells of a matter that only a few may know of.
/// </summary>
public sealed class Counting(IDossiers dossiers, LocalTime time)
{
    // All units, and yet less than everything: the second wall shows need-to-know matters only to who sees everything.
    private static readonly Actor Counter = new(default, "figures", default, [], new HashSet<string>(), new Scope([(1, int.MaxValue - 2)]));

    /// <summary>The figure of each unit that has one: a single query for all of them.</summary>
    public Task<IReadOnlyDictionary<UnitId, int>> ByUnitAsync(Indicator indicator, Period period, CancellationToken cancel) => ByUnitAsync(indicator, period, [], cancel);

    /// <summary>The figure of these units together.</summary>
    public async Task<int> OfAsync(Indicator indicator, Period period, IReadOnlyList<UnitId> units, CancellationToken cancel) =>
        units.Count == 0 ? 0 : (await ByUnitAsync(indicator, period, units, cancel)).Values.Sum();

    private async Task<IReadOnlyDictionary<UnitId, int>> ByUnitAsync(Indicator indicator, Period period, IReadOnlyList<UnitId> units, CancellationToken cancel)
    {
        var query = indicator.Rows(Of(period)) with { Units = units };
        return indicator.Tally is Tally.All
            ? (await dossiers.CountsAsync(query, Counter, cancel)).GroupBy(c => c.Unit).ToDictionary(g => g.Key, g => g.Sum(c => c.Number))
            : (await dossiers.TimelinessAsync(query, Counter, cancel)).ToDictionary(c => c.Unit, c => indicator.Tally is Tally.InTime ? c.InTime : c.Late);
    }

    /// <summary>The dossiers behind a figure, as far as <paramref name="actor"/> may see them.</summary>
    public async Task<IReadOnlyList<Dossier>> RowsAsync(Indicator indicator, Period period, IReadOnlyList<UnitId> units, int most, Actor actor, CancellationToken cancel)
    {
        var rows = new List<Dossier>();
        if (units.Count == 0) return rows;
        var query = indicator.Rows(Of(period)) with { Units = units, Take = 500 };
        await foreach (var dossier in dossiers.AllAsync(indicator.Tally is Tally.All ? query : query with { Open = false }, actor, cancel))
        {
            if (dossier.Compartment is null && Counts(indicator, dossier)) rows.Add(dossier);
            if (rows.Count == most) break;
        }

        return rows;
    }

    public CountedPeriod Of(Period period) => new(period, time.StartOf(period.First), time.EndOf(period.Last));

    private bool Counts(Indicator indicator, Dossier dossier) => indicator.Tally switch
    {
        Tally.All => true,
        Tally.InTime => dossier is { DueOn: { } due, ClosedAt: { } closed } && time.DayOf(closed) <= due,
        Tally.Late => dossier is { DueOn: { } due, ClosedAt: { } closed } && time.DayOf(closed) > due,
    };
}
