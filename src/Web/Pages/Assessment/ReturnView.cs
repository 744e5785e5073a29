using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>One line of a return as it is shown: the figure, what stood there before, and where it comes from.</summary>
/// <param name="Changed">What the edition before said, where this one corrects it.</param>
public sealed record FigureLine(Words Name, Words CountedIn, int? Number, int? Before, int Year, int? Changed, string? RowsHref, string? Remark, Words? Basis);

/// <summary>A return with its figures, each of which opens to the records behind it, and with all its editions.</summary>
internal sealed class ReturnView(DossierViews views, ProcedureBook book, Returns returns, ReturnForm form, Kernel.Registers.RegisterBook registers) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is MonthlyReturn;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var @return = await returns.RefreshAsync((MonthlyReturn)dossier, me.Cancel);
        var editions = await returns.AllEditionsAsync([@return.Month], [@return.Unit], me.Actor, me.Cancel);
        var before = editions.LastOrDefault(e => e.Edition < @return.Edition);
        var page = await views.DrawAsync(@return, me, me.Cancel);
        if (@return.State is ReturnState.Sent && editions[^1].Id == @return.Id && ReturnPages.MayCorrect(@return, book, me.Actor))
        {
            page = page with { Actions = [.. page.Actions, new(new("更正", "Correct"), $"/assessment/returns/{@return.Id}/correct") { Then = new("生成新的一稿，原稿保留", "A further edition; this one stays") }] };
        }

        return Shown.As<ReturnPage>(await me.PageAsync(), new
        {
            Page = page,
            Crumbs = DossierPages.Crumbs(book.Of(@return), @return),
            Counted = (IReadOnlyList<FigureLine>)[.. @return.Counted.Select(c => new FigureLine(form.NameOf(c.Key), registers.Owners.Indicator(c.Key)?.CountedIn ?? Words.Same(""), c.Value, null, 0, Differs(before?.Counted, c.Key, c.Value),
                $"/assessment/rows?figure={c.Key}&unit={@return.Unit}&month={@return.Period}", RemarkOf(@return, c.Key), registers.Owners.Indicator(c.Key)?.Definition))],
            Typed = (IReadOnlyList<FigureLine>)[.. @return.Asked.Select(a => new FigureLine(a.Name, Words.Same(a.CountedIn), @return.Typed.TryGetValue(a.Code, out var n) ? n : null, @return.Before.Month?.GetValueOrDefault(a.Code),
                @return.Before.Year.GetValueOrDefault(a.Code) + @return.Typed.GetValueOrDefault(a.Code), @return.Typed.TryGetValue(a.Code, out var now) ? Differs(before?.Typed, a.Code, now) : null, null, RemarkOf(@return, a.Code), a.Basis))],
            Editions = editions,
            This = @return.Id,
        });
    }

    private static string? RemarkOf(MonthlyReturn @return, string code) => @return.Remarks.Find(r => r.Code == code)?.Text;

    private static int? Differs(Dictionary<string, int>? before, string code, int now) => before is not null && before.TryGetValue(code, out var was) && was != now ? was : null;
}
