using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Documents;

/// <summary>All is decided: every confirmed duty becomes an item at its unit.</summary>
[Words("分解下达", "Issue the duties")]
public sealed record IssueDuties([Words("说明", "Remark"), Prose] string? Remark) : IAction<PolicyDocument>
{
    public void Apply(PolicyDocument document, Moment now) => Issuing.Issue(document, now);
}

/// <summary>Issues what is ready while the rest is still under review.</summary>
[Words("先行下达已确认事项", "Issue what is ready")]
public sealed record IssueReadyDuties() : IAction<PolicyDocument>
{
    public void Apply(PolicyDocument document, Moment now) => Issuing.Issue(document, now);
}

/// <summary>Something was missed: the review is opened once more. What was issued stays issued.</summary>
[Words("补充核对", "Review again")]
public sealed record ReviewAgain([Words("理由", "Reason"), Prose] string Reason) : IAction<PolicyDocument>;

/// <summary>Nothing more will be taken from this document.</summary>
[Words("办结文件", "Close the document")]
public sealed record CloseDocument([Words("说明", "Remark"), Prose] string? Remark) : IAction<PolicyDocument>;

internal static class Issuing
{
    private const int LongestTitle = 60;

    // A duty that comes back or stands goes on the responsibility list, whose periods make the tasks; one that is done once is a task.
    public static void Issue(PolicyDocument document, Moment now)
    {
        foreach (var duty in document.Proposals.Where(p => p.Ready).ToList())
        {
            var text = duty.Wording ?? document.TextOf(duty);
            var title = Title(text);
            var source = new SourcePlace(document.Id, document.Title, duty.Number, duty.At.Start, duty.At.End, document.TextOf(duty));
            var item = duty.Standing
                ? now.Open(new ResponsibilityBelow(duty.Unit!.Value, title, text, duty.Responsible, duty.Owner, duty.Schedule, duty.Deliverable) { Source = source })
                : now.Open(new TaskBelow(duty.Unit!.Value, title, text, duty.Due, duty.Owner, duty.Deliverable) { Source = source });
            document.Replace(duty with { Item = item });
        }
    }

    private static string Title(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestTitle) return line;

        var end = char.IsLowSurrogate(line[LongestTitle]) ? LongestTitle - 1 : LongestTitle;
        return line[..end] + "…";
    }
}
