using FsCheck;
using FsCheck.Fluent;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Place = Qinglian.Kernel.Organisations.Unit;

namespace Qinglian.Tests.Unit.Registers;

public sealed class OrgTreeTests
{
    /// <summary>Any forest: each unit stands below an earlier one, or at the top.</summary>
    private static readonly Arbitrary<Place[]> Forests = Gen.Choose(0, 40).SelectMany(n => Gen.ArrayOf(Gen.Choose(-1, 1000), n)).Select(parents => parents
        .Select((p, i) => new Place(new(i + 1), default, $"单位{i + 1}", $"单位{i + 1}", UnitKind.Department, p < 0 || i == 0 ? null : new UnitId(p % i + 1), $"U{i + 1}")).ToArray()).ToArbitrary();

    [Fact]
    public void The_place_of_a_unit_spells_the_units_above_it() => Check(Prop.ForAll(Forests, units =>
    {
        var tree = OrgTree.Of(units);
        return tree.All.Count == units.Length
            && units.All(u => tree[u.Id].Path.Value == string.Join('.', tree.Above(u.Id).Reverse().Select(a => a.Id).Append(u.Id)));
    }));

    [Fact]
    public void Brothers_stand_by_their_numbers_and_each_below_its_own_superior()
    {
        static Place Of(int id, int? parent) => new(new(id), default, $"单位{id}", $"单位{id}", UnitKind.Department, parent is { } p ? new UnitId(p) : null, $"U{id}");

        var tree = OrgTree.Of([Of(10, 1), Of(11, 9), Of(1, null), Of(9, 1), Of(100, 9)]);

        Assert.Equal([1, 9, 11, 100, 10], tree.All.Select(u => u.Id.Value));
    }

    [Fact]
    public void A_branch_is_the_unit_and_whoever_has_it_above() => Check(Prop.ForAll(Forests, units =>
    {
        var tree = OrgTree.Of(units);
        return units.All(u => tree.Branch(u.Id).Select(b => b.Id).ToHashSet().SetEquals(
            units.Where(b => b.Id == u.Id || tree.Above(b.Id).Any(a => a.Id == u.Id)).Select(b => b.Id)));
    }));

    [Fact]
    public void Moving_a_unit_moves_its_branch_and_nothing_else() => Check(Prop.ForAll(Forests, Gen.Choose(0, 1000).Two().ToArbitrary(), (units, pick) =>
    {
        if (units.Length < 2) return true;
        var (moved, target) = (units[pick.Item1 % units.Length], units[pick.Item2 % units.Length]);
        var before = OrgTree.Of(units);
        var branch = before.Branch(moved.Id).Select(u => u.Id).ToHashSet();
        var after = units.Select(u => u.Id == moved.Id ? u with { Parent = target.Id } : u).ToList();
        if (branch.Contains(target.Id)) return Throws(() => OrgTree.Of(after));

        var tree = OrgTree.Of(after);
        return units.All(u => branch.Contains(u.Id)
            ? tree[u.Id].Path.IsWithin(tree[target.Id].Path) && tree.Branch(moved.Id).Any(b => b.Id == u.Id)
            : tree[u.Id].Path == before[u.Id].Path);
    }));

    [Fact]
    public void Grants_show_exactly_the_units_they_cover() => Check(Prop.ForAll(Forests, Gen.Choose(0, 1000).ToArbitrary(), (units, pick) =>
    {
        if (units.Length == 0) return true;
        var tree = OrgTree.Of(units);
        var at = tree[units[pick % units.Length].Id];
        Grant Of(Duty duty, Reach reach) => new(duty, at.Id, at.Path, reach);
        var (below, own) = (Of(Duties.Leader, Reach.Below), Of(Duties.Staff, Reach.Own));
        return units.All(u => tree.ScopeOf([below]).Contains(u.Id) == below.Covers(tree[u.Id].Path))
            && units.All(u => tree.ScopeOf([own]).Contains(u.Id) == own.Covers(tree[u.Id].Path))
            && tree.ScopeOf([Of(Duties.SystemAdministrator, Reach.Below)]).IsEmpty;
    }));

    [Fact]
    public void A_scope_has_the_numbers_it_was_made_of_in_as_few_ranges_as_can_be() => Check(Prop.ForAll(Gen.ArrayOf(Gen.Choose(1, 60)).ToArbitrary(), numbers =>
    {
        var scope = Scope.Of(numbers);
        return Enumerable.Range(0, 63).All(n => scope.Contains(new(n)) == numbers.Contains(n))
            && scope.Ranges.Zip(scope.Ranges.Skip(1)).All(pair => pair.First.To + 1 < pair.Second.From);
    }));

    [Fact]
    public void A_unit_whose_superior_no_longer_stands_is_shown_at_the_top()
    {
        var tree = OrgTree.Of([new(new(2), default, "东村", "东村", UnitKind.Village, new UnitId(1))]);

        Assert.Equal("2", Assert.Single(tree.Roots).Path.Value);
        Assert.Empty(tree.Above(new(2)));
    }

    private static bool Throws(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static void Check(Property property) => FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), property);
}
