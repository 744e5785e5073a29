using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Foundation.Instructions;

/// <summary>Whether a matter that was carried out had been asked or reported on.</summary>
public enum CarriedOutState
{
    [Words("无请示报告，待说明", "no request on file")] Unmatched,
    [Words("已说明，待核实", "explained, to be checked")] Explained,
    [Words("已有请示报告", "request on file")] Matched,
    [Words("已核实，无须请示", "checked: no request was needed")] NotNeeded,
    [Words("应请示未请示", "checked: a request was missing")] Missing,
}

/// <summary>A matter of the catalogue was carried out (R05).</summary>
public sealed class CarriedOutMatter : Dossier<CarriedOutState>
{
    private CarriedOutMatter() { }

    internal CarriedOutMatter(UnitId unit, string what) => (Unit, Title) = (unit, what);

    [Words("目录事项", "Matter")]
    public MatterFiled Matter { get; internal set; } = null!;
    [Words("办理日期", "Carried out on")]
    public DateOnly On { get; internal set; }

    /// <summary>The number of the request or report, once it is named.</summary>
    [Words("请示报告编号", "Number of the request")]
    public string? Request { get; internal set; }
    [Words("说明", "Explanation"), Prose]
    public string? Explanation { get; internal set; }
    [Words("核实情况", "What was found"), Prose]
    public string? Finding { get; internal set; }
}

/// <summary>Compares what was done with what was asked. The unit is heard before anything is called missing.</summary>
public sealed class CarriedOutProcedure : Procedure<CarriedOutMatter, CarriedOutState>
{
    private static readonly Who Unit = Who.Opener.Or(Who.Holding(Duties.Office, Duties.Leader));
    private static readonly Who Checker = Who.Above(Duties.Office, Duties.Leader).Or(Who.Holding(Duties.Supervisor, Duties.SupervisionLeader)).ButNot<ExplainMissing>();

    public CarriedOutProcedure() : base("carried-out", "1", "LS", new("目录事项办理登记", "matters of the catalogue carried out"))
    {
        Opens<RecordCarriedOut>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Supervisor, Duties.SupervisionLeader), at: CarriedOutState.Unmatched);
        Opens<RecordCarriedOutAsAsked>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Supervisor, Duties.SupervisionLeader), at: CarriedOutState.Matched);

        In(CarriedOutState.Unmatched).Within(InstructionSettings.Explain).OwedBy(Owed.Unit)
            .May<NameRequest>(by: Unit, to: CarriedOutState.Matched)
            .May<ExplainMissing>(by: Unit, to: CarriedOutState.Explained);

        In(CarriedOutState.Explained).Within(InstructionSettings.Answer).OwedBy(Owed.UnitAbove)
            .May<NameRequest>(by: Unit, to: CarriedOutState.Matched)
            .May<AcceptExplanation>(by: Checker, to: CarriedOutState.NotNeeded)
            .May<FindMissing>(by: Checker, to: CarriedOutState.Missing);

        Ends(CarriedOutState.Matched, CarriedOutState.NotNeeded, CarriedOutState.Missing);

        Show("matter", new("目录事项", "matter"), c => c.Matter.Title);
        Show("on", new("办理日期", "carried out on"), c => c.On);
        Show("request", new("请示报告编号", "request"), c => c.Request);
    }
}

/// <summary>A matter was carried out and no request is named: it goes on the list of missing requests.</summary>
[Words("登记已办事项", "Record a matter carried out")]
public sealed record RecordCarriedOut(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("目录事项", "Matter")] MatterFiled Matter,
    [Words("办理内容", "What was done")] string What,
    [Words("办理日期", "On")] DateOnly On) : IOpening<CarriedOutMatter>, IAbout
{
    private Dossier? _of;

    Guid IAbout.About => Matter.Id;

    Dossier? IAbout.Of { get => _of; set => _of = value; }

    public Refusal? Check(Moment now) => Carrying.Check(On, now) ?? Catalogue.Check(Matter, _of, Unit, now);

    public CarriedOutMatter Open(Moment now) => new(Unit, What) { Matter = Matter, On = On };
}

/// <summary>A matter was carried out after it had been asked or reported on.</summary>
[Words("登记已请示的事项", "Record a matter carried out after asking")]
public sealed record RecordCarriedOutAsAsked(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("目录事项", "Matter")] MatterFiled Matter,
    [Words("办理内容", "What was done")] string What,
    [Words("办理日期", "On")] DateOnly On,
    [Words("请示报告编号", "Number of the request")] string Request) : IOpening<CarriedOutMatter>, IAbout
{
    private Dossier? _of;

    Guid IAbout.About => Matter.Id;

    Dossier? IAbout.Of { get => _of; set => _of = value; }

    public Refusal? Check(Moment now) => Carrying.Check(On, now) ?? Carrying.CheckNumber(Request) ?? Catalogue.Check(Matter, _of, Unit, now);

    public CarriedOutMatter Open(Moment now) => new(Unit, What) { Matter = Matter, On = On, Request = Request };
}

/// <summary>Names the request that was filed.</summary>
[Words("补充请示报告编号", "Name the request")]
public sealed record NameRequest([Words("请示报告编号", "Number of the request")] string Request) : IAction<CarriedOutMatter>
{
    public Refusal? Check(CarriedOutMatter matter, Moment now) => Carrying.CheckNumber(Request);
    public void Apply(CarriedOutMatter matter, Moment now) => matter.Request = Request;
}

/// <summary>The unit says why there is none.</summary>
[Words("说明原因", "Explain")]
public sealed record ExplainMissing([Words("原因", "Why"), Prose] string Text) : IAction<CarriedOutMatter>
{
    public void Apply(CarriedOutMatter matter, Moment now) => matter.Explanation = Text;
}

/// <summary>The explanation holds: none was needed.</summary>
[Words("认可说明", "Accept the explanation")]
public sealed record AcceptExplanation([Words("核实情况", "What was found"), Prose] string Finding) : IAction<CarriedOutMatter>
{
    public void Apply(CarriedOutMatter matter, Moment now) => matter.Finding = Finding;
}

/// <summary>A request was needed and is missing.</summary>
[Words("认定应请示未请示", "Find that a request was missing")]
public sealed record FindMissing([Words("核实情况", "What was found"), Prose] string Finding) : IAction<CarriedOutMatter>
{
    public void Apply(CarriedOutMatter matter, Moment now) => matter.Finding = Finding;
}

internal static class Carrying
{
    public static Refusal? Check(DateOnly on, Moment now) => on > now.Today ? Unfit.At("On", new("日期不能晚于今天。", "The date must not be after today.")) : null;

    public static Refusal? CheckNumber(string number) => number.StartsWith("QS-", StringComparison.Ordinal)
        ? null
        : Unfit.At("Request", new("请填写请示报告编号，如 QS-2026-00012。", "Give the number of the request, such as QS-2026-00012."));
}
