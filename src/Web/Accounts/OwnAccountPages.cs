using Microsoft.AspNetCore.Identity;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>What everybody does with their own account: look where they are signed in, change the password, renew codes.</summary>
internal static class OwnAccountPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account", ShowAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/account/password", (Visitor me, Doorway door, Door inner) => PasswordPageAsync(me, door, inner, null)).RequireAuthorization(Policies.SignedIn).RequireFresh();
        app.MapPost("/account/password", PasswordAsync).RequireAuthorization(Policies.SignedIn).RequireFresh("/account/password");
        app.MapPost("/account/passkeys/remove", RemovePasskeyAsync).RequireAuthorization(Policies.SignedIn).RequireFresh("/account");
        app.MapPost("/account/recovery-codes", RenewCodesAsync).RequireAuthorization(Policies.SignedIn).RequireFresh("/account");
        app.MapPost("/account/sessions/end", EndAsync).RequireAuthorization(Policies.SignedIn);
        app.MapPost("/account/sessions/end-others", EndOthersAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> ShowAsync(Visitor me, Doorway door, Door inner, SecondFactor factors, StaffKeys keys, Sessions sessions, IRules rules)
    {
        var session = door.Session!;
        var account = await inner.AccountOfAsync(session);
        return Shown.As<AccountPage>(await me.PageAsync(), new
        {
            Account = account,
            Factors = account is null ? null : await factors.OfAsync(account, me.Cancel),
            Key = await keys.CardAsync(session, me.Cancel),
            Sessions = await sessions.ListAsync(session.Person, me.Cancel),
            Current = session.Id,
            Idle = (int)rules.Settings.Idle().TotalMinutes,
            Longest = (int)rules.Settings.Longest().TotalHours,
        });
    }

    private static async Task<IResult> PasswordPageAsync(Visitor me, Doorway door, Door inner, Entrance? refused)
    {
        if (await inner.AccountOfAsync(door.Session!) is null) return Results.LocalRedirect("/account");
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = new Words("修改密码", "Change the password"),
            Form = new FormView("/account/password", new("修改密码", "Change the password"), AccountScreens.NewPassword(refused))
            {
                Problems = AccountScreens.Whole(refused),
                Consequences = [new("其他设备上的会话全部结束。", "All sessions on other devices end.")],
                CancelHref = "/account",
            },
            Crumbs = (IReadOnlyList<Crumb>)[new(new("我的账户", "My account"), "/account"), new(new("修改密码", "Change the password"))],
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, Visitor me, Doorway door, Door inner)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        if (PasswordRules.Plain(form["password"].ToString()) != PasswordRules.Plain(form["repeat"].ToString())) return await PasswordPageAsync(me, door, inner, Entrance.No(AccountScreens.Differ, "repeat"));
        var entrance = await inner.ChangePasswordAsync(door.Session!, form["password"].ToString(), me.Cancel);
        if (entrance.Session is not { } session) return await PasswordPageAsync(me, door, inner, entrance);
        door.Enter(session, entrance.Token!);
        me.Tell(Tone.Good, new("密码已修改，其他设备已退出。", "The password is changed; other devices are signed out."));
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> RemovePasskeyAsync(HttpContext http, Visitor me, Doorway door, Door inner, SecondFactor factors, UserManager<Account> users, AccountLedger ledger)
    {
        if (await inner.AccountOfAsync(door.Session!) is not { } account) throw new NotFoundException();
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var all = await factors.OfAsync(account, me.Cancel);
        var passkey = all.Passkeys.FirstOrDefault(k => Convert.ToHexString(k.CredentialId) == form["id"].ToString()) ?? throw new NotFoundException();
        if (!all.Authenticator && all.Passkeys.Count == 1)
        {
            me.Tell(Tone.Bad, new("这是唯一的双重验证方式，请先设置手机验证器或另一个通行密钥。", "This is your only second factor: set up the app or another passkey first."));
            return Results.LocalRedirect("/account");
        }

        await ledger.RecordAsync(AccountEvent.PasskeyRemoved, account.Person, me.Cancel);
        await users.RemovePasskeyAsync(account, passkey.CredentialId);
        me.Tell(Tone.Good, new("通行密钥已移除。", "The passkey is removed."));
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> RenewCodesAsync(Visitor me, Doorway door, Door inner, SecondFactor factors, AccountLedger ledger)
    {
        if (await inner.AccountOfAsync(door.Session!) is not { } account) throw new NotFoundException();
        await ledger.RecordAsync(AccountEvent.RecoveryCodesRenewed, account.Person, me.Cancel);
        return Shown.As<RecoveryCodesPage>(await me.PageAsync(), new { Codes = await factors.RenewRecoveryAsync(account, me.Cancel), Next = "/account" });
    }

    private static async Task<IResult> EndAsync(HttpContext http, Visitor me, Doorway door, Sessions sessions, AccountLedger ledger)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        if (!Guid.TryParse(form["id"], out var id) || !await sessions.EndAsync(id, door.Session!.Person, me.Cancel)) throw new NotFoundException();
        await ledger.RecordAsync(AccountEvent.SessionEnded, door.Session.Person, me.Cancel, session: id);
        me.Tell(Tone.Good, new("该会话已结束。", "The session has ended."));
        return Results.LocalRedirect("/account");
    }

    private static async Task<IResult> EndOthersAsync(Visitor me, Doorway door, Sessions sessions, AccountLedger ledger)
    {
        await ledger.RecordAsync(AccountEvent.SessionEnded, door.Session!.Person, me.Cancel);
        await sessions.EndAllAsync(door.Session.Person, door.Session.Id, me.Cancel);
        me.Tell(Tone.Good, new("其他会话已全部结束。", "All other sessions have ended."));
        return Results.LocalRedirect("/account");
    }
}
