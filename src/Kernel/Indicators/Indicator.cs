using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Indicators;

/// <summary>Which of the dossiers found a figure counts.</summary>
public enum Tally
{
    [Words("全部", "all of them")] All,

    /// <summary>Finished by the day that was due at the end; that day still counts.</summary>
    [Words("按期办结的", "those finished in time")] InTime,
    [Words("逾期办结的", "those finished late")] Late,
}

/// <summary>A period as dossiers know it: by the moments at which they were opened and closed.</summary>
/// <param name="Until">The first moment that no longer belongs to it.</param>
public sealed record CountedPeriod(Period Period, DateTimeOffset From, DateTimeOffset Until);

/// <summary>
/// A figure that the records give by themselves, declared once by the module that keeps them. Counts and dates of recorded acts of units
/// only: never a trait, an opinion or a score. Whatever shows the figure reads it from here, and nobody is asked for it.
/// </summary>
/// <param name="Code">Never changes; begins with the code of the module.</param>
/// <param name="CountedIn">What one of it is: a matter, a request.</param>
/// <param name="Definition">What is counted and what is not, for the person who confirms it.</param>
/// <param name="Rows">The dossiers behind the figure of a period, whatever their unit.</param>
public sealed record Indicator(string Code, Words Name, Words CountedIn, Words Definition, Func<CountedPeriod, DossierQuery> Rows, Tally Tally = Tally.All)
{
    /// <summary>Other names under which forms used to ask for the same figure.</summary>
    public IReadOnlyList<Words> AlsoCalled { get; init; } = [];
}
