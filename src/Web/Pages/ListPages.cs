using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>Lists of dossiers: of one procedure, or of everything that waits for a person.</summary>
internal static class ListPages
{
    private const int CountMost = 10_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireAuthorization(Policies.Staff);
        pages.MapGet("/lists", (Visitor me, Lists lists) => ShowAsync(null, me, lists));
        pages.MapGet("/lists/{procedure}", (string procedure, Visitor me, Lists lists) => ShowAsync(procedure, me, lists));
    }

    private static async Task<IResult> ShowAsync(string? code, Visitor me, Lists lists)
    {
        var procedure = code is null ? null : lists.Book.Find(code) ?? throw new NotFoundException();
        var (query, refusal) = lists.Read(procedure, me);
        var page = await lists.Dossiers.ListAsync(query, me.Actor, me.Cancel);
        var most = query.Text is null ? CountMost : DossierQuery.TextMost;
        var total = await lists.Dossiers.CountAsync(query with { After = null }, me.Actor, most, me.Cancel);
        var write = await lists.WriterAsync(page.Dossiers, procedure, me);
        var context = await me.PageAsync();
        return Shown.As<ListPage>(context, new
        {
            Title = procedure?.Name.Heading ?? (me.Asked("turn") == "mine" ? new Words("我的待办", "Waiting for me") : new Words("全部事项", "All matters")),
            Rows = page.Dossiers,
            Columns = ListColumns.Of(lists.Book, lists.Rules, write, procedure),
            Filters = lists.Filters(procedure, me),
            Tools = lists.Tools(procedure, me, context),
            Refusal = refusal is null ? null : new RefusalView(refusal),
            Crumbs = (IReadOnlyList<Crumb>)[new(new("工作台", "Workbench"), "/desk"), new(procedure?.Name.Heading ?? new("事项", "Matters"))],
            Paging = new Paging
            {
                Size = query.Take,
                Shown = page.Dossiers.Count,
                Total = total == most ? null : total,
                FirstHref = query.After is null ? null : context.With(("after", null)),
                NextHref = page.Next is { } next ? context.With(("after", next)) : null,
            },
        });
    }
}

/// <summary>A form that deserves a page of its own.</summary>
public sealed record SpecialOpening(Type Form, string Href);

/// <summary>Reads what a list is asked for from the address, for the page and the export alike.</summary>
public sealed class Lists(ProcedureBook book, IDossiers dossiers, IRules rules, IDirectory directory, IEnumerable<SpecialOpening> specials, LocalTime time)
{
    public ProcedureBook Book => book;
    public IDossiers Dossiers => dossiers;
    public IRules Rules => rules;

