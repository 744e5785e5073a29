using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>Who has been heard in the period and who has not (R14).</summary>
internal static class HearingPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/hearings", ShowAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> ShowAsync(Visitor me, IRules rules, IDossiers dossiers, IDirectory directory, ProcedureBook book)
    {
        var asked = DutyLogUnits.Read(me, rules, HearingSettings.Interval);
        return Shown.As<HearingPage>(await me.PageAsync(), new
        {
            Filters = asked.Filters(me, rules, HearingSettings.Interval),
            asked.Period,
            Present = HearingSettings.PeriodOf(me.Today, rules.Settings) == asked.Period,
            Reporters = await new NotHeard(dossiers, directory).OfAsync(asked.Ids, asked.Period, me.Actor, me.Cancel),
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
            MayCall = book["duty-report"].Openings.Any(o => Lists.MayOpen(o.By, me.Actor)),
        });
    }
}
