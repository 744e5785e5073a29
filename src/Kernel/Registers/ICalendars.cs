using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>What became of a file of published years.</summary>
/// <param name="Kept">Years that are new or say something else than before; due dates that hang on them are worked out again.</param>
/// <param name="Same">Years that were known already.</param>
/// <param name="Errors">Why other years were not taken.</param>
public sealed record CalendarImport(IReadOnlyList<int> Kept, IReadOnlyList<int> Same, IReadOnlyList<CalendarError> Errors, Refusal? Refusal);

/// <summary>
/// Takes published years in. The years that come with the program need no import; an imported year stands beside them, or in place of
/// one whose notice was changed. Every version is kept.
/// </summary>
public interface ICalendars
{
    /// <param name="source">The notice or the file it was taken from.</param>
    Task<CalendarImport> ImportAsync(string json, string source, Actor actor, CancellationToken cancel);
}