    /// <summary>The query, and what could not be understood of it.</summary>
    internal (DossierQuery Query, Words? Refusal) Read(Procedure? procedure, Visitor me)
    {
        Words? refusal = null;
        var query = new DossierQuery
        {
            Procedure = procedure?.Code ?? Some(me.Asked("kind")),
            States = Some(me.Asked("state")) is { } state ? [state] : [],
            Within = int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var unit) ? new UnitId(unit) : null,
            Text = Some(me.Asked("q")),
            OpenedFrom = Day(me.Asked("opened-from"), ref refusal) is { } from ? time.StartOf(from) : null,
            OpenedUntil = Day(me.Asked("opened-to"), ref refusal) is { } to ? time.EndOf(to) : null,
            Order = me.Asked("sort") == "due" ? DossierOrder.Due : DossierOrder.Newest,
            After = Some(me.Asked("after")),
            Take = int.TryParse(me.Asked("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && Paging.Sizes.Contains(size) ? size : 20,
            Turns = me.Asked("turn") == "mine" ? Turns.Of(book, rules.Organisation, me.Actor) : null,
            OpenedBy = me.Asked("scope") == "opened" ? me.Actor.Id : null,
            Assignee = me.Asked("scope") == "assigned" ? me.Actor.Id : null,
        };
        query = me.Asked("light") switch
        {
            "overdue" => query with { Open = true, DueUntil = DateOnly.FromDayNumber(time.Today.DayNumber - 1) },
            "near" => query with { Open = true, DueFrom = time.Today, DueUntil = DateOnly.FromDayNumber(time.Today.DayNumber + rules.Settings.Number(SiteSettings.NearDays)) },
            "in-time" => query with { Open = true, DueFrom = DateOnly.FromDayNumber(time.Today.DayNumber + rules.Settings.Number(SiteSettings.NearDays) + 1) },
            "finished" => query with { Open = false },
            _ => query,
        };
        return (query, refusal);
    }

    internal IReadOnlyList<Filter> Filters(Procedure? procedure, Visitor me) =>
    [
        new TextFilter("q", new("编号、标题或内容", "Number, title or content"), new("词语之间用空格隔开", "several words with blanks between")),
        procedure is null
            ? new ChoiceFilter("kind", new("类别", "Kind"), [.. book.Current.Select(p => new Option(p.Code, p.Name.Heading))])
            : new ChoiceFilter("state", new("状态", "State"), [.. procedure.Stages.Values.Select(s => new Option(s.State, s.Name.Heading))]),
        new UnitFilter("unit", new("单位", "Unit"), UnitOptions(me.Actor)),
        new LightFilter(),
        new DatesFilter("opened", new("登记日期", "Opened")) { Rare = true },
        new ChoiceFilter("scope", new("与我有关", "My part"), [new("assigned", new("我承办的", "assigned to me")), new("opened", new("我登记的", "opened by me"))]) { Rare = true },
        new ChoiceFilter("sort", new("排序", "Order"), [new("due", new("期限先后（仅有期限的）", "by due date (only with one)"))]) { Rare = true },
    ];

    internal IReadOnlyList<Tool> Tools(Procedure? procedure, Visitor me, PageContext page)
    {
        var tools = new List<Tool>();
        if (procedure is not null)
        {
            tools.AddRange(OpeningsFor(me.Actor, procedure).Select((o, i) => new Tool(o.Text, "plus") { Href = o.Href, Primary = i == 0 }));
            tools.Add(Tool.Export($"/lists/{procedure.Code}/export{QueryOf(page)}"));
            if (Tables.MayReturn(procedure, me.Actor) || procedure.Openings.Any(o => MayOpen(o.By, me.Actor) && DossierImporter.Fits(o.Form))) tools.Add(Tool.Import($"/lists/{procedure.Code}/import"));
        }

        tools.Add(Tool.Print);
        return tools;
    }

    /// <summary>What this person may open, and where.</summary>
    internal IEnumerable<Link> OpeningsFor(Actor actor, Procedure? procedure = null) =>
        from p in book.Current
        where procedure is null || p == procedure
        from o in p.Openings
        where MayOpen(o.By, actor)
        select new Link(Words.Of(o.Form), specials.FirstOrDefault(s => s.Form == o.Form)?.Href ?? $"/open/{p.Code}/{o.Form.Name}");

    /// <summary>Whether somebody could open such a dossier at any unit; the desk decides when the unit is known.</summary>
    internal static bool MayOpen(Who by, Actor actor) =>
        ReferenceEquals(by, Who.Anyone) || by.Parts.Any(p => p.Kind switch
        {
            PartKind.Assignee or PartKind.Opener => true,
            PartKind.Party => false,
            PartKind.AtUnit or PartKind.Above => actor.HoldsAnywhere(p.Duty!),
        });

    internal IReadOnlyList<Option> UnitOptions(Actor actor)
    {
        var units = rules.Organisation.All.Where(u => actor.Scope.Contains(u.Id)).ToList();
        var depth = units.Count == 0 ? 0 : units.Min(u => u.Path.Value.Count(c => c == '.'));
        return [.. units.Select(u => new Option(u.Id.ToString(), Words.Same(u.Name), u.Path.Value.Count(c => c == '.') - depth))];
    }

    internal async Task<Writer> WriterAsync(IReadOnlyList<Dossier> rows, Procedure? procedure, Visitor me) =>
        new(me.Language, rules, await directory.NamesAsync([.. ListColumns.PersonsIn(rows, procedure)], me.Cancel));

    private static string QueryOf(PageContext page) => page.Query.Length > 0 ? page.Query : "";

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(string? text, ref Words? refusal)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        refusal = new($"“{text}”不是日期。", $"“{text}” is not a date.");
        return null;
    }
}
