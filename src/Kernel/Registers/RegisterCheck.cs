using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Registers;

/// <summary>What a register may look at to judge a row: the entry it would become, and the other entries as they stand.</summary>
/// <param name="Id">The entry, also when it is only about to be added.</param>
/// <param name="Number">Its number; null while it has none.</param>
/// <param name="From">The day from which the row would hold.</param>
/// <param name="Until">Its last day, if it has one.</param>
/// <param name="By">Who records it; nobody where the system does.</param>
public sealed record RegisterCheck(Guid Id, int? Number, DateOnly From, DateOnly? Until, DateOnly Today, PersonId By, SettingValues Settings, IEntries Entries)
{
    /// <summary>Who keeps which field already, for registers of forms.</summary>
    public FieldOwners Owners { get; init; } = FieldOwners.None;

    /// <summary>Whether an entry lasts at the same time as this one would.</summary>
    public bool Meets(Entry other) =>
        other.Id != Id && (other.EndsOn is null || other.EndsOn >= other.BeginsOn)
        && (other.EndsOn is null || From <= other.EndsOn) && (Until is null || other.BeginsOn <= Until);
}

/// <summary>The newest versions of entries, read inside the transaction that is about to change them.</summary>
public interface IEntries
{
    /// <summary>The entries whose column holds this value, ended ones included.</summary>
    Task<IReadOnlyList<Entry>> WhereAsync<TRow>(string column, object value, CancellationToken cancel) where TRow : class;

    /// <summary>The entry with this number.</summary>
    Task<Entry?> NumberedAsync<TRow>(int number, CancellationToken cancel) where TRow : class;
}
