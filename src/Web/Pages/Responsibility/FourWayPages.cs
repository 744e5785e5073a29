using System.Globalization;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using ColumnKind = Qinglian.Documents.Sheets.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>The four kinds of responsibility: all units beside each other, and the list of one unit (R10).</summary>
internal static class FourWayPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/responsibility/four-way").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/export", ExportAsync).RequireFresh();
        pages.MapGet("/{unit:int}", ListAsync);
    }

    private static async Task<IResult> ShowAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, Lists lists)
    {
        var asked = YearAsked.Read(me, rules);
        var rows = await new FourWay(dossiers, rules, time).OfAsync(asked.Year, asked.Unit, me.Actor, me.Cancel);
        var page = await me.PageAsync();
        return Shown.As<FourWayPage>(page, new
        {
            Asked = asked,
            All = rows,
            Rows = me.Asked("show") == "gaps" ? [.. rows.Where(r => r.Gaps > 0)] : rows,
            Filters = (IReadOnlyList<Filter>)[.. YearAsked.Filters(me, lists), new ChoiceFilter("show", new("显示", "Show"), [new("gaps", new("只看有缺项的单位", "only units with gaps"))]) { All = new("全部单位", "all units") }],
            Tools = (IReadOnlyList<Tool>)[Tool.Export($"/responsibility/four-way/export{page.Query}"), Tool.Print],
        });
    }

    private static async Task<IResult> ListAsync(int unit, Visitor me, IDossiers dossiers, IRules rules, LocalTime time, IDirectory directory, Lists lists)
    {
        if (rules.Organisation.Find(new(unit)) is not { } found || !me.Actor.Scope.Contains(found.Id)) throw new NotFoundException();
        var asked = YearAsked.Read(me, rules);
        var items = await new FourWay(dossiers, rules, time).ListAsync(asked.Year, found.Id, me.Actor, me.Cancel);
        var names = await directory.NamesAsync([.. items.SelectMany(i => i.KindActs).Select(a => a.By).Distinct()], me.Cancel);
        return Shown.As<FourWayListPage>(await me.PageAsync(), new
        {
            Unit = found, asked.Year, Items = items, Write = new Writer(me.Language, rules, names),
            MayAdd = lists.OpeningsFor(me.Actor, lists.Book["responsibility"]).Any(),
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, ImportFlow flow, ILedgerBook ledger)
    {
        var asked = YearAsked.Read(me, rules);
        var rows = await new FourWay(dossiers, rules, time).OfAsync(asked.Year, asked.Unit, me.Actor, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "responsibility", "FourWay", new { asked.Year, Unit = asked.Unit?.Value }, me.Actor, me.Cancel);
        var sheet = new LedgerSheet("four-way", 1, new Words("“四责协同”责任清单情况（{0}）", "Four kinds of responsibility ({0})").With(asked.Title),
        [
            new("unit", new("单位", "Unit")), new("required", new("应建清单", "Must keep a list"), ColumnKind.Boolean), new("kind", new("责任类别", "Kind")), new("items", new("事项数", "Entries"), ColumnKind.Integer),
            new("acted", new("有记录的事项数", "Entries acted on"), ColumnKind.Integer), new("records", new("履责记录数", "Records"), ColumnKind.Integer), new("last", new("最近记录", "Last record"), ColumnKind.Date), new("gap", new("缺项", "Gap")),
        ]);
        var lines = rows.SelectMany(r => r.Cells.Select(c => new LedgerRow("", "",
            [r.Unit.Name, r.Required, Words.Of(c.Kind).In(me.Language), (long)c.Items, (long)c.Acted, (long)c.Records, c.Last, r.Required && c.Gap is { } gap ? Words.Of(gap).In(me.Language) : null])));
        return Files.Xlsx(new("四责协同", "Four kinds of responsibility"), me, stream => sheet.Write(stream, lines, flow.Heading(me)));
    }
}
