using Qinglian.Data.Burden;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>What one form asks of people.</summary>
/// <param name="Asked">Fields it has; <paramref name="Required"/>: those that must be filled in.</param>
/// <param name="GivenShare">How much of what it showed was filled in beforehand; null while it was never sent.</param>
public sealed record BurdenLine(Words Kind, Words Form, int Asked, int Required, long Sent, decimal? GivenShare, decimal? Minutes)
{
    /// <summary>Working hours that all of it took so far, as the median has it.</summary>
    public decimal? Hours => Minutes is { } minutes ? Math.Round(minutes * Sent / 60, 1) : null;
}

/// <summary>Every form of every procedure: its fields, how many were filled in beforehand, how long it takes. Of forms, never of persons.</summary>
internal static class BurdenPages
{
    private const int MostShown = 12;

    public static async Task<IResult> ShowAsync(Visitor me, ProcedureBook book, FormUses uses, IEnumerable<IValuePicker> pickers, IEnumerable<SpecialAction> specials)
    {
        var known = await uses.ReadAsync(me.Cancel);
        var picked = pickers.Select(p => p.Type).ToHashSet();
        var lines = book.Current.SelectMany(p => FormsOf(p).Select(f => (Procedure: p, Form: f)))
            .Where(f => known.ContainsKey(ActionForms.FormName(f.Procedure.Code, f.Form)) || specials.Any(s => s.Action == f.Form) || RecordForm.Of(f.Form).Askable(picked))
            .Select(f => Line(f.Procedure, f.Form, known.GetValueOrDefault(ActionForms.FormName(f.Procedure.Code, f.Form)))).ToList();
        var longest = lines.Where(l => l.Hours is > 0).OrderByDescending(l => l.Hours).Take(MostShown).ToList();
        return Shown.As<BurdenPage>(await me.PageAsync(), new
        {
            Lines = (IReadOnlyList<BurdenLine>)lines,
            Tiles = (IReadOnlyList<Tile>)
            [
                new(new("表单", "Forms"), $"{lines.Count}"),
                new(new("字段", "Fields"), $"{lines.Sum(l => l.Asked)}"),
                new(new("共填报", "Sent"), lines.Sum(l => l.Sent).ToString("N0", me.Language.Culture())) { Unit = new("次", "times") },
                new(new("共用工时", "Hours in all"), lines.Sum(l => l.Hours ?? 0).ToString("#,##0.#", me.Language.Culture())) { Note = new("按中位用时推算", "by the median of each") },
            ],
            Chart = longest.Count == 0 ? null : new ChartView(new("用时最多的表单", "Forms that took most time"), [.. longest.Select(l => $"{l.Form.In(me.Language)} · {l.Kind.In(me.Language)}")], [new(new("工时", "hours"), [.. longest.Select(l => l.Hours!.Value)])])
            {
                Unit = new("小时", "hours"), CategoryName = new("表单", "Form"),
            },
        });
    }

    private static IEnumerable<Type> FormsOf(Procedure procedure) => procedure.Openings.Where(o => !ReferenceEquals(o.By, Who.Nobody)).Select(o => o.Form)
        .Concat(procedure.Stages.Values.SelectMany(s => s.Moves).Where(m => !ReferenceEquals(m.By, Who.Nobody)).Select(m => m.Action)).Distinct();

    private static BurdenLine Line(Procedure procedure, Type form, FormUse? use)
    {
        var questions = RecordForm.Of(form).Questions;
        var asked = use is { Sent: > 0 } ? (int)Math.Round((decimal)use.Asked / use.Sent) : questions.Count;
        return new(procedure.Name.Heading, Words.Of(form), asked, questions.Count(q => q.Required), use?.Sent ?? 0, use is { Asked: > 0 } ? Math.Round((decimal)use.Given / use.Asked, 3) : null, use?.MedianMinutes);
    }
}
