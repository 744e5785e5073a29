using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Plans;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>A plan with its lines, each with what may be done about it now.</summary>
internal sealed class PlanView(DossierViews views, ProcedureBook book, IDossiers dossiers, IRules rules, IDirectory directory, Desk desk, LocalTime time) : IDossierSpecial
{
    private static readonly Type[] OfLines = [typeof(LinkLine), typeof(RecordTogether), typeof(ReportLine), typeof(MakeLineTask), typeof(MakeLineResponsibility), typeof(ChangeLine), typeof(DropLine)];

    public bool Draws(Dossier dossier) => dossier is AnnualPlan;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var plan = (AnnualPlan)dossier;
        return Shown.As<PlanPage>(await me.PageAsync(), new
        {
            Page = await views.DrawAsync(dossier, me, me.Cancel),
            Plan = plan,
            Rows = await new PlanReports(dossiers, rules, time).ComparedAsync(plan, me.Actor, me.Cancel),
            Write = await PlanPages.WriterAsync(plan, me, rules, directory),
            Moves = (IReadOnlyList<Link>)[.. desk.OpenTo(plan, me.Actor).Where(m => OfLines.Contains(m.Action)).Select(m => new Link(m.Name, $"/dossiers/{plan.Id}/do/{m.Action.Name}?Line="))],
            Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier),
        });
    }
}
