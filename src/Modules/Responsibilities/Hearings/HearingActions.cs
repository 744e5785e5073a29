using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Hearings;

/// <summary>Calls for the report of one leader or section head on the present period.</summary>
[Words("请报送履责汇报", "Call for a report on duty")]
public sealed record CallDutyReport(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("汇报人", "From")] PersonId Reporter,
    [Words("截止日期", "By")] DateOnly By) : IOpening<DutyReport>
{
    public Refusal? Check(Moment now) => ItemChecks.NotPast(By, nameof(By), now);

    public DutyReport Open(Moment now)
    {
        var period = HearingSettings.PeriodOf(now.Today, now.Settings);
        now.Notify(Reporter, new Words("请于{0}前报送履责汇报。", "Please file your report on duty by {0}.").With(By.InWords));
        return new(Unit, $"{period.Words.Zh}履责汇报", Reporter, period, By);
    }
}

/// <summary>The report, drawn from the log and the lists.</summary>
[Words("报送", "File the report")]
public sealed record FileDutyReport(
    [Words("履责情况", "What was done"), Prose, Hint("已按履责纪实填好，请核对补充；只写事实。", "Filled in from the duty log: please check and complete it; facts only.")] string Done,
    [Words("清单落实情况", "State of the lists"), Prose, Hint("已按清单现状填好。", "Filled in from the lists as they stand.")] string Lists,
    [Words("存在问题", "Problems"), Prose] string Problems,
    [Words("下一步打算", "Next steps"), Prose] string NextSteps,
    [Words("附件", "File")] FileId? File) : IAction<DutyReport>
{
    public void Apply(DutyReport report, Moment now) =>
        (report.Done, report.Lists, report.Problems, report.NextSteps) = (Done, Lists, Problems, NextSteps);
}

/// <summary>No report is due from this person in this period: newly appointed, on leave.</summary>
[Words("免于报送", "Excuse")]
public sealed record ExcuseReport([Words("理由", "Reason"), Prose] string Reason) : IAction<DutyReport>;

/// <summary>The party group heard it: when, what was asked, what it requires.</summary>
[Words("登记听取情况", "Record the hearing")]
public sealed record HearReport(
    [Words("听取日期", "Heard on")] DateOnly On,
    [Words("听取会议", "Heard by"), Hint("会议名称或听取人。", "The meeting, or who heard it.")] string By,
    [Words("询问事项", "What was asked"), Prose] string? Asked,
    [Words("提出要求", "What is required next"), Prose] string? Required) : IAction<DutyReport>
{
    public Refusal? Check(DutyReport report, Moment now) => On > now.Today ? Unfit.At(nameof(On), new("日期不能晚于今天。", "The date must not be after today.")) : null;

    public void Apply(DutyReport report, Moment now)
    {
        (report.HeardOn, report.HeardBy, report.Asked, report.Required) = (On, By, Asked, Required);
        now.Record(new(HearingFacts.Heard, report.Unit, On, report.Reporter, Text: report.Period.Words));
        now.Notify(report.Reporter, new Words("{0} 已听取。", "{0} was heard.").With(report.Number));
    }
}

/// <summary>Something is to be done next: it enters the task list.</summary>
[Words("布置后续任务", "Require something next")]
public sealed record RequireNext(
    [Words("任务", "Task")] string Task,
    [Words("措施和要求", "Measures"), Prose] string Measures,
    [Words("责任人", "Owner"), Hint("不填为汇报人本人。", "The reporter where left empty.")] PersonId? Owner,
    [Words("完成期限", "Due")] DateOnly Due) : IAction<DutyReport>
{
    public Refusal? Check(DutyReport report, Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(DutyReport report, Moment now)
    {
        var owner = Owner ?? report.Reporter;
        report.FollowUp.Add(new(Task, Due, owner, now.Open(new GiveTask(report.Unit, Task, Measures, Due, owner, null))));
    }
}

/// <summary>All that follows is on the lists.</summary>
[Words("办结", "Finish")]
public sealed record CloseHearing([Words("说明", "Remark"), Prose] string? Remark) : IAction<DutyReport>
{
    public Refusal? Check(DutyReport report, Moment now) => report.FollowUp.Count == 0 && !string.IsNullOrWhiteSpace(report.Required) && string.IsNullOrWhiteSpace(Remark)
        ? Unfit.At(nameof(Remark), new("提出了要求但没有布置任务，请说明。", "Something was required but no task was set: please say why."))
        : null;
}
