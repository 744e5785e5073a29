using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Plans;

/// <summary>A unit begins on its own, before it is called upon or where nothing obliges it.</summary>
[Words("起草年度要点", "Draft yearly key points")]
public sealed record StartPlan(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("年度", "Year"), Hint("本单位该年度已收到制定通知的，请在原件上起草。", "Where the unit was called upon for that year already, draft it there.")] int Year,
    [Words("总体要求", "Overall aim"), Prose] string? Aim) : IOpening<AnnualPlan>
{
    public Refusal? Check(Moment now) => KindChecks.Year(Year, nameof(Year)) ?? (Year < now.Today.Year || Year > now.Today.Year + 1
        ? Unfit.At(nameof(Year), new("只能起草本年或下一年的要点。", "Only for this year or the next."))
        : null);

    public AnnualPlan Open(Moment now) => Planning.New(Unit, Year, Aim, now);
}

/// <summary>The calendar calls for the key points of the year.</summary>
[Words("通知制定年度要点", "Call for the key points of the year")]
public sealed record CallForPlan([Words("单位", "Unit")] UnitId Unit, [Words("年度", "Year")] int Year) : IOpening<AnnualPlan>
{
    public AnnualPlan Open(Moment now)
    {
        var plan = Planning.New(Unit, Year, null, now);
        now.Notify(Duties.Office, Unit, new Words("请于{1}前制定{0}年度工作要点。", "Please draw up the key points of {0} by {1}.").With(Year, plan.Due!.Value.InWords));
        return plan;
    }
}

/// <summary>The unit takes it in hand.</summary>
[Words("开始起草", "Begin the draft")]
public sealed record DraftPlan([Words("总体要求", "Overall aim"), Prose] string? Aim) : IAction<AnnualPlan>
{
    public void Apply(AnnualPlan plan, Moment now) => plan.Aim = Aim;
}

/// <summary>The draft goes to whoever approves it.</summary>
[Words("提交审定", "Hand in for approval")]
public sealed record SubmitPlan([Words("起草说明", "Remark"), Prose] string? Remark) : IAction<AnnualPlan>
{
    public void Apply(AnnualPlan plan, Moment now) => now.Notify(Duties.Leader, plan.Unit, new Words("{0} 请审定。", "Please approve {0}.").With(plan.Number));
}

/// <summary>The draft goes back.</summary>
[Words("退回修改", "Return")]
public sealed record ReturnPlan([Words("修改意见", "What to change"), Prose] string Reason) : IAction<AnnualPlan>
{
    public void Apply(AnnualPlan plan, Moment now)
    {
        plan.Returned.Add(new(Reason, now.By, now.At));
        now.Notify(Duties.Office, plan.Unit, new Words("{0} 已退回修改。", "{0} was returned: please change it.").With(plan.Number));
    }
}

/// <summary>The leading group has decided on it; somebody other than whoever handed it in says so.</summary>
[Words("审定", "Approve")]
public sealed record ApprovePlan(
    [Words("审定会议", "Meeting"), Hint("如：局党组会2026年第2次会议。", "Such as: second meeting of the party group in 2026.")] string Meeting,
    [Words("审定意见", "Opinion"), Prose] string? Opinion) : IAction<AnnualPlan>
{
    public void Apply(AnnualPlan plan, Moment now) => plan.ApprovedBy = Meeting;
}

/// <summary>It is made known and from now on carried out.</summary>
[Words("发布", "Publish")]
public sealed record PublishPlan(
    [Words("发布日期", "Published on")] DateOnly On,
    [Words("发布方式", "How"), Hint("如：印发文件、会议宣读、公示栏。", "Such as: printed and sent, read out at a meeting, notice board.")] string How) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => KindChecks.NotAhead(On, now);

    public void Apply(AnnualPlan plan, Moment now)
    {
        (plan.PublishedOn, plan.PublishedHow) = (On, How);
        plan.CloseBy = PlanSettings.InYear(plan.Year + 1, now.Today, PlanSettings.Close, now.Settings, now.Calendar);
        foreach (var line in plan.Live.Where(l => l.Owner is not null))
            now.Notify(line.Owner!.Value, new Words("您是{0}年度要点第{1}条的责任人。", "You are responsible for line {1} of the key points of {0}.").With(plan.Year, line.Number));
    }
}

/// <summary>The year is over: every line has its result.</summary>
[Words("年终总结", "Close the year")]
public sealed record ClosePlan([Words("全年小结", "Summary of the year"), Prose] string Summary) : IAction<AnnualPlan>
{
    public Refusal? Check(AnnualPlan plan, Moment now) => now.Today.Year < plan.Year || (now.Today.Year == plan.Year && now.Today.Month < 12)
        ? new NotYet(new Words("{0}年12月起才能作年终总结", "December {0} has come").With(plan.Year))
        : null;

    public void Apply(AnnualPlan plan, Moment now) => plan.Summary = Summary;
}

/// <summary>The unit need not draw one up: it was called upon by mistake, or has one already.</summary>
[Words("撤销", "Withdraw")]
public sealed record WithdrawPlan([Words("理由", "Reason"), Prose] string Reason) : IAction<AnnualPlan>
{
    public void Apply(AnnualPlan plan, Moment now)
    {
        plan.Returned.Add(new(Reason, now.By, now.At));
        now.Notify(Duties.Office, plan.Unit, new Words("{0} 已撤销，无需制定。", "{0} was withdrawn: nothing need be drawn up.").With(plan.Number));
    }
}

internal static class Planning
{
    public static AnnualPlan New(UnitId unit, int year, string? aim, Moment now)
    {
        var name = now.Organisation.Find(unit)?.Name ?? "";
        return new(unit, year, $"{name}{year}年工作要点", PlanSettings.InYear(year, now.Today, PlanSettings.Draft, now.Settings, now.Calendar)) { Aim = aim };
    }
}
