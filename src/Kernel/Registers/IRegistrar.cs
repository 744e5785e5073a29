using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>
/// The one place where registers change. Each change is a new version with its line in the ledger, or refused with words beside the
/// field; an empty list of refusals means done.
/// </summary>
public interface IRegistrar
{
    /// <summary>Puts a new entry on the register, under an id the caller chose, so that a form sent twice adds one.</summary>
    Task<IReadOnlyList<Refusal>> AddAsync(Guid id, object row, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancel);

    /// <summary>Records what holds from a day on. A day that has passed already corrects what was recorded for it since.</summary>
    /// <param name="seen">The revision the person had before them.</param>
    /// <exception cref="NotFoundException">There is no such entry, or it is not this person's to know.</exception>
    Task<IReadOnlyList<Refusal>> ChangeAsync(Guid id, object row, int seen, DateOnly from, string reason, Actor actor, CancellationToken cancel);

    /// <summary>Ends an entry. The last day still counts; the day before today ends it at once.</summary>
    Task<IReadOnlyList<Refusal>> EndAsync(Register register, Guid id, int seen, DateOnly lastDay, string reason, Actor actor, CancellationToken cancel);

    /// <summary>Does everything the import would do and undoes it, so that the report is exact.</summary>
    Task<ImportReport> TryImportAsync(ImportOrder order, Actor actor, CancellationToken cancel);

    /// <summary>
    /// Reads the good lines in and gives the bad ones back. Saved in batches: after a stop the same file is sent again, and what is
    /// there already counts as unchanged.
    /// </summary>
    Task<ImportReport> ImportAsync(ImportOrder order, Actor actor, Action<int, int>? report, CancellationToken cancel);

    Task<RegisterPage> ListAsync(Register register, RegisterQuery query, Actor actor, CancellationToken cancel);

    /// <summary>All of them, a page at a time, so that memory stays bounded.</summary>
    IAsyncEnumerable<Entry> AllAsync(Register register, RegisterQuery query, Actor actor, CancellationToken cancel);

    /// <summary>The version that holds on a day (null: today, or the newest where none holds today); null also where it is not yours to know.</summary>
    Task<Entry?> FindAsync(Register register, Guid id, DateOnly? on, Actor actor, CancellationToken cancel);

    /// <summary>All versions, newest first.</summary>
    Task<IReadOnlyList<Entry>> HistoryAsync(Register register, Guid id, Actor actor, CancellationToken cancel);

    /// <summary>The register as a table, in one language; written into the ledger as an export.</summary>
    Task<RegisterSheet> ExportAsync(Register register, RegisterQuery query, Language language, Actor actor, CancellationToken cancel);

    /// <summary>How the units and persons of a page are written.</summary>
    Task<References> ReferencesAsync(IReadOnlyList<Entry> entries, CancellationToken cancel);

    /// <summary>The units, and the persons with these numbers: what a form that names them is read with.</summary>
    Task<References> ReferencesToAsync(IReadOnlyCollection<string> personNumbers, CancellationToken cancel);

    /// <summary>Fills registers that are still empty with what every installation begins with.</summary>
    Task SeedAsync(CancellationToken cancel);
}
