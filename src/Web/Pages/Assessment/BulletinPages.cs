using Qinglian.Assessment.Bulletins;
using Qinglian.Documents.Word;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>The bulletin: drafted from the figures, read as a page, taken away as an official document. Once issued, everybody who works here may read it.</summary>
internal static class BulletinPages
{
    public static async Task<IResult> ListAsync(Visitor me, IDossiers dossiers, IRules rules)
    {
        var issued = (await dossiers.ListAsync(new() { Procedure = "bulletin", States = [nameof(BulletinState.Issued)], Take = 100 }, Actor.System, me.Cancel)).Dossiers.Cast<Bulletin>().Where(b => Concerns(b, me.Actor, rules)).ToList();
        return Shown.As<BulletinsPage>(await me.PageAsync(), new { Bulletins = (IReadOnlyList<Bulletin>)issued, MayDraft = Writes(me.Actor) });
    }

    public static async Task<IResult> AskAsync(Visitor me, Drafting drafting, IRules rules, Effort effort) =>
        await AskAsync(me, drafting, rules, effort, AssessmentPages.MonthOf(me), null, StatusCodes.Status200OK);

    public static async Task<IResult> DraftAsync(Visitor me, Drafting drafting, Desk desk, IRules rules, LocalTime time, Effort effort, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        var corrects = Guid.TryParse(form["corrects"], out var before) ? before : (Guid?)null;
        if (!Period.TryParse(form["month"], out var month)) return await AskAsync(me, drafting, rules, effort, AssessmentPages.MonthOf(me), new("请选择月份。", "Please choose a month."), StatusCodes.Status422UnprocessableEntity);
        if (IssuerFor(me.Actor, rules) is not { } issuer || await drafting.OfAsync(issuer, month, corrects, me.Cancel) is not { } draft)
        {
            return await AskAsync(me, drafting, rules, effort, month, new("这个月没有月报，无法起草通报。", "There are no returns of this month: there is nothing to report on."), StatusCodes.Status422UnprocessableEntity);
        }

        var id = Ids.New(time.Now);
        if (await desk.OpenAsync(id, draft, me.Actor, me.Cancel) is { } refusal) return await AskAsync(me, drafting, rules, effort, month, refusal.Words, StatusCodes.Status422UnprocessableEntity);
        await effort.NoteAsync(ActionForms.FormName("bulletin", typeof(DraftBulletin)), n => form[n].ToString(), me.Cancel);
        return Results.LocalRedirect($"/dossiers/{id}");
    }

    public static async Task<IResult> ShowAsync(Guid id, Visitor me, IDossiers dossiers, IRules rules)
    {
        var bulletin = await IssuedAsync(id, me, dossiers, rules);
        return Shown.As<IssuedBulletinPage>(await me.PageAsync(), new { Bulletin = bulletin, Issuer = SignedBy(bulletin, rules) ?? "" });
    }

    public static async Task<IResult> DocumentAsync(Guid id, Visitor me, IDossiers dossiers, IRules rules, ILedgerBook ledger)
    {
        // A draft goes out only to those who may see its file; what is issued to all who work here.
        var bulletin = await dossiers.FindAsync(id, me.Actor, me.Cancel) as Bulletin ?? await IssuedAsync(id, me, dossiers, rules);
        await ledger.RecordAsync(LineKind.Export, id, "bulletin", "Document", new { bulletin.Revision }, me.Actor, me.Cancel);
        var document = Official(bulletin, SignedBy(bulletin, rules), me.Language);
        return Files.Docx(Words.Same(bulletin.Title), me, stream => document.Write(stream, me.Language));
    }

    internal static OfficialDocument Official(Bulletin bulletin, string? issuer, Language language)
    {
        return new(bulletin.Title, [new Paragraph(bulletin.Text)])
        {
            Organ = issuer,
            Addressee = new Words("各报送单位", "To the units that send returns").In(language),
            Annexes = [.. bulletin.Tables.Select(t => new Annex(t.Caption.In(language), [new Table([.. t.Headings.Select(h => h.In(language))], [.. t.Rows.Select(r => (IReadOnlyList<string>)[.. r.Select(c => c.In(language))])], Widths: [3, .. t.Headings.Skip(1).Select(_ => 2)])]))],
            Number = bulletin.Reference,
            Signatory = issuer,
            Date = bulletin.IssuedOn,
            Note = bulletin.State is BulletinState.Issued ? null : language == Language.Chinese ? "未经批准，不得引用" : "not approved: not to be quoted",
        };
    }

