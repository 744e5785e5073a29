using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Responsibilities.Inquiries;

/// <summary>Calls a leader to answer for matters that are late or failed. The page offers those to tick.</summary>
[Words("召集质询", "Call an inquiry")]
public sealed record CallInquiry(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("答复人", "Who answers")] PersonId Person,
    [Words("涉及的逾期或未完成事项", "Matters late or failed")] IReadOnlyList<LinkedMatter> Matters,
    [Words("质询事由", "Why it is called"), Prose] string Ground,
    [Words("质询日期", "Session on")] DateOnly SessionOn,
    [Words("地点", "Place")] string? Place,
    [Words("参加评议人员", "Panel")] IReadOnlyList<PersonId> Panel) : IOpening<Inquiry>
{
    public Refusal? Check(Moment now)
    {
        if (Panel.Contains(Person)) return Unfit.At(nameof(Panel), new("答复人不能参加评议。", "Who answers does not vote."));
        var least = now.Settings.Number(InquirySettings.Minimum);
        if (Panel.Distinct().Count() < least) return Unfit.At(nameof(Panel), new Words("参加评议人员不得少于{0}人，否则结果不能显示。", "At least {0} members are needed, or no result can be shown.").With(least));
        var first = now.Calendar.LastDay(now.Today, now.Settings.Term(InquirySettings.Notice)).On;
        return SessionOn < first ? Unfit.At(nameof(SessionOn), new Words("问题须提前送达，质询不得早于 {0:yyyy-MM-dd}。", "The questions are sent beforehand: not before {0:yyyy-MM-dd}.").With(first)) : null;
    }

    public Inquiry Open(Moment now)
    {
        var inquiry = new Inquiry(Unit, $"关于{Matters[0].Title}{(Matters.Count > 1 ? $"等{Matters.Count}项" : "")}的质询", Person)
        {
            Ground = Ground, Matters = Matters, SessionOn = SessionOn, Place = Place, Minimum = now.Settings.Number(InquirySettings.Minimum),
        };
        now.Invite(inquiry, Panel.Distinct());
        now.Notify(Person, new Words("请于 {0:yyyy-MM-dd} 到会答复质询，问题另行送达。", "Please answer an inquiry on {0:yyyy-MM-dd}; the questions follow.").With(SessionOn));
        foreach (var member in Panel.Distinct()) now.Notify(member, new Words("请参加 {0:yyyy-MM-dd} 的质询评议，可提前提出书面问题。", "Please take part in an inquiry on {0:yyyy-MM-dd}; you may put questions in writing beforehand.").With(SessionOn));
        return inquiry;
    }
}

/// <summary>A written question, for the leader to see beforehand.</summary>
[Words("提出书面问题", "Put a question in writing")]
public sealed record AskQuestion([Words("问题", "Question"), Prose, Hint("问事实、原因和措施。", "Ask about facts, causes and measures.")] string Text) : IAction<Inquiry>
{
    public void Apply(Inquiry inquiry, Moment now) => inquiry.Questions.Add(new(inquiry.Questions.Count + 1, Text, false, now.By));
}

/// <summary>The leader gets the questions, early enough to prepare.</summary>
[Words("送达问题", "Send the questions")]
public sealed record SendQuestions([Words("质询日期（需改期时填写）", "Session on (if it moves)")] DateOnly? SessionOn) : IAction<Inquiry>
{
    public Refusal? Check(Inquiry inquiry, Moment now)
    {
        var first = now.Calendar.LastDay(now.Today, now.Settings.Term(InquirySettings.Notice)).On;
        return (SessionOn ?? inquiry.SessionOn) < first
            ? Unfit.At(nameof(SessionOn), new Words("问题须在质询前 {0} 送达，质询不得早于 {1:yyyy-MM-dd}。", "The questions are sent {0} before: the session cannot be before {1:yyyy-MM-dd}.").With(now.Settings.Term(InquirySettings.Notice).Words, first))
            : null;
    }

    public void Apply(Inquiry inquiry, Moment now)
    {
        inquiry.SessionOn = SessionOn ?? inquiry.SessionOn;
        now.Notify(inquiry.Assignee!.Value, new Words("{0} 的书面问题已送达，请于 {1:yyyy-MM-dd} 前准备答复，可附证据。", "The questions of {0} are there: please prepare your answers for {1:yyyy-MM-dd}; evidence may be attached.").With(inquiry.Number, inquiry.SessionOn));
    }
}

