using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;

namespace Qinglian.Responsibilities.AnnualReports;

/// <summary>Asks a leader for the report of a year and names who will review it, on the form as published today.</summary>
[Words("通知述责述廉", "Call for a report")]
public sealed record CallReport(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("述责述廉人员", "Who reports")] PersonId Person,
    [Words("身份", "Capacity")] Capacity Capacity,
    [Words("年度", "Year")] int Year,
    [Words("报告期限", "Report due")] DateOnly Due,
    [Words("评议人员", "Reviewers"), Hint("上级党组织人员、班子成员、党员代表等；人数须达到最小评议人数。", "People of the body above, members of the leading group, delegates; at least the smallest group.")] IReadOnlyList<PersonId> Reviewers) : IOpening<AnnualReport>
{
    public Refusal? Check(Moment now)
    {
        if (Year < 2000 || Year > now.Today.Year) return Unfit.At(nameof(Year), new("年度应为已开始的年份。", "The year must have begun."));
        if (Due < now.Today) return Unfit.At(nameof(Due), new("日期不能早于今天。", "The date must not be before today."));
        if (Reviewers.Contains(Person)) return Unfit.At(nameof(Reviewers), new("本人不能评议自己。", "Nobody reviews their own report."));
        if (ReviewSheet.Of(now.Settings).Items.Count is 0 or > ReviewSheet.MostItems) return Unfit.At(nameof(Reviewers), new("评议表尚未设定。", "The form is not set."));
        var least = ReviewSheet.Of(now.Settings).Minimum;
        return Reviewers.Distinct().Count() < least ? Unfit.At(nameof(Reviewers), new Words("评议人员不得少于{0}人，否则结果不能显示。", "At least {0} reviewers are needed, or no result can be shown.").With(least)) : null;
    }

    public AnnualReport Open(Moment now)
    {
        var report = new AnnualReport(Unit, $"{Year}年度述责述廉报告", Person) { Year = Year, Capacity = Capacity, Due = Due, Sheet = ReviewSheet.Of(now.Settings) };
        now.Invite(report, Reviewers.Distinct());
        now.Notify(Person, new Words("请于 {0:yyyy-MM-dd} 前提交 {1} 年度述责述廉报告。", "Please hand in your report for {1} by {0:yyyy-MM-dd}.").With(Due, Year));
        return report;
    }
}

/// <summary>The leader's report. What the system has on record is shown beside it and need not be written again.</summary>
[Words("提交述责述廉报告", "Hand in the report")]
public sealed record HandInReport(
    [Words("履责情况", "Duties carried out"), Prose, Hint("写做了什么、结果如何；任务和工单的数字已由系统列出。", "What was done and what came of it; the figures of tasks and orders are listed already.")] string Duties,
    [Words("廉洁自律情况", "Integrity"), Prose] string Integrity,
    [Words("存在问题", "What was wanting"), Prose] string Wanting,
    [Words("整改措施", "What follows"), Prose] string Measures,
    [Words("报告附件", "File")] FileId? File) : IAction<AnnualReport>
{
    public void Apply(AnnualReport report, Moment now)
    {
        report.Report = new(Duties, Integrity, Wanting, Measures);
        now.Notify(Kernel.Access.Duties.Office, report.Unit, new Words("{0} 已提交，请组织评议。", "{0} is handed in: please begin the review.").With(report.Number));
    }
}

/// <summary>Something is missing in the report.</summary>
[Words("退回补充", "Hand back")]
public sealed record HandBackReport([Words("需要补充什么", "What is wanting"), Prose] string Reason, [Words("重新提交期限", "Due again")] DateOnly Due) : IAction<AnnualReport>
{
    public Refusal? Check(AnnualReport report, Moment now) => Due < now.Today ? Unfit.At(nameof(Due), new("日期不能早于今天。", "The date must not be before today.")) : null;

    public void Apply(AnnualReport report, Moment now)
    {
        report.Due = Due;
        now.Notify(report.Assignee!.Value, new Words("{0} 须补充后重新提交。", "{0} needs more: please hand it in again.").With(report.Number));
    }
}

/// <summary>Asks the reviewers for their marks.</summary>
[Words("发起评议", "Open the review")]
public sealed record OpenReview([Words("评议截止", "Open until")] DateOnly Until) : IAction<AnnualReport>
{
    public Refusal? Check(AnnualReport report, Moment now) => Until < now.Today ? Unfit.At(nameof(Until), new("日期不能早于今天。", "The date must not be before today.")) : null;

    public void Apply(AnnualReport report, Moment now)
    {
        report.MarkingUntil = Until;
        foreach (var reviewer in report.Parties) now.Notify(reviewer, new Words("请您评议 {0}，截止 {1:yyyy-MM-dd}。评议不记名。", "Please review {0} by {1:yyyy-MM-dd}. No name goes with your marks.").With(report.Number, Until));
    }
}

