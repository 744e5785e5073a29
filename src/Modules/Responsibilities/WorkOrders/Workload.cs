using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.WorkOrders;

/// <summary>The orders one person has: counts, so that the next one goes to somebody who has time. Not a ranking.</summary>
/// <param name="Overdue">Open ones whose day is over.</param>
/// <param name="Soonest">When the next open one is due.</param>
public sealed record PersonLoad(PersonId Person, int Open, int Overdue, DateOnly? Soonest);

/// <summary>Load and lateness per person (R19).</summary>
public sealed class Workload(IDossiers dossiers)
{
    /// <summary>Everybody who has an open order in the unit or below it, in the order of their first one.</summary>
    public async Task<IReadOnlyList<PersonLoad>> OfAsync(UnitId unit, DateOnly today, Actor actor, CancellationToken cancel)
    {
        var loads = new Dictionary<PersonId, PersonLoad>();
        await foreach (var order in dossiers.AllAsync(new DossierQuery { Procedure = "work-order", Within = unit, Open = true, Take = 500 }, actor, cancel))
        {
            if (order.Assignee is not { } person) continue;

            var load = loads.GetValueOrDefault(person) ?? new(person, 0, 0, null);
            loads[person] = load with
            {
                Open = load.Open + 1,
                Overdue = load.Overdue + (order.DueOn < today ? 1 : 0),
                Soonest = order.DueOn is { } due && (load.Soonest is null || due < load.Soonest) ? due : load.Soonest,
            };
        }

        return [.. loads.Values];
    }
}
