using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Procedures;

/// <summary>Where dossiers are kept. The one implementation is PostgreSQL; the interface keeps its package out of the kernel.</summary>
public interface IDossierStore
{
    /// <summary>Begins a transaction that sees what <paramref name="actor"/> may see.</summary>
    Task<IWork> BeginAsync(Actor actor, CancellationToken cancel);

    /// <summary>Begins a transaction and locks the dossier, in one exchange with the database. The dossier is null where there is none to be seen.</summary>
    Task<(IWork Work, Dossier? Dossier)> BeginWithAsync(Guid dossier, Actor actor, CancellationToken cancel);

    /// <summary>Reads without locking; null also where it is not yours to know.</summary>
    Task<Dossier?> FindAsync(Guid id, Actor actor, CancellationToken cancel);
}

/// <summary>One unit of work: everything the desk did is saved together or not at all. Disposed without commit, nothing happened.</summary>
public interface IWork : IAsyncDisposable
{
    /// <summary>The dossier, locked until the end of the work; null also where it is not yours to know.</summary>
    Task<Dossier?> LoadAsync(Guid id, CancellationToken cancel);

    /// <summary>Reads another dossier as the system, without locking it: to judge by, not to show.</summary>
    Task<Dossier?> ReadAsync(Guid id, CancellationToken cancel);

    /// <summary>The next number of a series. Numbers are given once and may have gaps.</summary>
    ValueTask<long> NextNumberAsync(string prefix, int year, CancellationToken cancel);

    /// <summary>An id for a line that is about to be written.</summary>
    ValueTask<long> NextLineAsync(CancellationToken cancel);

    void Append(LedgerLine line, LedgerContent content);
    void Insert(Dossier dossier);
    void Update(Dossier dossier);
    void Send(Notice notice, Guid? dossier);
    void Record(FactEvent fact, Guid dossier);

    /// <summary>Places a file that the same person handed in.</summary>
    void Place(FileId file, Guid dossier);

    /// <summary>Puts a slip into the ballot box of a dossier that this work has locked.</summary>
    Task CastAsync(Guid box, Slip slip, CancellationToken cancel);

    /// <summary>Takes out what is in the box; afterwards there is none.</summary>
    Task<BallotTally> EmptyBoxAsync(Guid box, CancellationToken cancel);

    Task CommitAsync(CancellationToken cancel);
}

/// <summary>The rules of the day: calendar, settings and organisation as they stand. Kept in memory and made anew when one of them changes.</summary>
public interface IRules
{
    WorkingCalendar Calendar { get; }
    Settings.SettingValues Settings { get; }
    Organisations.OrgTree Organisation { get; }

    /// <summary>Where the organ is: in which zone its days begin and its hours are written.</summary>
    TimeZoneInfo Zone { get; }

    /// <summary>The superiors in line and the declared relatives of a person: whoever must not learn of a matter that names them.</summary>
    IReadOnlyList<PersonId> LineOf(PersonId person);
}

/// <summary>There is no such thing, or it is not yours to know: the answer is the same.</summary>
public sealed class NotFoundException() : Exception("Not found.");

/// <summary>A dossier with this id exists already: the same form was sent twice, or two programs did the same work at once.</summary>
public sealed class OpenedAlreadyException() : Exception("Opened already.");
