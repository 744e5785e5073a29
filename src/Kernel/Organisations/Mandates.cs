using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Kernel.Organisations;

/// <summary>The kinds of supervision one body exercises over another: five within the party, and those from outside that join them.</summary>
public enum SupervisionKind
{
    [Words("党委（党组）全面监督", "overall supervision")] Overall,
    [Words("纪委监委专责监督", "dedicated supervision")] Dedicated,
    [Words("党的工作部门职能监督", "functional supervision")] Functional,
    [Words("基层组织日常监督", "day-to-day supervision")] DayToDay,
    [Words("党员民主监督", "democratic supervision")] Democratic,
    [Words("人大监督", "supervision by the people's congress")] PeoplesCongress,
    [Words("司法监督", "judicial supervision")] Judicial,
    [Words("群众监督", "supervision by the public")] Public,
    [Words("舆论监督", "supervision by the media")] Media,
}

/// <summary>One unit supervises another in one way.</summary>
public sealed record MandateRow(
    [Words("监督单位", "Supervising unit")] UnitId Supervisor,
    [Words("被监督单位", "Supervised unit")] UnitId Supervised,
    [Words("监督类别", "Kind of supervision")] SupervisionKind Kind,
    [Words("同时监督下级单位", "Units below as well")] bool Below,
    [Words("依据", "Basis")] string? Basis = null);

/// <summary>The mandate matrix: who supervises whom, and in which way (R01).</summary>
public sealed class MandateRegister : Register<MandateRow>
{
    public MandateRegister() : base("mandate", new("监督职责矩阵", "Mandate matrix"))
    {
        KnownBy(nameof(MandateRow.Supervisor), nameof(MandateRow.Supervised), nameof(MandateRow.Kind));
        BelongsTo(nameof(MandateRow.Supervised));
        EditedBy(Duties.SystemAdministrator, Duties.SupervisionLeader);
        SeenByEveryone();
    }

    // Democratic supervision is the one kind that members exercise inside their own unit.
    protected override IReadOnlyList<Refusal> Check(MandateRow row, RegisterCheck check) =>
        row.Supervisor == row.Supervised && row.Kind is not (SupervisionKind.Democratic or SupervisionKind.DayToDay)
            ? [Unfit.At(nameof(row.Supervisor), new("单位不能对自己行使此类监督。", "A unit cannot supervise itself in this way."))]
            : [];
}
