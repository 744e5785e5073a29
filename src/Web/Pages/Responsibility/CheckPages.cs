using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Checks;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages.Responsibility;

/// <summary>How far decisions are carried out, by decision and by unit: acts and results that were seen on the spot.</summary>
internal static class CheckPages
{
    public static readonly Words Heading = new("决策部署落实率", "Implementation rate");

    private static readonly Words Note = new(
        "只计已确认的督查结果；同一要求多次督查的，以最近一次为准。部分落实和变通执行不计为已落实。单位按组织顺序排列。",
        "Confirmed findings only; of several checks of one requirement the last counts. Partly done and altered are not done. Units stand in their own order.");

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/responsibility/checks").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/export", ExportAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, Figures figures, IDossiers dossiers, IRules rules)
    {
        var asked = figures.Read(me);
        var page = await me.PageAsync();
        var parts = await new ImplementationRates(dossiers).OfAsync(asked.Unit, asked.From, asked.Until, me.Actor, me.Cancel);
        var all = ImplementationRate.Of(parts);
        return Shown.As<AccountabilityFigures>(page, new
        {
            Heading, asked.Title, Note,
            Filters = (IReadOnlyList<Filter>)[figures.Filters(me)[0], new DatesFilter("opened", new("督查日期", "Checked"))],
            Tools = (IReadOnlyList<Tool>)[Tool.Export($"/responsibility/checks/export{page.Query}"), Tool.Print],
            Tiles = (IReadOnlyList<Tile>)
            [
                new(new("督查的决策部署", "decisions checked"), $"{parts.Select(p => p.Decision).Distinct().Count()}") { Href = "/lists/decision" },
                new(new("核查要求", "requirements checked"), $"{all.All}") { Href = "/lists/field-check" },
                new(new("已落实", "done"), $"{all.Done}"),
                new(new("落实率", "rate"), all.Percent is { } rate ? $"{rate}" : "—") { Unit = new("%", "%") },
            ],
            Charts = Charts(parts, rules),
            Problem = asked.Problem is null ? null : new RefusalView(asked.Problem),
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, Figures figures, IDossiers dossiers, IRules rules, ImportFlow flow, ILedgerBook ledger)
    {
        var asked = figures.Read(me);
        var parts = await new ImplementationRates(dossiers).OfAsync(asked.Unit, asked.From, asked.Until, me.Actor, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "field-check", "Export", new { Unit = asked.Unit?.Value, From = asked.From?.Iso, Until = asked.Until?.Iso }, me.Actor, me.Cancel);
        return ChartSheet.Of(Heading, asked.Title, Charts(parts, rules), flow, me);
    }

    private static IReadOnlyList<ChartView> Charts(IReadOnlyList<CheckedPart> parts, IRules rules)
    {
        if (parts.Count == 0) return [];
        var decisions = parts.GroupBy(p => (p.Decision, p.Title)).Select(g => (Name: g.Key.Title, Href: $"/dossiers/{g.Key.Decision}", Rate: ImplementationRate.Of(g))).ToList();
        var units = rules.Organisation.All.Where(u => parts.Any(p => p.Unit == u.Id)).Select(u => (Name: u.ShortName, Href: $"/lists/field-check?unit={u.Id}", Rate: ImplementationRate.Of(parts.Where(p => p.Unit == u.Id)))).ToList();
        Words byDecision = new("决策部署", "Decision"), byUnit = new("单位", "Unit");
        return
        [
            Rates(new("落实率，按决策部署", "Rate, by decision"), byDecision, decisions), Rates(new("落实率，按单位", "Rate, by unit"), byUnit, units),
            Findings(new("逐项结果，按决策部署", "Findings, by decision"), byDecision, decisions), Findings(new("逐项结果，按单位", "Findings, by unit"), byUnit, units),
        ];
    }

    private static ChartView Rates(Words title, Words category, IReadOnlyList<(string Name, string Href, ImplementationRate Rate)> rows) => new(title, [.. rows.Select(r => r.Name)], [new(new("落实率", "rate"), [.. rows.Select(r => r.Rate.Percent ?? 0)])])
    {
        Unit = new("%", "%"), CategoryName = category, Hrefs = [.. rows.Select(r => r.Href)],
    };

    private static ChartView Findings(Words title, Words category, IReadOnlyList<(string Name, string Href, ImplementationRate Rate)> rows) => new(title, [.. rows.Select(r => r.Name)],
    [
        new(Words.Of(Finding.Done), [.. rows.Select(r => (decimal)r.Rate.Done)]), new(Words.Of(Finding.Partly), [.. rows.Select(r => (decimal)r.Rate.Partly)]),
        new(Words.Of(Finding.NotDone), [.. rows.Select(r => (decimal)r.Rate.NotDone)]), new(Words.Of(Finding.Altered), [.. rows.Select(r => (decimal)r.Rate.Altered)]),
    ])
    {
        Stacked = true, Unit = new("项", "requirements"), CategoryName = category, Hrefs = [.. rows.Select(r => r.Href)],
    };
}