/// <summary>One reviewer's marks, without a name.</summary>
[Words("不记名评议", "Review without a name")]
public sealed record GiveMarks(
    [Words("评议项目1", "Item 1")] Mark? Item1,
    [Words("评议项目2", "Item 2")] Mark? Item2,
    [Words("评议项目3", "Item 3")] Mark? Item3,
    [Words("评议项目4", "Item 4")] Mark? Item4,
    [Words("评议项目5", "Item 5")] Mark? Item5,
    [Words("评议项目6", "Item 6")] Mark? Item6,
    [Words("评议项目7", "Item 7")] Mark? Item7,
    [Words("评议项目8", "Item 8")] Mark? Item8,
    [Words("意见建议", "Comment"), Prose, Hint("只写履职事实和建议。不记名：请勿写能认出您本人的内容。", "Facts about duties and suggestions. No name goes with it: write nothing that shows who you are.")] string? Comment) : IAction<AnnualReport>, IBallot
{
    private IReadOnlyList<Mark?> Marks => [Item1, Item2, Item3, Item4, Item5, Item6, Item7, Item8];

    Slip IBallot.Slip => new(Marks.Select((mark, at) => (mark, at)).Where(m => m.mark is not null).ToDictionary(m => ReviewSheet.Name(m.at), m => m.mark.ToString()!), Comment);

    public Refusal? Check(AnnualReport report, Moment now)
    {
        for (var at = 0; at < ReviewSheet.MostItems; at++)
        {
            var asked = at < report.Sheet.Items.Count;
            if (asked && Marks[at] is null) return new MustBeFilledIn(report.Sheet.Items[at]) { Field = ReviewSheet.Name(at) };
            if (!asked && Marks[at] is not null) return Unfit.At(ReviewSheet.Name(at), new("评议表没有此项。", "The form has no such item."));
        }

        return null;
    }
}

/// <summary>Counts what is in the ballot box, once everybody has marked or the time is over.</summary>
[Words("结束评议并汇总", "Close the review and count")]
public sealed record CloseReview([Words("说明", "Remark"), Prose] string? Remark) : IAction<AnnualReport>, IEmptiesBallotBox
{
    /// <summary>What was counted; part of the line in the ledger.</summary>
    public ReviewResult? Result { get; private set; }

    public Refusal? Check(AnnualReport report, Moment now) => now.Today <= report.MarkingUntil && report.Cast < report.Parties.Count
        ? new Unfit(new Words("评议到 {0:yyyy-MM-dd} 截止，且尚有人未评议。", "The review is open until {0:yyyy-MM-dd} and some have not taken part yet.").With(report.MarkingUntil))
        : null;

    public void Apply(AnnualReport report, Moment now)
    {
        report.Result = Result = report.Sheet.Count(now.Ballots!, report.Parties.Count);
        now.Record(new(AnnualReportFacts.Reviewed, report.Unit, now.Today, report.Assignee));
        now.Notify(report.Assignee!.Value, new Words("{0} 的评议结果已汇总，您可以回应。", "The review of {0} is counted; you may reply.").With(report.Number));
    }
}

/// <summary>The leader's reply to the result.</summary>
[Words("回应评议结果", "Reply to the result")]
public sealed record ReplyToResult([Words("回应", "Reply"), Prose] string Text) : IAction<AnnualReport>
{
    public void Apply(AnnualReport report, Moment now) => report.Reply = Text;
}

/// <summary>The result stands and is filed.</summary>
[Words("确认结果并归档", "Confirm and close")]
public sealed record ConfirmResult([Words("说明", "Remark"), Prose] string? Remark) : IAction<AnnualReport>
{
    public void Apply(AnnualReport report, Moment now) => report.Ending = Remark;
}

/// <summary>A person decides that a weak result be looked into. The marks are no finding: the file begins with the facts behind them.</summary>
[Words("启动问责核查", "Open an accountability check")]
public sealed record StartAccountabilityCheck(
    [Words("决定机关所在单位", "Unit that decides")] UnitId Deciding,
    [Words("需要核查的未落实事项", "What was not carried out"), Prose, Hint("写有记录可查的事，不以评议得分代替。", "Something on record; marks do not take its place.")] string Matter,
    [Words("理由", "Reasons"), Prose] string Reasons) : IAction<AnnualReport>
{
    public Refusal? Check(AnnualReport report, Moment now) => Opening.Check(Deciding, report.Unit, report.Assignee!.Value, now);

    public void Apply(AnnualReport report, Moment now)
    {
        report.Ending = Reasons;
        now.Open(new AccountabilityFrom(
            Deciding, $"{report.Year}年度述责述廉评议反映的履责问题", report.Unit, report.Assignee!.Value, Matter,
            $"{report.Number} 评议结果“{Words.Of(Band.Weak).Zh}”（履行率 {report.Result!.Share}% ，低于 {report.Sheet.WeakBelow}%）。{Reasons}"));
    }
}

/// <summary>A person decides that a weak result is not looked into, and says why.</summary>
[Words("不启动问责核查", "Open no accountability check")]
public sealed record DeclineAccountabilityCheck([Words("理由", "Reasons"), Prose] string Reasons) : IAction<AnnualReport>
{
    public void Apply(AnnualReport report, Moment now) => report.Ending = Reasons;
}

/// <summary>It was called by mistake. Marks that were given are destroyed unseen.</summary>
[Words("撤销", "Withdraw")]
public sealed record WithdrawReport([Words("理由", "Reason"), Prose] string Reason) : IAction<AnnualReport>, IEmptiesBallotBox
{
    public void Apply(AnnualReport report, Moment now) => report.Ending = Reason;
}
