using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>The key for sealed reports: opened with the password by those who came in with a passkey, regained with the recovery key, or given up.</summary>
internal static class StaffKeyPages
{
    private const string Here = "/account/key";

    private static readonly Words Title = new("加密密钥", "Key for sealed reports");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Here, ShowAsync).RequireAuthorization(Policies.SignedIn);
        app.MapPost(Here, OpenAsync).RequireAuthorization(Policies.SignedIn);
        app.MapPost(Here + "/regain", RegainAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet(Here + "/new", (Visitor me, Doorway door, Door inner) => RenewPageAsync(me, door, inner, null)).RequireAuthorization(Policies.SignedIn).RequireFresh();
        app.MapPost(Here + "/new", RenewAsync).RequireAuthorization(Policies.SignedIn).RequireFresh(Here + "/new");
        app.MapPost(Here + "/recovery", RecoveryAsync).RequireAuthorization(Policies.SignedIn).RequireFresh("/account");
    }

    private static async Task<IResult> ShowAsync(Visitor me, Doorway door, Door inner, StaffKeys keys)
    {
        if (await inner.AccountOfAsync(door.Session!) is null) return Results.LocalRedirect("/account");
        return await keys.StateAsync(door.Session!, me.Cancel) switch
        {
            StaffKeyState.Open => Results.LocalRedirect(Nearness.Inside(me.Asked("next"))),
            StaffKeyState.Lost => await RegainPageAsync(me, me.Asked("next"), null, null),
            StaffKeyState.Locked or StaffKeyState.None => await OpenPageAsync(me, me.Asked("next"), null),
        };
    }

    private static async Task<IResult> OpenAsync(HttpContext http, Visitor me, Doorway door, Door inner)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var refused = await inner.OpenKeyAsync(door.Session!, form["password"].ToString(), door.Visit, me.Cancel);
        if (ReferenceEquals(refused, StaffKeys.Lost)) return await RegainPageAsync(me, form["next"], null, null);
        return refused is not null ? await OpenPageAsync(me, form["next"], refused) : Results.LocalRedirect(Nearness.Inside(form["next"]));
    }

    private static async Task<IResult> RegainAsync(HttpContext http, Visitor me, Doorway door, Door inner)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        if (await inner.RegainKeyAsync(door.Session!, form["code"].ToString(), form["password"].ToString(), door.Visit, me.Cancel) is { } refused) return await RegainPageAsync(me, form["next"], form["code"], refused);
        me.Tell(Tone.Good, new("密钥已找回，并已用现在的密码锁好。", "The key is regained, and locked with the password you have now."));
        return Results.LocalRedirect(Nearness.Inside(form["next"]));
    }

    private static async Task<IResult> RenewAsync(HttpContext http, Visitor me, Doorway door, Door inner, StaffKeys keys)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        if (await inner.RenewKeyAsync(door.Session!, form["password"].ToString(), door.Visit, me.Cancel) is { } refused) return await RenewPageAsync(me, door, inner, refused);
        return await keys.NewRecoveryAsync(door.Session!, me.Cancel) is { } recovery ? Shown.As<RecoveryKeyPage>(await me.PageAsync(), new { Key = recovery }) : Results.LocalRedirect("/account");
    }

    private static async Task<IResult> RecoveryAsync(Visitor me, Doorway door, Door inner, StaffKeys keys)
    {
        if (await inner.AccountOfAsync(door.Session!) is null || await keys.NewRecoveryAsync(door.Session!, me.Cancel) is not { } recovery) return Results.LocalRedirect(Here + "?next=/account");
        return Shown.As<RecoveryKeyPage>(await me.PageAsync(), new { Key = recovery });
    }

    private static async Task<IResult> OpenPageAsync(Visitor me, string? next, Words? refused) => await FormAsync(me, new FormView(Here, new("打开", "Open"), [Password(refused)])
    {
        Intro = new("举报件为您个人的密钥加密，密钥由密码锁住。用通行密钥登录时没有输入密码，请在此输入一次。", "Reports are sealed for a key of your own, which your password locks. Signing in with a passkey does not type it: please do so once here."),
        Hidden = [new("next", Nearness.Inside(next))], CancelHref = "/account", Guarded = false,
    }, refused is not null);

    private static async Task<IResult> RegainPageAsync(Visitor me, string? next, string? code, (Words Words, string? Field)? refused) => await FormAsync(me, new FormView(Here + "/regain", new("找回密钥", "Regain the key"),
    [
        new TextField("code", new("恢复密钥", "Recovery key")) { Required = true, Value = code ?? "", Autocomplete = "off", MaxLength = 400, Focus = true, Hint = new("五组字符，或十六个词；大小写均可。", "Five groups, or sixteen words; capitals do not matter."), Error = refused is { Field: "code" } ? refused.Value.Words : null },
        Password(refused is { Field: "password" } ? refused.Value.Words : null),
    ])
    {
        Intro = StaffKeys.Lost, Problems = refused is { Field: null } ? [refused.Value.Words] : [],
        Consequences = [new("没有恢复密钥？请取消，在“我的账户”页选择“换新密钥”。", "No recovery key? Cancel, and choose “New key” on the page of your account.")],
        Hidden = [new("next", Nearness.Inside(next))], CancelHref = "/account", Guarded = false,
    }, refused is not null);

    private static async Task<IResult> RenewPageAsync(Visitor me, Doorway door, Door inner, Words? refused)
    {
        if (await inner.AccountOfAsync(door.Session!) is null) return Results.LocalRedirect("/account");
        return await FormAsync(me, new FormView(Here + "/new", new("放弃旧密钥，生成新密钥", "Give up the old key, make a new one"), [Password(refused)])
        {
            Danger = true, CancelHref = "/account", Guarded = false,
            Consequences =
            [
                new("以前为您加密的内容，您再也打不开；找到恢复密钥也不行。", "What was sealed for you before you can never open again, not even if the recovery key turns up."),
                new("其他办理人不受影响，可以把举报件重新授权给您。", "The others still can, and may let you in again."),
            ],
        }, refused is not null);
    }

    private static TextField Password(Words? error) => new("password", new("密码", "Password")) { Required = true, Type = "password", Autocomplete = "current-password", Error = error };

    private static async Task<IResult> FormAsync(Visitor me, FormView form, bool refused) => Shown.As<FormPage>(await me.PageAsync(), new
    {
        Title, Form = form, Crumbs = (IReadOnlyList<Crumb>)[new(new("我的账户", "My account"), "/account"), new(Title)],
    }, refused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
