using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Data.Accounts;

/// <summary>
/// Writes what happens to accounts into the ledger, before it takes effect for the person. Lines hold who, what and why: never a password,
/// a code, a network address, or what somebody typed as a name (which may be a password in the wrong field).
/// </summary>
public sealed class AccountLedger(ILedgerBook ledger, IActors actors)
{
    /// <summary>What the lines name as their procedure.</summary>
    public const string Procedure = "account";

    /// <summary>What is not known of an event is left out of its line.</summary>
    private sealed record Content(SessionMethod? Method = null, SignInFailure? Failure = null, Guid? Session = null);

    public async Task RecordAsync(AccountEvent what, PersonId person, CancellationToken cancel, SessionMethod? method = null, Guid? session = null) =>
        await WriteAsync(what, person, new(method, Session: session), await actors.LoadAsync(person, cancel) ?? Actor.Public, cancel);

    /// <summary>Something somebody else did to the account.</summary>
    public Task RecordAsync(AccountEvent what, PersonId person, Actor by, CancellationToken cancel) => WriteAsync(what, person, new(), by, cancel);

    /// <summary>Nobody knows who failed: the line names the account that was tried, and nobody as its actor.</summary>
    public Task RecordFailureAsync(SignInFailure why, PersonId? person, CancellationToken cancel) =>
        WriteAsync(AccountEvent.SignInFailed, person ?? default, new(Failure: why), Actor.Public, cancel);

    public Task RecordHeldBackAsync(PersonId? person, CancellationToken cancel) => WriteAsync(AccountEvent.SignInsHeldBack, person ?? default, new(), Actor.Public, cancel);

    private Task WriteAsync(AccountEvent what, PersonId person, Content content, Actor actor, CancellationToken cancel) =>
        ledger.RecordAsync(KindOf(what), person.Value, Procedure, what.ToString(), content, actor, cancel);

    private static LineKind KindOf(AccountEvent what) => what switch
    {
        AccountEvent.SignedIn or AccountEvent.SignInFailed or AccountEvent.SignInsHeldBack or AccountEvent.DemoSignedIn or AccountEvent.Confirmed or AccountEvent.RecoveryCodeUsed => LineKind.SignIn,
        AccountEvent.SignedOut or AccountEvent.SessionEnded => LineKind.SignOut,
        _ => LineKind.System,
    };
}