    /// <summary>A bulletin of a region goes out in the name of its discipline organ: a region signs nothing.</summary>
    internal static string? SignedBy(Bulletin bulletin, IRules rules) =>
        (rules.Organisation.ChildrenOf(bulletin.Unit).FirstOrDefault(u => u.Kind is UnitKind.DisciplineOrgan) ?? rules.Organisation.Find(bulletin.Unit))?.Name;

    private static async Task<Bulletin> IssuedAsync(Guid id, Visitor me, IDossiers dossiers, IRules rules) =>
        await dossiers.FindAsync(id, Actor.System, me.Cancel) is Bulletin { State: BulletinState.Issued } bulletin && Concerns(bulletin, me.Actor, rules) ? bulletin : throw new NotFoundException();

    // A bulletin goes to the units below the one that issued it.
    private static bool Concerns(Bulletin bulletin, Actor actor, IRules rules) =>
        rules.Organisation.Find(bulletin.Unit) is { } issuer && (actor.Scope.Contains(issuer.Id) || rules.Organisation.Find(actor.Unit)?.Path.IsWithin(issuer.Path) is true);

    private static async Task<IResult> AskAsync(Visitor me, Drafting drafting, IRules rules, Effort effort, Period month, Words? problem, int status)
    {
        var form = new FormView("/assessment/bulletins/draft", new("起草", "Draft"),
        [
            new ChoiceField("month", new("月份", "Month"), [.. Enumerable.Range(1, 12).Select(n => Period.Of(PeriodKind.Month, me.Today).Plus(-n)).Select(p => new Option(p.ToString(), p.Words))]) { Required = true, Value = month.ToString(), Error = problem, Open = false },
        ])
        {
            Hidden = [effort.Begin(_ => null, 1, 1), .. me.Asked("corrects") is { Length: > 0 } corrects ? (HiddenValue[])[new("corrects", corrects)] : []],
            CancelHref = "/assessment/bulletins",
            Consequences = [new("按当月月报和考评生成文稿和附表；文字可修改，附表数字不能改。", "Text and tables are made from the returns and appraisals of the month. The words may be edited, the figures may not.")],
        };
        return Writes(me.Actor)
            ? Shown.As<FormPage>(await me.PageAsync(), new { Title = new Words("起草月通报", "Draft a bulletin"), Form = form, Crumbs = (IReadOnlyList<Crumb>)[new(new("月通报", "Monthly bulletins"), "/assessment/bulletins"), new(new("起草", "Draft"))] }, status)
            : Results.LocalRedirect("/assessment/bulletins");
    }

    private static bool Writes(Actor actor) => actor.HoldsAnywhere(Duties.Supervisor) || actor.HoldsAnywhere(Duties.SupervisionLeader);

    /// <summary>The highest unit this person supervises.</summary>
    private static Unit? IssuerFor(Actor actor, IRules rules) => actor.Grants.Where(g => g.Duty == Duties.Supervisor || g.Duty == Duties.SupervisionLeader).Select(g => rules.Organisation.Find(g.Unit)).OfType<Unit>().MinBy(u => u.Path.Value.Length);
}

/// <summary>A bulletin on its way: the text and the tables as they will be printed.</summary>
internal sealed class BulletinView(DossierViews views, ProcedureBook book) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is Bulletin;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var bulletin = (Bulletin)dossier;
        var page = await views.DrawAsync(dossier, me, me.Cancel);
        page = page with { Tools = [new(new("导出公文", "As a document"), "download") { Href = $"/assessment/bulletins/{bulletin.Id}/docx" }, Tool.Print] };
        if (bulletin.State is BulletinState.Issued) page = page with { Actions = [.. page.Actions, new(new("发更正通报", "Issue a correction"), $"/assessment/bulletins/draft?month={bulletin.Period}&corrects={bulletin.Id}")] };
        return Shown.As<BulletinPage>(await me.PageAsync(), new { Page = page, Bulletin = bulletin, Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier) });
    }
}
