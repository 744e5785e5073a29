using System.Globalization;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Column = Qinglian.Documents.Sheets.Column;

namespace Qinglian.Web.Pages;

/// <summary>Figures about the dossiers somebody may see: each one leads to the list behind it, each chart has its table, all of it goes out as a workbook.</summary>
internal static class StatisticsPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/statistics").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/export", ExportAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, Figures figures)
    {
        var asked = figures.Read(me);
        var page = await me.PageAsync();
        return Shown.As<StatisticsPage>(page, new
        {
            Filters = figures.Filters(me),
            Tools = (IReadOnlyList<Tool>)[Tool.Export($"/statistics/export{page.Query}"), Tool.Print],
            Tiles = await figures.TilesAsync(asked, me),
            Charts = await figures.ChartsAsync(asked, me),
            Problem = asked.Problem is null ? null : new RefusalView(asked.Problem),
            Title = asked.Title,
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, Figures figures, ImportFlow flow, ILedgerBook ledger)
    {
        var asked = figures.Read(me);
        var charts = await figures.ChartsAsync(asked, me);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "statistics", "Export", new { Unit = asked.Unit?.Value, From = asked.From?.Iso, Until = asked.Until?.Iso }, me.Actor, me.Cancel);
        var sheet = new LedgerSheet("statistics", 1, new Words("统计表（{0}）", "Figures ({0})").With(asked.Title),
        [
            new("table", new("统计项目", "Table")), new("category", new("分类", "Category")), new("series", new("指标", "Figure")), new("value", new("数值", "Value"), ColumnKind.Decimal), new("unit", new("计量单位", "Unit")),
        ]);
        var rows = charts.SelectMany(c => c.Series.SelectMany(s => s.Values.Select((value, at) => new LedgerRow("", "", [c.Title.In(me.Language), c.Categories[at], s.Name.In(me.Language), value, c.Unit?.In(me.Language)]))));
        return Files.Xlsx(new("统计表", "Figures"), me, stream => sheet.Write(stream, rows, flow.Heading(me)));
    }
}

/// <summary>What the figures are narrowed to.</summary>
internal sealed record FiguresAsked(UnitId? Unit, DateOnly? From, DateOnly? Until, Words Title, Words? Problem);

/// <summary>Counts dossiers for the statistics page.</summary>
internal sealed class Figures(ProcedureBook book, IDossiers dossiers, IRules rules, Lists lists, LocalTime time, Kernel.Organisations.IDirectory directory)
{
    private const int MostUnits = 15, MostPersons = 20, Months = 12;

    public FiguresAsked Read(Visitor me)
    {
        var unit = int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && rules.Organisation.Find(new(id)) is { } found ? found : null;
        var (from, until) = (Day(me.Asked("opened-from")), Day(me.Asked("opened-to")));
        var problem = from > until ? new Words("开始日期不能晚于结束日期。", "The first day cannot be after the last.") : null;
        var where = unit is null ? new("本单位及下级", "own unit and below") : Words.Same(unit.Name);
        var when = from is null && until is null ? new("全部时间", "all the time") : new Words("{0}至{1}登记", "opened {0} to {1}").With(from?.Iso ?? "", until?.Iso ?? "");
        return new(unit?.Id, from, until, new Words("{0}，{1}", "{0}, {1}").With(where, when), problem);
    }

