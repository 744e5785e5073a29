using Qinglian.Data.Accounts;

namespace Qinglian.Web.Accounts;

/// <summary>Acts that should not be done from a desk somebody has left: exports, identities, accounts (ASVS 7.5.1, 7.5.3).</summary>
public static class Fresh
{
    /// <summary>
    /// Asks for the password again where it was last given too long ago. Reading pages come back by themselves; a form that was sent has
    /// changed nothing and is sent again from the page before.
    /// </summary>
    public static TBuilder RequireFresh<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (call, next) =>
    {
        var http = call.HttpContext;
        if (http.Features.Get<Session>() is { Stage: SessionStage.Full } session && http.RequestServices.GetRequiredService<Sessions>().IsFresh(session)) return await next(call);

        // The address of the page the form stands on is as good as its own: the form is filled in again from there.
        var back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString.ToString()
            : http.GetEndpoint()?.Metadata.GetMetadata<FreshFrom>()?.Page ?? "/";
        return Results.LocalRedirect($"/sign-in/again?next={Uri.EscapeDataString(back)}");
    });

    /// <summary>The same for something that is sent from a page: after the password that page is shown.</summary>
    public static TBuilder RequireFresh<TBuilder>(this TBuilder endpoint, string page) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new FreshFrom(page)).RequireFresh();

    private sealed record FreshFrom(string Page);
}
