namespace Qinglian.Kernel;

/// <summary>Identifiers ordered by the time they were made (UUID version 7): the only place they come from.</summary>
public static class Ids
{
    public static Guid New(TimeProvider clock) => New(clock.GetUtcNow());

    public static Guid New(DateTimeOffset at) => Guid.CreateVersion7(at);
}