    public IReadOnlyList<Filter> Filters(Visitor me) => [new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor)), new DatesFilter("opened", new("登记日期", "Opened"))];

    public async Task<IReadOnlyList<Tile>> TilesAsync(FiguresAsked asked, Visitor me)
    {
        var (open, closed) = (await CountsAsync(asked, me, true), await CountsAsync(asked, me, false));
        var (inTime, late) = await FinishedAsync(asked, me);
        return
        [
            new(new("在办", "Open"), Number(open.Sum(c => c.Number))) { Href = Href("/lists", asked, ("light", "")) },
            new(new("逾期未办结", "Overdue and open"), Number(open.Sum(c => c.Overdue))) { Href = Href("/lists", asked, ("light", "overdue")), Tone = open.Sum(c => c.Overdue) > 0 ? Tone.Bad : Tone.Good },
            new(new("已办结", "Finished"), Number(closed.Sum(c => c.Number))) { Href = Href("/lists", asked, ("light", "finished")) },
            new(new("按期办结率", "Finished in time"), Rate(inTime.Values.Sum(), late.Values.Sum()) is { } rate ? $"{rate:0.#}%" : "—") { Note = new("以办结时的期限计", "by the date due at the end") },
        ];

        string Number(int number) => number.ToString("N0", me.Language.Culture());
    }

    public async Task<IReadOnlyList<ChartView>> ChartsAsync(FiguresAsked asked, Visitor me)
    {
        var open = await CountsAsync(asked, me, true);
        var closed = await CountsAsync(asked, me, false);
        var charts = new List<ChartView>();
        if (ByProcedure(open, closed, asked, me) is { } byProcedure) charts.Add(byProcedure);
        if (ByUnit(open, asked) is { } byUnit) charts.Add(byUnit);
        if (await OnTimeAsync(asked, me) is { } onTime) charts.Add(onTime);
        if (await OverdueByMonthAsync(asked, me) is { } overdue) charts.Add(overdue);
        if (await LoadAsync(asked, me) is { } load) charts.Add(load);
        charts.AddRange(ByState([.. open, .. closed], asked, me));
        return charts;
    }

    private ChartView? ByProcedure(IReadOnlyList<DossierCount> open, IReadOnlyList<DossierCount> closed, FiguresAsked asked, Visitor me)
    {
        var kinds = book.Current.Where(p => open.Concat(closed).Any(c => c.Procedure == p.Code)).ToList();
        return kinds.Count == 0 ? null : new(new("各类事项", "Matters by kind"), [.. kinds.Select(p => p.Name.In(me.Language))],
        [
            new(new("在办未逾期", "open, in time"), [.. kinds.Select(p => (decimal)open.Where(c => c.Procedure == p.Code).Sum(c => c.Number - c.Overdue))]),
            new(new("逾期", "overdue"), [.. kinds.Select(p => (decimal)open.Where(c => c.Procedure == p.Code).Sum(c => c.Overdue))]),
            new(new("已办结", "finished"), [.. kinds.Select(p => (decimal)closed.Where(c => c.Procedure == p.Code).Sum(c => c.Number))]),
        ])
        {
            Stacked = true, Unit = new("件", "matters"), CategoryName = new("类别", "Kind"), Hrefs = [.. kinds.Select(p => Href($"/lists/{p.Code}", asked))],
        };
    }

    private ChartView? ByUnit(IReadOnlyList<DossierCount> open, FiguresAsked asked)
    {
        var units = Grouped(open.GroupBy(c => c.Unit).Select(g => (Unit: g.Key, Number: g.Sum(c => c.Number))), asked).ToList();
        if (units.Count == 0) return null;
        int Of(Kernel.Organisations.Unit unit, Func<DossierCount, int> count) => open.Where(c => rules.Organisation.Find(c.Unit) is { } at && (at.Id == unit.Id || at.Path.IsWithin(unit.Path))).Sum(count);
        return new(new("各单位在办事项", "Open matters by unit"), [.. units.Select(u => u.ShortName)],
        [
            new(new("在办未逾期", "open, in time"), [.. units.Select(u => (decimal)Of(u, c => c.Number - c.Overdue))]),
            new(new("逾期", "overdue"), [.. units.Select(u => (decimal)Of(u, c => c.Overdue))]),
        ])
        {
            Stacked = true, Unit = new("件，含下级", "matters, units below included"), CategoryName = new("单位", "Unit"), Hrefs = [.. units.Select(u => Href("/lists", asked with { Unit = u.Id }))],
        };
    }

    private async Task<ChartView?> OnTimeAsync(FiguresAsked asked, Visitor me)
    {
        var (inTime, late) = await FinishedAsync(asked, me);
        var units = Grouped(inTime.Concat(late).GroupBy(c => c.Key).Select(g => (Unit: g.Key, Number: g.Sum(c => c.Value))), asked).ToList();
        int Of(Kernel.Organisations.Unit unit, IReadOnlyDictionary<UnitId, int> counts) => counts.Where(c => rules.Organisation.Find(c.Key)?.Path.IsWithin(unit.Path) is true).Sum(c => c.Value);
        var rates = units.Select(u => (Unit: u, Rate: Rate(Of(u, inTime), Of(u, late)))).Where(r => r.Rate is not null).OrderBy(r => r.Rate).ToList();
        return rates.Count == 0 ? null : new(new("按期办结率", "Finished in time"), [.. rates.Select(r => r.Unit.ShortName)], [new(new("按期办结率", "share in time"), [.. rates.Select(r => r.Rate!.Value)])])
        {
            Unit = new("%，以办结时的期限计", "%, by the date due at the end"), CategoryName = new("单位", "Unit"), Hrefs = [.. rates.Select(r => Href("/lists", asked with { Unit = r.Unit.Id }, ("light", "finished")))],
            Finding = rates[0].Rate < 80 ? new Words("最低：{0}。", "Lowest: {0}.").With(rates[0].Unit.ShortName) : null,
        };
    }

    private async Task<ChartView?> OverdueByMonthAsync(FiguresAsked asked, Visitor me)
    {
        var months = Enumerable.Range(1 - Months, Months).Select(n => Period.Of(PeriodKind.Month, time.Today).Plus(n)).ToList();
        var late = new List<decimal>();
        foreach (var month in months)
        {
            var until = month.Last < time.Today ? month.Last : DateOnly.FromDayNumber(time.Today.DayNumber - 1);
            late.Add(until < month.First ? 0 : await dossiers.CountAsync(Query(asked) with { Open = true, DueFrom = month.First, DueUntil = until }, me.Actor, 100_000, me.Cancel));
        }

        return late.TrueForAll(n => n == 0) ? null : new(new("至今未办结的逾期事项，按到期月份", "Still overdue, by the month they were due"), [.. months.Select(m => m.First.ToString("yyyy-MM", CultureInfo.InvariantCulture))], [new(new("逾期未办结", "overdue"), late)])
        {
            Unit = new("件", "matters"), CategoryName = new("到期月份", "Month due"),
        };
    }

    private async Task<ChartView?> LoadAsync(FiguresAsked asked, Visitor me)
    {
        var loads = new Dictionary<PersonId, (int Open, int Late)>();
        await foreach (var order in dossiers.AllAsync(Query(asked) with { Procedure = "work-order", Open = true }, me.Actor, me.Cancel))
        {
            if (order.Assignee is not { } person) continue;
            var (open, late) = loads.GetValueOrDefault(person);
            loads[person] = (open + 1, late + (order.DueOn < time.Today ? 1 : 0));
        }

        if (loads.Count == 0) return null;
        var most = loads.OrderByDescending(l => l.Value.Open).Take(MostPersons).ToList();
        var names = await directory.NamesAsync([.. most.Select(m => m.Key)], me.Cancel);
        return new(new("在手工单，每人", "Open work orders, by person"), [.. most.Select(m => names.GetValueOrDefault(m.Key) is { } name ? $"{name.Name}（{name.UnitName}）" : "—")],
        [
            new(new("未逾期", "in time"), [.. most.Select(m => (decimal)(m.Value.Open - m.Value.Late))]),
            new(new("逾期", "overdue"), [.. most.Select(m => (decimal)m.Value.Late)]),
        ])
        {
            Stacked = true, Unit = new("件", "orders"), CategoryName = new("人员", "Person"), Finding = new("用于均衡派单，不作排名考核。", "To give the next order to somebody who has time; not a ranking."),
        };
    }

    private IEnumerable<ChartView> ByState(IReadOnlyList<DossierCount> counts, FiguresAsked asked, Visitor me) =>
        from procedure in book.Current
        let states = procedure.Stages.Values.Select(s => (Stage: s, Number: counts.Where(c => c.Procedure == procedure.Code && c.State == s.State).Sum(c => c.Number))).Where(s => s.Number > 0).ToList()
        where states.Count > 0
        select new ChartView(new Words("{0}：各状态", "{0}, by state").With(procedure.Name), [.. states.Select(s => s.Stage.Name.In(me.Language))], [new(new("件数", "matters"), [.. states.Select(s => (decimal)s.Number)])])
        {
            Unit = new("件", "matters"), CategoryName = new("状态", "State"), Hrefs = [.. states.Select(s => Href($"/lists/{procedure.Code}", asked, ("state", s.Stage.State)))],
        };

    /// <summary>The units directly below the one that is looked at (or the tops of what may be seen), largest first.</summary>
    private IEnumerable<Kernel.Organisations.Unit> Grouped(IEnumerable<(UnitId Unit, int Number)> counts, FiguresAsked asked)
    {
        var found = counts.Where(c => rules.Organisation.Find(c.Unit) is not null).ToList();
        var top = asked.Unit is { } unit ? rules.Organisation[unit] : rules.Organisation.Roots.FirstOrDefault();
        if (top is null) return [];
        return rules.Organisation.ChildrenOf(top.Id).Select(u => (Unit: u, Number: found.Where(c => rules.Organisation[c.Unit].Path.IsWithin(u.Path)).Sum(c => c.Number)))
            .Append((Unit: top, Number: found.Where(c => c.Unit == top.Id).Sum(c => c.Number)))
            .Where(u => u.Number > 0 && (u.Unit.Id != top.Id || asked.Unit is not null)).OrderByDescending(u => u.Number).Take(MostUnits).Select(u => u.Unit);
    }

    /// <summary>Finished dossiers that had a due date, by unit: in time, and late.</summary>
    private async Task<(IReadOnlyDictionary<UnitId, int> InTime, IReadOnlyDictionary<UnitId, int> Late)> FinishedAsync(FiguresAsked asked, Visitor me)
    {
        var counts = await dossiers.TimelinessAsync(Query(asked), me.Actor, me.Cancel);
        return (counts.ToDictionary(c => c.Unit, c => c.InTime), counts.ToDictionary(c => c.Unit, c => c.Late));
    }

    private static decimal? Rate(int inTime, int late) => inTime + late == 0 ? null : Math.Round(100m * inTime / (inTime + late), 1);

    private Task<IReadOnlyList<DossierCount>> CountsAsync(FiguresAsked asked, Visitor me, bool open) => dossiers.CountsAsync(Query(asked) with { Open = open }, me.Actor, me.Cancel);

    private DossierQuery Query(FiguresAsked asked) => new()
    {
        Within = asked.Unit, OpenedFrom = asked.From is { } from ? time.StartOf(from) : null, OpenedUntil = asked.Until is { } until ? time.EndOf(until) : null,
    };

    private static string Href(string path, FiguresAsked asked, params (string Name, string Value)[] more) => path + Microsoft.AspNetCore.Http.QueryString.Create(
        new (string Name, string? Value)[] { ("unit", asked.Unit?.ToString()), ("opened-from", asked.From?.Iso), ("opened-to", asked.Until?.Iso) }.Concat(more.Select(m => (m.Name, (string?)m.Value)))
            .Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => KeyValuePair.Create(p.Item1, p.Item2)));

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
