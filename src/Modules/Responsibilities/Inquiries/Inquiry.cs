using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Inquiries;

/// <summary>Where an inquiry stands.</summary>
public enum InquiryState
{
    [Words("拟定问题", "questions being written")] Called,
    [Words("准备答复", "answers being prepared")] Preparing,
    [Words("质询进行中", "in session")] InSession,
    [Words("确定后续", "follow-up being set")] FollowingUp,
    [Words("已结束", "closed")] Closed,
    [Words("已撤销", "withdrawn")] Withdrawn,
}

/// <summary>What a member of the panel says of one item of the fixed form.</summary>
public enum Judgement
{
    [Words("是", "yes")] Yes,
    [Words("部分", "in part")] Partly,
    [Words("否", "no")] No,
}

/// <summary>The matter that is late or failed, as it stood when the inquiry was called.</summary>
public sealed record LinkedMatter(Guid Id, [property: Words("编号", "number")] string Number, [property: Words("事项", "matter")] string Title, [property: Words("期限", "due")] DateOnly? Due, [property: Words("当时状态", "state")] string State);

/// <summary>A question, asked beforehand in writing or at the session.</summary>
public sealed record Question([property: Words("序号", "no.")] int Number, [property: Words("问题", "question")] string Text, [property: Words("当场提问", "asked at the session")] bool Aloud, [property: Words("提问人", "asked by")] PersonId By)
{
    [Words("答复", "answer")]
    public string? Answer { get; init; }

    public FileId? File { get; init; }
}

/// <summary>What has to be done after the session, as a work order of its own.</summary>
public sealed record FollowUp([property: Words("要求", "what is to be done")] string Task, [property: Words("责任人", "by whom")] PersonId By, [property: Words("期限", "due")] DateOnly Due);

/// <summary>The vote, counted: yes, in part and no for each item of the form. Nothing where too few took part.</summary>
public sealed record VoteResult([property: Words("受邀人数", "invited")] int Invited, [property: Words("参加人数", "took part")] int Slips, [property: Words("逐项结果", "item by item")] IReadOnlyList<VoteItem> Items, IReadOnlyList<string> Comments);

public sealed record VoteItem([property: Words("项目", "item")] Words Item, [property: Words("是", "yes")] int Yes, [property: Words("部分", "in part")] int Partly, [property: Words("否", "no")] int No);

/// <summary>
/// An inquiry session (R20): a leader answers for matters that are late or failed. The questions are known beforehand, evidence may be
/// brought, a panel votes without names on a fixed form, and what follows becomes work orders.
/// </summary>
public sealed class Inquiry : Dossier<InquiryState>, IWordsItsForms
{
    private Inquiry() { }

    internal Inquiry(UnitId unit, string title, PersonId person) => (Unit, Title, Assignee) = (unit, title, person);

    [Words("质询事由", "Why it was called"), Prose]
    public string Ground { get; internal set; } = "";

    [Words("涉及事项", "Matters in question"), Prose]
    public IReadOnlyList<LinkedMatter> Matters { get; internal set; } = [];

    [Words("质询日期", "Session on")]
    public DateOnly SessionOn { get; internal set; }

    [Words("地点", "Place")]
    public string? Place { get; internal set; }

    [Words("提问和答复", "Questions and answers"), Prose]
    public List<Question> Questions { get; internal set; } = [];

    [Words("会议情况", "Course of the session"), Prose]
    public string? Minutes { get; internal set; }

    public int Minimum { get; internal set; }

    [Words("评议结果", "Vote"), Prose]
    public VoteResult? Vote { get; internal set; }

    [Words("本人对结果的意见", "The leader's remark on the vote"), Prose]
    public string? Remark { get; internal set; }

    [Words("后续任务", "Follow-up"), Prose]
    public List<FollowUp> FollowUps { get; internal set; } = [];

    [Words("结束说明", "How it ended"), Prose]
    public string? Ending { get; internal set; }

    [JsonIgnore]
    public IEnumerable<Question> Unanswered => Questions.Where(q => q.Answer is null);

    protected override PersonId? Concerns => Assignee;

    protected override void GiveTimeUntil(DateOnly until) => SessionOn = until;

    public OwnField? Ask(Type action, string field) => action == typeof(AnswerQuestion) && field == nameof(AnswerQuestion.Question)
        ? new(Choices: [.. Questions.Select(q => (q.Number, Words.Same($"{q.Number}. {q.Text}")))])
        : null;
}

