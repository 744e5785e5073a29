using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Indicators;

namespace Qinglian.Foundation;

/// <summary>The figures that the requests for instruction give by themselves.</summary>
internal static class Figures
{
    public static IReadOnlyList<Indicator> All { get; } =
    [
        new("foundation.requests-filed", new("提交请示报告", "requests and reports filed"), new("件", "requests"), new("当月提交的请示报告，已撤回的不计；双重领导事项报两个方向的计两件。", "Requests and reports filed in the month, those withdrawn left out; one sent to both sides counts twice."),
            p => new() { Procedure = "instruction", States = [.. Enum.GetNames<InstructionState>().Where(s => s != nameof(InstructionState.Withdrawn))], OpenedFrom = p.From, OpenedUntil = p.Until }),
    ];
}
