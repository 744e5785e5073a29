using Qinglian.Bench.Faults;

namespace Qinglian.Tests.Faults;

/// <summary>The short run; ./bench/run faults is the long one.</summary>
public sealed class KilledUnderLoadTests
{
    [Fact]
    public async Task Whatever_is_killed_under_load_no_acknowledged_act_is_lost_and_the_ledger_holds()
    {
        var report = await FaultRun.RunAsync(web: 4, database: 2, seed: 7, _ => { });

        Assert.Empty(report.Wrong);
        Assert.True(report.Acknowledged > 0 && report.ByForms > 0, report.Summary);
    }
}
