using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Plans;

/// <summary>Adds a line. After publication it is marked as added later.</summary>
[Words("增加一条", "Add a line")]
public sealed record AddLine(
    [Words("年度目标", "Goal")] string Goal,
    [Words("薄弱环节", "Weak spot"), Prose] string? WeakSpot,
    [Words("措施", "Measure"), Prose] string Measure,
    [Words("廉政目标", "Integrity target"), Hint("列入党建目标任务的廉政指标。", "What stands in the target sheet of party building.")] string? Target,
    [Words("特色项目", "Distinctive")] bool Distinctive,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("完成期限", "Due")] DateOnly? Due,
    [Words("挂钩任务", "Task of the list")] TaskChoice? Task,
    [Words("挂钩业务工作", "Business task"), Hint("任务清单中没有的，写业务工作的名称。", "Where it is not on the task list, its name.")] string? Business) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Link(Task, Business) ?? (Due is { } due ? ItemChecks.NotPast(due, nameof(Due), now) : null);

    public void Apply(AnnualPlan plan, Moment now) => plan.Lines.Add(new(plan.Lines.Count + 1, Goal, Measure)
    {
        WeakSpot = WeakSpot, Target = Target, Distinctive = Distinctive, Owner = Owner, Due = Due, Business = LineChecks.LinkOf(Task, Business), Late = plan.State is PlanState.Executing,
    });
}

/// <summary>Changes a line of the draft; what is left empty stays as it is.</summary>
[Words("修改一条", "Change a line")]
public sealed record ChangeLine(
    [Words("要点", "Line")] PlanLineChoice Line,
    [Words("年度目标", "Goal"), Hint("不改的各项不用填。", "Leave empty whatever stays as it is.")] string? Goal,
    [Words("薄弱环节", "Weak spot"), Prose] string? WeakSpot,
    [Words("措施", "Measure"), Prose] string? Measure,
    [Words("廉政目标", "Integrity target")] string? Target,
    [Words("列为特色项目", "Distinctive")] Choice? Distinctive,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("完成期限", "Due")] DateOnly? Due) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line) ?? (Due is { } due ? ItemChecks.NotPast(due, nameof(Due), now) : null);

    public void Apply(AnnualPlan plan, Moment now)
    {
        var line = plan.Find(Line)!;
        plan.Replace(line with
        {
            Goal = Goal ?? line.Goal, WeakSpot = WeakSpot ?? line.WeakSpot, Measure = Measure ?? line.Measure, Target = Target ?? line.Target,
            Distinctive = Distinctive is null ? line.Distinctive : Distinctive is Choice.Yes, Owner = Owner ?? line.Owner, Due = Due ?? line.Due,
        });
    }
}

/// <summary>Yes, no, or left open.</summary>
public enum Choice
{
    [Words("是", "yes")] Yes,
    [Words("否", "no")] No,
}

/// <summary>Gives a line up. It stays in the plan with the reason.</summary>
[Words("取消一条", "Give a line up")]
public sealed record DropLine([Words("要点", "Line")] PlanLineChoice Line, [Words("理由", "Reason"), Prose] string Reason) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line);

    public void Apply(AnnualPlan plan, Moment now) => plan.Replace(plan.Find(Line)! with { Dropped = Reason });
}

/// <summary>Links a line to the business task that it goes together with.</summary>
[Words("挂钩业务工作", "Link to a business task")]
public sealed record LinkLine(
    [Words("要点", "Line")] PlanLineChoice Line,
    [Words("挂钩任务", "Task of the list")] TaskChoice? Task,
    [Words("业务工作名称", "Name of the business task"), Hint("任务清单中没有的，写业务工作的名称。", "Where it is not on the task list, its name.")] string? Business) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line) ?? LineChecks.Link(Task, Business)
        ?? (Task is null && string.IsNullOrWhiteSpace(Business) ? new MustBeFilledIn(new("挂钩任务或业务工作名称", "a task or the name of a business task")) { Field = nameof(Task) } : null);

    public void Apply(AnnualPlan plan, Moment now) => plan.Replace(plan.Find(Line)! with { Business = LineChecks.LinkOf(Task, Business) });
}

