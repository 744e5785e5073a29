using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Qinglian.Data.Accounts;

namespace Qinglian.Web.Accounts;

/// <summary>
/// Knows who is asking by the session their cookie names. Half a session makes nobody: until the second factor is there, every page but
/// the door itself sees the public (ASVS 6.3.3).
/// </summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Sessions sessions, SiteOptions site)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "session";
    public const string SessionClaim = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // A cookie that came over an open line is no longer a secret.
        if (Doorway.TokenOf(Context) is not { } token || !Context.IsPrivate()) return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(token, Context.RequestAborted) is not { } session) return AuthenticateResult.NoResult();
        if (session.Method is SessionMethod.Demo && !(site.Demo && Context.IsThisMachine())) return AuthenticateResult.NoResult();

        Context.Features.Set(session);
        if (session.Stage is not SessionStage.Full) return AuthenticateResult.NoResult();
        var identity = new ClaimsIdentity([new(Visitor.PersonClaim, session.Person.ToString()), new(SessionClaim, session.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            // What was sent is lost only if the page is left: the browser still has it behind "back".
            Response.Redirect("/sign-in?ended=yes");
            return Task.CompletedTask;
        }

        var next = Uri.EscapeDataString(Request.Path + Request.QueryString.ToString());
        Response.Redirect(Context.Features.Get<Session>()?.Stage switch
        {
            SessionStage.AwaitsFactor => $"/sign-in/code?next={next}",
            SessionStage.MustEnrol => $"/sign-in/second-factor?next={next}",
            _ => $"/sign-in?next={next}",
        });
        return Task.CompletedTask;
    }
}
