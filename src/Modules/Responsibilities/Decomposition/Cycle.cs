using Qinglian.Kernel;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>How often a duty comes back, as far as the text says so.</summary>
public enum Cycle
{
    [Words("每月", "monthly")] Monthly,
    [Words("每季度", "quarterly")] Quarterly,
    [Words("每半年", "half-yearly")] HalfYearly,
    [Words("每年", "yearly")] Yearly,

    // Also what comes back at intervals that the text leaves to the unit (定期) or to events (节前): no interval is ever assumed.
    [Words("经常或持续", "ongoing")] Ongoing,
    [Words("一次", "once")] Once,
}