/// <summary>Line and business task were planned, deployed, checked or urged on one occasion.</summary>
[Words("记录与业务同步", "Record what was done together with business")]
public sealed record RecordTogether(
    [Words("要点", "Line")] PlanLineChoice Line,
    [Words("环节", "Step")] Together Step,
    [Words("日期", "On")] DateOnly On,
    [Words("会议、检查或督办", "Meeting, check or urging"), Prose] string What) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line) ?? KindChecks.NotAhead(On, now) ?? (plan.Find(Line)!.Business is null
        ? Unfit.At(nameof(Line), new("此条尚未挂钩业务工作，请先挂钩。", "This line is linked to no business task yet: link it first."))
        : null);

    public void Apply(AnnualPlan plan, Moment now)
    {
        var line = plan.Find(Line)!;
        plan.Replace(line with { Together = [.. line.Together, new(Step, On, What, now.By)] });
        if (Step is Together.Urged && line.Owner is { } owner && owner != now.By)
            now.Notify(owner, new Words("{0}第{1}条与“{2}”一并督办，请报告进展。", "Line {1} of {0} is urged together with “{2}”: please report.").With(plan.Number, line.Number, line.Business!.Name));
    }
}

/// <summary>A line becomes an entry of the task list.</summary>
[Words("转为任务", "Make it a task")]
public sealed record MakeLineTask(
    [Words("要点", "Line")] PlanLineChoice Line,
    [Words("完成期限", "Due")] DateOnly Due,
    [Words("责任人", "Owner"), Hint("不填则为该条的责任人。", "Empty: whoever owns the line.")] PersonId? Owner,
    [Words("成果形式", "Deliverable")] string? Deliverable) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line) ?? ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(AnnualPlan plan, Moment now)
    {
        var line = plan.Find(Line)!;
        var item = now.Open(new TaskBelow(plan.Unit, line.Goal, line.Measure, Due, Owner ?? line.Owner, Deliverable) { From = LineChecks.Source(plan, line) });
        plan.Replace(line with { Items = [.. line.Items, item] });
    }
}

/// <summary>A line becomes an entry of the responsibility list of the year.</summary>
[Words("列入责任清单", "Put it on the responsibility list")]
public sealed record MakeLineResponsibility(
    [Words("要点", "Line")] PlanLineChoice Line,
    [Words("责任类别", "Kinds of responsibility")] IReadOnlyList<ResponsibilityKind> Kinds,
    [Words("责任人", "Owner"), Hint("不填则为该条的责任人。", "Empty: whoever owns the line.")] PersonId? Owner) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line);

    public void Apply(AnnualPlan plan, Moment now)
    {
        var line = plan.Find(Line)!;
        var item = now.Open(new ResponsibilityBelow(plan.Unit, line.Goal, line.Measure, null, Owner ?? line.Owner, null, null) { From = LineChecks.Source(plan, line), Kinds = [.. Kinds.Distinct().Order()], Year = plan.Year });
        plan.Replace(line with { Items = [.. line.Items, item] });
    }
}

/// <summary>What came of a line by the end of the year; may be brought up to date until the year is closed.</summary>
[Words("填写完成情况", "Report what came of a line")]
public sealed record ReportLine(
    [Words("要点", "Line")] PlanLineChoice Line,
    [Words("完成情况", "Outcome")] LineOutcome Outcome,
    [Words("做了什么、有何佐证", "What was done and what shows it"), Prose] string Evidence,
    [Words("佐证附件", "File")] FileId? File,
    [Words("未全部完成的原因", "What is left, and why"), Prose] string? Reason) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => LineChecks.Known(plan, Line) ?? (Outcome is not LineOutcome.Done && string.IsNullOrWhiteSpace(Reason)
        ? Unfit.At(nameof(Reason), new Words("结果为“{0}”的，请写明原因和下步打算。", "With the outcome “{0}”, say why and what comes next.").With(Words.Of(Outcome)))
        : null);

    public void Apply(AnnualPlan plan, Moment now) => plan.Replace(plan.Find(Line)! with { Result = new(Outcome, Evidence, File, Reason, now.By, now.Today) });
}

internal static class LineChecks
{
    public static Refusal? Known(AnnualPlan plan, PlanLineChoice line) => plan.Find(line) is null ? Unfit.At("Line", new("要点中没有这一条，或已取消。", "The plan has no such line, or it was given up.")) : null;

    public static Refusal? Link(TaskChoice? task, string? business) => task is not null && !string.IsNullOrWhiteSpace(business)
        ? Unfit.At("Business", new("已选任务的，不用再填业务工作名称。", "Where a task is chosen, no name is needed."))
        : null;

    public static BusinessLink? LinkOf(TaskChoice? task, string? business) =>
        task is not null ? new(task.ToString(), task.Id) : string.IsNullOrWhiteSpace(business) ? null : new(business, null);

    public static Words Source(AnnualPlan plan, PlanLine line) => new Words("{0}年度工作要点 {1} 第{2}条", "key points of {0}, {1}, line {2}").With(plan.Year, plan.Number, line.Number);
}
