using System.Text.Json.Nodes;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Web.Accounts;

/// <summary>In and out. Whoever is half in gets no further than these pages and those of <see cref="EnrolPages"/>.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", ShowAsync).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-in", PasswordAsync).RequireAuthorization(Policies.Public);
        app.MapGet("/sign-in/code", (HttpContext http, Doorway door, AccountScreens screens, Door inner, SecondFactor factors) => ShowFactorAsync(false, http, door, screens, inner, factors)).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-in/code", (HttpContext http, Doorway door, AccountScreens screens, Door inner, SecondFactor factors, Visitor me) => FactorAsync(false, http, door, screens, inner, factors, me)).RequireAuthorization(Policies.Public);
        app.MapGet("/sign-in/recovery", (HttpContext http, Doorway door, AccountScreens screens, Door inner, SecondFactor factors) => ShowFactorAsync(true, http, door, screens, inner, factors)).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-in/recovery", (HttpContext http, Doorway door, AccountScreens screens, Door inner, SecondFactor factors, Visitor me) => FactorAsync(true, http, door, screens, inner, factors, me)).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-in/passkey/options", AskPasskeyAsync).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-in/passkey", PasskeyAsync).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-in/demo", DemoAsync).RequireAuthorization(Policies.Public);
        app.MapGet("/sign-in/again", ShowAgainAsync).RequireAuthorization(Policies.SignedIn);
        app.MapPost("/sign-in/again", AgainAsync).RequireAuthorization(Policies.SignedIn);
        app.MapPost("/sign-in/again/passkey", AgainByPasskeyAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/activate", (AccountScreens screens) => screens.ActivateAsync(null, null, null)).RequireAuthorization(Policies.Public);
        app.MapPost("/activate", ActivateAsync).RequireAuthorization(Policies.Public);
        app.MapPost("/sign-out", SignOutAsync).RequireAuthorization(Policies.Public);
    }

    /// <summary>Where the session stands, the person goes: into the office, to the second factor or to its set-up.</summary>
    private static IResult Onwards(Session session, string? next) => session.Stage switch
    {
        SessionStage.Full => Results.LocalRedirect(Nearness.Inside(next)),
        SessionStage.AwaitsFactor => Results.LocalRedirect($"/sign-in/code?next={Uri.EscapeDataString(Nearness.Inside(next))}"),
        SessionStage.MustEnrol => Results.LocalRedirect($"/sign-in/second-factor?next={Uri.EscapeDataString(Nearness.Inside(next))}"),
    };

    private static async Task<IResult> ShowAsync(Visitor me, Doorway door, AccountScreens screens, FirstSetUp setUp, SiteOptions site)
    {
        if (me.SignedIn) return Results.LocalRedirect(Nearness.Inside(me.Asked("next")));
        if (!site.Demo && door.Session is null && await setUp.IsOpenAsync(me.Cancel) && (await setUp.NamedAsync(me.Cancel)).Count == 0) return Results.LocalRedirect("/setup");
        return await screens.SignInAsync(null, me.Asked("next"), [], me.Asked("ended") is "yes");
    }

    private static async Task<IResult> PasswordAsync(HttpContext http, Visitor me, Doorway door, AccountScreens screens, Door inner, Sessions sessions)
    {
        if (!http.IsPrivate()) return await screens.SignInAsync(null, null, []);
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var entrance = await inner.PasswordAsync(form["name"].ToString(), form["password"].ToString(), door.Visit, me.Cancel);
        if (entrance.Session is not { } session) return await screens.SignInAsync(form["name"], form["next"], [entrance.Refused!], status: StatusCodes.Status422UnprocessableEntity);
        await EndOldAsync(door, sessions, me);
        door.Enter(session, entrance.Token!);
        return Onwards(session, form["next"]);
    }

    private static async Task<IResult> ShowFactorAsync(bool recovery, HttpContext http, Doorway door, AccountScreens screens, Door inner, SecondFactor factors)
    {
        if (door.Session is not { Stage: SessionStage.AwaitsFactor } session || await inner.AccountOfAsync(session) is not { } account) return Results.LocalRedirect("/sign-in");
        return await screens.CodeAsync(recovery, http.Request.Query["next"], null, await factors.OfAsync(account, http.RequestAborted));
    }

    private static async Task<IResult> FactorAsync(bool recovery, HttpContext http, Doorway door, AccountScreens screens, Door inner, SecondFactor factors, Visitor me)
    {
        if (door.Session is not { Stage: SessionStage.AwaitsFactor } half || await inner.AccountOfAsync(half) is not { } account) return Results.LocalRedirect("/sign-in");
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var entrance = await inner.FactorAsync(half, form["code"].ToString(), recovery, door.Visit, me.Cancel);
        if (entrance.Session is not { } session) return await screens.CodeAsync(recovery, form["next"], entrance, await factors.OfAsync(account, me.Cancel));
        door.Enter(session, entrance.Token!);
        return Onwards(session, form["next"]);
    }

    private static async Task<IResult> AskPasskeyAsync(HttpContext http, Doorway door, Door inner) =>
        http.IsPrivate() && await inner.AskPasskeyAsync(http, door.Visit, http.RequestAborted) is { } asked ? Question(asked) : Results.StatusCode(StatusCodes.Status429TooManyRequests);

    /// <summary>What the script hands to the device, and the mark of the question it brings back.</summary>
    internal static IResult Question((string Options, string Token) asked) => Results.Json(new { options = JsonNode.Parse(asked.Options), question = asked.Token });

    private static async Task<IResult> PasskeyAsync(HttpContext http, Visitor me, Doorway door, AccountScreens screens, Door inner, Sessions sessions)
    {
        if (!http.IsPrivate()) return await screens.SignInAsync(null, null, []);
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var half = door.Session is { Stage: SessionStage.AwaitsFactor } waiting ? waiting : null;
        var entrance = await inner.PasskeyAsync(form["credential"].ToString(), form["question"], half, door.Visit, http, me.Cancel);
        if (entrance.Session is not { } session) return await screens.SignInAsync(null, form["next"], [entrance.Refused!], status: StatusCodes.Status422UnprocessableEntity);
        if (half is null) await EndOldAsync(door, sessions, me);
        door.Enter(session, entrance.Token!);
        return Onwards(session, form["next"]);
    }

    private static async Task<IResult> DemoAsync(HttpContext http, Visitor me, Doorway door, AccountScreens screens, Sessions sessions, StaffKeys keys, AccountLedger ledger)
    {
        // Outside the demonstration, or from anywhere else, this address does not exist.
        if (!screens.MayTry) throw new NotFoundException();
        var form = await http.Request.ReadFormAsync(me.Cancel);
        if ((await screens.RolesAsync()).All(r => r.Value != form["role"].ToString()) || !Guid.TryParse(form["role"], out var person)) throw new NotFoundException();

        await ledger.RecordAsync(AccountEvent.DemoSignedIn, new PersonId(person), me.Cancel, SessionMethod.Demo);
        await EndOldAsync(door, sessions, me);
        var (session, token) = await sessions.BeginAsync(new(person), SessionStage.Full, SessionMethod.Demo, door.Visit.Device, me.Cancel);
        await keys.EnterDemoAsync(session, me.Cancel);
        door.Enter(session, token);
        return Results.LocalRedirect(Nearness.Inside(form["next"]));
    }

    private static async Task<IResult> ShowAgainAsync(Visitor me, Doorway door, AccountScreens screens, Door inner, SecondFactor factors, Sessions sessions)
    {
        if (door.Session is not { } session || sessions.IsFresh(session) || await inner.AccountOfAsync(session) is not { } account) return Results.LocalRedirect(Nearness.Inside(me.Asked("next")));
        return await screens.AgainAsync(me.Asked("next"), null, await factors.OfAsync(account, me.Cancel));
    }

    private static async Task<IResult> AgainAsync(HttpContext http, Visitor me, Doorway door, AccountScreens screens, Door inner, SecondFactor factors)
    {
        if (door.Session is not { } session || await inner.AccountOfAsync(session) is not { } account) return Results.LocalRedirect("/sign-in");
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var entrance = await inner.ConfirmAsync(session, form["password"].ToString(), form["code"].ToString(), door.Visit, me.Cancel);
        if (entrance.Session is not { } raised) return await screens.AgainAsync(form["next"], entrance, await factors.OfAsync(account, me.Cancel));
        door.Enter(raised, entrance.Token!);
        return Results.LocalRedirect(Nearness.Inside(form["next"]));
    }

    private static async Task<IResult> AgainByPasskeyAsync(HttpContext http, Visitor me, Doorway door, AccountScreens screens, Door inner, SecondFactor factors)
    {
        if (door.Session is not { } session || await inner.AccountOfAsync(session) is not { } account) return Results.LocalRedirect("/sign-in");
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var entrance = await inner.ConfirmByPasskeyAsync(session, form["credential"].ToString(), form["question"], http, me.Cancel);
        if (entrance.Session is not { } raised) return await screens.AgainAsync(form["next"], entrance, await factors.OfAsync(account, me.Cancel));
        door.Enter(raised, entrance.Token!);
        return Results.LocalRedirect(Nearness.Inside(form["next"]));
    }

    private static async Task<IResult> ActivateAsync(HttpContext http, Visitor me, Doorway door, AccountScreens screens, Door inner, Sessions sessions)
    {
        if (!http.IsPrivate()) return await screens.ActivateAsync(null, null, null);
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var (name, code, password) = (form["name"].ToString(), form["code"].ToString(), form["password"].ToString());
        if (PasswordRules.Plain(password) != PasswordRules.Plain(form["repeat"].ToString())) return await screens.ActivateAsync(name, code, Entrance.No(AccountScreens.Differ, "repeat"));
        var entrance = await inner.ActivateAsync(name, code, password, door.Visit, me.Cancel);
        if (entrance.Session is not { } session) return await screens.ActivateAsync(name, code, entrance);
        await EndOldAsync(door, sessions, me);
        door.Enter(session, entrance.Token!);
        return Onwards(session, null);
    }

    private static async Task<IResult> SignOutAsync(Visitor me, Doorway door, Sessions sessions, AccountLedger ledger)
    {
        if (door.Session is { } session)
        {
            if (session.Stage is SessionStage.Full) await ledger.RecordAsync(AccountEvent.SignedOut, session.Person, me.Cancel, session: session.Id);
            await sessions.EndAsync(session.Id, session.Person, me.Cancel);
        }

        door.Leave();
        return Results.LocalRedirect("/sign-in");
    }

    // One browser has one session: the one it came with ends when it gets another.
    private static async Task EndOldAsync(Doorway door, Sessions sessions, Visitor me)
    {
        if (door.Session is { } old) await sessions.EndAsync(old.Id, old.Person, me.Cancel);
    }
}
