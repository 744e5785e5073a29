using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Warnings.Alerts;

/// <summary>The owner says how things stand.</summary>
[Words("说明情况", "Reply")]
public sealed record ReplyToAlert([Words("情况说明", "Reply"), Prose] string Text, [Words("附件", "File")] FileId? File) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now) => alert.Replies.Add(new(Text, File, now.By, now.At));
}

/// <summary>The owner says the alert is wrong. Nothing climbs until somebody else has decided.</summary>
[Words("提出异议", "Dispute")]
public sealed record DisputeAlert([Words("异议理由", "Why it is wrong"), Prose] string Text) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Disputes.Add(new(Text, now.By, now.At));
        alert.Disputed = true;
        now.Notify(Kernel.Access.Duties.Supervisor, alert.Unit, new Words("{0} 有异议，请裁定。", "{0} is disputed: please decide.").With(alert.Number));
    }
}

/// <summary>The owner needs help to get it done.</summary>
[Words("请求协助", "Ask for help")]
public sealed record AskForHelp([Words("需要什么协助", "What is needed"), Prose] string Need) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.CallsForHelp.Add(new(Need, null, now.By, now.At));
        Telling.Superior(alert, new Words("{0} 请求协助，请查看。", "Help is asked for with {0}.").With(alert.Number), now);
    }
}

/// <summary>Says whose it is, where the matter names nobody or the wrong person.</summary>
[Words("明确责任人", "Name the owner")]
public sealed record NameOwner([Words("责任人", "Owner")] PersonId Owner, [Words("理由", "Reason"), Prose] string? Reason) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.GiveTo(Owner);
        Telling.Owner(alert, new Words("您是 {0} 的责任人，请办理或说明情况。", "You are responsible for {0}: please act on it or reply.").With(alert.Subject.Number), now);
    }
}

/// <summary>The interviewed person confirms the record, and may add to it.</summary>
[Words("确认约谈记录", "Confirm the record")]
public sealed record ConfirmInterview([Words("补充意见", "Remark"), Prose] string? Remark) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now) => alert.Interview = alert.Interview! with { Confirmed = true, Remark = Remark };
}
