using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>A figure of a consolidated table.</summary>
public sealed record SumColumn(string Code, Words Name, bool Counted);

/// <summary>The returns of a month, or of the year up to it, added up one level at a time; and the dossiers behind a counted figure.</summary>
internal static class FigurePages
{
    private const int MostRows = 500;

    public static async Task<IResult> ShowAsync(Visitor me, Returns returns, FormReading forms, IRules rules, Lists lists)
    {
        var month = AssessmentPages.MonthOf(me);
        var year = me.Asked("span") == "year";
        var months = year ? Enumerable.Range(1, month.Number).Select(n => Period.Month(month.Year, n)).ToList() : [month];
        var top = YearPages.UnitOf(me) is { } asked ? rules.Organisation.Find(asked) : Widest(me.Actor, rules);
        top ??= rules.Organisation.Roots.FirstOrDefault();
        var newest = top is null ? [] : await returns.ReadAsync(months, null, me.Actor, me.Cancel);
        var form = await forms.OfAsync(month, me.Cancel);
        var sent = newest.SelectMany(r => r.Asked).DistinctBy(a => a.Code).ToList();
        var columns = (IReadOnlyList<SumColumn>)[.. sent.Select(a => new SumColumn(a.Code, a.Name, false)), .. (form?.Counted ?? []).Select(i => new SumColumn(i.Code, i.Name, true))];
        var rows = top is null ? [] : Consolidation.Of(top, rules.Organisation, newest);
        return Shown.As<FiguresPage>(await me.PageAsync(), new
        {
            Month = month,
            WholeYear = year,
            Top = top,
            Rows = rows,
            Columns = columns,
            Filters = (IReadOnlyList<Filter>)
            [
                AssessmentPages.MonthFilter(me),
                new ChoiceFilter("span", new("范围", "Span"), [new("year", new("今年累计", "the year so far"))]) { All = new("当月", "the month") },
                new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor)),
            ],
        });
    }

    // The county's supervision works in its own office and looks after all of it: the figures begin where their duty does.
    private static Unit? Widest(Kernel.Access.Actor actor, IRules rules) =>
        actor.Grants.Select(g => rules.Organisation.Find(g.Unit)).OfType<Unit>().MinBy(u => u.Path.Value.Length) ?? rules.Organisation.Find(actor.Unit);

    public static async Task<IResult> RowsAsync(Visitor me, Counting counting, RegisterBook book, ProcedureBook procedures, IRules rules)
    {
        var indicator = me.Asked("figure") is { } code ? book.Owners.Indicator(code) : null;
        var month = AssessmentPages.MonthOf(me);
        var unit = YearPages.UnitOf(me) is { } asked ? rules.Organisation.Find(asked) : null;
        if (indicator is null) return Shown.As<IndicatorsPage>(await me.PageAsync(), new { Indicators = (IReadOnlyList<Indicator>)[.. book.Owners.Indicators.OrderBy(i => i.Code, StringComparer.Ordinal)] });

        var units = unit is null ? rules.Organisation.All.Where(u => me.Actor.Scope.Contains(u.Id)).Select(u => u.Id).ToList() : me.Asked("branch") == "yes" ? [.. rules.Organisation.Branch(unit.Id).Select(u => u.Id)] : new Reporting(rules.Organisation, rules.Settings).CoveredBy(unit.Id);
        return Shown.As<FigureRowsPage>(await me.PageAsync(), new
        {
            Indicator = indicator,
            Month = month,
            Unit = unit,
            Rows = await counting.RowsAsync(indicator, month, units, MostRows, me.Actor, me.Cancel),
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
            StateOf = (Func<Dossier, Words>)(d => procedures.Of(d)[d.StateName].Name),
        });
    }
}
