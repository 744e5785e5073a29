using Microsoft.AspNetCore.Http.HttpResults;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>One dossier: read it, act on it, open a new one. The same pages serve every procedure.</summary>
internal static class DossierPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireAuthorization(Policies.Staff);
        pages.MapGet("/dossiers/{id:guid}", ShowAsync);
        pages.MapGet("/dossiers/{id:guid}/do/{action}", AskAsync);
        pages.MapPost("/dossiers/{id:guid}/do/{action}", ActAsync);
        pages.MapGet("/open/{procedure}/{form}", AskToOpenAsync);
        pages.MapPost("/open/{procedure}/{form}", OpenAsync);
        pages.MapGet("/files/{file:guid}", DownloadAsync);
    }

    private static async Task<IResult> ShowAsync(Guid id, Visitor me, IDossiers dossiers, DossierViews views, ProcedureBook book, ILedgerBook ledger, IEnumerable<IDossierSpecial> specials)
    {
        var dossier = await dossiers.FindAsync(id, me.Actor, me.Cancel) ?? throw new NotFoundException();
        if (dossier.Sealed || dossier.Compartment is not null) await ledger.RecordAsync(LineKind.Read, id, dossier.Procedure, "Read", new { dossier.Revision }, me.Actor, me.Cancel);

        if (specials.FirstOrDefault(s => s.Draws(dossier)) is { } special) return await special.DrawAsync(dossier, me);

        var page = await views.DrawAsync(dossier, me, me.Cancel);
        return Shown.As<DossierPageView>(await me.PageAsync(), new { Page = page, Crumbs = Crumbs(book.Of(dossier), dossier) });
    }

    private static async Task<IResult> AskAsync(Guid id, string action, Visitor me, IDossiers dossiers, ActionForms forms)
    {
        var dossier = await dossiers.FindAsync(id, me.Actor, me.Cancel) ?? throw new NotFoundException();
        return await forms.AskAsync(dossier, action, me);
    }

    private static async Task<IResult> ActAsync(Guid id, string action, Visitor me, IDossiers dossiers, ActionForms forms, HttpRequest request)
    {
        var dossier = await dossiers.FindAsync(id, me.Actor, me.Cancel) ?? throw new NotFoundException();
        return await forms.ActAsync(dossier, action, me, request);
    }

    private static Task<IResult> AskToOpenAsync(string procedure, string form, Visitor me, ActionForms forms) => forms.AskToOpenAsync(procedure, form, me);

    private static Task<IResult> OpenAsync(string procedure, string form, Visitor me, ActionForms forms, HttpRequest request) => forms.OpenAsync(procedure, form, me, request);

    private static async Task<IResult> DownloadAsync(Guid file, Visitor me, IAttachments attachments, ILedgerBook ledger, HttpResponse response)
    {
        var found = await attachments.FindAsync(new(file), me.Actor, me.Cancel) ?? throw new NotFoundException();
        await ledger.RecordAsync(LineKind.Export, found.Dossier ?? Guid.Empty, "", "Download", new { File = found.Id, found.Sha256 }, me.Actor, me.Cancel);

        // Never shown in the page: what was handed in could be anything.
        var name = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(found.Name);
        response.Headers.ContentDisposition = name.ToString();
        response.Headers["Content-Security-Policy"] = "sandbox";
        return Results.Stream(body => attachments.ReadAsync(found, body, me.Cancel), "application/octet-stream");
    }

    public static IReadOnlyList<Crumb> Crumbs(Procedure procedure, Dossier? dossier) =>
    [
        new(new("工作台", "Workbench"), "/desk"),
        new(procedure.Name.Heading, $"/lists/{procedure.Code}"),
        .. dossier is null ? (Crumb[])[] : [new(Words.Same(dossier.Number))],
    ];
}

/// <summary>A dossier that deserves a page of its own kind. It contains the generic parts, it does not replace the desk.</summary>
public interface IDossierSpecial
{
    bool Draws(Dossier dossier);
    Task<IResult> DrawAsync(Dossier dossier, Visitor me);
}
