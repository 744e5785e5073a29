using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Foundation.Instructions;

/// <summary>A matter carried out with no request named, and a request on file that may be the one.</summary>
public sealed record MissingRequest(CarriedOutMatter CarriedOut, Instruction? Perhaps);

/// <summary>The list of catalogue matters that were carried out with no request on file (R05).</summary>
public sealed class MissingRequests(IDossiers dossiers)
{
    public async Task<IReadOnlyList<MissingRequest>> OfAsync(UnitId within, Actor actor, CancellationToken cancel)
    {
        var carriedOut = new List<CarriedOutMatter>();
        var query = new DossierQuery { Procedure = "carried-out", States = [nameof(CarriedOutState.Unmatched), nameof(CarriedOutState.Explained)], Within = within };
        await foreach (var dossier in dossiers.AllAsync(query, actor, cancel)) carriedOut.Add((CarriedOutMatter)dossier);
        if (carriedOut.Count == 0) return [];

        var filed = new Dictionary<(UnitId, Guid), List<Instruction>>();
        var units = carriedOut.Select(c => c.Unit).Distinct().ToList();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "instruction", Units = units }, actor, cancel))
        {
            var instruction = (Instruction)dossier;
            if (instruction.State is InstructionState.Withdrawn) continue;
            if (!filed.TryGetValue((instruction.Unit, instruction.Matter.Id), out var list)) filed.Add((instruction.Unit, instruction.Matter.Id), list = []);
            list.Add(instruction);
        }

        // A request filed after the fact does not answer for it.
        return [.. carriedOut.Select(c => new MissingRequest(c, filed.GetValueOrDefault((c.Unit, c.Matter.Id))?.Where(i => i.AskedOn <= c.On).MaxBy(i => i.AskedOn)))];
    }
}
