using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Warnings.Alerts;

/// <summary>The due date has passed: the second rung.</summary>
[Words("转为逾期提醒", "Remind of what is overdue")]
public sealed record RemindOverdue([Words("判别依据", "Why")] Explanation Why) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Rungs.Add(new(AlertState.Overdue, now.Today, now.By, Why, null));
        Telling.Owner(alert, new Words("{0} 已逾期，请办理或说明情况。", "{0} is overdue: please act on it or say why not.").With(alert.Subject.Number), now);
    }
}

/// <summary>Still overdue: the owner once more, and now the owner's superior.</summary>
[Words("再次提醒", "Remind again")]
public sealed record RemindAgain([Words("判别依据", "Why")] Explanation Why) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Rungs.Add(new(AlertState.Overdue, now.Today, now.By, Why, null));
        var text = new Words("{0} 仍未办理，已逾期。", "{0} is still overdue.").With(alert.Subject.Number);
        Telling.Owner(alert, text, now);
        Telling.Superior(alert, text, now);
    }
}

/// <summary>The wait is over. The next rung is put on the desk of whoever decides on it; nothing else happens.</summary>
[Words("提出升级建议", "Propose the next rung")]
public sealed record ProposeNext([Words("建议", "Proposed")] AlertState Proposed, [Words("判别依据", "Why")] Explanation Why) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Rungs.Add(new(Proposed, now.Today, now.By, Why, null));
        Telling.Decider(Proposed, alert, new Words("{0} 逾期未办，请决定是否{1}。", "{0} is overdue: please decide on the next step ({1}).").With(alert.Number, Words.Of(Proposed)), now);
    }
}

/// <summary>The reason is gone: the only way an alert closes.</summary>
[Words("解除", "Close: the reason is gone")]
public sealed record CloseAsGone([Words("原因", "Reason")] ClosingReason Reason, [Words("依据", "Seen")] string Seen) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.ClosedBecause = Reason;
        // Only now, with the owner heard, does anything count; and it counts for the unit, never for the person.
        if (alert.Rungs.Exists(r => r.Rung is not AlertState.DueSoon)) now.Record(new(AlertFacts.WasOverdue, alert.Unit, now.Today, Text: Words.Of(alert.Highest)));
        Telling.Owner(alert, new Words("{0} 的预警已解除。", "The alert about {0} is closed.").With(alert.Subject.Number), now);
    }
}

/// <summary>What other modules may read of alerts once they are over.</summary>
public static class AlertFacts
{
    public static readonly FactKind WasOverdue = new("was-overdue", new("事项曾逾期，现已解除", "a matter was overdue and no longer is"));
    public static readonly FactKind FalseAlarm = new("false-alarm", new("误报", "false alarm"));
}
