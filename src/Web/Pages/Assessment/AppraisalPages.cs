using Qinglian.Assessment.Appraisals;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>The appraisals of a month, in the order of the units.</summary>
internal static class AppraisalPages
{
    public static async Task<IResult> ShowAsync(Visitor me, Appraisals appraisals, IRules rules, Desk desk)
    {
        var month = AssessmentPages.MonthOf(me);
        var all = (await appraisals.ReadAsync([month], me.Actor, me.Cancel)).Where(a => rules.Organisation.Find(a.Unit) is not null).OrderBy(a => rules.Organisation[a.Unit].Path.Value, StringComparer.Ordinal).ToList();
        var plan = await appraisals.PlanAsync(month, me.Cancel);
        return Shown.As<AppraisalsPage>(await me.PageAsync(), new
        {
            Month = month,
            Appraisals = (IReadOnlyList<Appraisal>)all,
            Plan = plan?.Plan,
            Items = plan?.Items ?? [],
            UnitOf = (Func<UnitId, Unit>)(u => rules.Organisation[u]),
            Publishable = all.Count(a => MayPublish(a, desk, me.Actor)),
            Filters = (IReadOnlyList<Filter>)[AssessmentPages.MonthFilter(me)],
        });
    }

    /// <summary>Publishes what is ready of a month, one act for each; what the desk refuses stays where it is.</summary>
    public static async Task<IResult> PublishAsync(Visitor me, Appraisals appraisals, Desk desk, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        if (!Period.TryParse(form["month"], out var month)) throw new NotFoundException();
        var (done, refused) = (0, 0);
        foreach (var appraisal in (await appraisals.ReadAsync([month], me.Actor, me.Cancel)).Where(a => MayPublish(a, desk, me.Actor)))
        {
            if (await desk.ActAsync(appraisal.Id, new PublishAppraisal(), me.Actor, appraisal.Revision, me.Cancel) is null) done++;
            else refused++;
        }

        me.Tell(refused == 0 ? Tone.Good : Tone.Warn, new Words("已公布{0}份，未能公布{1}份。", "{0} published, {1} not.").With(done, refused));
        return Results.LocalRedirect($"/assessment/appraisals?month={month}");
    }

    private static bool MayPublish(Appraisal appraisal, Desk desk, Actor actor) => desk.OpenTo(appraisal, actor).Any(m => m.Action == typeof(PublishAppraisal));
}

/// <summary>An appraisal with its sums written out, each line opening to the records behind it, and every working-out that came before.</summary>
internal sealed class AppraisalView(DossierViews views, ProcedureBook book) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is Appraisal;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me) => Shown.As<AppraisalPage>(await me.PageAsync(), new
    {
        Page = await views.DrawAsync(dossier, me, me.Cancel),
        Appraisal = (Appraisal)dossier,
        Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier),
    });
}

/// <summary>Offers the items of the plans of the last months.</summary>
internal sealed class AppraisalItemPicker(Appraisals appraisals) : IValuePicker
{
    public Type Type => typeof(AppraisalItem);

    public async Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me, Dossier? dossier)
    {
        var items = new Dictionary<string, Words>();
        for (var back = 1; back <= 3; back++)
        {
            foreach (var item in (await appraisals.PlanAsync(Period.Of(PeriodKind.Month, me.Today).Plus(-back), me.Cancel))?.Items ?? []) items.TryAdd(item.Code, item.Name);
        }

        return [.. items.Select(i => (new Option(i.Key, i.Value), (object)new AppraisalItem(i.Key)))];
    }
}
