using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Settings;

namespace Qinglian.Assessment.Returns;

/// <summary>Who sends a return, and for whom: a unit answers for itself and for those below that send none of their own.</summary>
public sealed class Reporting
{
    private readonly Dictionary<UnitId, UnitId> _reporter = [];
    private readonly OrgTree _organisation;
    private readonly HashSet<UnitKind> _kinds;

    public Reporting(OrgTree organisation, SettingValues settings)
    {
        _organisation = organisation;
        _kinds = [.. settings[ReturnSettings.Kinds].Split(',').Select(k => Enum.Parse<UnitKind>(k.Trim()))];
        foreach (var unit in organisation.All)
        {
            if (Sends(unit)) _reporter[unit.Id] = unit.Id;
            else if (organisation.Above(unit.Id).FirstOrDefault(Sends) is { } above) _reporter[unit.Id] = above.Id;
        }
    }

    /// <summary>The units that send a return, in the order of the tree.</summary>
    public IEnumerable<Unit> Units => _organisation.All.Where(Sends);

    /// <summary>The unit and those it answers for.</summary>
    public IReadOnlyList<UnitId> CoveredBy(UnitId unit) => [.. _organisation.Branch(unit).Where(u => _reporter.TryGetValue(u.Id, out var by) && by == unit).Select(u => u.Id)];

    /// <summary>Figures of single units, added up for those that send a return.</summary>
    public IReadOnlyDictionary<UnitId, int> Gather(IReadOnlyDictionary<UnitId, int> byUnit) =>
        byUnit.Where(f => _reporter.ContainsKey(f.Key)).GroupBy(f => _reporter[f.Key]).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));

    private bool Sends(Unit unit) => _kinds.Contains(unit.Kind);
}
