using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Warnings.Alerts;

/// <summary>The unit above urges in its own name.</summary>
[Words("催办", "Urge")]
public sealed record Urge([Words("催办要求", "What is asked"), Prose] string Text) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now) => Climbing.To(AlertState.Urged, alert, Text, new("{0} 被催办，请办理或说明情况。", "You are urged to act on {0}, or to reply."), now);
}

/// <summary>The supervising organ takes the handling under its eyes.</summary>
[Words("督办", "Take under supervised handling")]
public sealed record Supervise([Words("督办要求", "What is asked"), Prose] string Text) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now) => Climbing.To(AlertState.Supervised, alert, Text, new("{0} 已列入督办，请办理或说明情况。", "{0} is now under supervised handling: please act on it or reply."), now);
}

/// <summary>A person decides against the next rung for now. The wait begins again.</summary>
[Words("暂不升级", "Not now")]
public sealed record NotNow([Words("理由", "Reason"), Prose] string Reason) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Rungs.Add(new(alert.State, now.Today, now.By, null, Reason));
        if (alert.State is AlertState.AdmonitionConsidered) alert.NotBefore = now.Calendar.LastDay(now.Today, now.Settings.Term(LadderSettings.BeforeAdmonition)).On;
    }
}

/// <summary>Records that an interview was decided on, by whom and why. Nobody is interviewed by the system's own motion.</summary>
[Words("决定约谈", "Fix an interview")]
public sealed record FixInterview(
    [Words("决定人", "Decided by")] string DecidedBy,
    [Words("约谈人", "Interviewer")] string Interviewer,
    [Words("约谈日期", "On")] DateOnly On,
    [Words("约谈事由", "Ground"), Prose] string Ground) : IAction<Alert>
{
    public Refusal? Check(Alert alert, Moment now) => On < now.Today ? Unfit.At(nameof(On), new("日期不能早于今天。", "The date must not be before today.")) : null;

    public void Apply(Alert alert, Moment now)
    {
        // What is said is kept apart from the alert, among those who talk. A unit that is late without a person named is talked to here.
        var record = alert.Assignee is { } person && person != now.By ? now.Refer(new InterviewDecided(now.Actor.Unit, person, now.By, On, DecidedBy, Ground, alert.Id)) : (Guid?)null;
        alert.Interview = new(DecidedBy, Interviewer, On, Ground) { Record = record };
        Climbing.To(AlertState.InterviewFixed, alert, Ground, new("就 {0} 安排约谈，请查看时间。", "An interview about {0} was fixed: please see when."), now);
    }
}

/// <summary>The talk was held and is on record with those who talked. Seen by the ladder, not entered twice.</summary>
[Words("约谈已进行", "The talk was held")]
public sealed record NoteInterview([Words("约谈日期", "Held on")] DateOnly HeldOn, [Words("承诺期限", "Undertaken until")] DateOnly? Until) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        // Where nothing was undertaken the wait of this rung runs from the talk.
        var until = Until ?? now.Calendar.LastDay(HeldOn, now.Settings.Term(LadderSettings.BeforeInterview)).On;
        alert.Interview = alert.Interview! with { UndertakingDue = until };
        alert.Rungs.Add(new(AlertState.Interviewed, now.Today, now.By, null, null));
    }
}

/// <summary>What was put, what was answered, what was undertaken.</summary>
[Words("登记约谈情况", "Record the interview")]
public sealed record RecordInterview(
    [Words("谈话要点和本人说明", "Points put and the reply"), Prose] string Points,
    [Words("承诺事项", "What was undertaken"), Prose] string Undertaking,
    [Words("承诺期限", "By when")] DateOnly UndertakingDue) : IAction<Alert>
{
    public Refusal? Check(Alert alert, Moment now) => UndertakingDue < now.Today ? Unfit.At(nameof(UndertakingDue), new("日期不能早于今天。", "The date must not be before today.")) : null;

    public void Apply(Alert alert, Moment now)
    {
        alert.Interview = alert.Interview! with { Points = Points, Undertaking = Undertaking, UndertakingDue = UndertakingDue };
        Climbing.To(AlertState.Interviewed, alert, Undertaking, new("{0} 的约谈记录请确认。", "Please confirm the record of the interview about {0}."), now);
    }
}

