using Qinglian.Documents.Word;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Heading = Qinglian.Documents.Word.Heading;

namespace Qinglian.Web.Pages;

/// <summary>Dossiers on paper and in tables: a list as an official ledger, one dossier as an official document, new ones from a table.</summary>
internal static class ExportPages
{
    /// <summary>The most rows a sheet of a workbook can hold below its headings.</summary>
    private const int MostRows = 1_048_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireAuthorization(Policies.Staff);
        pages.MapGet("/lists/{procedure}/export", ExportAsync).RequireFresh();
        pages.MapGet("/dossiers/{id:guid}/document", DocumentAsync).RequireFresh();
        pages.MapGet("/lists/{procedure}/import", ChooseFormAsync);

        const string import = "/lists/{procedure}/import/{form}";
        pages.MapGet(import, (string procedure, string form, Visitor me, Tables tables, ImportFlow flow) => flow.AskAsync(tables.ImporterOf(procedure, form, me), me));
        pages.MapPost(import, (string procedure, string form, Visitor me, Tables tables, ImportFlow flow, HttpRequest request) => flow.UploadAsync(tables.ImporterOf(procedure, form, me), me, request));
        pages.MapGet(import + "/template", (string procedure, string form, Visitor me, Tables tables, ImportFlow flow) => flow.Template(tables.ImporterOf(procedure, form, me), me));
        pages.MapGet(import + "/{file:guid}", (string procedure, string form, Guid file, Visitor me, Tables tables, ImportFlow flow, HttpResponse response) => flow.LookAsync(tables.ImporterOf(procedure, form, me), file, me, response));
        pages.MapPost(import + "/{file:guid}", (string procedure, string form, Guid file, Visitor me, Tables tables, ImportFlow flow, HttpRequest request) => flow.ConfirmAsync(tables.ImporterOf(procedure, form, me), file, me, request));
        pages.MapGet(import + "/{file:guid}/result", (string procedure, string form, Guid file, Visitor me, Tables tables, ImportFlow flow, HttpResponse response) => flow.ResultAsync(tables.ImporterOf(procedure, form, me), file, me, response));
        pages.MapGet(import + "/{file:guid}/failures", (string procedure, string form, Guid file, Visitor me, Tables tables, ImportFlow flow) => flow.FailuresAsync(tables.ImporterOf(procedure, form, me), file, me));
    }

    private static async Task<IResult> ExportAsync(string procedure, Visitor me, Lists lists, ImportFlow flow, ILedgerBook ledger, IDirectory directory, Desk desk, LocalTime time)
    {
        var found = lists.Book.Find(procedure) ?? throw new NotFoundException();
        var (query, problem) = lists.Read(found, me);
        if (problem is not null) return Results.LocalRedirect($"/lists/{procedure}");

        query = query with { After = null };
        var count = await lists.Dossiers.CountAsync(query, me.Actor, MostRows, me.Cancel);

        // The line in the ledger is written before a byte leaves.
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, procedure, "Export", new { Rows = count, query.States, Within = query.Within?.Value, query.Text, query.OpenedFrom, query.OpenedUntil, query.DueFrom, query.DueUntil, query.Open }, me.Actor, me.Cancel);
        var table = new DossierTable(found, lists.Book, lists.Rules, desk, me.Actor, time, count);
        return Files.Xlsx(new($"{found.Name.Zh}台账", $"Ledger of {found.Name.En}"), me, stream => table.Sheet.Write(
            stream,
            lists.Dossiers.AllAsync(query, me.Actor, me.Cancel).Take(MostRows).Chunk(500).ToBlockingEnumerable(me.Cancel).SelectMany(page =>
            {
                var write = new Writer(me.Language, lists.Rules, directory.NamesAsync([.. ListColumns.PersonsIn(page, found)], me.Cancel).GetAwaiter().GetResult());
                return page.Select(d => table.Row(d, write));
            }),
            flow.Heading(me)));
    }

    private static async Task<IResult> ChooseFormAsync(string procedure, Visitor me, Tables tables)
    {
        return tables.WaysOf(procedure, me.Actor) is [var first, ..]
            ? Results.LocalRedirect(first.Href)
            : Shown.As<RefusedPage>(await me.PageAsync(), new { Refusal = new RefusalView(new("此类事项不能由您用表格登记。", "You cannot open matters of this kind from a table.")), BackHref = $"/lists/{procedure}" }, StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> DocumentAsync(Guid id, Visitor me, IDossiers dossiers, DossierViews views, ILedgerBook ledger, IRules rules)
    {
        var dossier = await dossiers.FindAsync(id, me.Actor, me.Cancel) ?? throw new NotFoundException();
        await ledger.RecordAsync(LineKind.Export, id, dossier.Procedure, "Document", new { dossier.Revision }, me.Actor, me.Cancel);
        var document = Official(await views.DrawAsync(dossier, me, me.Cancel), rules.Organisation.Find(dossier.Unit)?.Name, await me.PageAsync());
        return Files.Docx(Words.Same($"{dossier.Number} {Clean(dossier.Title)}"), me, stream => document.Write(stream, me.Language));
    }

    /// <summary>The dossier in the layout of an official document: what it is, what was done by whom, what lies with it.</summary>
    internal static OfficialDocument Official(DossierPage page, string? unit, PageContext p)
    {
        var body = new List<Block>
        {
            new Heading(1, p["基本情况", "The matter"]),
            new Table([p["项目", "Item"], p["内容", "Content"]],
            [
                [p["类别", "Kind"], p[page.Kind]],
                [p["状态", "State"], p[page.State]],
                .. page.Due.On is { } due ? (IReadOnlyList<string>[])[[p["期限", "Due"], p.Date(due) + (page.Due.Provisional ? p["（暂定）", " (provisional)"] : "")]] : [],
                .. page.Basics.Select(f => (IReadOnlyList<string>)[p[f.Label], f.Withheld is { } withheld ? p[withheld] : f.Text ?? ""]),
            ], Widths: [1, 3]),
        };
        foreach (var box in page.Opinions.Where(b => b.Opinions.Count > 0))
        {
            body.Add(new Heading(1, p[box.Title]));
            body.AddRange(box.Opinions.Select(o => new Paragraph($"{o.Text}（{o.By} {p.Date(o.On)}）")));
        }

        body.Add(new Heading(1, p["办理过程", "Course of handling"]));
        body.Add(new Table([p["时间", "When"], p["事项", "Step"], p["办理人", "By"], p["内容", "Content"]],
            [.. page.Timeline.OrderBy(t => t.At).Select(t => (IReadOnlyList<string>)[p.Moment(t.At), p[t.What] + (t.NewState is { } state ? $" → {p[state]}" : ""), $"{t.Actor} {t.Post}".Trim(), t.Text ?? ""])], Widths: [2, 2, 2, 4]));
        return new(page.Title, body)
        {
            Number = page.Number,
            Attachments = [.. page.Attachments.Select(a => a.Name)],
            Signatory = unit,
            Date = p.Today,
            Note = p[$"由{p.Platform.Zh}生成，办理过程以台账为准", $"made by {p.Platform.En}; the ledger is what counts"],
        };
    }

    private static string Clean(string title) => string.Concat(title.Where(c => !Path.GetInvalidFileNameChars().Contains(c) && c is not ('\\' or '"'))) is var clean && clean.Length > 40 ? clean[..40] : clean;
}

/// <summary>Which tables a list takes, and from whom: those that open matters by a form, and its own export with changes.</summary>
internal sealed class Tables(ProcedureBook book, Desk desk, IDossiers dossiers, ILedgerBook ledger, IRegistrar registrar, IDirectory directory, IRules rules, LocalTime time)
{
    /// <summary>Every way of bringing a table to the list, the first being the commonest.</summary>
    public IReadOnlyList<Link> WaysOf(string procedure, Kernel.Access.Actor actor)
    {
        var found = book.Find(procedure) ?? throw new NotFoundException();
        return
        [
            .. FormsOf(found, actor).Select(f => new Link(new Words("用表格登记：{0}", "Open from a table: {0}").With(Words.Of(f)), $"/lists/{procedure}/import/{f.Name}")),
            .. MayReturn(found, actor) ? (Link[])[new(new("导回改过的台账", "Bring back a changed ledger"), DossierMerger.BaseOf(found))] : [],
        ];
    }

    /// <summary>Whether somebody could carry any of the changes out that an exported list may bring back; the desk decides row by row.</summary>
    public static bool MayReturn(Procedure procedure, Kernel.Access.Actor actor) =>
        procedure.Stages.Values.SelectMany(s => s.Moves).Any(m => procedure.Merged.Any(merge => merge.Action == m.Action) && Lists.MayOpen(m.By, actor));

    /// <exception cref="NotFoundException">There is no such form, or this person may not bring anything with it.</exception>
    public IImporter ImporterOf(string procedure, string form, Visitor me)
    {
        var found = book.Find(procedure) ?? throw new NotFoundException();
        var opening = new Opening(desk, dossiers, ledger, registrar, directory);
        var returns = MayReturn(found, me.Actor);
        IReadOnlyList<Link> others = [.. WaysOf(procedure, me.Actor).Where(w => !w.Href.EndsWith("/" + form, StringComparison.Ordinal))];
        if (form == DossierMerger.Name && returns) return new DossierMerger(found, new(found, book, rules, desk, me.Actor, time), opening, rules, me.Actor, me.Language) { Others = others };
        return FormsOf(found, me.Actor).FirstOrDefault(f => f.Name == form) is { } type
            ? new DossierImporter(found, type, opening, me.Actor, me.Language) { Others = others, Returns = returns }
            : throw new NotFoundException();
    }

    private static IEnumerable<Type> FormsOf(Procedure procedure, Kernel.Access.Actor actor) =>
        procedure.Openings.Where(o => Lists.MayOpen(o.By, actor) && DossierImporter.Fits(o.Form)).Select(o => o.Form);
}
