using System.Globalization;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>Filling in a return, sending it, correcting one that was sent.</summary>
internal static class ReturnPages
{
    public static async Task<IResult> AskAsync(Guid id, Visitor me, IDossiers dossiers, Returns returns, ReturnForm form, Desk desk, ProcedureBook book)
    {
        var @return = await returns.RefreshAsync(await FindAsync(id, me, dossiers), me.Cancel);
        return MayDo<SendReturn>(@return, desk, me) ? await ShowAsync(@return, form, book, me, null, []) : Results.LocalRedirect($"/dossiers/{id}");
    }

    public static async Task<IResult> SendAsync(Guid id, Visitor me, IDossiers dossiers, Returns returns, ReturnForm form, Desk desk, ProcedureBook book, Effort effort, HttpRequest request)
    {
        var typed = await TypedAsync(request, me);
        var @return = await returns.RefreshAsync(await FindAsync(id, me, dossiers), me.Cancel);
        var (sheet, zero, observance, problems) = form.Read(@return, typed, draft: false);
        if (problems.Count == 0 && await desk.ActAsync(id, new SendReturn(sheet, zero, observance), me.Actor, SeenBy(typed), me.Cancel) is { } refusal) problems.Add(refusal);
        if (problems.Count > 0) return await ShowAsync(await FindAsync(id, me, dossiers), form, book, me, typed, problems);

        await effort.NoteAsync(ActionForms.FormName("monthly-return", typeof(SendReturn)), typed, me.Cancel);
        me.Tell(Tone.Good, new Words("{0}月报已报送并锁定。", "The return of {0} was sent and is locked.").With(@return.Month.Words));
        return Results.LocalRedirect($"/dossiers/{id}");
    }

    public static async Task<IResult> KeepAsync(Guid id, Visitor me, IDossiers dossiers, ReturnForm form, Desk desk, ProcedureBook book, HttpRequest request)
    {
        var typed = await TypedAsync(request, me);
        var @return = await FindAsync(id, me, dossiers);
        var (sheet, _, observance, problems) = form.Read(@return, typed, draft: true);
        if (problems.Count == 0 && await desk.ActAsync(id, new KeepFigures(sheet, observance), me.Actor, SeenBy(typed), me.Cancel) is { } refusal) problems.Add(refusal);
        if (problems.Count > 0) return await ShowAsync(await FindAsync(id, me, dossiers), form, book, me, typed, problems);

        me.Tell(Tone.Good, new("已暂存，尚未报送。", "Kept. Nothing was sent yet."));
        return Results.LocalRedirect($"/assessment/returns/{id}/fill");
    }

    public static async Task<IResult> AskToCorrectAsync(Guid id, Visitor me, IDossiers dossiers, Returns returns, ReturnForm form, ProcedureBook book)
    {
        var @return = await FindAsync(id, me, dossiers);
        if (await returns.NewestAsync(@return, me.Actor, me.Cancel) is { } newest && newest.Id != id) return Results.LocalRedirect($"/dossiers/{newest.Id}");
        return @return.State is ReturnState.Sent && MayCorrect(@return, book, me.Actor) ? await ShowAsync(@return, form, book, me, null, [], correcting: true) : Results.LocalRedirect($"/dossiers/{id}");
    }

    public static async Task<IResult> CorrectAsync(Guid id, Visitor me, IDossiers dossiers, Returns returns, ReturnForm form, ProcedureBook book, Effort effort, HttpRequest request)
    {
        var typed = await TypedAsync(request, me);
        var @return = await FindAsync(id, me, dossiers);
        var (sheet, zero, observance, problems) = form.Read(@return, typed, draft: false);
        var reason = typed(ReturnForm.ReasonField)?.Trim() ?? "";
        if (reason.Length == 0) problems.Add(new MustBeFilledIn(new("更正理由", "Reason of the correction")) { Field = ReturnForm.ReasonField });
        Guid edition = default;
        if (problems.Count == 0)
        {
            (edition, var refusal) = await returns.CorrectAsync(id, sheet, zero, observance, reason, me.Actor, me.Cancel);
            if (refusal is not null) problems.Add(refusal);
        }

        if (problems.Count > 0) return await ShowAsync(@return, form, book, me, typed, problems, correcting: true);
        await effort.NoteAsync(ActionForms.FormName("monthly-return", typeof(CorrectReturn)), typed, me.Cancel);
        me.Tell(Tone.Good, new("更正稿已提交，原稿保留。", "The corrected edition is in; the one before stays."));
        return Results.LocalRedirect($"/dossiers/{edition}");
    }

    /// <summary>Whoever may open a correction of this unit.</summary>
    public static bool MayCorrect(MonthlyReturn @return, ProcedureBook book, Actor actor) => book["monthly-return"].Openings.First(o => o.Form == typeof(CorrectReturn)).By.Matches(actor, @return);

    private static async Task<IResult> ShowAsync(MonthlyReturn @return, ReturnForm form, ProcedureBook book, Visitor me, Func<string, string?>? typed, IReadOnlyList<Refusal> problems, bool correcting = false)
    {
        var title = (correcting ? new Words("更正{0}月报", "Correct the return of {0}") : new Words("{0}月报", "Return of {0}")).With(@return.Month.Words);
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = title,
            Lead = new Words("期限：{0}。系统能统计的都已填好，只填本单位才知道的。", "Due {0}. What the records can say is filled in; only what the unit alone knows is asked.").With(@return.Due.InWords),
            Form = form.Draw(@return, $"/assessment/returns/{@return.Id}/{(correcting ? "correct" : "fill")}", correcting, typed, problems, me),
            Crumbs = (IReadOnlyList<Crumb>)[.. DossierPages.Crumbs(book.Of(@return), @return).SkipLast(1), new(Words.Same(@return.Number), $"/dossiers/{@return.Id}"), new(title)],
        }, problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static bool MayDo<TAction>(Dossier dossier, Desk desk, Visitor me) => desk.OpenTo(dossier, me.Actor).Any(m => m.Action == typeof(TAction));

    private static int? SeenBy(Func<string, string?> typed) => int.TryParse(typed(ReturnForm.Seen), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    private static async Task<Func<string, string?>> TypedAsync(HttpRequest request, Visitor me)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        return name => form.TryGetValue(name, out var values) ? values.ToString() : null;
    }

    private static async Task<MonthlyReturn> FindAsync(Guid id, Visitor me, IDossiers dossiers) => await dossiers.FindAsync(id, me.Actor, me.Cancel) as MonthlyReturn ?? throw new NotFoundException();
}
