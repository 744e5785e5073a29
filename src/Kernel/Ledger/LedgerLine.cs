namespace Qinglian.Kernel.Ledger;

/// <summary>One fact: who did what to which dossier or entry, and when. Never changed, never removed.</summary>
public sealed record LedgerLine
{
    /// <summary>The number the database gave the line; unique, but neither dense nor the place in the tree.</summary>
    public required long Id { get; init; }

    /// <summary>The instant in UTC; parts of a microsecond are dropped, as PostgreSQL would drop them.</summary>
    public required DateTimeOffset At { get; init => field = LineEncoding.WholeMicroseconds(value); }

    /// <summary>The person who acted; empty: the system.</summary>
    public Guid Actor { get; init; }

    public required LineKind Kind { get; init; }

    /// <summary>The dossier or register entry; empty if the line is about none.</summary>
    public Guid Subject { get; init; }

    /// <summary>The revision of the subject after this line, or the one that was seen; 0 without a subject.</summary>
    public int Revision { get; init; }

    public string Procedure { get; init; } = "";

    public string Action { get; init; } = "";

    /// <summary>SHA-256 of the salt followed by the content; says nothing about the content once the salt is erased.</summary>
    public required Digest Commitment { get; init; }

    /// <summary>The leaf hash of the line before this one in its subject's chain; null for the first and outside a chain.</summary>
    public Digest? Previous { get; init; }

    /// <summary>Whether this line is a link in its subject's chain.</summary>
    public bool InChain => Subject != Guid.Empty && Kind.ChangesSubject();
}
