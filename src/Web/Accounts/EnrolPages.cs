using Microsoft.AspNetCore.Identity;
using Qinglian.Data.Accounts;
using Qinglian.Documents;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>Setting up the second factor: as the last step into the office, where there is none, or later in one's own account.</summary>
internal static partial class EnrolPages
{
    private const string AtDoor = "/sign-in/second-factor";
    private const string Own = "/account/second-factor";

    public static void Map(IEndpointRouteBuilder app)
    {
        // The half session is looked at inside: to every policy its owner is the public.
        app.MapGet(AtDoor, ShowAsync).RequireAuthorization(Policies.Public);
        app.MapPost(AtDoor, FinishAsync).RequireAuthorization(Policies.Public);
        app.MapPost(AtDoor + "/passkey/options", AskAsync).RequireAuthorization(Policies.Public);
        app.MapPost(AtDoor + "/passkey", AddPasskeyAsync).RequireAuthorization(Policies.Public);
        app.MapGet(Own, ShowAsync).RequireAuthorization(Policies.SignedIn).RequireFresh();
        app.MapPost(Own, FinishAsync).RequireAuthorization(Policies.SignedIn).RequireFresh(Own);
        app.MapPost(Own + "/passkey/options", AskAsync).RequireAuthorization(Policies.SignedIn).RequireFresh(Own);
        app.MapPost(Own + "/passkey", AddPasskeyAsync).RequireAuthorization(Policies.SignedIn).RequireFresh(Own);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Visitor me, Doorway door, Door inner, SecondFactor factors)
    {
        if (await EnrollingAsync(http, door, inner) is not { } account) return Elsewhere(door);
        return await PageAsync(http, me, account, await factors.BeginAsync(account), http.Request.Query["next"], null);
    }

    private static async Task<IResult> FinishAsync(HttpContext http, Visitor me, Doorway door, Door inner, SecondFactor factors, StaffKeys keys, Throttle throttle)
    {
        if (await EnrollingAsync(http, door, inner) is not { } account) return Elsewhere(door);
        var form = await http.Request.ReadFormAsync(me.Cancel);
        if (factors.Pending(account) is not { } seed) return Results.LocalRedirect(http.Request.Path.Value!);
        var taken = await throttle.TakeCodeAsync(account.Person, door.Visit, me.Cancel);
        if (taken.Refused) return await PageAsync(http, me, account, seed, form["next"], new($"尝试次数过多，请在{taken.Wait}秒后再试。", $"Too many tries: please try again in {taken.Wait} seconds."));
        if (!await factors.FinishAsync(account, form["code"].ToString(), me.Cancel))
        {
            return await PageAsync(http, me, account, seed, form["next"], new("验证码不正确。请核对手机时间是否准确，并输入应用当前显示的数字。", "The code is not right. Check that the clock of your phone is, and type the digits shown now."));
        }

        await throttle.GiveBackAsync(taken, me.Cancel);
        return await WholeAsync(SessionMethod.Authenticator, AccountEvent.AuthenticatorSet, form["next"], account, me, door, inner, factors, keys);
    }

    private static async Task<IResult> AskAsync(HttpContext http, Doorway door, Door inner, IPasskeyHandler<Account> passkeys, Challenges challenges, Visitor me)
    {
        if (await EnrollingAsync(http, door, inner) is not { } account) throw new NotFoundException();
        var asked = await passkeys.MakeCreationOptionsAsync(new() { Id = account.Person.ToString(), Name = account.UserName, DisplayName = account.UserName }, http);
        return SignInPages.Question((asked.CreationOptionsJson, await challenges.AskAsync(Data.Accounts.Door.AttestationPurpose, account.Person, asked.AttestationState ?? "", me.Cancel)));
    }