/// <summary>Called, questions written and sent, answered, voted on, followed up.</summary>
public sealed class InquiryProcedure : Procedure<Inquiry, InquiryState>
{
    private static readonly Who Organiser = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader, Duties.Office, Duties.Leader).ButNotAssignee();
    private static readonly Who Asks = Organiser.Or(Who.Party).ButNotAssignee();

    private static readonly Rule<Inquiry> HasQuestions = new(new("已拟定书面问题", "written questions are there"), i => i.Questions.Count > 0);
    private static readonly Rule<Inquiry> HasUnanswered = new(new("有尚未答复的问题", "a question is unanswered"), i => i.Questions.Count > 0);

    public InquiryProcedure() : base("inquiry", "1", "ZX", new("质询评议", "inquiry sessions"))
    {
        Opens<CallInquiry>(by: Organiser, at: InquiryState.Called);

        In(InquiryState.Called).Until(i => i.SessionOn).OwedBy(Owed.Unit)
            .May<AskQuestion>(by: Asks)
            .May<SendQuestions>(by: Organiser, to: InquiryState.Preparing, when: HasQuestions)
            .May<WithdrawInquiry>(by: Organiser, to: InquiryState.Withdrawn);

        In(InquiryState.Preparing).Until(i => i.SessionOn, extendedBy: Organiser)
            .May<AnswerQuestion>(by: Who.Assignee, when: HasUnanswered)
            .May<OpenSession>(by: Organiser, to: InquiryState.InSession)
            .May<WithdrawInquiry>(by: Organiser, to: InquiryState.Withdrawn);

        In(InquiryState.InSession).Within(InquirySettings.Session).OwedBy(Owed.Unit)
            .May<AnswerQuestion>(by: Who.Assignee, when: HasUnanswered)
            .May<AskAloud>(by: Organiser)
            .May<GiveVote>(by: Who.Party.ButNotAssignee())
            .May<CloseSession>(by: Organiser, to: InquiryState.FollowingUp);

        In(InquiryState.FollowingUp).Within(InquirySettings.FollowUp).OwedBy(Owed.Unit)
            .May<SetFollowUp>(by: Organiser)
            .May<RemarkOnVote>(by: Who.Assignee)
            .May<ProposeAccountability>(by: Who.Holding(Duties.SupervisionLeader, Duties.Leader).ButNotAssignee(), when: new(new("本次质询尚未提出启动问责核查", "no accountability file was opened from this session yet"), i => !i.Acts.Exists(a => a.Action == nameof(ProposeAccountability))))
            .May<CloseInquiry>(by: Organiser, to: InquiryState.Closed);

        Ends(InquiryState.Closed, InquiryState.Withdrawn);

        Show("session", new("质询日期", "session"), i => i.SessionOn);
        Show("matters", new("涉及事项数", "matters"), i => i.Matters.Count);
        Show("follow-ups", new("后续任务数", "follow-ups"), i => i.FollowUps.Count);
    }
}

/// <summary>The values no rule fixes.</summary>
public static class InquirySettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数值，由本单位设定。", "No rule we have read gives this value: the organ sets it.");

    public static readonly Setting Notice = new("inquiry.notice", new("问题提前送达时限", "how long before the session the questions are sent"), SettingKind.Term, "3wd", NoRule);
    public static readonly Setting Session = new("inquiry.session", new("质询会结束登记时限", "time to close the record of the session"), SettingKind.Term, "2wd", NoRule);
    public static readonly Setting FollowUp = new("inquiry.follow-up", new("确定后续任务时限", "time to set the follow-up"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting Minimum = new("inquiry.minimum", new("评议最小人数（不足不显示结果）", "smallest panel whose vote is shown"), SettingKind.Number, "5", NoRule)
    {
        Check = text => int.TryParse(text, out var number) && number < 3 ? new("不得少于3人，否则难以保证匿名。", "At least 3, or nobody is anonymous.") : null,
    };

    public static readonly IReadOnlyList<Setting> All = [Notice, Session, FollowUp, Minimum];
}

/// <summary>That a session was held, and no more.</summary>
public static class InquiryFacts
{
    public static readonly FactKind Held = new("inquiry-held", new("接受质询", "answered an inquiry"));
}
