using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Facts;

/// <summary>A notice in somebody's inbox.</summary>
public sealed record InboxNotice(long Id, Guid? Dossier, Words Text, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <summary>The inbox of each person.</summary>
public interface INotices
{
    Task<int> UnreadAsync(Actor actor, CancellationToken cancel);

    /// <summary>Newest first; <paramref name="before"/> is the id the page before ended with.</summary>
    Task<IReadOnlyList<InboxNotice>> ListAsync(Actor actor, long? before, int take, CancellationToken cancel);

    /// <summary>Marks one notice read, or all of them.</summary>
    Task ReadAsync(Actor actor, long? notice, DateTimeOffset at, CancellationToken cancel);
}
