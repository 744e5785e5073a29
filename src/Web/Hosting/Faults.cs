using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web;

/// <summary>Turns what went wrong into a page: nothing there, not allowed, away for a moment, or our fault with a number to quote.</summary>
internal sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response is { StatusCode: 404, ContentLength: null } && IsForPeople(http)) await ShowAsync<NotFoundPage>(http, 404, null);
            else if (!http.Response.HasStarted && http.Response is { StatusCode: 403, ContentLength: null } && IsForPeople(http)) await ShowAsync<NotFoundPage>(http, 404, null);
        }
        catch (NotFoundException) when (!http.Response.HasStarted)
        {
            await ShowAsync<NotFoundPage>(http, 404, null);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The browser has gone; there is nobody to answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            var away = fault is NpgsqlException { IsTransient: true };
            var number = Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray(bigEndian: true).AsSpan(10));
            Failed(log, number, http.GetEndpoint()?.DisplayName, fault);
            await ShowAsync<ErrorPage>(http, away ? 503 : 500, new { Number = number });
        }
    }

    private static bool IsForPeople(HttpContext http) => http.Request.Headers.Accept.ToString() is var accept && (accept.Length == 0 || accept.Contains("html", StringComparison.Ordinal) || accept.Contains("*/*", StringComparison.Ordinal));

    private static async Task ShowAsync<TPage>(HttpContext http, int status, object? parameters) where TPage : Piece
    {
        http.Response.Clear();
        http.Response.StatusCode = status;
        try
        {
            var me = http.RequestServices.GetRequiredService<Visitor>();
            await Shown.As<TPage>(await me.PageAsync(), parameters, status).ExecuteAsync(http);
        }
        catch (Exception) when (!http.Response.HasStarted)
        {
            // The page itself needs the database: say it in plain text rather than not at all.
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync("系统暂时不可用，请稍后再试。没有任何内容被改动。\nThe system is away for a moment. Nothing has been changed.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Number} at {Endpoint}")]
    private static partial void Failed(ILogger log, string number, string? endpoint, Exception fault);
}
