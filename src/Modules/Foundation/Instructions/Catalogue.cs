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
            matters.Add(matter.AsFiled());
        }

        return matters;
    }

    /// <summary>Whether a form names an entry as it stands in a catalogue that binds the unit.</summary>
    /// <param name="found">What there is under the entry's id.</param>
    internal static Refusal? Check(MatterFiled named, Dossier? found, UnitId unit, Moment now)
    {
        const string Field = nameof(FileInstruction.Matter);
        if (found is not Matter matter || (matter.Unit != unit && now.Organisation.Above(unit).All(u => u.Id != matter.Unit)))
            return Unfit.At(Field, new("目录中没有此事项，请从适用于该单位的目录中选择。", "The catalogue has no such matter: choose one from the catalogue that binds this unit."));
        if (matter.State is MatterState.Ended) return Unfit.At(Field, new("此事项已从目录中废止，请另选。", "This matter is no longer in force in the catalogue: choose another."));
        return named == matter.AsFiled() ? null : Unfit.At(Field, new("目录中此事项已修改，请重新选择。", "The catalogue's entry was changed meanwhile: choose it again."));
    }
}
