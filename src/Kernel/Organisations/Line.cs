using System.Collections.Frozen;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Organisations;

/// <summary>
/// Who must not learn of a matter that names a person: those who lead the unit, those in charge of it by the division of work, and
/// declared relatives. Made anew when one of the registers changes.
/// </summary>
public sealed class Line
{
    /// <summary>How many units upwards count as the line. One: the person's own unit.</summary>
    public static readonly Setting Levels = new(
        "recusal.levels", new("应回避的领导层级数", "Levels of superiors kept away"), SettingKind.Number, "1",
        new("1表示本单位负责人和分管领导；层级越多，能办理的人越少。", "1: the heads of the person's own unit and whoever is in charge of it. The more levels, the fewer people are left to handle a matter."))
    {
        Check = text => text is "0" || text.Length > 2 ? new("请填写1至99。", "Between 1 and 99.") : null,
    };

    private readonly FrozenDictionary<PersonId, PersonId[]> _relatives;
    private readonly ILookup<UnitId, PersonId> _heads;
    private readonly ILookup<UnitId, PersonId> _inCharge;
    private readonly ILookup<PersonId, UnitId> _units;
    private readonly OrgTree _organisation;
    private readonly int _levels;

    /// <param name="units">The units each person belongs to: where they are on the register and where they hold a post.</param>
    public Line(
        OrgTree organisation, IEnumerable<(PersonId Person, UnitId Unit)> units, IEnumerable<DutyGrantRow> grants, IEnumerable<WorkDivisionRow> divisions,
        IEnumerable<RelativeRow> relatives, int levels)
    {
        (_organisation, _levels) = (organisation, levels);
        _units = units.Distinct().ToLookup(u => u.Person, u => u.Unit);
        _heads = grants.Where(g => g.Duty == Duties.Leader).ToLookup(g => g.Unit, g => g.Person);
        _inCharge = divisions.Where(d => d.InCharge is not null).ToLookup(d => d.InCharge!.Value, d => d.Leader);
        _relatives = relatives.SelectMany(r => (IEnumerable<(PersonId, PersonId)>)[(r.Person, r.Relative), (r.Relative, r.Person)])
            .GroupBy(r => r.Item1).ToFrozenDictionary(g => g.Key, g => g.Select(r => r.Item2).Distinct().ToArray());
    }

    public static readonly Line Nobody = new(new([]), [], [], [], [], 1);

    public IReadOnlyList<PersonId> Of(PersonId person)
    {
        var line = new HashSet<PersonId>(_relatives.GetValueOrDefault(person) ?? []);
        foreach (var unit in _units[person])
        {
            foreach (var level in _organisation.Above(unit).Select(u => u.Id).Prepend(unit).Take(_levels))
            {
                line.UnionWith(_heads[level]);
                line.UnionWith(_inCharge[level]);
            }
        }

        line.Remove(person);
        return [.. line];
    }
}
