using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Foundation.Instructions;

/// <summary>Whether an entry of the catalogue is in force.</summary>
public enum MatterState
{
    [Words("有效", "in force")] InForce,
    [Words("已废止", "no longer in force")] Ended,
}

/// <summary>What must be done about a matter.</summary>
public enum MatterKind
{
    [Words("请示（须事前得到答复）", "request: an answer is needed first")] Request,
    [Words("报告（告知即可）", "report: it is enough to tell")] Report,
}

/// <summary>
/// A matter on which the unit and those below it must ask or report (R05). The organ enters its own catalogue: none is invented here.
/// </summary>
public sealed class Matter : Dossier<MatterState>
{
    private Matter() { }

    internal Matter(UnitId unit, string title) => (Unit, Title) = (unit, title);

    [Words("类别", "Kind")]
    public MatterKind Kind { get; internal set; }

    /// <summary>The rule that demands it, as the organ cites it.</summary>
    [Words("依据", "Basis")]
    public string Basis { get; internal set; } = "";

    /// <summary>It goes to the superior discipline organ as well as to the party committee.</summary>
    [Words("双重领导", "Dual leadership")]
    public bool DualLeadership { get; internal set; }

    internal void Rename(string title) => Title = title;
    internal MatterFiled AsFiled() => new(Id, Title, Kind, DualLeadership, Basis);
}

/// <summary>The catalogue of matters: entries are added, changed and ended, with their history.</summary>
public sealed class MatterProcedure : Procedure<Matter, MatterState>
{
    private static readonly Who Keeper = Who.Holding(Duties.Office, Duties.Leader, Duties.SupervisionLeader);

    public MatterProcedure() : base("matter", "1", "SX", new("请示报告事项目录", "catalogue of matters to ask or report on"))
    {
        NeverClimbs();
        Opens<AddMatter>(by: Keeper, at: MatterState.InForce);

        In(MatterState.InForce)
            .May<ChangeMatter>(by: Keeper)
            .May<EndMatter>(by: Keeper, to: MatterState.Ended);

        Ends(MatterState.Ended);

        Show("kind", new("类别", "kind"), m => m.Kind);
        Show("dual", new("双重领导", "dual leadership"), m => m.DualLeadership);
        Show("basis", new("依据", "basis"), m => m.Basis);

        Merges<ChangeMatter>(m => new(m.Title, m.Kind, m.Basis, m.DualLeadership));
    }
}

/// <summary>Enters a matter in the catalogue of the unit.</summary>
[Words("增加事项", "Add a matter")]
public sealed record AddMatter(
    [Words("适用单位（含下级）", "Unit, with those below")] UnitId Unit,
    [Words("事项", "Matter")] string Title,
    [Words("类别", "Kind")] MatterKind Kind,
    [Words("依据", "Basis"), Hint("写明规定名称和条款。", "Name the rule and its article.")] string Basis,
    [Words("同时报上级纪检监察机关", "Also to the superior discipline organ")] bool DualLeadership) : IOpening<Matter>
{
    public Matter Open(Moment now) => new(Unit, Title) { Kind = Kind, Basis = Basis, DualLeadership = DualLeadership };
}

/// <summary>Changes an entry. What was filed under it keeps what it said then.</summary>
[Words("修改事项", "Change")]
public sealed record ChangeMatter(
    [Words("事项", "Matter")] string Title,
    [Words("类别", "Kind")] MatterKind Kind,
    [Words("依据", "Basis")] string Basis,
    [Words("同时报上级纪检监察机关", "Also to the superior discipline organ")] bool DualLeadership) : IAction<Matter>
{
    public void Apply(Matter matter, Moment now)
    {
        matter.Rename(Title);
        (matter.Kind, matter.Basis, matter.DualLeadership) = (Kind, Basis, DualLeadership);
    }
}

/// <summary>Nobody need ask or report on it any more.</summary>
[Words("废止", "End")]
public sealed record EndMatter([Words("理由", "Reason"), Prose] string Reason) : IAction<Matter>;
