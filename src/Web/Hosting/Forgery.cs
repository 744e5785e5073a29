using Microsoft.AspNetCore.Antiforgery;
using Qinglian.Web.Components;

namespace Qinglian.Web;

/// <summary>Every request that changes something must carry the token of a page we made. There is no exception to name.</summary>
internal sealed class Forgery(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext http, Visitor me)
    {
        var method = http.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && http.GetEndpoint() is not null && !await antiforgery.IsRequestValidAsync(http))
        {
            var page = Shown.As<RefusedPage>(
                await me.PageAsync(),
                new { Refusal = new RefusalView(new("页面已过期或请求不是从本网站发出，请返回后重新提交。您填写的内容仍在浏览器的上一页。", "The page has expired or the request did not come from this site. Go back and send it again: what you wrote is still on the page before.")) },
                StatusCodes.Status400BadRequest);
            await page.ExecuteAsync(http);
            return;
        }

        await next(http);
    }
}
