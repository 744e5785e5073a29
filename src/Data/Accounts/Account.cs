using Qinglian.Kernel;

namespace Qinglian.Data.Accounts;

/// <summary>How one person signs in. What they may do is not here: it follows from their duties.</summary>
public sealed class Account
{
    public required PersonId Person { get; init; }
    public required string UserName { get; set; }
    public string NormalizedName { get; set; } = "";
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";

    /// <summary>Counts the changes: a change that has not seen the newest is refused.</summary>
    public int Revision { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until the person has first set a password.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }
    public DateTimeOffset? PasswordAt { get; set; }

    /// <summary>The seed of the authenticator app, sealed; null where none is set up.</summary>
    public byte[]? TotpSeed { get; set; }

    public byte[]? TotpPending { get; set; }

    public bool Disabled => DisabledAt is not null;
}
