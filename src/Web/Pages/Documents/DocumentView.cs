using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Documents;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Documents;

/// <summary>A policy document as two panes: the text with its passages marked, and beside it what was made of each.</summary>
public sealed class DocumentView(DossierViews views, Desk desk, ActionForms forms, ProcedureBook book, IRules rules) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is PolicyDocument;

    public Task<IResult> DrawAsync(Dossier dossier, Visitor me) => DrawAsync((PolicyDocument)dossier, me, null, []);

    internal async Task<IResult> DrawAsync(PolicyDocument document, Visitor me, Refusal? refusal, IReadOnlyList<int> ticked)
    {
        var open = desk.OpenTo(document, me.Actor).Select(m => m.Action).ToHashSet();
        var page = await views.DrawAsync(document, me, me.Cancel);
        page = page with
        {
            // The decisions on single duties are made in the list; only what concerns the whole document stands beside it.
            Actions = [.. page.Actions.Where(a => !PerDuty.Any(t => a.Href.EndsWith("/" + t.Name, StringComparison.Ordinal) || (a.Href.Length == 0 && a.Text == Words.Of(t))))],
        };
        var pickers = open.Contains(typeof(AssignDuties)) ? await forms.PickersAsync(RecordForm.Of(typeof(AssignDuties)), me) : Pickers.None;
        return Shown.As<DocumentPage>(await me.PageAsync(), new
        {
            Document = document,
            Page = page,
            Open = (IReadOnlySet<Type>)open,
            Ticked = (IReadOnlySet<int>)ticked.ToHashSet(),
            pickers.Units,
            pickers.People,
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? u.ToString()),
            Refusal = refusal is null ? null : new RefusalView(refusal.Words) { Basis = refusal.Basis is { } basis ? new(basis.Words) : null },
            Crumbs = DossierPages.Crumbs(book.Of(document), document),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static readonly IReadOnlyList<Type> PerDuty = [typeof(ConfirmDuties), typeof(EditDuty), typeof(SplitDuty), typeof(MergeDuties), typeof(RejectDuties), typeof(DecideAgain), typeof(ProposeMissed), typeof(AssignDuties)];
}
