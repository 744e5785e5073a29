using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Foundation.Instructions;

/// <summary>The matters a unit must ask or report on: its own and those of the units above it.</summary>
public sealed class Catalogue(IDossiers dossiers, IRules rules)
{
    /// <summary>Read by the system: a catalogue binds the units below, which cannot see the dossiers of the unit above.</summary>
    public async Task<IReadOnlyList<MatterFiled>> ForAsync(UnitId unit, CancellationToken cancel)
    {
        var units = new List<UnitId> { unit };
        units.AddRange(rules.Organisation.Above(unit).Select(u => u.Id));
        var matters = new List<MatterFiled>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "matter", Units = units, Open = true }, Actor.System, cancel))
        {
            var matter = (Matter)dossier;
            matters.Add(new(matter.Id, matter.Title, matter.Kind, matter.DualLeadership, matter.Basis));
        }

        return matters;
    }
}
