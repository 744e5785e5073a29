using System.Globalization;
using Qinglian.Foundation.Cycles;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>The recurring dates of one's units, with every date of a year, lunar festivals included.</summary>
internal static class CyclePages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/calendar/cycles", ShowAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> ShowAsync(Visitor me, Cycles cycles, IRules rules, RegisterBook book)
    {
        var year = int.TryParse(me.Asked("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= Festivals.FirstYear and <= Festivals.LastYear ? asked : me.Today.Year;
        return Shown.As<CyclesPage>(await me.PageAsync(), new
        {
            Year = year,
            Published = rules.Calendar.IsPublished(year),
            Rules = await cycles.RulesAsync(me.Actor, me.Cancel),
            Dates = await cycles.BetweenAsync(new(year, 1, 1), new(year, 12, 31), me.Actor, me.Cancel),
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
            MayEdit = Registers.MayEditSomewhere(book.Of<CycleRuleRow>(), me.Actor),
            Preview = me.Asked("try") is { Length: > 0 } text ? (text, CycleReading.Read(text)) : ((string Text, Cycle? Rule)?)null,
            PreviewDates = me.Asked("try") is { Length: > 0 } tried && CycleReading.Read(tried) is { } rule ? rule.Occurrences(new(year, 1, 1), new(year, 12, 31), rules.Calendar) : [],
        });
    }
}