/// <summary>The leader answers a question, with evidence where there is any.</summary>
[Words("答复问题", "Answer a question")]
public sealed record AnswerQuestion([Words("问题", "Question")] int Question, [Words("答复", "Answer"), Prose] string Text, [Words("证据", "Evidence")] FileId? File) : IAction<Inquiry>
{
    public Refusal? Check(Inquiry inquiry, Moment now) => Question < 1 || Question > inquiry.Questions.Count ? Unfit.At(nameof(Question), new("没有这个问题。", "There is no such question.")) : null;

    public void Apply(Inquiry inquiry, Moment now) => inquiry.Questions[Question - 1] = inquiry.Questions[Question - 1] with { Answer = Text, File = File };
}

/// <summary>The session begins.</summary>
[Words("开始质询", "Open the session")]
public sealed record OpenSession([Words("到会情况", "Who was there"), Prose] string Present) : IAction<Inquiry>
{
    public Refusal? Check(Inquiry inquiry, Moment now) => now.Today < inquiry.SessionOn ? new Unfit(new Words("质询定于 {0:yyyy-MM-dd}。", "The session is on {0:yyyy-MM-dd}.").With(inquiry.SessionOn)) : null;

    public void Apply(Inquiry inquiry, Moment now)
    {
        inquiry.Minutes = Present;
        foreach (var member in inquiry.Parties) now.Notify(member, new Words("{0} 已开始，请在会后不记名评议。", "{0} has begun: please vote after it, without a name.").With(inquiry.Number));
    }
}

/// <summary>A question asked at the session, with the answer given there.</summary>
[Words("登记当场问答", "Record a question asked at the session")]
public sealed record AskAloud([Words("提问人", "Asked by")] PersonId By, [Words("问题", "Question"), Prose] string Text, [Words("答复", "Answer"), Prose] string? Answer) : IAction<Inquiry>
{
    public void Apply(Inquiry inquiry, Moment now) => inquiry.Questions.Add(new(inquiry.Questions.Count + 1, Text, true, By) { Answer = Answer });
}

/// <summary>One member's vote on the fixed form, without a name.</summary>
[Words("不记名评议", "Vote without a name")]
public sealed record GiveVote(
    [Words("事实和原因是否说清", "Were facts and causes made clear?")] Judgement Facts,
    [Words("措施是否具体可行", "Are the measures concrete and workable?")] Judgement Measures,
    [Words("完成期限是否可以接受", "Is the new date acceptable?")] Judgement Date,
    [Words("意见建议", "Comment"), Prose, Hint("不记名：请勿写能认出您本人的内容。", "No name goes with it: write nothing that shows who you are.")] string? Comment) : IAction<Inquiry>, IBallot
{
    internal static readonly IReadOnlyList<string> Items = [nameof(Facts), nameof(Measures), nameof(Date)];

    Slip IBallot.Slip => new(new Dictionary<string, string> { [nameof(Facts)] = Facts.ToString(), [nameof(Measures)] = Measures.ToString(), [nameof(Date)] = Date.ToString() }, Comment);
}

/// <summary>The session is over: what was said is summed up, what is unanswered is named, the vote is counted.</summary>
[Words("结束质询并汇总评议", "Close the session and count")]
public sealed record CloseSession([Words("会议情况", "Course of the session"), Prose] string Minutes, [Words("未答复问题的说明", "Why a question is unanswered"), Prose] string? WhyUnanswered) : IAction<Inquiry>, IEmptiesBallotBox
{
    /// <summary>What was counted; part of the line in the ledger.</summary>
    public VoteResult? Result { get; private set; }

    public Refusal? Check(Inquiry inquiry, Moment now) => inquiry.Unanswered.Any() && string.IsNullOrWhiteSpace(WhyUnanswered)
        ? Unfit.At(nameof(WhyUnanswered), new Words("第 {0} 题尚无答复，请说明。", "Question {0} has no answer: say why.").With(string.Join('、', inquiry.Unanswered.Select(q => q.Number))))
        : null;

