using Qinglian.Kernel;
using Qinglian.Kernel.Settings;

namespace Qinglian.Web;

/// <summary>How this installation presents itself.</summary>
/// <param name="Demo">The data are invented and roles may be tried: only ever true when the program listens on this machine alone.</param>
public sealed record SiteOptions(bool Demo, string AssetVersion)
{
    /// <summary>Taken back at the start where the database holds anything but the demonstration county: its people must never be tried as roles.</summary>
    public bool Demo { get; internal set; } = Demo;
}

/// <summary>Settings of the pages.</summary>
public static class SiteSettings
{
    public static readonly Setting NearDays = new("pages.near-days", new("临期提醒天数", "days before the due day on which a light turns yellow"), SettingKind.Number, "3",
        new("多数单位以三日为临期；可按本单位习惯调整。", "Most offices use three days; change it to your own habit."));
}
