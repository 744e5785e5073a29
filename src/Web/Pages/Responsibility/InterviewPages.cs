using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>Which heads of the units below have not been talked with in the period (R16).</summary>
internal static class InterviewPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/interviews", ShowAsync).RequireAuthorization(Policies.Staff);

    private static async Task<IResult> ShowAsync(Visitor me, IRules rules, IDossiers dossiers, IDirectory directory, ProcedureBook book)
    {
        var asked = DutyLogUnits.Read(me, rules, InterviewSettings.Period);
        var query = new NotInterviewed(dossiers, directory, rules);
        var heads = new List<(Unit, HeadBelow)>();
        foreach (var unit in asked.Units) heads.AddRange((await query.OfAsync(unit.Id, asked.Period, me.Actor, me.Cancel)).Select(h => (unit, h)));
        return Shown.As<InterviewsPage>(await me.PageAsync(), new
        {
            Filters = asked.Filters(me, rules, InterviewSettings.Period),
            asked.Period,
            Heads = (IReadOnlyList<(Unit Organ, HeadBelow Head)>)heads,
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
            Me = me.Actor.Id,
            MayPlan = book["interview"].Openings.Any(o => Lists.MayOpen(o.By, me.Actor)),
        });
    }
}

/// <summary>An interview with what was undertaken and what both sides added.</summary>
internal sealed class InterviewView(DossierViews views, ProcedureBook book, IDirectory directory) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is Interview;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var interview = (Interview)dossier;
        var names = await directory.NamesAsync([.. interview.Remarks.Select(r => r.By).Distinct()], me.Cancel);
        return Shown.As<InterviewPage>(await me.PageAsync(), new
        {
            Page = await views.DrawAsync(dossier, me, me.Cancel),
            Interview = interview,
            NameOf = (Func<PersonId, string>)(p => names.TryGetValue(p, out var named) ? named.Name : ""),
            Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier),
        });
    }
}
