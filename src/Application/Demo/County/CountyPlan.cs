using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Application.Demo.County;

/// <summary>A unit of the invented county.</summary>
/// <param name="Themes">What its work is about, as issues and tasks name it; empty for internal offices.</param>
internal sealed record PlannedUnit(string Code, string Name, string ShortName, UnitKind Kind, string? Above, IReadOnlyList<string> Themes)
{
    public List<PlannedPerson> People { get; } = [];

    public IEnumerable<PlannedPerson> With(params ReadOnlySpan<Duty> duties)
    {
        var wanted = duties.ToArray();
        return People.Where(p => wanted.Contains(p.Duty));
    }
}

/// <summary>A person of the invented county, with the post and the duty they came with.</summary>
internal sealed record PlannedPerson(string Number, string Name, string Unit, string Post, string? Rank, Duty Duty, string At, Reach Reach, bool Covered, bool PartyMember, DateOnly Since, DateOnly? Archive);

internal sealed record PlannedMandate(string Supervisor, string Supervised, SupervisionKind Kind, bool Below, string Basis);

internal sealed record PlannedDivision(string Leader, string Unit, string Field, string? InCharge);

/// <summary>A second duty of somebody who has one already: acting, delegated, or over several units.</summary>
internal sealed record PlannedGrant(string Person, Duty Duty, string Unit, Reach Reach, GrantReason GivenAs = GrantReason.Appointed, string? For = null, DateOnly? From = null, DateOnly? Until = null);

/// <summary>
/// The whole county before a line of it is recorded: one that does not exist, with the structure such a county has. The same seed and the
/// same first day always make the same county.
/// </summary>
internal sealed class CountyPlan
{
    public const string Root = "QY", Committee = "QY-DW", Discipline = "QY-JW", Government = "QY-ZF", Inspection = "QY-XC";

    /// <summary>The one department that no stationed group supervises: the coverage matrix must find it.</summary>
    public const string Uncovered = "QY-TJJ";

    public List<PlannedUnit> Units { get; } = [];
    public List<PlannedMandate> Mandates { get; } = [];
    public List<PlannedDivision> Divisions { get; } = [];
    public List<PlannedGrant> Grants { get; } = [];

    public IEnumerable<PlannedPerson> People => Units.SelectMany(u => u.People);
    public PlannedUnit this[string code] => Units.First(u => u.Code == code);
    public IEnumerable<PlannedUnit> Below(string code) => Units.Where(u => u.Above == code);
    public IEnumerable<PlannedUnit> Departments => Units.Where(u => u.Kind is UnitKind.Department && u.Code is not (Government or Committee) && u.Themes.Count > 0);
    public IEnumerable<PlannedUnit> Towns => Units.Where(u => u.Kind is UnitKind.Town);
    public IEnumerable<PlannedUnit> Villages => Units.Where(u => u.Kind is UnitKind.Village);
    public IEnumerable<PlannedUnit> Institutions => Units.Where(u => u.Kind is UnitKind.Institution);

    /// <param name="first">The day the records begin.</param>
    public static CountyPlan Of(Chance chance, DateOnly first)
    {
        var plan = new CountyPlan();
        CountyUnits.AddTo(plan, chance.Of("units"));
        new CountyPeople(plan, chance.Of("people"), first).Add();
        CountySupervision.AddTo(plan, first);
        return plan;
    }
}
