using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Qinglian.Web.Components;

/// <summary>Turns a page component into the answer of an endpoint.</summary>
public static class Shown
{
    /// <param name="parameters">An object whose properties are the parameters of the page.</param>
    public static RazorComponentResult As<TPage>(PageContext p, object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : Piece
    {
        var values = new RouteValueDictionary(parameters);
        return new(typeof(Root), new { P = p, Page = typeof(TPage), Parameters = (IDictionary<string, object?>)values })
        {
            StatusCode = status,
            // Without scripts a streamed placeholder would stay for ever.
            PreventStreamingRendering = true,
        };
    }
}