    public void Apply(Inquiry inquiry, Moment now)
    {
        inquiry.Minutes = string.Join('\n', new[] { inquiry.Minutes, Minutes, WhyUnanswered }.Where(t => !string.IsNullOrWhiteSpace(t)));
        inquiry.Vote = Result = Count(now.Ballots!, inquiry);
        now.Record(new(InquiryFacts.Held, inquiry.Unit, now.Today, inquiry.Assignee));
        now.Notify(inquiry.Assignee!.Value, new Words("{0} 的评议已汇总，您可以提出意见。", "The vote of {0} is counted; you may remark on it.").With(inquiry.Number));
    }

    private static VoteResult Count(BallotTally tally, Inquiry inquiry) => tally.Slips < inquiry.Minimum
        ? new(inquiry.Parties.Count, tally.Slips, [], [])
        : new(
            inquiry.Parties.Count, tally.Slips,
            [.. GiveVote.Items.Select(i => new VoteItem(Words.Of(typeof(GiveVote).GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters().Single(p => p.Name == i)), tally.Of(i, nameof(Judgement.Yes)), tally.Of(i, nameof(Judgement.Partly)), tally.Of(i, nameof(Judgement.No))))],
            tally.Comments);
}

/// <summary>Something has to follow: a numbered order to a named person.</summary>
[Words("下达后续任务", "Set a follow-up")]
public sealed record SetFollowUp([Words("要求", "What is to be done"), Prose] string Task, [Words("责任人", "By whom")] PersonId By, [Words("完成期限", "Due")] DateOnly Due) : IAction<Inquiry>
{
    public Refusal? Check(Inquiry inquiry, Moment now) => Items.ItemChecks.NotPast(Due, nameof(Due), now);

    public void Apply(Inquiry inquiry, Moment now)
    {
        inquiry.FollowUps.Add(new(Task, By, Due));
        now.Open(new GiveOrder(inquiry.Unit, $"质询后续：{inquiry.Matters[0].Title}", Task, By, Due));
    }
}

/// <summary>The leader's own view of the vote, kept beside it.</summary>
[Words("对评议结果提出意见", "Remark on the vote")]
public sealed record RemarkOnVote([Words("意见", "Remark"), Prose] string Text) : IAction<Inquiry>
{
    public void Apply(Inquiry inquiry, Moment now) => inquiry.Remark = Text;
}

/// <summary>A person decides that the matter be looked into for accountability.</summary>
[Words("启动问责核查", "Open an accountability check")]
public sealed record ProposeAccountability([Words("决定机关所在单位", "Unit that decides")] UnitId Deciding, [Words("未落实的事", "What was not carried out"), Prose] string Matter, [Words("理由", "Reasons"), Prose] string Reasons) : IAction<Inquiry>
{
    public Refusal? Check(Inquiry inquiry, Moment now) => Opening.Check(Deciding, inquiry.Unit, inquiry.Assignee!.Value, now);

    public void Apply(Inquiry inquiry, Moment now) =>
        now.Open(new AccountabilityFrom(Deciding, inquiry.Matters[0].Title, inquiry.Unit, inquiry.Assignee!.Value, Matter, $"质询 {inquiry.Number}：{Reasons}"));
}

/// <summary>The follow-up is set, or there is a reason for none.</summary>
[Words("结束", "Close")]
public sealed record CloseInquiry([Words("不下达后续任务的理由", "Why nothing follows"), Prose] string? WhyNone) : IAction<Inquiry>
{
    public Refusal? Check(Inquiry inquiry, Moment now) => inquiry.FollowUps.Count == 0 && string.IsNullOrWhiteSpace(WhyNone)
        ? Unfit.At(nameof(WhyNone), new("请下达后续任务，或说明不下达的理由。", "Set a follow-up, or say why nothing follows."))
        : null;

    public void Apply(Inquiry inquiry, Moment now) => inquiry.Ending = WhyNone;
}

/// <summary>It need not be held.</summary>
[Words("撤销", "Withdraw")]
public sealed record WithdrawInquiry([Words("理由", "Reason"), Prose] string Reason) : IAction<Inquiry>, IEmptiesBallotBox
{
    public void Apply(Inquiry inquiry, Moment now) => inquiry.Ending = Reason;
}
