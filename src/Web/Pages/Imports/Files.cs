using Microsoft.AspNetCore.Http.Features;
using Qinglian.Kernel;

namespace Qinglian.Web.Pages;

/// <summary>Files made while they are sent: memory does not grow with their rows, and nothing lies on disk.</summary>
internal static class Files
{
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string DocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static IResult Xlsx(Words name, Visitor me, Action<Stream> write) => new Written(Name(name, me, ".xlsx"), XlsxType, write);

    public static IResult Docx(Words name, Visitor me, Action<Stream> write) => new Written(Name(name, me, ".docx"), DocxType, write);

    private static string Name(Words name, Visitor me, string ending) => $"{name.In(me.Language)} {me.Today.Iso}{ending}";

    private sealed class Written(string name, string type, Action<Stream> write) : IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            // Spreadsheets are written by a library that knows no asynchronous way.
            if (http.Features.Get<IHttpBodyControlFeature>() is { } control) control.AllowSynchronousIO = true;
            var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(name);
            http.Response.ContentType = type;
            http.Response.Headers.ContentDisposition = disposition.ToString();
            await Task.Run(() => write(http.Response.Body), http.RequestAborted);
        }
    }
}
