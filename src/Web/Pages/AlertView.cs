using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Warnings.Alerts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Explanation = Qinglian.Web.Components.Explanation;

namespace Qinglian.Web.Pages;

/// <summary>An alert with the reason it was raised: the rule, its version, the sum, and what would make it wrong.</summary>
internal sealed class AlertView(DossierViews views, ProcedureBook book, IDossiers dossiers) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is Alert;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var alert = (Alert)dossier;
        var subject = (await dossiers.FindAsync([alert.Subject.Id], me.Actor, me.Cancel)) is [var found] ? found : null;
        return Shown.As<AlertPage>(await me.PageAsync(), new
        {
            Page = await views.DrawAsync(dossier, me, me.Cancel),
            Explanation = alert.Rungs.FindLast(r => r.Why is not null)?.Why is { } why ? Explain(alert, why, subject, me.Language) : null,
            Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier),
        });
    }

    private static Explanation Explain(Alert alert, Qinglian.Warnings.Alerts.Explanation why, Dossier? subject, Language language) => new(
        new($"{alert.Subject.Number} · {Words.Of(alert.State).Zh}（规则 {why.Rule} 第 {why.Version} 版）", $"{alert.Subject.Number}: {Words.Of(alert.State).En} (rule {why.Rule}, version {why.Version})"),
        new("这是一个提问，不是结论：请办理、说明情况或提出异议。", "This is a question, not a finding: act on it, explain, or dispute it."))
    {
        Clause = new(why.Basis),
        Arithmetic = [why.Arithmetic.In(language)],
        Rows = [.. why.Rows.Select((r, i) => new ExplanationRow(alert.Subject.Number, r.In(language), "", i == 0 && subject is not null ? $"/dossiers/{subject.Id}" : null))],
        Harmless = [.. why.WrongIf],
    };
}
