using Qinglian.Kernel;
using Qinglian.Kernel.Indicators;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Warnings;

/// <summary>The figures that the alerts give by themselves.</summary>
internal static class Figures
{
    public static IReadOnlyList<Indicator> All { get; } =
    [
        new("warnings.alerts-raised", new("产生预警", "alerts raised"), new("件", "alerts"), new("当月产生的预警，已撤回的误报不计。", "Alerts raised in the month; those withdrawn as wrong are left out."),
            p => new() { Procedure = "alert", States = [.. Enum.GetNames<AlertState>().Where(s => s != nameof(AlertState.Withdrawn))], OpenedFrom = p.From, OpenedUntil = p.Until })
        {
            AlsoCalled = [new("预警", "warnings")],
        },
    ];
}
