using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Procedures;

/// <summary>Somebody did something to a dossier: enough to keep duties apart, not the whole line of the ledger.</summary>
public sealed record ActMark(string Action, PersonId By, DateTimeOffset At);

/// <summary>More time was asked for and is not yet answered.</summary>
public sealed record TimeAsked(DateOnly Until, string Reason, PersonId By);

/// <summary>
/// Anything that goes from hand to hand until it is finished. The columns of this class are kept for every dossier of every
/// module; what a module adds in its own class is kept as content. Only the <see cref="Desk"/> changes a dossier.
/// </summary>
public abstract class Dossier
{
    public Guid Id { get; internal set; }

    /// <summary>The number people quote: <c>GD-2026-00017</c>. Given when it is opened.</summary>
    public string Number { get; internal set; } = "";

    public string Procedure { get; internal set; } = "";

    /// <summary>The version of the procedure it was opened under and keeps.</summary>
    public string Version { get; internal set; } = "";

    public UnitId Unit { get; protected internal set; }

    /// <summary>Where the unit stands today; filled in by the store.</summary>
    public UnitPath Path { get; internal set; }

    public string Title { get; protected internal set; } = "";

    public string StateName { get; internal set; } = "";

    /// <summary>The step within the state, where the state has steps.</summary>
    public string? Step { get; internal set; }

    /// <summary>The one person it is with, where the procedure names one.</summary>
    public PersonId? Assignee { get; protected internal set; }

    public PersonId OpenedBy { get; internal set; }
    public DateTimeOffset OpenedAt { get; internal set; }
    public DateTimeOffset ChangedAt { get; internal set; }
    public DateTimeOffset? ClosedAt { get; internal set; }

    /// <summary>The first day of the present state; not counted in any time limit.</summary>
    public DateOnly EnteredOn { get; internal set; }

    /// <summary>The last day in time; null when nothing is due.</summary>
    public DateOnly? DueOn { get; internal set; }

    /// <summary>The exact moment, where the limit is in hours.</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>The date reaches into a year whose holidays are not published yet.</summary>
    public bool DueProvisional { get; internal set; }

    public bool Extended { get; internal set; }

    /// <summary>Calendar days that were left when the clock stopped; null while it runs.</summary>
    public int? DaysLeft { get; internal set; }

    /// <summary>Grows by one with every line in the ledger.</summary>
    public int Revision { get; internal set; }

    /// <summary>Hash of this dossier's newest line in the ledger.</summary>
    public Digest? Head { get; internal set; }

    /// <summary>The group that alone may know of it; null when the unit decides.</summary>
    public string? Compartment { get; protected internal set; }

    /// <summary>Content is kept apart and may be erased.</summary>
    public bool Sealed { get; protected internal set; }

    /// <summary>Persons who may read it whatever their duty and group: both sides of a talk, reviewers, a panel.</summary>
    public List<PersonId> Parties { get; protected internal set; } = [];

    /// <summary>Persons who must never learn of it, whatever their duty.</summary>
    public List<PersonId> Recused { get; internal set; } = [];

    /// <summary>Persons who do not see it for now, whatever their duty: whom the matter is about, before they are told.</summary>
    public List<PersonId> Withheld { get; internal set; } = [];

    /// <summary>Whom it is kept from, for ever or for now.</summary>
    public IReadOnlyCollection<PersonId> KeptFrom => [.. Recused.Union(Withheld)];

    /// <summary>Whom the matter is about, where it is about a person's conduct. That person takes their own part in it and keeps nobody else from it.</summary>
    protected internal virtual PersonId? Concerns => null;

    /// <summary>The dossier it came from.</summary>
    public Guid? Origin { get; protected internal set; }

    /// <summary>The dossier it is part of: the item above it, the document it was taken from.</summary>
    public Guid? Parent { get; protected internal set; }

    /// <summary>What has been done by whom, oldest first.</summary>
    public List<ActMark> Acts { get; internal set; } = [];

    /// <summary>How many acts there were when the present state was entered; approvals are counted from there.</summary>
    internal int EnteredAct { get; set; }

    public TimeAsked? TimeAsked { get; internal set; }

    public bool Closed => ClosedAt is not null;

    /// <summary>More time was granted. A dossier that names its own due date keeps the new one here, or the next state would fall back to the old.</summary>
    protected internal virtual void GiveTimeUntil(DateOnly until) { }

    /// <summary>What it can be found by besides its number and title: texts that whoever sees the dossier may read.</summary>
    protected internal virtual IEnumerable<string?> FoundBy => [];

    /// <summary>The place of its content where one of the words stands, with what is around it; null where none does.</summary>
    public string? PassageWith(IEnumerable<string> words)
    {
        const int around = 40;
        foreach (var text in FoundBy.OfType<string>())
        {
            foreach (var word in words)
            {
                var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                if (at < 0) continue;
                var (from, to) = (Math.Max(0, at - around), Math.Min(text.Length, at + word.Length + around));
                return $"{(from > 0 ? "…" : "")}{text[from..to].ReplaceLineEndings(" ")}{(to < text.Length ? "…" : "")}";
            }
        }

        return null;
    }

    public bool Did(PersonId person, Type action) => Acts.Any(a => a.By == person && a.Action == action.Name);

    /// <summary>The units and persons below which this is filed, seen through the second wall in the database as well.</summary>
    public bool VisibleTo(Actor actor) =>
        actor.IsSystem ||
        (!Recused.Contains(actor.Id)
         && !Withheld.Contains(actor.Id)
         && (IsParty(actor)
             || ((Compartment is null || actor.Groups.Contains(Compartment))
                 && (actor.Receipt == Id || actor.Scope.Contains(Unit) || (!actor.Id.IsNobody && (Assignee == actor.Id || OpenedBy == actor.Id))))));

    internal bool IsParty(Actor actor) => !actor.Id.IsNobody && Parties.Contains(actor.Id);
}

/// <summary>A dossier whose states are the values of <typeparamref name="TState"/>.</summary>
public abstract class Dossier<TState> : Dossier where TState : struct, Enum
{
    public TState State => Enum.Parse<TState>(StateName);
}
