using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Meetings;

/// <summary>Where a leader's report on their field stands.</summary>
public enum FieldReportState
{
    [Words("待报送", "called for")] Called,
    [Words("已报送", "filed")] Filed,
    [Words("未报送", "not filed")] Missing,
}

/// <summary>What one leader brings to the meeting about the field they are in charge of: situation, problems, next steps.</summary>
public sealed class FieldReport : Dossier<FieldReportState>
{
    private FieldReport() { }

    internal FieldReport(UnitId unit, string title, PersonId reporter, DateOnly by) => (Unit, Title, Assignee, By) = (unit, title, reporter, by);

    [Words("截止日期", "By")]
    public DateOnly By { get; private set; }

    [Words("落实情况", "Situation"), Prose]
    public string? Situation { get; internal set; }

    [Words("存在问题", "Problems"), Prose]
    public string? Problems { get; internal set; }

    [Words("下一步工作", "Next steps"), Prose]
    public string? NextSteps { get; internal set; }

    [Words("报送日期", "Filed on")]
    public DateOnly? FiledOn { get; internal set; }

    internal void BelongTo(Guid meeting) => Parent = meeting;

    protected override void GiveTimeUntil(DateOnly until) => By = until;
}

/// <summary>The report each leader owes the meeting. What is late is reminded of like everything else; what never came stays visible as missing.</summary>
public sealed class FieldReportProcedure : Procedure<FieldReport, FieldReportState>
{
    private static readonly Who Caller = Who.Holding(Duties.Office, Duties.Leader);

    public FieldReportProcedure() : base("field-report", "1", "FG", new("分管领域报告", "reports on fields of work"))
    {
        Opens<CallFieldReport>(by: Who.Nobody, at: FieldReportState.Called);

        In(FieldReportState.Called).Until(r => r.By, extendedBy: Caller.ButNotAssignee())
            .May<FileFieldReport>(by: Who.Assignee, to: FieldReportState.Filed)
            .May<NoteMissing>(by: Caller.ButNotAssignee(), to: FieldReportState.Missing);

        Ends(FieldReportState.Filed, FieldReportState.Missing);

        Show("by", new("截止日期", "by"), r => r.By);
        Show("filed", new("报送日期", "filed on"), r => r.FiledOn);
    }
}

/// <summary>Asks one leader for the report.</summary>
[Words("请报送分管领域报告", "Call for a report")]
public sealed record CallFieldReport([Words("单位", "Unit")] UnitId Unit, [Words("报告人", "From")] PersonId Reporter, [Words("截止日期", "By")] DateOnly By) : IOpening<FieldReport>
{
    internal Meeting? For { get; init; }

    public FieldReport Open(Moment now)
    {
        var report = new FieldReport(Unit, $"分管领域报告：{For!.Title}", Reporter, By);
        report.BelongTo(For.Id);
        now.Notify(Reporter, new Words("请于{0}前报送分管领域报告。", "Please file the report on your field by {0}.").With(By.InWords));
        return report;
    }
}

/// <summary>The leader files it.</summary>
[Words("报送", "File the report")]
public sealed record FileFieldReport(
    [Words("落实情况", "Situation"), Prose, Hint("已按清单和履责纪实填好，请核对补充。", "Filled in from the lists and the duty log: please check and complete it.")] string Situation,
    [Words("存在问题", "Problems"), Prose] string Problems,
    [Words("下一步工作", "Next steps"), Prose] string NextSteps,
    [Words("附件", "File")] FileId? File) : IAction<FieldReport>
{
    public void Apply(FieldReport report, Moment now) =>
        (report.Situation, report.Problems, report.NextSteps, report.FiledOn) = (Situation, Problems, NextSteps, now.Today);
}

/// <summary>The meeting went ahead without it.</summary>
[Words("登记未报送", "Record that it is missing")]
public sealed record NoteMissing([Words("说明", "Explanation"), Prose] string Explanation) : IAction<FieldReport>
{
    public Refusal? Check(FieldReport report, Moment now) => report.DueOn >= now.Today ? new NotYet(new("报告期限已过", "the day for the report is over")) : null;
}
