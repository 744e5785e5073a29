using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Data.Accounts;

/// <summary>What came of a try to come in: a session with the token for the browser, or why not.</summary>
public sealed record Entrance(Session? Session, string? Token, Words? Refused, string? Field = null)
{
    public static Entrance No(Words why, string? field = null) => new(null, null, why, field);
}

/// <summary>The way in: password, then second factor; or a passkey, which is both. Every try leaves a line in the ledger.</summary>
public sealed class Door(
    UserManager<Account> users, IPasskeyHandler<Account> passkeys, SecondFactor factors, Sessions sessions, Throttle throttle, Challenges challenges,
    Codes codes, StaffKeys keys, AccountLedger ledger, IActors actors, IDirectory directory, IRules rules, TimeProvider clock)
{
    public const string AssertionPurpose = "assertion";
    public const string AttestationPurpose = "attestation";

    // The work of a hash is bounded, or a flood of sign-ins would take the processors from everybody else.
    private static readonly SemaphoreSlim Hashing = new(Environment.ProcessorCount);
    private static readonly TimeSpan HashingWait = TimeSpan.FromSeconds(5);
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(AccountServices.Hashing)).HashPassword(null!, OneTimeCode.New()));

    // One sentence for every reason: the door does not tell which names exist.
    private static readonly Words NotRight = new("用户名或密码不正确。忘记密码请联系安全管理员重置。", "The user name or the password is not right. If you forgot it, ask the security administrator for a reset.");
    private static readonly Words CodeNotRight = new("用户名或激活码不正确，或激活码已过期。", "The user name or the code is not right, or the code has expired.");
    private static readonly Words KeyFirst = new(
        "您的加密密钥还没有打开，改密码会使它失效。请先在“我的账户”中打开加密密钥。",
        "Your key for sealed reports is not open, and a new password would leave it behind. Open it first, on the page of your account.");
    private static readonly Words Busy = new("系统繁忙，请稍后再试。", "The system is busy: please try again in a moment.");

    public async Task<Entrance> PasswordAsync(string name, string password, Visit visit, CancellationToken cancel)
    {
        var known = await users.FindByNameAsync(Trim(name));
        var taken = await throttle.TakeAsync(users.NormalizeName(Trim(name)), known?.Person, visit, cancel);
        if (taken.Refused) return await HoldBackAsync(users.NormalizeName(Trim(name)), known?.Person, taken, cancel);

        if (await CheckPasswordAsync(known, password) is not { } right) return Entrance.No(Busy);
        var why = known is null ? SignInFailure.NoSuchName
            : known.PasswordHash is null ? SignInFailure.NotActivated
            : !right ? SignInFailure.WrongPassword
            : known.Disabled ? SignInFailure.Disabled
            : await actors.LoadAsync(known.Person, cancel) is null ? SignInFailure.NotOnRegister
            : (SignInFailure?)null;
        if (why is { } failure)
        {
            await ledger.RecordFailureAsync(failure, known?.Person, cancel);
            return Entrance.No(NotRight);
        }

        await throttle.GiveBackAsync(taken, cancel);
        return await WithKeyAsync(await BeginAsync(known!, visit, cancel), password, cancel);
    }

    /// <summary>The second step with a code of the authenticator app, or with a recovery code.</summary>
    public async Task<Entrance> FactorAsync(Session session, string typed, bool recovery, Visit visit, CancellationToken cancel)
    {
        if (session.Stage is not SessionStage.AwaitsFactor || await AccountOfAsync(session) is not { } account) return Entrance.No(Busy);
        var taken = await throttle.TakeCodeAsync(account.Person, visit, cancel);
        if (taken.Refused) return await HoldBackAsync(account.NormalizedName, account.Person, taken, cancel);

        if (await TryAsync(account, typed, recovery, cancel) is { } failure) return await WrongCodeAsync(account, failure, cancel);
        await throttle.GiveBackAsync(taken, cancel);
        return await RaiseAsync(session, recovery ? SessionMethod.RecoveryCode : SessionMethod.Authenticator, AccountEvent.SignedIn, cancel);
    }

    /// <summary>What the browser asks its passkeys, and what it must bring back with the answer.</summary>
    public async Task<(string Options, string Token)?> AskPasskeyAsync(HttpContext http, Visit visit, CancellationToken cancel)
    {
        if ((await throttle.TakeQuestionAsync(visit, cancel)).Refused) return null;
        var asked = await passkeys.MakeRequestOptionsAsync(null, http);
        return (asked.RequestOptionsJson, await challenges.AskAsync(AssertionPurpose, null, asked.AssertionState ?? "", cancel));
    }

    /// <summary>A passkey with its own check of the person (PIN, finger, face) is possession and knowledge in one: no further factor is asked.</summary>
    public async Task<Entrance> PasskeyAsync(string credential, string? question, Session? half, Visit visit, HttpContext http, CancellationToken cancel)
    {
        var answered = await AnswerAsync(credential, question, http, cancel);
        if (answered is null || answered.Disabled || (half is not null && half.Person != answered.Person) || await actors.LoadAsync(answered.Person, cancel) is null)
        {
            await ledger.RecordFailureAsync(SignInFailure.BadPasskey, answered?.Person, cancel);
            return Entrance.No(new("通行密钥未被接受，请重试或改用密码。", "The passkey was not accepted: try again, or use your password."));
        }

        if (half is not null) return await RaiseAsync(half, SessionMethod.Passkey, AccountEvent.SignedIn, cancel);
        var (session, token) = await sessions.BeginAsync(answered.Person, SessionStage.Full, SessionMethod.Passkey, visit.Device, cancel);
        await ledger.RecordAsync(AccountEvent.SignedIn, session.Person, cancel, SessionMethod.Passkey, session.Id);
        return new(session, token, null);
    }

    /// <summary>Sets the password with the code that was handed over: the first time, or after a reset.</summary>
    public async Task<Entrance> ActivateAsync(string name, string code, string password, Visit visit, CancellationToken cancel)
    {
        var account = await users.FindByNameAsync(Trim(name));
        var taken = await throttle.TakeAsync(users.NormalizeName(Trim(name)), account?.Person, visit, cancel);
        if (taken.Refused) return await HoldBackAsync(users.NormalizeName(Trim(name)), account?.Person, taken, cancel);

        var issued = account is { Disabled: false } ? await codes.FindAsync(account.Person, code, cancel) : null;
        if (account is null || issued is null)
        {
            await ledger.RecordFailureAsync(SignInFailure.BadActivationCode, account?.Person, cancel);
            return Entrance.No(CodeNotRight, "code");
        }

        if (PasswordRules.Check(password, await ContextAsync(account, cancel)) is { } problem)
        {
            await throttle.GiveBackAsync(taken, cancel);
            return Entrance.No(problem, "password");
        }

        // The code is taken away first: of two who send it at once, one sets a password.
        if (!await codes.UseAsync(account.Person, code, cancel)) return Entrance.No(CodeNotRight, "code");
        if (issued.SecondFactor) await factors.ClearAsync(account, cancel);
        if (!await SetPasswordAsync(account, password)) return Entrance.No(Busy);
        // The old password is gone, and with it what it locked: from here on only the recovery key opens the old key.
        await keys.ForgetPasswordAsync(account.Person, cancel);
        await sessions.EndAllAsync(account.Person, null, cancel);
        await ledger.RecordAsync(AccountEvent.Activated, account.Person, cancel);
        await throttle.GiveBackAsync(taken, cancel);
        return await WithKeyAsync(await BeginAsync(account, visit, cancel), password, cancel);
    }

    /// <summary>Whether it is still the same person: password and second factor once more (ASVS 7.5.1).</summary>
    public async Task<Entrance> ConfirmAsync(Session session, string password, string code, Visit visit, CancellationToken cancel)
    {
        if (await AccountOfAsync(session) is not { } account) return Entrance.No(Busy);
        var taken = await throttle.TakeAsync(account.NormalizedName, account.Person, visit, cancel);
        if (!taken.Refused) taken = await throttle.TakeCodeAsync(account.Person, visit, cancel) is { } also ? new(also.Wait, [.. taken.Keys, .. also.Keys]) : taken;
        if (taken.Refused) return await HoldBackAsync(account.NormalizedName, account.Person, taken, cancel);

        if (await CheckPasswordAsync(account, password) is not { } right) return Entrance.No(Busy);
        if (!right)
        {
            await ledger.RecordFailureAsync(SignInFailure.WrongPassword, account.Person, cancel);
            return Entrance.No(new("密码不正确。", "The password is not right."), "password");
        }

        if (await TryAsync(account, code, recovery: false, cancel) is { } failure) return await WrongCodeAsync(account, failure, cancel);
        await throttle.GiveBackAsync(taken, cancel);
        return await WithKeyAsync(await RaiseAsync(session, SessionMethod.Authenticator, AccountEvent.Confirmed, cancel), password, cancel);
    }

    /// <summary>The same with a passkey.</summary>
    public async Task<Entrance> ConfirmByPasskeyAsync(Session session, string credential, string? question, HttpContext http, CancellationToken cancel)
    {
        if (await AnswerAsync(credential, question, http, cancel) is { Disabled: false } answered && answered.Person == session.Person) return await RaiseAsync(session, SessionMethod.Passkey, AccountEvent.Confirmed, cancel);
        await ledger.RecordFailureAsync(SignInFailure.BadPasskey, session.Person, cancel);
        return Entrance.No(new("通行密钥未被接受，请重试。", "The passkey was not accepted: try again."));
    }

    /// <summary>Sets a new password for somebody who is signed in and has just confirmed it; all other sessions end.</summary>
    public async Task<Entrance> ChangePasswordAsync(Session session, string password, CancellationToken cancel)
    {
        if (await AccountOfAsync(session) is not { } account) return Entrance.No(Busy);
        if (PasswordRules.Check(password, await ContextAsync(account, cancel)) is { } problem) return Entrance.No(problem, "password");
        if (await keys.StateAsync(session, cancel) is StaffKeyState.Locked) return Entrance.No(KeyFirst);
        if (!await SetPasswordAsync(account, password)) return Entrance.No(Busy);
        if (await HashingAsync(() => keys.LockAsync(session, PasswordRules.Plain(password), cancel)) is null) return Entrance.No(Busy);
        await sessions.EndAllAsync(account.Person, session.Id, cancel);
        return await RaiseAsync(session, session.Method, AccountEvent.PasswordChanged, cancel);
    }

    /// <summary>Opens the key for sealed reports of somebody who came in without typing the password; null where that was done.</summary>
    public async Task<Words?> OpenKeyAsync(Session session, string password, Visit visit, CancellationToken cancel)
    {
        if (await AccountOfAsync(session) is not { } account) return Busy;
        var taken = await throttle.TakeAsync(account.NormalizedName, account.Person, visit, cancel);
        if (taken.Refused) return (await HoldBackAsync(account.NormalizedName, account.Person, taken, cancel)).Refused;
        if (await CheckPasswordAsync(account, password) is not { } right) return Busy;
        if (!right)
        {
            await ledger.RecordFailureAsync(SignInFailure.WrongPassword, account.Person, cancel);
            return new("密码不正确。", "The password is not right.");
        }

        await throttle.GiveBackAsync(taken, cancel);
        if (await HashingAsync(() => keys.EnterAsync(session, PasswordRules.Plain(password), cancel)) is not { } state) return Busy;
        return state is StaffKeyState.Open ? null : StaffKeys.Lost;
    }

    /// <summary>Regains the key with the recovery key and locks it with the password of today; null where that was done.</summary>
    public async Task<(Words Refused, string? Field)?> RegainKeyAsync(Session session, string typed, string password, Visit visit, CancellationToken cancel)
    {
        if (await AccountOfAsync(session) is not { } account) return (Busy, null);
        var taken = await throttle.TakeAsync(account.NormalizedName, account.Person, visit, cancel);
        if (taken.Refused) return ((await HoldBackAsync(account.NormalizedName, account.Person, taken, cancel)).Refused!, null);
        if (await CheckPasswordAsync(account, password) is not { } right) return (Busy, null);
        if (!right)
        {
            await ledger.RecordFailureAsync(SignInFailure.WrongPassword, account.Person, cancel);
            return (new("密码不正确。", "The password is not right."), "password");
        }

        if (await keys.RegainAsync(session, typed, cancel) is { } refused) return (refused, "code");
        await throttle.GiveBackAsync(taken, cancel);
        await ledger.RecordAsync(AccountEvent.KeyRegained, session.Person, cancel);
        return await HashingAsync(() => keys.LockAsync(session, PasswordRules.Plain(password), cancel)) is null ? (Busy, null) : null;
    }

    /// <summary>Gives the old key up and makes a new one under the password of today.</summary>
    public async Task<Words?> RenewKeyAsync(Session session, string password, Visit visit, CancellationToken cancel)
    {
        if (await AccountOfAsync(session) is not { } account) return Busy;
        var taken = await throttle.TakeAsync(account.NormalizedName, account.Person, visit, cancel);
        if (taken.Refused) return (await HoldBackAsync(account.NormalizedName, account.Person, taken, cancel)).Refused;
        if (await CheckPasswordAsync(account, password) is not { } right) return Busy;
        if (!right) return new("密码不正确。", "The password is not right.");
        await throttle.GiveBackAsync(taken, cancel);
        await ledger.RecordAsync(AccountEvent.KeyGivenUp, session.Person, cancel);
        await keys.GiveUpAsync(session.Person, cancel);
        return await HashingAsync(() => keys.EnterAsync(session, PasswordRules.Plain(password), cancel)) is null ? Busy : null;
    }

    /// <summary>The second factor is there: the session is whole, under a new token.</summary>
    public async Task<Entrance> EnrolledAsync(Session session, SessionMethod method, AccountEvent what, CancellationToken cancel)
    {
        var first = session.Stage is not SessionStage.Full;
        var entrance = await RaiseAsync(session, method, what, cancel);
        if (first && entrance.Session is not null) await ledger.RecordAsync(AccountEvent.SignedIn, session.Person, cancel, method, session.Id);
        return entrance;
    }

    public async Task<Account?> AccountOfAsync(Session session) => await users.FindByIdAsync(session.Person.ToString()) is { Disabled: false } account ? account : null;

    /// <summary>What others know about the person, and no password may be made of.</summary>
    private async Task<IReadOnlyList<string>> ContextAsync(Account account, CancellationToken cancel)
    {
        var listed = (await directory.NamesAsync([account.Person], cancel)).GetValueOrDefault(account.Person);
        var units = listed is null ? [] : rules.Organisation.Above(listed.Unit).Append(rules.Organisation.Find(listed.Unit)).OfType<Unit>();
        return [account.UserName, listed?.Name ?? "", listed?.Number ?? "", .. units.SelectMany(u => (string[])[u.Name, u.ShortName, u.Code])];
    }

    private async Task<Entrance> BeginAsync(Account account, Visit visit, CancellationToken cancel)
    {
        var stage = (await factors.OfAsync(account, cancel)).Any ? SessionStage.AwaitsFactor : SessionStage.MustEnrol;
        var (session, token) = await sessions.BeginAsync(account.Person, stage, SessionMethod.Authenticator, visit.Device, cancel);
        return new(session, token, null);
    }

    private async Task<Entrance> RaiseAsync(Session session, SessionMethod method, AccountEvent what, CancellationToken cancel)
    {
        // The line comes first: nobody is in whom the ledger does not know.
        await ledger.RecordAsync(what, session.Person, cancel, method, session.Id);
        return await sessions.RaiseAsync(session, SessionStage.Full, method, cancel) is { } token
            ? new(session with { Stage = SessionStage.Full, Method = method }, token, null)
            : Entrance.No(new("会话已结束，请重新登录。", "The session has ended: please sign in again."));
    }

    private async Task<SignInFailure?> TryAsync(Account account, string typed, bool recovery, CancellationToken cancel)
    {
        if (!recovery) return await factors.TryCodeAsync(account, typed, cancel);
        if (!await factors.TryRecoveryAsync(account, typed, cancel)) return SignInFailure.WrongRecoveryCode;
        await ledger.RecordAsync(AccountEvent.RecoveryCodeUsed, account.Person, cancel);
        return null;
    }

    private async Task<Entrance> WrongCodeAsync(Account account, SignInFailure failure, CancellationToken cancel)
    {
        await ledger.RecordFailureAsync(failure, account.Person, cancel);
        return Entrance.No(failure switch
        {
            SignInFailure.CodeUsedBefore => new("这个验证码已经用过，请等下一个（约30秒）。", "This code was used already: wait for the next one (about 30 seconds)."),
            SignInFailure.WrongRecoveryCode => new("恢复码不正确或已用过。", "The recovery code is not right, or was used already."),
            _ => new("验证码不正确。请核对手机时间是否准确。", "The code is not right. Check that the clock of your phone is."),
        }, "code");
    }

    private async Task<Entrance> HoldBackAsync(string name, PersonId? person, Throttle.Taken taken, CancellationToken cancel)
    {
        if (await throttle.MayRecordAsync(name, cancel)) await ledger.RecordHeldBackAsync(person, cancel);
        return Entrance.No(new($"尝试次数过多，请在{taken.Wait}秒后再试。", $"Too many tries: please try again in {taken.Wait} seconds."));
    }

    /// <summary>Whose passkey answered the question, and rightly; null otherwise.</summary>
    private async Task<Account?> AnswerAsync(string credential, string? question, HttpContext http, CancellationToken cancel)
    {
        if (question is null || await challenges.TakeAsync(question, AssertionPurpose, null, cancel) is not { } state) return null;
        var result = await passkeys.PerformAssertionAsync(new() { CredentialJson = credential, AssertionState = state, HttpContext = http });
        if (!result.Succeeded || !result.Passkey.IsUserVerified) return null;
        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    private async Task<bool> SetPasswordAsync(Account account, string password)
    {
        if (!await Hashing.WaitAsync(HashingWait)) return false;
        try
        {
            account.PasswordHash = users.PasswordHasher.HashPassword(account, PasswordRules.Plain(password));
        }
        finally
        {
            Hashing.Release();
        }

        account.PasswordAt = clock.GetUtcNow();
        account.ActivatedAt ??= account.PasswordAt;
        return (await users.UpdateSecurityStampAsync(account)).Succeeded;
    }

    /// <summary>Takes the same time whether there is such an account or not; null where too many wait already.</summary>
    private async Task<bool?> CheckPasswordAsync(Account? account, string password)
    {
        // What is longer than any password is not worth hashing.
        var plain = PasswordRules.Plain(password.Length > 4 * PasswordRules.Most ? "" : password);
        if (!await Hashing.WaitAsync(HashingWait)) return null;
        try
        {
            if (account?.PasswordHash is not null) return await users.CheckPasswordAsync(account, plain);
            users.PasswordHasher.VerifyHashedPassword(account!, NobodysHash.Value, plain);
            return false;
        }
        finally
        {
            Hashing.Release();
        }
    }

    // While the password is at hand, and at no other time, the key for sealed reports is opened for the session.
    private async Task<Entrance> WithKeyAsync(Entrance entrance, string password, CancellationToken cancel)
    {
        if (entrance.Session is { } session) await HashingAsync(() => keys.EnterAsync(session, PasswordRules.Plain(password), cancel));
        return entrance;
    }

    private static async Task<StaffKeyState?> HashingAsync(Func<Task<StaffKeyState>> work)
    {
        if (!await Hashing.WaitAsync(HashingWait)) return null;
        try
        {
            return await work();
        }
        finally
        {
            Hashing.Release();
        }
    }

    private static string Trim(string name) => name.Trim() is { Length: <= 100 } trimmed ? trimmed : "";
}
