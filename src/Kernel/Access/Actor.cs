namespace Qinglian.Kernel.Access;

/// <summary>A duty held at a unit, for a time.</summary>
/// <param name="Until">Last day on which it counts; null while it has no end. Deputies and delegations always have one.</param>
public sealed record Grant(Duty Duty, UnitId Unit, UnitPath At, Reach Reach, DateOnly? Until = null)
{
    /// <summary>Whether this duty covers <paramref name="unit"/>: the unit itself, or one below it where the duty reaches down.</summary>
    public bool Covers(UnitPath unit) => Reach switch
    {
        Reach.Own => unit == At,
        Reach.Below => unit.IsWithin(At),
    };
}

/// <summary>Somebody who is signed in, the holder of a receipt, or the system itself; and what they may do where.</summary>
/// <param name="Scope">The units whose dossiers this person may see, as the database understands it.</param>
public sealed record Actor(PersonId Id, string Name, UnitId Unit, IReadOnlyList<Grant> Grants, IReadOnlySet<string> Compartments, Scope Scope, Guid? Receipt = null)
{
    /// <summary>Jobs act as the system: they see all, hold no duty, and their lines in the ledger name nobody.</summary>
    public static readonly Actor System = new(default, "system", default, [], new HashSet<string>(), Scope.Everything);

    /// <summary>Somebody from the public who holds nothing.</summary>
    public static readonly Actor Public = new(default, "public", default, [], new HashSet<string>(), Scope.Nothing);

    /// <summary>Every group this person may know the dossiers of: those they were put into, and the office of each unit where they work in it.</summary>
    public IReadOnlySet<string> Groups => new HashSet<string>([.. Compartments, .. Grants.Where(g => g.Duty == Duties.Office).Select(g => OfficeOf(g.Unit))], StringComparer.Ordinal);

    /// <summary>The group of those who work in the office of this very unit. No group on the register has such a name.</summary>
    public static string OfficeOf(UnitId unit) => $"@{unit}";

    public bool IsSystem => ReferenceEquals(this, System);

    public bool Holds(Duty duty, UnitPath at) => Grants.Any(g => g.Duty == duty && g.Covers(at));

    /// <summary>Holds the duty at a unit strictly above <paramref name="below"/>, reaching down to it.</summary>
    public bool HoldsAbove(Duty duty, UnitPath below) => Grants.Any(g => g.Duty == duty && g.Reach == Reach.Below && below != g.At && below.IsWithin(g.At));

    public bool HoldsAnywhere(Duty duty) => Grants.Any(g => g.Duty == duty);
}
