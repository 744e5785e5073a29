using Qinglian.Assessment.ReturnForms;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Assessment.Appraisals;

/// <summary>How an item is worked out from recorded facts. How many breaches a unit found or dealt with lowers no mark: that would reward looking away.</summary>
public enum Measure
{
    /// <summary>The share of the one figure in both; nothing recorded gives all points.</summary>
    [Words("按比例：指标÷（指标＋对照指标）", "share: the figure in both together")] Share,

    /// <summary>So many points less for each.</summary>
    [Words("按件扣分：每件扣若干分", "points off for each")] PerCase,

    /// <summary>All points in time, so many less when late, none when it was not sent.</summary>
    [Words("月报按时：迟报扣若干分，未报不得分", "return in time: points off when late, none when not sent")] ReturnInTime,

    /// <summary>All points where the month is answered for, clause by clause or by an explicit zero; none where it is not.</summary>
    [Words("月报如实填报：逐条填报或明确零报告", "return answered: each clause, or zero in so many words")] ReturnGiven,
}

/// <summary>One line of an appraisal plan: what is looked at, how much it weighs, from which records, by which formula.</summary>
public sealed record AppraisalItemRow(
    [Words("方案版本", "Plan version")] string Version,
    [Words("序号", "Order")] int Order,
    [Words("项目代码", "Item code")] string Code,
    [Words("考评项目中文名称", "Item in Chinese")] string NameZh,
    [Words("考评项目英文名称", "Item in English")] string NameEn,
    [Words("权重", "Weight")] int Weight,
    [Words("计算方法", "How it is worked out")] Measure Measure,
    [Words("指标代码", "Indicator")] string? Indicator,
    [Words("对照指标代码", "Indicator against it")] string? Against,
    [Words("每件（次）扣分", "Points off")] int? Step,
    [Words("考评依据材料", "Evidence")] string Evidence)
{
    public Words Name => new(NameZh, NameEn);
}

/// <summary>The appraisal plan in one version. It counts for the months whose first day it is in force on.</summary>
public sealed record AppraisalPlanRow(
    [Words("方案版本", "Plan version")] string Version,
    [Words("方案名称", "Plan name")] string Name,
    [Words("方案状态", "Plan state")] FormState State);

/// <summary>The lines of the plans. Figures come from what is recorded: an indicator, or the returns themselves; nothing is typed for an appraisal.</summary>
public sealed class AppraisalItemRegister : Register<AppraisalItemRow>
{
    public AppraisalItemRegister() : base("appraisal-item", new("月考评项目", "Items of appraisal plans"))
    {
        KnownBy(nameof(AppraisalItemRow.Version), nameof(AppraisalItemRow.Code));
        EditedBy(Duties.SupervisionLeader);
        SeenByEveryone();
    }

    public override IReadOnlyList<object> FirstRows => FirstPlan.Items;

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(AppraisalItemRow row, RegisterCheck check, CancellationToken cancel)
    {
        var problems = PlanChecks.Of(row, check).ToList();
        var plans = await check.Entries.WhereAsync<AppraisalPlanRow>(nameof(AppraisalPlanRow.Version), row.Version, cancel);
        if (plans.Any(p => p.As<AppraisalPlanRow>().State is FormState.Published)) problems.Add(new FormIsPublished() { Field = nameof(row.Version) });
        return problems;
    }
}

/// <summary>The appraisal plans. A plan is published before the first month it counts for, with weights that make a hundred.</summary>
public sealed class AppraisalPlanRegister : Register<AppraisalPlanRow>
{
    public AppraisalPlanRegister() : base("appraisal-plan", new("月考评方案", "Appraisal plans"))
    {
        KnownBy(nameof(AppraisalPlanRow.Version));
        Lasts(new("适用起始日期", "Counts from"), new("适用终止日期", "Counts until"));
        EditedBy(Duties.SupervisionLeader);
        SeenByEveryone();
    }

    public override IReadOnlyList<object> FirstRows => FirstPlan.Plans;

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(AppraisalPlanRow row, RegisterCheck check, CancellationToken cancel)
    {
        if (row.State is not FormState.Published) return [];

        var problems = new List<Refusal>();
        if (check.From <= check.Today) problems.Add(Unfit.At(nameof(Entry.ValidFrom), new("方案须在考评期开始前发布，请选择今天以后的日期。", "A plan is published before the period begins: choose a day after today.")));
        var items = (await check.Entries.WhereAsync<AppraisalItemRow>(nameof(AppraisalItemRow.Version), row.Version, cancel)).Where(i => i.LastsOn(check.From)).Select(i => i.As<AppraisalItemRow>()).ToList();
        if (items.Sum(i => i.Weight) != 100) problems.Add(Unfit.At(nameof(row.State), new Words("各项权重合计应为100，现为{0}。", "The weights must make 100; they make {0}.").With(items.Sum(i => i.Weight))));
        problems.AddRange(items.SelectMany(i => PlanChecks.Of(i, check)).Select(r => r with { Field = nameof(row.State) }));
        return problems;
    }
}

internal static class PlanChecks
{
    public static IEnumerable<Refusal> Of(AppraisalItemRow row, RegisterCheck check)
    {
        if (row.Weight is < 1 or > 100) yield return Unfit.At(nameof(row.Weight), new("权重应在1至100之间。", "A weight is between 1 and 100."));
        if (row.Measure is Measure.Share or Measure.PerCase && !Known(row.Indicator)) yield return Unfit.At(nameof(row.Indicator), new("请填写系统统计的指标代码：考评数字只能来自记录，不另行填报。", "Give the code of a counted figure: an appraisal takes its figures from the records and asks for none."));
        if (row.Measure is Measure.Share && !Known(row.Against)) yield return Unfit.At(nameof(row.Against), new("请填写对照指标代码。", "Give the code of the figure against it."));
        if (row.Measure is Measure.PerCase or Measure.ReturnInTime && row.Step is not (>= 1 and <= 100)) yield return Unfit.At(nameof(row.Step), new("请填写每件（次）扣几分。", "Say how many points come off."));

        bool Known(string? code) => code is not null && check.Owners.Indicator(code) is not null;
    }
}

/// <summary>The plan every installation begins with: what the source text names. The weights are this system's own and to be settled by the organ.</summary>
internal static class FirstPlan
{
    public static IReadOnlyList<object> Plans { get; } = [new AppraisalPlanRow("1", "月考评方案（权重为系统初设，须由本单位研究确定）", FormState.Published)];

    public static IReadOnlyList<object> Items { get; } =
    [
        new AppraisalItemRow("1", 1, "rules-answered", "执行八项规定和十条纪律情况如实填报", "eight-point rules and ten disciplines answered for", 40, Measure.ReturnGiven, null, null, null, "当月月报"),
        new AppraisalItemRow("1", 2, "items-in-time", "清单事项按期办结", "list items finished in time", 40, Measure.Share, "responsibilities.items-in-time", "responsibilities.items-late", null, "清单和工单办理记录"),
        new AppraisalItemRow("1", 3, "return-in-time", "月报按时报送", "return sent in time", 20, Measure.ReturnInTime, null, null, 10, "月报报送记录"),
    ];
}
