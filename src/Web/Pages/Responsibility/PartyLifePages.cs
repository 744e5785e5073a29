using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using ColumnKind = Qinglian.Documents.Sheets.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>Which meetings of intra-party life were held and which are missing, by unit and year (R17).</summary>
internal static class PartyLifePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/responsibility/party-life").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/export", ExportAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, Lists lists)
    {
        var asked = YearAsked.Read(me, rules);
        var rows = await new MissingMeetings(dossiers, rules, time).OfAsync(asked.Year, asked.Unit, me.Actor, me.Cancel);
        var page = await me.PageAsync();
        return Shown.As<PartyLifePage>(page, new
        {
            Asked = asked,
            All = rows,
            Rows = me.Asked("show") == "missing" ? [.. rows.Where(r => r.Missing > 0)] : rows,
            Filters = (IReadOnlyList<Filter>)[.. YearAsked.Filters(me, lists), new ChoiceFilter("show", new("显示", "Show"), [new("missing", new("只看有缺项的单位", "only units with gaps"))]) { All = new("全部单位", "all units") }],
            Tools = (IReadOnlyList<Tool>)
            [
                .. lists.OpeningsFor(me.Actor, lists.Book["party-meeting"]).Select(o => new Tool(o.Text, "plus") { Href = o.Href, Primary = true }),
                new(new("全部记录", "All records"), "list") { Href = "/lists/party-meeting" },
                Tool.Export($"/responsibility/party-life/export{page.Query}"), Tool.Print,
            ],
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, ImportFlow flow, ILedgerBook ledger)
    {
        var asked = YearAsked.Read(me, rules);
        var rows = await new MissingMeetings(dossiers, rules, time).OfAsync(asked.Year, asked.Unit, me.Actor, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "party-meeting", "Missing", new { asked.Year, Unit = asked.Unit?.Value }, me.Actor, me.Cancel);
        var sheet = new LedgerSheet("party-life", 1, new Words("党内生活开展情况（{0}）", "Intra-party life ({0})").With(asked.Title),
        [
            new("unit", new("单位", "Unit")), new("kind", new("会议类别", "Kind")), new("every", new("应召开", "Required")), new("held", new("已登记次数", "Recorded"), ColumnKind.Integer),
            new("periods", new("已满期数", "Periods over"), ColumnKind.Integer), new("missing", new("缺开期数", "Missing"), ColumnKind.Integer), new("which", new("缺开期间", "Periods missing"), ColumnKind.LongText),
        ]);
        var lines = rows.SelectMany(r => r.Kinds.Where(k => k.Every is not null || k.Held > 0).Select(k => new LedgerRow("", "",
        [
            r.Unit.Name, Words.Of(k.Kind).In(me.Language), k.Every is { } every ? new Words("每{0}", "every {0}").With(Words.Of(every)).In(me.Language) : null,
            (long)k.Held, (long)k.Periods, (long)k.Missing.Count, string.Join(me.Language == Language.Chinese ? "、" : ", ", k.Missing.Select(p => p.Words.In(me.Language))),
        ])));
        return Files.Xlsx(new("党内生活开展情况", "Intra-party life"), me, stream => sheet.Write(stream, lines, flow.Heading(me)));
    }
}
