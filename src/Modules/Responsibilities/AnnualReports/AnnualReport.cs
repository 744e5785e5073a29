using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.AnnualReports;

/// <summary>Where a report stands.</summary>
public enum AnnualReportState
{
    [Words("待提交报告", "report awaited")] Called,
    [Words("已提交，待评议", "handed in")] HandedIn,
    [Words("评议中", "being reviewed")] Marking,
    [Words("待本人回应", "reply awaited")] Replying,
    [Words("待确认结果", "result to be confirmed")] Replied,
    [Words("已归档", "closed")] Closed,
    [Words("已撤销", "withdrawn")] Withdrawn,
}

/// <summary>In what capacity somebody reports.</summary>
public enum Capacity
{
    [Words("党组织书记", "secretary")] Secretary,
    [Words("领导班子成员", "member of the leading group")] Member,
}

/// <summary>The report itself: what was done on the record, what was not, what follows.</summary>
public sealed record ReportText(
    [property: Words("履责情况", "duties carried out")] string Duties,
    [property: Words("廉洁自律情况", "integrity")] string Integrity,
    [property: Words("存在问题", "what was wanting")] string Wanting,
    [property: Words("整改措施", "what follows")] string Measures);

/// <summary>
/// The annual duty-and-integrity report of one leader and its review (R15). The reviewers' marks are in the ballot box of the dossier and
/// are known only as sums.
/// </summary>
public sealed class AnnualReport : Dossier<AnnualReportState>, IWordsItsForms
{
    private AnnualReport() { }

    internal AnnualReport(UnitId unit, string title, PersonId person) => (Unit, Title, Assignee) = (unit, title, person);

    [Words("年度", "Year")]
    public int Year { get; internal set; }

    [Words("身份", "Capacity")]
    public Capacity Capacity { get; internal set; }

    [Words("报告期限", "Report due")]
    public DateOnly Due { get; internal set; }

    public ReviewSheet Sheet { get; internal set; } = null!;

    [Words("述责述廉报告", "Report"), Prose]
    public ReportText? Report { get; internal set; }

    [Words("评议截止", "Review open until")]
    public DateOnly? MarkingUntil { get; internal set; }

    /// <summary>How many have handed in a slip; who has is on record, what is on it nowhere.</summary>
    [Words("已评议人数", "Reviewers who took part")]
    public int Cast => Acts.Count(a => a.Action == nameof(GiveMarks));

    [Words("评议结果", "Result of the review"), Prose]
    public ReviewResult? Result { get; internal set; }

    [Words("本人回应", "The person's reply"), Prose]
    public string? Reply { get; internal set; }

    [Words("结果处理", "What followed"), Prose]
    public string? Ending { get; internal set; }

    [JsonIgnore]
    public bool IsWeak => Result?.Band is Band.Weak;

    protected override PersonId? Concerns => Assignee;

    protected override void GiveTimeUntil(DateOnly until)
    {
        if (State is AnnualReportState.Called) Due = until;
        else MarkingUntil = until;
    }

    public OwnField? Ask(Type action, string field)
    {
        if (action != typeof(GiveMarks) || field == nameof(GiveMarks.Comment)) return null;
        for (var at = 0; at < Sheet.Items.Count; at++)
        {
            if (field == ReviewSheet.Name(at)) return new(Sheet.Items[at]) { Required = true };
        }

        return OwnField.None;
    }
}

/// <summary>Called, handed in, reviewed without names, replied to. A weak result leads to a proposal, never to more.</summary>
public sealed class AnnualReportProcedure : Procedure<AnnualReport, AnnualReportState>
{
    private static readonly Who Organiser = Who.Holding(Duties.Office, Duties.Leader, Duties.Supervisor).ButNotAssignee();
    private static readonly Who Decides = Who.Holding(Duties.SupervisionLeader, Duties.Leader).ButNotAssignee();

    private static readonly Rule<AnnualReport> Weak = new(new("评议结果低于设定等次", "the result is below the set band"), r => r.IsWeak);
    private static readonly Rule<AnnualReport> NotWeak = new(new("评议结果不低于设定等次，或因人数不足未形成结果", "the result is not below the set band, or too few took part for one"), r => !r.IsWeak);

    public AnnualReportProcedure() : base("annual-report", "1", "SZ", new("述责述廉评议", "annual duty-and-integrity reports"))
    {
        Opens<CallReport>(by: Organiser, at: AnnualReportState.Called);

        In(AnnualReportState.Called).Until(r => r.Due, extendedBy: Organiser)
            .May<HandInReport>(by: Who.Assignee, to: AnnualReportState.HandedIn)
            .May<WithdrawReport>(by: Organiser, to: AnnualReportState.Withdrawn);

        In(AnnualReportState.HandedIn).Within(AnnualReportSettings.BeginReview).OwedBy(Owed.Unit)
            .May<OpenReview>(by: Organiser, to: AnnualReportState.Marking)
            .May<HandBackReport>(by: Organiser, to: AnnualReportState.Called)
            .May<WithdrawReport>(by: Organiser, to: AnnualReportState.Withdrawn);

        In(AnnualReportState.Marking).Until(r => r.MarkingUntil, extendedBy: Organiser).OwedBy(Owed.Unit)
            .May<GiveMarks>(by: Who.Party.ButNotAssignee())
            .May<CloseReview>(by: Organiser, to: AnnualReportState.Replying)
            .May<WithdrawReport>(by: Organiser, to: AnnualReportState.Withdrawn);

        In(AnnualReportState.Replying).OpenFor(AnnualReportSettings.Reply, then: AnnualReportState.Replied)
            .May<ReplyToResult>(by: Who.Assignee, to: AnnualReportState.Replied);

        In(AnnualReportState.Replied).Within(AnnualReportSettings.Confirm).OwedBy(Owed.Unit)
            .May<ConfirmResult>(by: Organiser, to: AnnualReportState.Closed, when: NotWeak)
            .May<StartAccountabilityCheck>(by: Decides, to: AnnualReportState.Closed, when: Weak)
            .May<DeclineAccountabilityCheck>(by: Decides, to: AnnualReportState.Closed, when: Weak);

        Ends(AnnualReportState.Closed, AnnualReportState.Withdrawn);

        Show("year", new("年度", "year"), r => r.Year);
        Show("capacity", new("身份", "capacity"), r => r.Capacity);
        Show("took-part", new("评议人数", "took part"), r => r.Result?.Slips);
    }
}

/// <summary>The times no rule fixes.</summary>
public static class AnnualReportSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");

    public static readonly Setting BeginReview = new("annual-report.begin-review", new("组织评议时限", "time to begin the review"), SettingKind.Term, "10wd", NoRule);
    public static readonly Setting Reply = new("annual-report.reply", new("本人回应时限", "time for the person's reply"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting Confirm = new("annual-report.confirm", new("确认结果时限", "time to confirm the result"), SettingKind.Term, "10wd", NoRule);

    public static readonly IReadOnlyList<Setting> All = [BeginReview, Reply, Confirm, .. ReviewSheet.Settings];
}

/// <summary>That a report was made and reviewed. What came of it is no fact for other modules: it is the opinion of those who were asked.</summary>
public static class AnnualReportFacts
{
    public static readonly FactKind Reviewed = new("annual-report-reviewed", new("述责述廉并接受评议", "annual report made and reviewed"));
}
