using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>The year and the branch of units that a report of the responsibility pages is asked for.</summary>
public sealed record YearAsked(int Year, UnitId? Unit, Words Title)
{
    private const int YearsBack = 5;

    internal static YearAsked Read(Visitor me, IRules rules)
    {
        var year = int.TryParse(me.Asked("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked >= me.Today.Year - YearsBack && asked <= me.Today.Year + 1 ? asked : me.Today.Year;
        var unit = int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && rules.Organisation.Find(new(id)) is { } found && me.Actor.Scope.Contains(found.Id) ? found : null;
        return new(year, unit?.Id, new Words("{0}年，{1}", "{0}, {1}").With(year.ToString(CultureInfo.InvariantCulture), unit is null ? new Words("本单位及下级", "own unit and below") : Words.Same(unit.Name)));
    }

    internal static IReadOnlyList<Filter> Filters(Visitor me, Lists lists) =>
    [
        new ChoiceFilter("year", new("年度", "Year"), [.. Enumerable.Range(-1, YearsBack + 1).Select(n => me.Today.Year - n).Where(y => y != me.Today.Year).Select(y => new Option(y.ToString(CultureInfo.InvariantCulture), new($"{y}年", $"{y}")))])
        {
            All = new($"{me.Today.Year}年（本年）", $"{me.Today.Year} (this year)"),
        },
        new UnitFilter("unit", new("单位", "Unit"), lists.UnitOptions(me.Actor)),
    ];
}
