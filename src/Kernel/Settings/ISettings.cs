using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Settings;

/// <summary>One version of a setting's value.</summary>
public sealed record SettingVersion(int Version, string Value, string Reason, PersonId ChangedBy, DateTimeOffset ChangedAt);

/// <summary>Changes settings, each change a new version with its reason and its line in the ledger.</summary>
public interface ISettings
{
    /// <summary>Null when done.</summary>
    /// <param name="seen">The version the person had before them; 0 is the default as shipped.</param>
    Task<Refusal?> ChangeAsync(Setting setting, string value, string reason, int seen, Actor actor, CancellationToken cancel);

    /// <summary>All versions, newest first; the default as shipped is not among them.</summary>
    Task<IReadOnlyList<SettingVersion>> HistoryAsync(Setting setting, CancellationToken cancel);
}
