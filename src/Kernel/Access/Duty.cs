namespace Qinglian.Kernel.Access;

/// <summary>What somebody is appointed to do at a unit.</summary>
public sealed record Duty(string Code, Words Name)
{
    public bool Equals(Duty? other) => other?.Code == Code;
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Code;
}

/// <summary>The duties every organ of this kind has. The three administrators are kept apart from each other and from all the work.</summary>
public static class Duties
{
    public static readonly Duty Leader = new("leader", new("主要负责人", "head of the unit"));
    public static readonly Duty Deputy = new("deputy", new("班子成员", "deputy head"));
    public static readonly Duty Office = new("office", new("办公室经办", "office of the unit"));
    public static readonly Duty Staff = new("staff", new("承办人", "member of staff"));
    public static readonly Duty Supervisor = new("supervisor", new("监督检查人员", "supervision officer"));
    public static readonly Duty SupervisionLeader = new("supervision-leader", new("纪检监察负责人", "head of supervision"));
    public static readonly Duty VillageClerk = new("village-clerk", new("村报账员（文书）", "village clerk"));
    public static readonly Duty VillageSupervisor = new("village-supervisor", new("村务监督委员会成员", "village supervision committee"));

    /// <summary>Runs the machine; sees no dossier.</summary>
    public static readonly Duty SystemAdministrator = new("system-administrator", new("系统管理员", "system administrator"));

    /// <summary>Gives and takes duties; sees no dossier and no audit trail.</summary>
    public static readonly Duty SecurityAdministrator = new("security-administrator", new("安全管理员", "security administrator"));

    /// <summary>Reads the ledger; changes nothing.</summary>
    public static readonly Duty AuditAdministrator = new("audit-administrator", new("审计管理员", "audit administrator"));

    public static readonly IReadOnlyList<Duty> All =
        [Leader, Deputy, Office, Staff, Supervisor, SupervisionLeader, VillageClerk, VillageSupervisor, SystemAdministrator, SecurityAdministrator, AuditAdministrator];

    /// <summary>The three duties of which nobody may hold two, nor one of them beside any other.</summary>
    public static readonly IReadOnlyList<Duty> Administrators = [SystemAdministrator, SecurityAdministrator, AuditAdministrator];

    public static Duty? Find(string code) => All.FirstOrDefault(d => d.Code == code);
}

/// <summary>How far a duty reaches from the unit it is held at.</summary>
public enum Reach
{
    [Words("仅本单位", "this unit only")] Own,
    [Words("本单位及下级", "this unit and below")] Below,
}
