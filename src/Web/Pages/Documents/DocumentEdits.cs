using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Documents;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Documents;

/// <summary>The form that changes one proposal. The passage is named by its words, since nobody counts characters.</summary>
public sealed class DocumentEdits
{
    private static readonly IReadOnlyList<string> UsualCycles = ["monthly:5", "monthly", "quarterly", "half-yearly", "yearly", "ongoing", "unset:periodically", "unset:promptly"];

    internal async Task<IResult> AskAsync(PolicyDocument document, int number, Visitor me, Func<string, string?>? typed, Dictionary<string, Words> wrong, Refusal? refusal, ActionForms forms)
    {
        var duty = document.Find(number) ?? throw new NotFoundException();
        var pickers = await forms.PickersAsync(RecordForm.Of(typeof(EditDuty)), me);
        T With<T>(T field, string? now) where T : Field => field with { Value = (typed is null ? now : typed(field.Name)) ?? "", Error = wrong.GetValueOrDefault(field.Name) };
        var cycles = UsualCycles.Append(duty.Schedule).OfType<string>().Distinct().Select(c => new Option(c, Cycle.Parse(c).Words)).ToList();
        var view = new FormView($"/documents/{document.Id}/edit/{number}", new("保存修改", "Save"),
        [
            With(new ProseField("passage", new("原文段落", "Passage of the text")) { Required = true, Lines = 4, Hint = new("只能是正文中连续的一段；可缩短或延长。", "One continuous passage of the text; make it shorter or longer.") }, document.TextOf(duty)),
            With(new ProseField("wording", new("清单中的表述", "Wording in the list")) { Lines = 3, Hint = new("不填则用原文。", "Left empty, the passage itself is used.") }, duty.Wording),
            With(new TextField("responsible", new("责任主体（原文）", "Who is responsible (in the text)")), duty.Responsible),
            With(new UnitField("unit", new("责任单位", "Unit"), pickers.Units), duty.Unit?.ToString()),
            With(new PersonField("owner", new("责任人", "Owner"), pickers.People), duty.Owner?.ToString()),
            With(new ChoiceField("schedule", new("周期", "Cycle"), [new("", new("无固定周期", "no cycle")), .. cycles]) { Open = false }, duty.Schedule),
            With(new DateField("due", new("完成期限", "Due")) { Hint = duty.StatedDue is { } said ? new($"原文：{said}", $"The text says: {said}") : null }, RecordForm.Write(duty.Due)),
            With(new TextField("deliverable", new("成果形式", "Deliverable")), duty.Deliverable),
        ])
        {
            Hidden = [new("seen", document.Revision.ToString(CultureInfo.InvariantCulture))],
            CancelHref = $"/dossiers/{document.Id}#i-d{number}",
            Problems = refusal is { Field: null } ? [refusal.Words] : [],
        };
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = new Words("修改第 {0} 条", "Change no. {0}").With(number),
            Form = view,
            Crumbs = (IReadOnlyList<Crumb>)[new(new("文件责任分解", "Decomposition"), "/lists/policy-document"), new(Words.Same(document.Number), $"/dossiers/{document.Id}"), new(new("修改", "Change"))],
        }, wrong.Count > 0 || refusal is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    internal (EditDuty? Action, Dictionary<string, Words> Wrong) Read(PolicyDocument document, int number, Func<string, string?> typed)
    {
        var duty = document.Find(number) ?? throw new NotFoundException();
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        string? Some(string name) => typed(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        var passage = (typed("passage") ?? "").ReplaceLineEndings("\n").Trim();
        var start = Find(document.Text, passage, duty.At.Start);
        if (passage.Length == 0 || start < 0) wrong["passage"] = new("这段文字与正文不一致，请只作缩短或延长。", "These words are not in the text: only make the passage shorter or longer.");

        DateOnly? due = null;
        if (Some("due") is { } day)
        {
            if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)) due = on;
            else wrong["due"] = new("日期无法识别，请按“2026-01-31”填写。", "This is not a date; write it like 2026-01-31.");
        }

        return wrong.Count > 0
            ? (null, wrong)
            : (new(number, start, start + passage.Length, Some("wording"), Some("responsible"),
                int.TryParse(Some("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var unit) ? new UnitId(unit) : null,
                Guid.TryParse(Some("owner"), out var owner) ? new PersonId(owner) : null, Some("schedule"), due, Some("deliverable")), wrong);
    }

    // Of several places with the same words the one nearest to where the duty stood.
    private static int Find(string text, string passage, int near)
    {
        var best = -1;
        for (var at = text.IndexOf(passage, StringComparison.Ordinal); passage.Length > 0 && at >= 0; at = text.IndexOf(passage, at + 1, StringComparison.Ordinal))
        {
            if (best < 0 || Math.Abs(at - near) < Math.Abs(best - near)) best = at;
        }

        return best;
    }
}
