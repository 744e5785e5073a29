using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>The procedures as they are declared, for everybody who works by them.</summary>
internal static class ProcedurePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/procedures").RequireAuthorization(Policies.SignedIn);
        pages.MapGet("", async (Visitor me, ProcedureBook book) => Shown.As<ProcedureList>(await me.PageAsync(), new { Book = book }));
        pages.MapGet("/{code}", async (string code, Visitor me, ProcedureBook book, IRules rules) =>
        {
            var procedure = book.Find(code) ?? throw new NotFoundException();
            return Shown.As<ProcedurePage>(await me.PageAsync(), new { Chart = new FlowChart(procedure, rules.Settings), Module = book.ModuleOf(procedure).Name });
        });
    }
}
