using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages.Responsibility;

/// <summary>The figures of a page as a workbook: a row for each value of each chart.</summary>
internal static class ChartSheet
{
    public static IResult Of(Words name, Words title, IReadOnlyList<ChartView> charts, ImportFlow flow, Visitor me)
    {
        var sheet = new LedgerSheet("statistics", 1, new Words("{0}（{1}）", "{0} ({1})").With(name, title),
        [
            new("table", new("统计项目", "Table")), new("category", new("分类", "Category")), new("series", new("指标", "Figure")), new("value", new("数值", "Value"), ColumnKind.Decimal), new("unit", new("计量单位", "Unit")),
        ]);
        var rows = charts.SelectMany(c => c.Series.SelectMany(s => s.Values.Select((value, at) => new LedgerRow("", "", [c.Title.In(me.Language), c.Categories[at], s.Name.In(me.Language), value, c.Unit?.In(me.Language)]))));
        return Files.Xlsx(name, me, stream => sheet.Write(stream, rows, flow.Heading(me)));
    }
}
