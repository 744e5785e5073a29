using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>The log held against the responsibility list: what nobody has acted on in the period is seen first (R13).</summary>
internal static class DutyLogPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/duty-log", ShowAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> ShowAsync(Visitor me, IRules rules, IDossiers dossiers, ProcedureBook book)
    {
        var asked = DutyLogUnits.Read(me, rules, DutyLogSettings.Period);
        var coverage = new LogCoverage(dossiers);
        var logs = new List<(Kernel.Organisations.Unit, LogOfPeriod)>();
        foreach (var unit in asked.Units) logs.Add((unit, await coverage.OfAsync(unit.Id, asked.Period, me.Actor, me.Cancel)));
        return Shown.As<DutyLogPage>(await me.PageAsync(), new
        {
            Filters = asked.Filters(me, rules, DutyLogSettings.Period),
            asked.Period,
            Logs = (IReadOnlyList<(Kernel.Organisations.Unit Unit, LogOfPeriod Log)>)logs,
            MayLog = book["duty-entry"].Openings.Any(o => o.Form == typeof(LogDuty) && Lists.MayOpen(o.By, me.Actor)),
        });
    }
}