    private static async Task<IResult> AddPasskeyAsync(HttpContext http, Visitor me, Doorway door, Door inner, SecondFactor factors, StaffKeys keys, IPasskeyHandler<Account> passkeys, Challenges challenges, UserManager<Account> users, LocalTime time, ILoggerFactory log)
    {
        if (await EnrollingAsync(http, door, inner) is not { } account) return Elsewhere(door);
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var state = await challenges.TakeAsync(form["question"].ToString(), Data.Accounts.Door.AttestationPurpose, account.Person, me.Cancel);
        var result = state is null ? null : await passkeys.PerformAttestationAsync(new() { CredentialJson = form["credential"].ToString(), AttestationState = state, HttpContext = http });
        if (result is not { Succeeded: true } || !result.Passkey.IsUserVerified || await users.FindByPasskeyIdAsync(result.Passkey.CredentialId) is not null)
        {
            NotAdded(log.CreateLogger("Qinglian.Accounts"), result?.Failure?.Message ?? "no open question");
            me.Tell(Tone.Bad, new("通行密钥未能添加，请重试。", "The passkey was not added: try again."));
            return Results.LocalRedirect(http.Request.Path.Value!.Replace("/passkey", "", StringComparison.Ordinal));
        }

        result.Passkey.Name = form["name"].ToString().Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, 40)] : $"{door.Visit.Device} {time.Today:yyyy-MM-dd}";
        await users.AddOrUpdatePasskeyAsync(account, result.Passkey);
        return await WholeAsync(SessionMethod.Passkey, AccountEvent.PasskeyAdded, form["next"], account, me, door, inner, factors, keys);
    }

    /// <summary>The session is whole now; whoever has no recovery codes and no recovery key yet is shown theirs.</summary>
    private static async Task<IResult> WholeAsync(SessionMethod method, AccountEvent what, string? next, Account account, Visitor me, Doorway door, Door inner, SecondFactor factors, StaffKeys keys)
    {
        var first = door.Session!.Stage is not SessionStage.Full;
        var entrance = await inner.EnrolledAsync(door.Session, method, what, me.Cancel);
        if (entrance.Session is not { } session) return Results.LocalRedirect("/sign-in");
        door.Enter(session, entrance.Token!);
        var codes = (await factors.OfAsync(account, me.Cancel)).RecoveryCodes == 0 ? await factors.RenewRecoveryAsync(account, me.Cancel) : null;
        if (codes is not null)
        {
            // The one moment at which somebody is writing things down anyway.
            var recovery = await keys.CardAsync(session, me.Cancel) is { Recovery: false } ? await keys.NewRecoveryAsync(session, me.Cancel) : null;
            return Shown.As<RecoveryCodesPage>(await me.PageAsync(), new { Codes = codes, Key = recovery, Next = first ? Nearness.Inside(next) : "/account" });
        }

        me.Tell(Tone.Good, new("已设置。", "Done."));
        return Results.LocalRedirect(first ? Nearness.Inside(next) : "/account");
    }

    private static async Task<IResult> PageAsync(HttpContext http, Visitor me, Account account, byte[] seed, string? next, Words? error)
    {
        var page = await me.PageAsync();
        var own = http.Request.Path.StartsWithSegments(Own);
        var here = own ? Own : AtDoor;
        var inside = Nearness.Inside(next);
        return Shown.As<EnrolPage>(page, new
        {
            Picture = QrCode.Svg(Totp.Address(page["清廉", "Qinglian"], account.UserName, seed), new("验证器二维码", "QR code for the app"), me.Language),
            Seed = string.Join(' ', Totp.Text(seed).Chunk(4).Select(group => new string(group))),
            Form = new FormView(here, new("确认", "Confirm"),
            [
                new TextField("code", new("六位验证码", "Six-digit code")) { Required = true, Autocomplete = "one-time-code", MaxLength = 12, Short = true, Error = error },
            ]) { Title = null, Hidden = [new("next", inside)] },
            PasskeyAction = here + "/passkey",
            PasskeyOptions = here + "/passkey/options",
            Next = inside,
            Crumbs = own ? (IReadOnlyList<Crumb>)[new(new("我的账户", "My account"), "/account"), new(new("双重验证", "Second factor"))] : [],
            Steps = own ? (IReadOnlyList<Step>)[] : [new(new("密码", "Password"), StepStand.Done), new(new("双重验证", "Second factor"), StepStand.Here), new(new("恢复码", "Recovery codes"), StepStand.Ahead)],
        }, error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    // At the door only who has no second factor yet: somebody with the password alone must not add one beside it.
    private static async Task<Account?> EnrollingAsync(HttpContext http, Doorway door, Door inner) =>
        door.Session is { } session && session.Stage == (http.Request.Path.StartsWithSegments(Own) ? SessionStage.Full : SessionStage.MustEnrol) ? await inner.AccountOfAsync(session) : null;

    private static IResult Elsewhere(Doorway door) => Results.LocalRedirect(door.Session?.Stage is SessionStage.Full ? "/account" : "/sign-in");

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey was not added: {Reason}")]
    private static partial void NotAdded(ILogger log, string reason);
}
