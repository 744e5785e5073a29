using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Checks;

/// <summary>The requirements of one decision at one unit, as last confirmed: how many stand how.</summary>
public sealed record CheckedPart(Guid Decision, string Title, UnitId Unit, IReadOnlyList<int> Findings)
{
    public int Of(Finding finding) => Findings[(int)finding];
}

/// <summary>Counts of the last confirmed findings; partly done is not done.</summary>
public sealed record ImplementationRate(int Done, int Partly, int NotDone, int Altered)
{
    public int All => Done + Partly + NotDone + Altered;

    /// <summary>Percent done; null where nothing was checked.</summary>
    public decimal? Percent => All == 0 ? null : Math.Round(100m * Done / All, 1);

    public static ImplementationRate Of(IEnumerable<CheckedPart> parts) => parts.Aggregate(
        new ImplementationRate(0, 0, 0, 0),
        (sum, p) => new(sum.Done + p.Of(Finding.Done), sum.Partly + p.Of(Finding.Partly), sum.NotDone + p.Of(Finding.NotDone), sum.Altered + p.Of(Finding.Altered)));
}

/// <summary>How far decisions are carried out, by decision and by unit. Of several checks the last confirmed one of each requirement counts.</summary>
public sealed class ImplementationRates(IDossiers dossiers)
{
    public async Task<IReadOnlyList<CheckedPart>> OfAsync(UnitId? within, DateOnly? from, DateOnly? until, Actor actor, CancellationToken cancel)
    {
        var last = new Dictionary<(Guid Decision, UnitId Unit, int Requirement), (DateOnly On, Finding Finding)>();
        var titles = new Dictionary<Guid, string>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "field-check", States = [nameof(CheckState.Confirmed)], Within = within }, actor, cancel))
        {
            var check = (FieldCheck)dossier;
            if (check.On < from || check.On > until || check.Parent is not { } decision) continue;
            titles[decision] = check.Decision;
            foreach (var found in check.Findings)
            {
                var key = (decision, check.Unit, found.Requirement);
                if (!last.TryGetValue(key, out var before) || before.On <= check.On) last[key] = (check.On, found.Finding);
            }
        }

        return
        [
            .. last.GroupBy(l => (l.Key.Decision, l.Key.Unit)).OrderBy(g => titles[g.Key.Decision], StringComparer.Ordinal).ThenBy(g => g.Key.Unit.Value)
                .Select(g => new CheckedPart(g.Key.Decision, titles[g.Key.Decision], g.Key.Unit, [.. Enum.GetValues<Finding>().Select(f => g.Count(l => l.Value.Finding == f))])),
        ];
    }
}
