using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Interviews;

/// <summary>The head of a unit directly below, and the talk held with them in the period.</summary>
/// <param name="Planned">A talk that is arranged and not yet held.</param>
public sealed record HeadBelow(PersonId Person, string Name, UnitId Unit, DateOnly? HeldOn, DateOnly? Planned);

/// <summary>
/// Which heads of the units below a top leader has not yet talked with (R16). Only talks that person may read are counted: their own, and for the
/// office of the organ those it keeps.
/// </summary>
public sealed class NotInterviewed(IDossiers dossiers, IDirectory directory, IRules rules)
{
    public async Task<IReadOnlyList<HeadBelow>> OfAsync(UnitId unit, Period period, Actor actor, CancellationToken cancel)
    {
        var talks = new List<Interview>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "interview", Units = [unit] }, actor, cancel))
        {
            if (dossier is Interview { State: not InterviewState.Cancelled } talk) talks.Add(talk);
        }

        var below = rules.Organisation.ChildrenOf(unit).Select(u => u.Id).ToList();
        var heads = await directory.HoldersAtAsync([Duties.Leader], below, cancel);
        return
        [
            .. heads.Where(h => h.Person != actor.Id).Select(h => new HeadBelow(
                h.Person, h.Name, h.Unit,
                talks.Where(t => t.Interviewee == h.Person && t.HeldOn is { } on && period.Contains(on)).Select(t => t.HeldOn).Max(),
                talks.Where(t => t.Interviewee == h.Person && t.State is InterviewState.Planned).Select(t => (DateOnly?)t.PlannedOn).Min())),
        ];
    }
}
