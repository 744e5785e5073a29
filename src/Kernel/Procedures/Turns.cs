using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Kernel.Procedures;

/// <summary>States in which dossiers lie on somebody's desk, on one condition: at these units, or assigned to or opened by that person.</summary>
/// <param name="Of">Only dossiers whose data say so.</param>
/// <param name="NotAssignee">Not what is assigned to that person.</param>
/// <param name="Unassigned">Only what is assigned to nobody: somebody else then stands in.</param>
/// <param name="Unopened">Only what no person opened.</param>
public sealed record Turn(IReadOnlyList<string> ProcedureStates, PartKind Kind, Scope Units, Having? Of = null, bool NotAssignee = false, bool Unassigned = false, bool Unopened = false);

/// <summary>Whose turn it is, as a condition a list can ask for.</summary>
public static class Turns
{
    /// <summary>Everything that waits for <paramref name="actor"/>. Granting more time is a power, not a task, and is left out.</summary>
    public static IReadOnlyList<Turn> Of(ProcedureBook book, OrgTree organisation, Actor actor)
    {
        var found =
            from procedure in book.All
            from stage in procedure.Stages.Values
            from waiting in WaitingIn(stage)
            let units = UnitsOf(waiting, organisation, actor)
            where waiting.Part.Kind is PartKind.Assignee or PartKind.Opener or PartKind.Party || !units.IsEmpty
            group $"{procedure.Code}/{stage.State}" by (new Turn([], waiting.Part.Kind, Scope.Nothing, waiting.Part.Of, waiting.Part.NotAssignee, waiting.Unassigned, waiting.Unopened), units.Multirange, units) into same
            select (same.Key, States: same.Distinct().ToList());
        return
        [
            .. found.GroupBy(f => (f.Key.Item1, f.Key.Multirange)).Select(g => g.Key.Item1 with { ProcedureStates = [.. g.SelectMany(f => f.States).Distinct()], Units = g.First().Key.units }),
        ];
    }

    private static IEnumerable<Waiting> WaitingIn(Stage stage)
    {
        if (stage.WaitsFor.Count > 0) return stage.WaitsFor.SelectMany(who => InTurn([.. who.Parts.Select(p => p.Kind).Distinct()], who.Parts));

        PartKind[] order = stage.OwedBy switch
        {
            Owed.Assignee => [PartKind.Assignee, PartKind.AtUnit, PartKind.Above, PartKind.Opener],
            Owed.Unit => [PartKind.AtUnit, PartKind.Above, PartKind.Opener, PartKind.Assignee],
            Owed.Opener => [PartKind.Opener, PartKind.AtUnit, PartKind.Above, PartKind.Assignee],
            Owed.UnitAbove => [PartKind.Above, PartKind.AtUnit, PartKind.Opener, PartKind.Assignee],
        };
        IReadOnlyList<Part> parts = [.. stage.Moves.Where(m => m.Action != typeof(ExtendTime)).SelectMany(m => m.By.Parts).Distinct()];
        // Whoever was asked to take part has a turn of their own, beside whoever runs the matter.
        return parts.Where(p => p.Kind is PartKind.Party).Select(p => new Waiting(p, false, false, false)).Concat(InTurn(order, parts));
    }

    /// <summary>The first party that has a part; the next stands in where that one is wanting: nobody is assigned, nobody opened it, no unit is above.</summary>
    private static IEnumerable<Waiting> InTurn(IEnumerable<PartKind> order, IReadOnlyList<Part> parts)
    {
        var wanting = new Waiting(new(PartKind.AtUnit), false, false, false);
        foreach (var kind in order.Where(k => parts.Any(p => p.Kind == k)))
        {
            foreach (var part in parts.Where(p => p.Kind == kind)) yield return wanting with { Part = part };
            switch (kind)
            {
                case PartKind.Assignee: wanting = wanting with { Unassigned = true }; break;
                case PartKind.Opener: wanting = wanting with { Unopened = true }; break;
                case PartKind.Above: wanting = wanting with { AtTop = true }; break;
                case PartKind.AtUnit: yield break;
            }
        }
    }

    private static Scope UnitsOf(Waiting waiting, OrgTree organisation, Actor actor) => waiting.Part.Kind switch
    {
        PartKind.AtUnit when waiting.AtTop => Scope.Of(organisation.Roots.Where(r => actor.Holds(waiting.Part.Duty!, r.Path)).Select(r => r.Id.Value)),
        PartKind.AtUnit => organisation.ScopeOf(actor.Grants.Where(g => g.Duty == waiting.Part.Duty)),
        PartKind.Above when waiting.AtTop => Scope.Nothing,
        PartKind.Above => Scope.Of(actor.Grants.Where(g => g.Duty == waiting.Part.Duty && g.Reach == Reach.Below).SelectMany(g => organisation.Branch(g.Unit).Skip(1)).Select(u => u.Id.Value)),
        PartKind.Assignee or PartKind.Opener or PartKind.Party => Scope.Nothing,
    };

    /// <summary>A part that comes to be asked for only where the ones before it are wanting.</summary>
    private sealed record Waiting(Part Part, bool Unassigned, bool Unopened, bool AtTop);
}
