using Qinglian.Documents.Word;
using Qinglian.Kernel;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Plans;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>The key points of a year on paper: planned, done, evidence.</summary>
internal static class PlanPaper
{
    public static OfficialDocument YearEnd(AnnualPlan plan, IReadOnlyList<PlannedAndDone> rows, string? unit, Writer write, PageContext p)
    {
        var live = rows.Where(r => r.Line.Dropped is null).ToList();
        var dropped = rows.Where(r => r.Line.Dropped is not null).ToList();
        List<Block> body =
        [
            new Heading(1, p["总体情况", "Overview"]),
            new Paragraph(p[Overview(live)]),
            .. plan.Aim is { } aim ? (Block[])[new Paragraph(p["总体要求：", "Overall aim: "] + aim)] : [],
            new Heading(1, p["逐条对照", "Line by line"]),
            new Table(
                [p["序号", "No."], p["目标和措施", "Planned"], p["完成情况", "Done"], p["佐证", "Evidence"]],
                [.. live.Select(r => (IReadOnlyList<string>)[r.Line.Number.ToString(Cultures.English), Planned(r.Line, write, p), Done(r.Line, p), Evidence(r, p)])],
                Widths: [1, 5, 4, 5]),
        ];
        if (dropped.Count > 0)
        {
            body.Add(new Heading(1, p["取消的要点", "Given up"]));
            body.AddRange(dropped.Select(r => new Paragraph($"{r.Line.Number}. {r.Line.Goal}{p["。理由：", " — reason: "]}{r.Line.Dropped}")));
        }

        if (plan.Summary is { } summary)
        {
            body.Add(new Heading(1, p["全年小结", "Summary of the year"]));
            body.Add(new Paragraph(summary));
        }

        return new($"{unit}{p[$"{plan.Year}年工作要点年终对照表", $": key points of {plan.Year}, planned and done"]}", body) { Number = plan.Number, Signatory = unit, Date = p.Today };
    }

    /// <summary>How many lines came to what, those without a result named as such.</summary>
    public static Words Overview(IReadOnlyList<PlannedAndDone> live)
    {
        int Of(LineOutcome outcome) => live.Count(r => r.Line.Result?.Outcome == outcome);
        return new Words("共{0}条：已完成{1}条，部分完成{2}条，未完成{3}条，尚未填写结果{4}条；其中特色项目{5}条，未挂钩业务工作{6}条。", "{0} lines: {1} done, {2} partly, {3} not, {4} without a result yet; {5} of them distinctive, {6} linked to no business task.")
            .With(live.Count, Of(LineOutcome.Done), Of(LineOutcome.Partly), Of(LineOutcome.NotDone), live.Count(r => r.Line.Result is null), live.Count(r => r.Line.Distinctive), live.Count(r => r.Line.Business is null));
    }

    public static string Planned(PlanLine line, Writer write, PageContext p) => string.Join('\n', new[]
    {
        line.Goal,
        line.WeakSpot is { } weak ? p["薄弱环节：", "Weak spot: "] + weak : null,
        p["措施：", "Measure: "] + line.Measure,
        line.Target is { } target ? p["廉政目标：", "Integrity target: "] + target : null,
        p["业务工作：", "Business task: "] + (line.Business?.Name ?? p["未挂钩", "linked to none"]),
        line.Owner is { } owner ? p["责任人：", "Owner: "] + write.Person(owner) : null,
        line.Due is { } due ? p["期限：", "Due: "] + p.ShortDate(due) : null,
    }.OfType<string>());

    public static string Done(PlanLine line, PageContext p) => line.Result is not { } result
        ? p["尚未填写", "not reported yet"]
        : p[Words.Of(result.Outcome)] + (result.Reason is { } reason ? p["。", ". "] + reason : "");

    public static string Evidence(PlannedAndDone row, PageContext p) => string.Join('\n', new[] { row.Line.Result?.Evidence }
        .Concat((row.Business is null ? row.Items : row.Items.Prepend(row.Business)).DistinctBy(i => i.Id).Select(i => Item(i, p)))
        .Concat(row.Line.Together.OrderBy(t => t.On).Select(t => $"{p.ShortDate(t.On)} {p[Words.Of(t.Step)]}{p["：", ": "]}{t.What}"))
        .OfType<string>());

    public static string Item(Item item, PageContext p) => $"{item.Number} {p[Words.Of(item.State)]}{(item.Outcome is { } outcome ? p[$"（{Words.Of(outcome).Zh}）", $" ({Words.Of(outcome).En})"] : "")}";
}
