using Qinglian.Kernel;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities;

/// <summary>The figures that the lists and the work orders give by themselves.</summary>
internal static class Figures
{
    private static readonly Words Matters = new("项", "matters");

    public static IReadOnlyList<Indicator> All { get; } =
    [
        new("responsibilities.items-given", new("新增清单任务", "tasks put on the list"), Matters,
            new("当月登记到任务清单的事项，含上级分解下达的。", "Entries opened on the task list in the month, those split down from above included."), Opened("task")),
        new("responsibilities.items-in-time", new("清单任务按期办结", "list tasks finished in time"), Matters,
            new("当月核验销号或撤销、且不晚于办结时期限的任务。", "Tasks closed or withdrawn in the month by the day that was due at the end."), Closed("task"), Tally.InTime),
        new("responsibilities.items-late", new("清单任务逾期办结", "list tasks finished late"), Matters,
            new("当月核验销号或撤销、但晚于办结时期限的任务。", "Tasks closed or withdrawn in the month after the day that was due at the end."), Closed("task"), Tally.Late),
        new("responsibilities.issues-found", new("新发现问题", "issues found"), Matters,
            new("当月登记到问题清单的问题。", "Entries opened on the issue list in the month."), Opened("issue"))
        {
            AlsoCalled = [new("发现问题", "problems found"), new("问题清单新增", "new issues")],
        },
        new("responsibilities.issues-closed", new("问题销号", "issues closed"), Matters,
            new("当月核验销号的问题。", "Issues checked and closed in the month."), p => Closed("issue")(p) with { States = [nameof(ItemState.Closed)] })
        {
            AlsoCalled = [new("整改完成问题", "issues put right")],
        },
        new("responsibilities.orders-in-time", new("工单按期办结", "work orders finished in time"), Matters,
            new("当月办结、且不晚于办结时期限的工单。", "Work orders finished in the month by the day that was due at the end."), Closed("work-order"), Tally.InTime),
        new("responsibilities.orders-late", new("工单逾期办结", "work orders finished late"), Matters,
            new("当月办结、但晚于办结时期限的工单。", "Work orders finished in the month after the day that was due at the end."), Closed("work-order"), Tally.Late),
    ];

    private static Func<CountedPeriod, DossierQuery> Opened(string procedure) => p => new() { Procedure = procedure, OpenedFrom = p.From, OpenedUntil = p.Until };

    private static Func<CountedPeriod, DossierQuery> Closed(string procedure) => p => new() { Procedure = procedure, Open = false, ClosedFrom = p.From, ClosedUntil = p.Until };
}
