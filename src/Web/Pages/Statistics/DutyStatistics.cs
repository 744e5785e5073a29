using System.Globalization;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities;
using Qinglian.Responsibilities.Handover;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using ColumnKind = Qinglian.Documents.Sheets.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>A unit of the table: alone, or with everything below it.</summary>
public sealed record DutyUnit(Unit Unit, bool Alone, IReadOnlyDictionary<DutyFigure, int> Numbers);

/// <summary>
/// Plans, meetings, reports, interviews and handovers in figures: by period and unit, each leading to its rows. Units stand in their own
/// order and no person is counted: it is no ranking.
/// </summary>
internal static class DutyStatistics
{
    public const string Address = "/statistics/duties";
    private const int PeriodsBack = 4;

    public static readonly IReadOnlyList<Tab> Tabs = [new(new("办件", "Matters"), "/statistics"), new(new("责任落实", "Leaders’ duties"), Address)];

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Address).RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/rows", RowsAsync);
        pages.MapGet("/export", ExportAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, Lists lists)
    {
        var (period, unit) = Read(me, rules);
        var counted = new DutyFigures(dossiers, time);
        var rows = await counted.RowsAsync(DutyFigure.All, period, unit, me.Actor, me.Cancel);
        var before = await counted.RowsAsync(DutyFigure.All, period.Previous, unit, me.Actor, me.Cancel);
        var ageing = new HandoverAgeing(dossiers, rules, time);
        var open = await ageing.OpenAsync(unit, me.Actor, me.Cancel);
        var page = await me.PageAsync();
        return Shown.As<DutyStatisticsPage>(page, new
        {
            Period = period,
            Top = unit,
            Title = Title(period, unit, rules),
            Filters = (IReadOnlyList<Filter>)
            [
                new ChoiceFilter("period", new("期间", "Period"), [.. Choices(me.Today).Skip(1).Select(p => new Option(p.ToString(), p.Words))]) { All = new Words("{0}（本期）", "{0} (now)").With(Choices(me.Today)[0].Words) },
                new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor)),
            ],
            Tools = (IReadOnlyList<Tool>)[Tool.Export($"{Address}/export{page.Query}"), Tool.Print],
            Units = Units(rows, unit, rules),
            Totals = (IReadOnlyDictionary<DutyFigure, int>)rows.ToDictionary(r => r.Key, r => r.Value.Count),
            Charts = (IReadOnlyList<ChartView>)[.. Charts(rows, before, period, unit, me), Ages(ageing.Bands, open, unit, me.Today)],
        });
    }

    private static async Task<IResult> RowsAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, ProcedureBook book)
    {
        if (DutyFigure.Find(me.Asked("figure")) is not { } figure) return Results.LocalRedirect(Address);
        var (period, unit) = Read(me, rules);
        var rows = (await new DutyFigures(dossiers, time).RowsAsync([figure], period, unit, me.Actor, me.Cancel))[figure];
        if (me.Asked("alone") == "yes") rows = [.. rows.Where(r => r.Unit == unit)];
        return Shown.As<DutyRowsPage>(await me.PageAsync(), new
        {
            Figure = figure,
            Title = Title(period, unit, rules),
            Back = Href(Address, period, unit),
            Rows = (IReadOnlyList<(Dossier, DateOnly)>)[.. rows.Select(r => (r, figure.On(r, time)!.Value)).OrderByDescending(r => r.Item2).ThenBy(r => r.r.Number, StringComparer.Ordinal)],
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
            StateOf = (Func<Dossier, Words>)(d => book.Of(d)[d.StateName].Name),
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, ImportFlow flow, ILedgerBook ledger)
    {
        var (period, unit) = Read(me, rules);
        var rows = await new DutyFigures(dossiers, time).RowsAsync(DutyFigure.All, period, unit, me.Actor, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "statistics", "Duties", new { Unit = unit?.Value, Period = period.ToString() }, me.Actor, me.Cancel);
        var sheet = new LedgerSheet("duties", 1, new Words("责任落实统计（{0}）", "Leaders’ duties in figures ({0})").With(Title(period, unit, rules)),
        [
            new("unit", new("单位", "Unit")), new("below", new("含下级", "Units below included"), ColumnKind.Boolean), .. DutyFigure.All.Select(f => new Qinglian.Documents.Sheets.Column(f.Code, f.Name.Heading, ColumnKind.Integer)),
        ]);
        var lines = Units(rows, unit, rules).Select(u => new LedgerRow("", "", [u.Unit.Name, !u.Alone, .. DutyFigure.All.Select(f => (object)(long)u.Numbers[f])]));
        return Files.Xlsx(new("责任落实统计", "Leaders’ duties in figures"), me, stream => sheet.Write(stream, lines, flow.Heading(me)));
    }

    public static string Href(string path, Period period, UnitId? unit, params (string Name, string Value)[] more) => path + QueryString.Create(
        new (string Name, string? Value)[] { ("period", period.ToString()), ("unit", unit?.ToString()) }.Concat(more.Select(m => (m.Name, (string?)m.Value)))
            .Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => KeyValuePair.Create(p.Item1, p.Item2)));

    public static string RowsHref(DutyFigure figure, Period period, UnitId? unit, bool alone = false) =>
        Href($"{Address}/rows", period, unit, alone ? [("figure", figure.Code), ("alone", "yes")] : [("figure", figure.Code)]);

    private static (Period Period, UnitId? Unit) Read(Visitor me, IRules rules)
    {
        var unit = int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && rules.Organisation.Find(new(id)) is { } found && me.Actor.Scope.Contains(found.Id) ? found : null;
        return (Period.TryParse(me.Asked("period"), out var period) ? period : Choices(me.Today)[0], unit?.Id);
    }

    /// <summary>The half-year first, as most of it runs by half-years.</summary>
    private static IReadOnlyList<Period> Choices(DateOnly today) =>
        [.. new[] { PeriodKind.HalfYear, PeriodKind.Year, PeriodKind.Quarter, PeriodKind.Month }.SelectMany(kind => Enumerable.Range(0, PeriodsBack).Select(n => Period.Of(kind, today).Plus(-n)))];

    private static Words Title(Period period, UnitId? unit, IRules rules) =>
        new Words("{0}，{1}", "{0}, {1}").With(period.Words, unit is { } id ? Words.Same(rules.Organisation[id].Name) : new Words("本单位及下级", "own unit and below"));

    /// <summary>The unit asked for (or the top) alone and each unit below it with its branch, in the order of the register; those without any number left out.</summary>
    private static IReadOnlyList<DutyUnit> Units(IReadOnlyDictionary<DutyFigure, IReadOnlyList<Dossier>> rows, UnitId? unit, IRules rules)
    {
        var tree = rules.Organisation;
        var top = unit is { } id ? tree[id] : tree.Roots.FirstOrDefault();
        if (top is null) return [];
        DutyUnit Of(Unit of, bool alone) => new(of, alone, rows.ToDictionary(r => r.Key, r => r.Value.Count(d => alone ? d.Unit == of.Id : tree.Find(d.Unit)?.Path.IsWithin(of.Path) is true)));
        return [.. tree.ChildrenOf(top.Id).Select(u => Of(u, false)).Prepend(Of(top, true)).Where(u => u.Numbers.Values.Any(n => n > 0))];
    }

    private static IEnumerable<ChartView> Charts(IReadOnlyDictionary<DutyFigure, IReadOnlyList<Dossier>> rows, IReadOnlyDictionary<DutyFigure, IReadOnlyList<Dossier>> before, Period period, UnitId? unit, Visitor me)
    {
        yield return new(new("本期和上期", "This period and the one before"), [.. DutyFigure.All.Select(f => f.Name.Heading.In(me.Language))],
        [
            new(period.Words, [.. DutyFigure.All.Select(f => (decimal)rows[f].Count)]),
            new(period.Previous.Words, [.. DutyFigure.All.Select(f => (decimal)before[f].Count)]),
        ])
        {
            Unit = new("件次", "times"), CategoryName = new("项目", "What"), Hrefs = [.. DutyFigure.All.Select(f => RowsHref(f, period, unit))],
        };
    }

    private static ChartView Ages(IReadOnlyList<AgeBand> bands, IReadOnlyList<AgedHandover> open, UnitId? unit, DateOnly today) =>
        new(new("在办移交事项，按账龄（截至今日）", "Open handovers, by age today"), [.. bands.Select(b => b.Until is { } until ? $"{b.From}–{until}" : $"{b.From}+")],
        [
            new(new("未逾期、无异议", "in time, not disputed"), [.. bands.Select((_, at) => (decimal)open.Count(o => o.Band == at && !o.Handover.Disputed && !(o.Handover.DueOn < today)))]),
            new(new("逾期", "overdue"), [.. bands.Select((_, at) => (decimal)open.Count(o => o.Band == at && !o.Handover.Disputed && o.Handover.DueOn < today))]),
            new(new("有异议", "disputed"), [.. bands.Select((_, at) => (decimal)open.Count(o => o.Band == at && o.Handover.Disputed))]),
        ])
        {
            Stacked = true, Unit = new("件", "handovers"), CategoryName = new("天数", "Days"),
            Hrefs = [.. bands.Select((_, at) => $"/responsibility/handovers?band={at}{(unit is { } id ? $"&unit={id}" : "")}")],
        };
}
