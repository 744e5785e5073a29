using System.Collections.Frozen;
using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Organisations;

/// <summary>What a unit is. The kind decides which supervision it should be under.</summary>
public enum UnitKind
{
    [Words("地区", "region")] Region,
    [Words("党委", "party committee")] PartyCommittee,
    [Words("纪委监委", "discipline and supervision organ")] DisciplineOrgan,
    [Words("内设机构", "internal office")] Office,
    [Words("派驻机构", "stationed group")] StationedGroup,
    [Words("巡察机构", "inspection body")] InspectionBody,
    [Words("县直部门", "county department")] Department,
    [Words("企事业单位", "enterprise or institution")] Institution,
    [Words("乡镇（街道）", "town")] Town,
    [Words("村（社区）", "village")] Village,
}

/// <summary>A unit as everybody needs it: where it stands and what it is called.</summary>
public sealed record Unit(UnitId Id, UnitPath Path, string Name, string ShortName, UnitKind Kind, UnitId? Parent, string Code = "");

/// <summary>The organisation as it stands today. Made anew when a unit changes; never changed itself.</summary>
public sealed class OrgTree
{
    private readonly FrozenDictionary<UnitId, Unit> _units;
    private readonly ILookup<UnitId?, Unit> _children;

    public OrgTree(IEnumerable<Unit> units)
    {
        var all = units.OrderBy(u => Place(u.Path), StringComparer.Ordinal).ToList();
        All = all;
        _units = all.ToFrozenDictionary(u => u.Id);
        _children = all.ToLookup(u => u.Parent);
    }

    /// <summary>
    /// The tree of units that only say which unit is above them; places are written with the numbers of the units. A unit whose superior
    /// no longer stands is shown at the top rather than lost.
    /// </summary>
    /// <exception cref="ArgumentException">Units stand below themselves.</exception>
    public static OrgTree Of(IEnumerable<Unit> units)
    {
        var all = units.ToDictionary(u => u.Id);
        var paths = new Dictionary<UnitId, UnitPath>();
        var standing = all.Values.Select(u => u with { Parent = u.Parent is { } p && all.ContainsKey(p) ? p : null }).ToList();
        var below = standing.ToLookup(u => u.Parent);
        var open = new Stack<(UnitId Unit, UnitPath Above)>(below[null].Select(u => (u.Id, default(UnitPath))));
        while (open.TryPop(out var next))
        {
            var path = next.Above.Value is null ? new UnitPath(next.Unit.ToString()) : next.Above.Child(next.Unit.ToString());
            paths.Add(next.Unit, path);
            foreach (var child in below[next.Unit]) open.Push((child.Id, path));
        }

        if (standing.Find(u => !paths.ContainsKey(u.Id)) is { } lost) throw new ArgumentException($"Unit {lost.Id} stands below itself.", nameof(units));
        return new(standing.Select(u => u with { Path = paths[u.Id] }));
    }

    /// <summary>Every unit after the one above it, brothers by the numbers they were registered under.</summary>
    public IReadOnlyList<Unit> All { get; }

    public Unit this[UnitId id] => _units[id];
    public Unit? Find(UnitId id) => _units.GetValueOrDefault(id);
    public Unit? FindByCode(string code) => All.FirstOrDefault(u => string.Equals(u.Code, code, StringComparison.OrdinalIgnoreCase));
    public IEnumerable<Unit> Roots => _children[null];
    public IEnumerable<Unit> ChildrenOf(UnitId id) => _children[id];

    // As text, 10 would stand before 9.
    private static string Place(UnitPath path) => string.Join('.', path.Value.Split('.').Select(number => number.PadLeft(10, '0')));

    /// <summary>The unit and all below it.</summary>
    public IEnumerable<Unit> Branch(UnitId id) => Find(id) is { } root ? All.Where(u => u.Path.IsWithin(root.Path)) : [];

    /// <summary>The units above, nearest first.</summary>
    public IEnumerable<Unit> Above(UnitId id)
    {
        for (var unit = Find(id)?.Parent; unit is { } parent; unit = _units[parent].Parent) yield return _units[parent];
    }

    /// <summary>The units that these duties let somebody see. The administrators' duties show none.</summary>
    public Scope ScopeOf(IEnumerable<Grant> grants) => UnitsOf(grants.Where(g => !Duties.Administrators.Contains(g.Duty)));

    /// <summary>The units that these grants cover, whatever their duty.</summary>
    public Scope UnitsOf(IEnumerable<Grant> grants) => Scope.Of(grants
        .SelectMany(g => g.Reach == Reach.Own ? [g.Unit.Value] : Branch(g.Unit).Select(u => u.Id.Value)));
}
