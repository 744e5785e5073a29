using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Kernel.Procedures;

/// <summary>States in which dossiers lie on somebody's desk, on one condition: at these units, or assigned to or opened by that person.</summary>
public sealed record Turn(IReadOnlyList<string> ProcedureStates, PartKind Kind, Scope Units);

/// <summary>Whose turn it is, as a condition a list can ask for.</summary>
public static class Turns
{
    /// <summary>Everything that waits for <paramref name="actor"/>. Granting more time is a power, not a task, and is left out.</summary>
    public static IReadOnlyList<Turn> Of(ProcedureBook book, OrgTree organisation, Actor actor)
    {
        var found =
            from procedure in book.All
            from stage in procedure.Stages.Values
            from part in PartsOf(stage)
            let units = UnitsOf(part, organisation, actor)
            where part.Kind is PartKind.Assignee or PartKind.Opener or PartKind.Invited || !units.IsEmpty
            group $"{procedure.Code}/{stage.State}" by (part.Kind, units.Multirange, units) into same
            select (same.Key, States: same.Distinct().ToList());
        return
        [
            .. found.GroupBy(f => (f.Key.Kind, f.Key.Multirange)).Select(g => new Turn([.. g.SelectMany(f => f.States).Distinct()], g.Key.Kind, g.First().Key.units)),
        ];
    }

    private static IEnumerable<Part> PartsOf(Stage stage)
    {
        var all = stage.Moves.Where(m => m.Action != typeof(ExtendTime)).SelectMany(m => m.By.Parts).Distinct().ToList();
        PartKind[] order = stage.OwedBy switch
        {
            Owed.Assignee => [PartKind.Assignee, PartKind.AtUnit, PartKind.Above, PartKind.Opener],
            Owed.Unit => [PartKind.AtUnit, PartKind.Above, PartKind.Opener, PartKind.Assignee],
            Owed.Opener => [PartKind.Opener, PartKind.AtUnit, PartKind.Above, PartKind.Assignee],
            Owed.UnitAbove => [PartKind.Above, PartKind.AtUnit, PartKind.Opener, PartKind.Assignee],
        };
        // Whoever was asked to take part has a turn of their own, beside whoever runs the matter.
        return all.Where(p => p.Kind is PartKind.Invited).Concat(order.Where(k => all.Exists(p => p.Kind == k)).Take(1).SelectMany(k => all.Where(p => p.Kind == k)));
    }

    private static Scope UnitsOf(Part part, OrgTree organisation, Actor actor) => part.Kind switch
    {
        PartKind.AtUnit => organisation.ScopeOf(actor.Grants.Where(g => g.Duty == part.Duty)),
        PartKind.Above => Scope.Of(actor.Grants.Where(g => g.Duty == part.Duty && g.Reach == Reach.Below).SelectMany(g => organisation.Branch(g.Unit).Skip(1)).Select(u => u.Id.Value)),
        PartKind.Assignee or PartKind.Opener or PartKind.Invited => Scope.Nothing,
    };
}
