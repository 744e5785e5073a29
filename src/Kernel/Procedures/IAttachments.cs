using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Procedures;

/// <summary>A file kept with a dossier, or just handed in and not yet placed.</summary>
/// <param name="Sha256">Of the file as it was handed in.</param>
public sealed record Attachment(FileId Id, Guid? Dossier, string Name, string MediaType, long Size, Digest Sha256, PersonId By, DateTimeOffset At);

/// <summary>Files are stored encrypted, each under its own key, and known by their hash.</summary>
public interface IAttachments
{
    /// <summary>The largest file taken, in bytes; said on the form before somebody waits for an upload.</summary>
    long MaxBytes { get; }

    /// <summary>Stores a file; an action places it. A file that is placed in no dossier within a day is removed.</summary>
    /// <returns>Why the file is not taken; null and the id where it is.</returns>
    Task<(FileId? File, Refusal? Refusal)> KeepAsync(Stream content, string name, string mediaType, Actor actor, CancellationToken cancel);

    Task<Attachment?> FindAsync(FileId file, Actor actor, CancellationToken cancel);
    Task<IReadOnlyList<Attachment>> OfAsync(Guid dossier, Actor actor, CancellationToken cancel);

    /// <summary>Writes the file as it was handed in. Fails whole if one byte was changed in the store.</summary>
    Task ReadAsync(Attachment attachment, Stream target, CancellationToken cancel);
}
