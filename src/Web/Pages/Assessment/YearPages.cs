using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>A year of months: who sent what when, who was late, who is missing.</summary>
internal static class YearPages
{
    public static async Task<IResult> ShowAsync(Visitor me, Returns returns, IRules rules, Lists lists)
    {
        var (grid, year) = await GridAsync(me, returns, rules);
        var late = grid.Rows.SelectMany(r => r.Squares.Select(s => (r.Unit, Square: s))).Where(s => s.Square.Standing is ReturnStanding.NotSent or ReturnStanding.Late).OrderByDescending(s => s.Square.Month).ThenBy(s => s.Square.Standing is ReturnStanding.Late).ToList();
        var page = await me.PageAsync();
        return Shown.As<ReturnsYearPage>(page, new
        {
            Year = year,
            Grid = grid,
            Filters = (IReadOnlyList<Filter>)[new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor))],
            Tools = (IReadOnlyList<Tool>)[Tool.Export($"/assessment/returns/export?year={year}{(me.Asked("unit") is { Length: > 0 } unit ? $"&unit={unit}" : "")}"), Tool.Import("/assessment/returns/import"), Tool.Print],
            Late = (IReadOnlyList<LateLine>)[.. late.Where(l => l.Square.Month == late[0].Square.Month).Select(l => new LateLine(l.Unit, l.Square))],
            Chart = new ChartView(new("各月报送情况", "How returns were sent, by month"), [.. grid.Months.Select(m => m.ToString())],
            [
                .. ((ReadOnlySpan<ReturnStanding>)[ReturnStanding.InTime, ReturnStanding.Late, ReturnStanding.NotSent]).ToArray().Select(s => new Series(Words.Of(s), [.. grid.Months.Select(m => (decimal)grid.Count(m, s))])),
            ]) { Stacked = true, Unit = new("个单位", "units"), CategoryName = new("月份", "Month"), Hrefs = [.. grid.Months.Select(m => $"/assessment/figures?month={m}")] },
        });
    }

    public static async Task<IResult> ExportAsync(Visitor me, YearTable table, ImportFlow flow, ILedgerBook ledger)
    {
        var year = AssessmentPages.YearOf(me);
        var (sheet, rows) = await table.ReadAsync(year, UnitOf(me), me.Actor, me.Language, me.Today, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "monthly-return", "Export", new { Year = year, Unit = UnitOf(me)?.Value, Rows = rows.Count }, me.Actor, me.Cancel);
        return Files.Xlsx(new Words("{0}年月报年度表", "Returns of {0}").With(year), me, stream => sheet.Write(stream, rows, flow.Heading(me)));
    }

    public static UnitId? UnitOf(Visitor me) => int.TryParse(me.Asked("unit"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var unit) ? new UnitId(unit) : null;

    private static async Task<(Grid Grid, int Year)> GridAsync(Visitor me, Returns returns, IRules rules)
    {
        var year = AssessmentPages.YearOf(me);
        var top = UnitOf(me) is { } asked ? rules.Organisation.Find(asked) : null;
        var months = Enumerable.Range(1, 12).Select(n => Period.Month(year, n)).ToList();
        var units = new Reporting(rules.Organisation, rules.Settings).Units.Where(u => me.Actor.Scope.Contains(u.Id) && (top is null || u.Path.IsWithin(top.Path))).ToList();
        var editions = await returns.AllEditionsAsync(months, top is null ? null : [.. units.Select(u => u.Id)], me.Actor, me.Cancel);
        return (Grid.Of(months, units, editions, me.Today), year);
    }
}
