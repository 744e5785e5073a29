using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Procedures;

/// <summary>In what order a list stands.</summary>
public enum DossierOrder
{
    [Words("最新登记", "newest first")] Newest,
    [Words("期限先后", "by due date")] Due,
}

/// <summary>Which dossiers to list. What is not said does not narrow.</summary>
public sealed record DossierQuery
{
    public string? Procedure { get; init; }
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>This unit and all below it.</summary>
    public UnitId? Within { get; init; }

    /// <summary>These units only.</summary>
    public IReadOnlyList<UnitId> Units { get; init; } = [];

    public PersonId? Assignee { get; init; }
    public PersonId? OpenedBy { get; init; }
    public Guid? Parent { get; init; }
    public Guid? Origin { get; init; }

    /// <summary>Those whose content names one of these as its <c>period</c>; none named does not narrow.</summary>
    public IReadOnlyList<Period> Periods { get; init; } = [];

    /// <summary>Those that wait for one person (<see cref="Procedures.Turns"/>); null does not narrow, an empty list finds nothing.</summary>
    public IReadOnlyList<Turn>? Turns { get; init; }

    /// <summary>True: not closed; false: closed.</summary>
    public bool? Open { get; init; }

    /// <summary>Only those whose due date rests on a year that is not published yet.</summary>
    public bool Provisional { get; init; }

    /// <summary>Closed on or after this moment, and before that one.</summary>
    public DateTimeOffset? ClosedFrom { get; init; }
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>Due on or before this day.</summary>
    public DateOnly? DueUntil { get; init; }
    public DateOnly? DueFrom { get; init; }
    public DateTimeOffset? OpenedFrom { get; init; }
    public DateTimeOffset? OpenedUntil { get; init; }

    /// <summary>The most that one search by text finds, the newest first; paging by the newest goes on beyond.</summary>
    public const int TextMost = 2000;

    /// <summary>Words of the number, the title or the content. A single Chinese character is looked for in number and title.</summary>
    public string? Text { get; init; }

    public DossierOrder Order { get; init; } = DossierOrder.Newest;

    /// <summary>Where the page before ended, as the page itself said; null for the first.</summary>
    public string? After { get; init; }

    public int Take { get; init; } = 20;
}

/// <summary>One page of a list.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record DossierList(IReadOnlyList<Dossier> Dossiers, string? Next);

/// <summary>How many dossiers of a procedure stand in a state at a unit, and how many of them are overdue.</summary>
public sealed record DossierCount(string Procedure, string State, UnitId Unit, int Number, int Overdue);

/// <summary>How many finished dossiers of a unit that had a due date at the end were finished by it, and how many later.</summary>
public sealed record Timeliness(UnitId Unit, int InTime, int Late);

/// <summary>Reads dossiers. Shows what the actor may see and nothing else.</summary>
public interface IDossiers
{
    Task<Dossier?> FindAsync(Guid id, Actor actor, CancellationToken cancel);
    Task<IReadOnlyList<Dossier>> FindAsync(IReadOnlyList<Guid> ids, Actor actor, CancellationToken cancel);
    Task<DossierList> ListAsync(DossierQuery query, Actor actor, CancellationToken cancel);

    /// <summary>All of them, a page at a time, so that memory stays bounded.</summary>
    IAsyncEnumerable<Dossier> AllAsync(DossierQuery query, Actor actor, CancellationToken cancel);

    /// <summary>The exact number up to <paramref name="most"/>; beyond that, <paramref name="most"/>.</summary>
    Task<int> CountAsync(DossierQuery query, Actor actor, int most, CancellationToken cancel);

    /// <summary>Numbers by procedure, state and unit.</summary>
    Task<IReadOnlyList<DossierCount>> CountsAsync(DossierQuery query, Actor actor, CancellationToken cancel);

    /// <summary>Of those that are finished: in time and late, by unit. The day of the finish still counts as in time.</summary>
    Task<IReadOnlyList<Timeliness>> TimelinessAsync(DossierQuery query, Actor actor, CancellationToken cancel);
}
