using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Items;

/// <summary>The unit takes the item on and names who is responsible for it.</summary>
[Words("认领", "Accept")]
public sealed record AcceptItem([Words("责任人", "Owner"), Hint("已指定责任人的可不填。", "May be left empty where an owner is named already.")] PersonId? Owner) : IAction<Item>
{
    public Refusal? Check(Item item, Moment now) => Owner is null && item.Assignee is null
        ? new MustBeFilledIn(new("责任人", "Owner")) { Field = nameof(Owner) }
        : null;

    public void Apply(Item item, Moment now)
    {
        item.GiveTo(Owner ?? item.Assignee);
        if (item.Assignee is { } owner && owner != now.By) now.Notify(owner, new Words("您是 {0} 的责任人。", "You are now responsible for {0}.").With(item.Number));
    }
}

/// <summary>Not this unit's, or not to be done this way: back to whoever issued it.</summary>
[Words("退回", "Send back")]
public sealed record SendItemBack([Words("退回理由", "Reason"), Prose] string Reason) : IAction<Item>
{
    public void Apply(Item item, Moment now)
    {
        item.Findings.Add(new(Reason, now.By, now.At));
        ItemNotices.TellIssuer(item, new Words("{0} 被退回。", "{0} was sent back.").With(item.Number), now);
    }
}

/// <summary>The issuer sends it out again, to the same unit or another.</summary>
[Words("重新下达", "Issue again")]
public sealed record IssueAgain(
    [Words("责任单位", "Unit")] UnitId Unit,
    [Words("责任人", "Owner")] PersonId? Owner,
    [Words("说明", "Remark"), Prose] string Remark) : IAction<Item>
{
    public Refusal? Check(Item item, Moment now) => now.Organisation.Find(Unit) is null ? Unfit.At(nameof(Unit), new("没有这个单位。", "There is no such unit.")) : null;

    public void Apply(Item item, Moment now)
    {
        item.MoveTo(Unit);
        item.GiveTo(Owner);
        item.Findings.Add(new(Remark, now.By, now.At));
        ItemNotices.TellOwner(item, new Words("{0} 已重新下达。", "{0} was issued again.").With(item.Number), now);
    }
}

/// <summary>The issuer takes it back: it need not be done.</summary>
[Words("撤销", "Withdraw")]
public sealed record WithdrawItem([Words("撤销理由", "Reason"), Prose] string Reason) : IAction<Item>
{
    public void Apply(Item item, Moment now)
    {
        item.Findings.Add(new(Reason, now.By, now.At));
        ItemNotices.TellOwner(item, new Words("{0} 已撤销，无需再办。", "{0} was withdrawn: nothing more is to be done.").With(item.Number), now);
    }
}

/// <summary>Work begins.</summary>
[Words("开始办理", "Start work")]
public sealed record StartWork([Words("措施", "Measures"), Prose] string Measures) : IAction<Item>
{
    public void Apply(Item item, Moment now) => item.Progress.Add(new(Measures, now.By, now.At));
}

/// <summary>What has been done so far.</summary>
[Words("报告进展", "Report progress")]
public sealed record ReportProgress([Words("进展情况", "Progress"), Prose] string Text) : IAction<Item>
{
    public void Apply(Item item, Moment now) => item.Progress.Add(new(Text, now.By, now.At));
}

/// <summary>The owner cannot go on alone and says what is needed. It does not stop the time: for that, ask for more time.</summary>
[Words("请求协助", "Ask for help")]
public sealed record AskForHelp([Words("需要什么协助", "What is needed"), Prose] string Need) : IAction<Item>
{
    public void Apply(Item item, Moment now)
    {
        item.CallsForHelp.Add(new(Need, now.By, now.At));
        ItemNotices.TellIssuer(item, new Words("{0} 请求协助，请查看。", "Help is asked for with {0}.").With(item.Number), now);
    }
}

/// <summary>Another person of the unit becomes responsible.</summary>
[Words("变更责任人", "Change the owner")]
public sealed record ChangeOwner([Words("责任人", "Owner")] PersonId Owner, [Words("理由", "Reason"), Prose] string Reason) : IAction<Item>
{
    public void Apply(Item item, Moment now)
    {
        item.GiveTo(Owner);
        now.Notify(Owner, new Words("您是 {0} 的责任人。", "You are now responsible for {0}.").With(item.Number));
    }
}