/// <summary>Proposes an admonition to the organ that may decide on it. The proposal changes nothing for the person.</summary>
[Words("建议诫勉", "Propose an admonition")]
public sealed record ProposeAdmonition(
    [Words("有权决定的组织", "Who decides")] string DecidingOrgan,
    [Words("建议理由", "Ground"), Prose] string Ground) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Admonition = new(DecidingOrgan, Ground, now.By);
        Climbing.To(AlertState.AdmonitionProposed, alert, Ground, new("就 {0} 已提出诫勉建议，您可以说明情况或提出异议。", "An admonition was proposed over {0}: you may reply or dispute it."), now);
    }
}

/// <summary>What the deciding organ decided, on paper and under its own number.</summary>
[Words("登记决定", "Record the decision")]
public sealed record RecordDecision(
    [Words("是否诫勉", "Admonished")] bool Decided,
    [Words("决定文号或会议", "Decision")] string Decision,
    [Words("决定日期", "On")] DateOnly On) : IAction<Alert>
{
    public Refusal? Check(Alert alert, Moment now) => On > now.Today ? Unfit.At(nameof(On), new("日期不能晚于今天。", "The date must not be after today.")) : null;

    public void Apply(Alert alert, Moment now)
    {
        alert.Admonition = alert.Admonition! with { Decided = Decided, Decision = Decision, On = On };
        Climbing.To(AlertState.AdmonitionDecided, alert, Decision, new("就 {0} 的诫勉建议已有决定。", "The proposal over {0} was decided on."), now);
    }
}

/// <summary>The dispute is right: the alert was wrong and is withdrawn.</summary>
[Words("采纳异议并撤回预警", "Uphold the dispute")]
public sealed record UpholdDispute([Words("撤回依据", "What was wrong")] WithdrawalGround Ground, [Words("答复", "Answer"), Prose] string Answer) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        Climbing.Decide(alert, upheld: true, Answer, now);
        Climbing.Withdraw(alert, Ground, now);
    }
}

/// <summary>The dispute is not right; the alert stands.</summary>
[Words("不采纳异议", "Turn the dispute down")]
public sealed record TurnDownDispute([Words("答复理由", "Answer"), Prose] string Answer) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        Climbing.Decide(alert, upheld: false, Answer, now);
        Telling.Owner(alert, new Words("{0} 的异议已答复。", "Your dispute of {0} was answered.").With(alert.Number), now);
    }
}

/// <summary>The alert itself was wrong. It is counted as a false alarm and raised no more for this state.</summary>
[Words("撤回预警", "Withdraw")]
public sealed record WithdrawAlert([Words("撤回依据", "What was wrong")] WithdrawalGround Ground, [Words("说明", "Explanation"), Prose] string Text) : IAction<Alert>
{
    public void Apply(Alert alert, Moment now)
    {
        alert.Rungs.Add(new(alert.State, now.Today, now.By, null, Text));
        Climbing.Withdraw(alert, Ground, now);
    }
}

internal static class Climbing
{
    public static void To(AlertState rung, Alert alert, string text, Words notice, Moment now)
    {
        alert.Rungs.Add(new(rung, now.Today, now.By, null, text));
        Telling.Owner(alert, notice.With(alert.Subject.Number), now);
        if (rung is AlertState.Urged or AlertState.Supervised) now.Notify(Duties.Leader, alert.Unit, notice.With(alert.Subject.Number));
    }

    public static void Decide(Alert alert, bool upheld, string answer, Moment now)
    {
        var at = alert.Disputes.FindIndex(d => d.Undecided);
        alert.Disputes[at] = alert.Disputes[at] with { Upheld = upheld, Answer = answer, DecidedBy = now.By };
        alert.Disputed = false;
    }

    public static void Withdraw(Alert alert, WithdrawalGround ground, Moment now)
    {
        alert.Withdrawal = ground;
        if (alert.FalseAlarm) now.Record(new(AlertFacts.FalseAlarm, alert.Unit, now.Today, Text: Words.Of(ground)));
        Telling.Owner(alert, new Words("{0} 的预警有误，已撤回。", "The alert about {0} was wrong and is withdrawn.").With(alert.Subject.Number), now);
    }
}
