using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Foundation.Cycles;

/// <summary>Something a unit has to do again and again, and who there is told how many days before (R06).</summary>
public sealed record CycleRuleRow(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("事项", "What is due")] string Name,
    [Words("周期", "Cycle"), Hint("如：每月5日前、每季度、每半年、每年1月31日前、中秋前10日。", "Such as: monthly by 5, quarterly, half-yearly, yearly by 01-31, 10 days before mid-autumn.")] string Cycle,
    [Words("提醒谁", "Who is told")] Duty Duty,
    [Words("提前提醒天数", "Days ahead")] int Ahead,
    [Words("依据", "Basis")] string? Basis = null)
{
    /// <summary>When it is due; null where the text says nothing that is understood.</summary>
    public Cycle? Rule => CycleReading.Read(Cycle);
}

/// <summary>The register of recurring dates. What is due for a unit is due there alone; units below have rules of their own.</summary>
public sealed class CycleRuleRegister : Register<CycleRuleRow>
{
    private const int MostAhead = 60;

    public CycleRuleRegister() : base("cycle-rule", new("周期事项", "Recurring dates"))
    {
        KnownBy(nameof(CycleRuleRow.Unit), nameof(CycleRuleRow.Name));
        BelongsTo(nameof(CycleRuleRow.Unit));
        EditedBy(Duties.Office, Duties.Leader, Duties.SupervisionLeader, Duties.VillageClerk);
        SeenByEveryone();
    }

    protected override IReadOnlyList<Refusal> Check(CycleRuleRow row, RegisterCheck check)
    {
        var problems = new List<Refusal>();
        if (row.Rule is not { } rule)
        {
            problems.Add(Unfit.At(nameof(row.Cycle), new Words("“{0}”看不懂，请按提示的写法填写。", "“{0}” is not understood: write it as the hint shows.").With(row.Cycle)));
        }
        else if (rule.Kind is not CycleKind.ByCalendar)
        {
            problems.Add(Unfit.At(nameof(row.Cycle), new("这里只登记能在日历上排定的周期。", "Only cycles that the calendar can place are entered here.")));
        }

        if (row.Ahead is < 0 or > MostAhead) problems.Add(Unfit.At(nameof(row.Ahead), new($"应在0至{MostAhead}之间。", $"Between 0 and {MostAhead}.")));
        return problems;
    }
}