/// <summary>Hands in the proof: what came of it, in words or as a file, with an honest outcome.</summary>
[Words("提交办理结果", "Hand in the result")]
public sealed record SubmitEvidence(
    [Words("结果类别", "Outcome")] Outcome Outcome,
    [Words("办理结果", "Result"), Prose, Hint("写明做了什么、结果数据；或上传附件。", "What was done and the figures; or attach a file.")] string? Result,
    [Words("佐证附件", "File")] FileId? File,
    [Words("未全部解决的原因", "What is left, and why"), Prose] string? Reason) : IAction<Item>
{
    public Refusal? Check(Item item, Moment now)
    {
        if (string.IsNullOrWhiteSpace(Result) && File is null)
            return Unfit.At(nameof(Result), new("销号须有佐证：请填写结果数据，或上传附件。", "Closing needs proof: give the result in words, or attach a file."));
        if (Outcome is not Outcome.Solved && string.IsNullOrWhiteSpace(Reason))
            return Unfit.At(nameof(Reason), new Words("结果为“{0}”的，请写明原因或遗留事项。", "With the outcome “{0}”, say why or what is left.").With(Words.Of(Outcome)));
        return null;
    }

    public void Apply(Item item, Moment now)
    {
        item.Evidence.Add(new(Outcome, Result, File, Reason, now.By, now.At));
        ItemNotices.TellIssuer(item, new Words("{0} 已提交办理结果，请核验。", "The result of {0} is in: please check it.").With(item.Number), now);
    }
}

/// <summary>Somebody else has looked at the evidence and confirms the outcome.</summary>
[Words("核验销号", "Confirm and close")]
public sealed record ConfirmClosed([Words("核验方式与情况", "How it was checked and what was found"), Prose] string Finding) : IAction<Item>
{
    public void Apply(Item item, Moment now)
    {
        item.Findings.Add(new(Finding, now.By, now.At));
        item.Outcome = item.Evidence[^1].Outcome;
        now.Record(new(ItemFacts.Closed, item.Unit, now.Today, Text: Words.Of(item.Outcome.Value)));
        ItemNotices.TellOwner(item, new Words("{0} 已核验销号。", "{0} was checked and closed.").With(item.Number), now);
    }
}

/// <summary>The evidence does not show it; work goes on.</summary>
[Words("退回补办", "Return for more work")]
public sealed record ReturnEvidence([Words("退回理由", "Reason"), Prose] string Reason) : IAction<Item>
{
    public void Apply(Item item, Moment now)
    {
        item.Findings.Add(new(Reason, now.By, now.At));
        ItemNotices.TellOwner(item, new Words("{0} 的办理结果被退回，请补办。", "The result of {0} was returned: more is to be done.").With(item.Number), now);
    }
}

/// <summary>The issuer corrects what was written: the words, the day, what must be there at the end. Whoever works on it is told.</summary>
[Words("修改事项", "Edit the item")]
public sealed record EditItem(
    [Words("标题", "Title")] string Title,
    [Words("措施和要求", "What is to be done"), Prose] string Text,
    [Words("完成期限", "To be done by")] DateOnly? Due,
    [Words("成果形式", "Deliverable")] string? Deliverable,
    [Words("修改理由", "Reason"), Prose] string Reason) : IAction<Item>
{
    public Refusal? Check(Item item, Moment now)
    {
        if ((Title, Text, Due, Deliverable) == (item.Title, item.Text, item.Due, item.Deliverable)) return new Unfit(new("与现有内容相同，没有需要修改的。", "It says what is there already; nothing is to be changed."));
        if (Due is null && item.Due is not null) return Unfit.At(nameof(Due), new("已定的完成期限只能改，不能取消。", "A day that was set can be moved, not removed."));
        return Due is { } day && day != item.Due ? ItemChecks.NotPast(day, nameof(Due), now) : null;
    }

    public void Apply(Item item, Moment now)
    {
        item.Rewrite(Title, Text, Due, Deliverable);
        ItemNotices.TellOwner(item, new Words("{0} 的内容已修改，请查看。", "{0} was edited: please look at it.").With(item.Number), now);
    }
}

/// <summary>Gives the work to one named person, as a numbered order.</summary>
[Words("派发工单", "Give a work order")]
public sealed record OrderWork(
    [Words("任务", "Task"), Prose] string Task,
    [Words("承办人", "Person")] PersonId To,
    [Words("完成期限", "Due")] DateOnly Due) : IAction<Item>
{
    public Refusal? Check(Item item, Moment now) => ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(Item item, Moment now)
    {
        item.Below++;
        now.Open(new WorkOrders.OrderFromItem(item, Task, To, Due));
    }
}

internal static class ItemChecks
{
    public static Refusal? NotPast(DateOnly day, string field, Moment now) =>
        day < now.Today ? Unfit.At(field, new("日期不能早于今天。", "The date must not be before today.")) : null;
}

internal static class ItemNotices
{
    public static void TellOwner(Item item, Words text, Moment now)
    {
        if (item.Assignee is { } owner) now.Notify(owner, text);
        else now.Notify(Duties.Office, item.Unit, text);
    }

    public static void TellIssuer(Item item, Words text, Moment now)
    {
        if (!item.OpenedBy.IsNobody && item.OpenedBy != now.By) now.Notify(item.OpenedBy, text);
        else if (now.Organisation.Above(item.Unit).FirstOrDefault() is { } above) now.Notify(Duties.Office, above.Id, text);
    }
}
