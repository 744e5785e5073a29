using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Place = Qinglian.Kernel.Organisations.Unit;
using Qinglian.Kernel.Settings;
using Qinglian.Foundation;

namespace Qinglian.Tests.Unit.Registers;

public sealed class CoverageTests
{
    private static readonly UnitId Committee = new(1), Discipline = new(2), Group = new(3), Bureau = new(4), Section = new(5), Village = new(6);

    private static readonly OrgTree Organisation = OrgTree.Of([
        Unit(Committee, "县委", UnitKind.PartyCommittee, null), Unit(Discipline, "县纪委监委", UnitKind.DisciplineOrgan, Committee), Unit(Group, "派驻组", UnitKind.StationedGroup, Discipline),
        Unit(Bureau, "交通局", UnitKind.Department, Committee), Unit(Section, "办公室", UnitKind.Office, Bureau), Unit(Village, "东村", UnitKind.Village, Committee)]);

    private static Place Unit(UnitId id, string name, UnitKind kind, UnitId? parent) => new(id, default, name, name, kind, parent);

    private static string[] GapsOf(UnitId unit, params MandateRow[] mandates) =>
        [.. Coverage.Gaps(Organisation, mandates, SettingValues.Defaults).Where(g => g.Unit.Id == unit).Select(g => g.Lacks.Words.En)];

    [Fact]
    public void A_department_without_a_stationed_group_is_a_gap_even_where_the_organ_itself_supervises() => Assert.Equal(
        ["dedicated supervision (by a stationed group)"],
        GapsOf(Bureau, new(Committee, Bureau, SupervisionKind.Overall, false), new(Discipline, Bureau, SupervisionKind.Dedicated, false)));

    [Fact]
    public void A_mandate_over_a_branch_covers_the_units_below_and_one_over_a_unit_does_not()
    {
        MandateRow Dedicated(bool below) => new(Discipline, Committee, SupervisionKind.Dedicated, below);

        Assert.Equal(["day-to-day supervision"], GapsOf(Village, Dedicated(true)));
        Assert.Equal(["dedicated supervision", "day-to-day supervision"], GapsOf(Village, Dedicated(false)));
    }

    [Fact]
    public void A_supervisor_that_no_longer_stands_supervises_nobody() =>
        Assert.Contains("dedicated supervision (by a stationed group)", GapsOf(Bureau, new MandateRow(new(99), Bureau, SupervisionKind.Dedicated, false)));

    [Fact]
    public void What_is_required_is_the_organ_s_own_to_set()
    {
        var settings = new SettingValues(new Dictionary<string, (string, int)> { ["supervision.required.Office"] = ("Functional，Media", 1), ["supervision.required.Department"] = ("", 1) });

        var gaps = Coverage.Gaps(Organisation, [], settings).Select(g => (g.Unit.Name, g.Lacks.Kind)).ToList();

        Assert.Contains(("办公室", SupervisionKind.Functional), gaps);
        Assert.Contains(("办公室", SupervisionKind.Media), gaps);
        Assert.DoesNotContain(gaps, g => g.Name == "交通局");
        Assert.Null(RequiredSupervision.Parse("Overal"));
        Assert.Null(RequiredSupervision.Parse("Overall@Moon"));
    }

    [Fact]
    public void Every_default_can_be_read() => Assert.All(Coverage.Required.Values, s => Assert.NotNull(RequiredSupervision.Parse(s.Default)));

    [Fact]
    public void Coverage_counts_covered_persons_of_the_branch()
    {
        PersonRow Person(UnitId unit, bool covered, bool opened) => new("n", "某", unit, null, true, covered, opened ? new DateOnly(2025, 1, 1) : null);

        var archives = Coverage.Archives(Organisation, [Person(Bureau, true, true), Person(Section, true, false), Person(Section, false, false), Person(Village, true, false)]).ToDictionary(a => a.Unit.Id);

        Assert.Equal((3, 1), (archives[Committee].Covered, archives[Committee].WithArchive));
        Assert.Equal(0.5m, archives[Bureau].Rate);
        Assert.Equal(0m, archives[Section].Rate);
        Assert.False(archives.ContainsKey(Discipline));
    }

    [Fact]
    public void The_line_stops_at_the_levels_set_and_never_holds_the_person()
    {
        PersonId Person(int n) => new(new($"01900000-0000-7000-8000-{n:000000000000}"));
        var (secretary, head, clerk) = (Person(1), Person(2), Person(3));
        DutyGrantRow[] grants = [new(secretary, Duties.Leader, Committee, Reach.Below), new(head, Duties.Leader, Bureau, Reach.Below)];
        Line At(int levels) => new(Organisation, [(clerk, Section), (head, Bureau), (secretary, Committee)], grants, [], [], levels);

        Assert.Empty(At(1).Of(clerk));
        Assert.Equal([head], At(2).Of(clerk));
        Assert.Equal(new HashSet<PersonId> { head, secretary }, At(3).Of(clerk).ToHashSet());
        Assert.Empty(At(1).Of(head));
        Assert.Empty(At(1).Of(Person(9)));
    }

    [Fact]
    public void Every_register_has_a_key_and_editors_and_the_codes_differ()
    {
        Assert.All(FoundationRegisters.All, r => Assert.True(r.Key.Count > 0 && r.Editors.Count > 0, r.Code));
        Assert.Equal(FoundationRegisters.All.Count, FoundationRegisters.All.Select(r => r.Table).Distinct().Count());
        Assert.All(FoundationRegisters.All.SelectMany(r => r.Columns).SelectMany(c => c.Choices), c => Assert.True(c.Name.Zh.Length > 0 && c.Name.En.Length > 0));
    }
}
