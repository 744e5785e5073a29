using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Plans;

/// <summary>A line of the plan beside what became of it.</summary>
/// <param name="Business">The task it goes together with, where that is on the list and may be seen.</param>
/// <param name="Items">The entries of the lists that were made of it, as far as they may be seen.</param>
public sealed record PlannedAndDone(PlanLine Line, Item? Business, IReadOnlyList<Item> Items);

/// <summary>One unit in the overview of a year; the plan is null where there is none.</summary>
/// <param name="Others">Further plans of the same unit and year: all but one should be withdrawn.</param>
public sealed record PlanOfUnit(Unit Unit, bool Required, AnnualPlan? Plan, int Others)
{
    public bool Missing => Required && Plan is null or { State: PlanState.Called };
}

/// <summary>What plans are looked at by: a plan beside what was done, and all units beside each other.</summary>
public sealed class PlanReports(IDossiers dossiers, IRules rules, LocalTime time)
{
    /// <summary>The rule that demands a plan at the start of each year.</summary>
    public static Citation Basis => PrincipalResponsibility.YearlyPlan;

    /// <summary>Planned, done, evidence: everything is fetched in one question, however long the plan is.</summary>
    public async Task<IReadOnlyList<PlannedAndDone>> ComparedAsync(AnnualPlan plan, Actor actor, CancellationToken cancel)
    {
        var wanted = plan.Lines.SelectMany(l => l.Items).Concat(plan.Lines.Select(l => l.Business?.Task).OfType<Guid>()).Distinct().ToList();
        var found = (await dossiers.FindAsync(wanted, actor, cancel)).OfType<Item>().ToDictionary(i => i.Id);
        return [.. plan.Lines.Select(l => new PlannedAndDone(l, l.Business?.Task is { } task ? found.GetValueOrDefault(task) : null, [.. l.Items.Where(found.ContainsKey).Select(i => found[i])]))];
    }

    /// <summary>Every unit that must have a plan, and every one that has.</summary>
    public async Task<IReadOnlyList<PlanOfUnit>> OfYearAsync(int year, UnitId? within, Actor actor, CancellationToken cancel)
    {
        var plans = new List<AnnualPlan>();
        var query = new DossierQuery { Procedure = "annual-plan", Within = within, OpenedFrom = time.StartOf(new(year - 1, 1, 1)), OpenedUntil = time.EndOf(new(year, 12, 31)) };
        await foreach (var dossier in dossiers.AllAsync(query, actor, cancel))
        {
            if (dossier is AnnualPlan plan && plan.Year == year && plan.State is not PlanState.Withdrawn) plans.Add(plan);
        }

        // Of several the one that has come furthest stands for the unit.
        var ofUnit = plans.ToLookup(p => p.Unit);
        var kinds = UnitKinds.In(rules.Settings, PlanSettings.Units);
        return
        [
            .. from unit in within is { } top ? rules.Organisation.Branch(top) : rules.Organisation.All
               where actor.IsSystem || actor.Scope.Contains(unit.Id)
               where kinds.Contains(unit.Kind) || ofUnit.Contains(unit.Id)
               select new PlanOfUnit(unit, kinds.Contains(unit.Kind), ofUnit[unit.Id].MaxBy(p => p.State), Math.Max(0, ofUnit[unit.Id].Count() - 1)),
        ];
    }
}
