using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.Checks;

/// <summary>Where a check on the spot stands.</summary>
public enum CheckState
{
    [Words("待督查", "planned")] Planned,
    [Words("待单位回复", "the unit's reply awaited")] Replying,
    [Words("待确认", "to be confirmed")] Replied,
    [Words("已确认", "confirmed")] Confirmed,
    [Words("已取消", "cancelled")] Cancelled,
}

/// <summary>What was found of one requirement.</summary>
public enum Finding
{
    [Words("已落实", "done")] Done,
    [Words("部分落实", "partly done")] Partly,
    [Words("未落实", "not done")] NotDone,
    [Words("变通执行", "altered")] Altered,
}

/// <summary>A finding with what it rests on.</summary>
public sealed record Found(
    [property: Words("序号", "no.")] int Requirement,
    [property: Words("结果", "finding")] Finding Finding,
    [property: Words("依据", "evidence")] string Evidence,
    FileId? File);

/// <summary>One check on the spot at one unit, requirement by requirement. The unit is heard before anything is confirmed.</summary>
public sealed class FieldCheck : Dossier<CheckState>, IWordsItsForms
{
    private FieldCheck() { }

    internal FieldCheck(UnitId unit, string title, FollowedDecision decision) => (Unit, Title, Parent, Decision, Requirements) = (unit, title, decision.Id, decision.Title, decision.Requirements);

    [Words("督查事项", "Decision")]
    public string Decision { get; internal set; } = "";

    [Words("督查日期", "On")]
    public DateOnly On { get; internal set; }

    /// <summary>As they were when the check was planned.</summary>
    [Words("核查要求", "Requirements"), Prose]
    public IReadOnlyList<Requirement> Requirements { get; internal set; } = [];

    [Words("逐项结果", "Findings"), Prose]
    public List<Found> Findings { get; internal set; } = [];

    [Words("单位回复", "The unit's reply"), Prose]
    public string? Reply { get; internal set; }

    [Words("确认意见", "Confirmed with"), Prose]
    public string? Conclusion { get; internal set; }

    [JsonIgnore]
    public IEnumerable<Requirement> Open => Requirements.Where(r => !Findings.Exists(f => f.Requirement == r.Number));

    [JsonIgnore]
    public IEnumerable<(Requirement Requirement, Found Found)> Gaps => Findings.Where(f => f.Finding is not Finding.Done).Select(f => (Requirements.Single(r => r.Number == f.Requirement), f));

    internal void GiveTo(PersonId checker) => Assignee = checker;

    protected override void GiveTimeUntil(DateOnly until) => On = until;

    public OwnField? Ask(Type action, string field) => action == typeof(RecordFinding) && field == nameof(RecordFinding.Requirement) ? new(Choices: FollowedDecision.Numbered(Requirements)) : null;
}

/// <summary>Planned, looked at, replied to, confirmed by somebody else; every gap becomes a task.</summary>
public sealed class FieldCheckProcedure : Procedure<FieldCheck, CheckState>
{
    private static readonly Who Orders = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader).Or(Who.Above(Duties.Office, Duties.Leader));
    private static readonly Rule<FieldCheck> AllFound = new(new("每项要求都有结果", "there is a finding for every requirement"), c => !c.Open.Any());

    public FieldCheckProcedure() : base("field-check", "1", "DC", new("落实情况督查", "implementation checks"))
    {
        Opens<CheckAtUnit>(by: Who.Nobody, at: CheckState.Planned);

        In(CheckState.Planned).Until(c => c.On, extendedBy: Orders.ButNotAssignee())
            .May<RecordFinding>(by: Who.Assignee)
            .May<SendFindings>(by: Who.Assignee, to: CheckState.Replying, when: AllFound)
            .May<CancelCheck>(by: Orders, to: CheckState.Cancelled);

        In(CheckState.Replying).OpenFor(CheckSettings.Reply, then: CheckState.Replied)
            .May<ReplyToFindings>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy).ButNotAssignee().ButNot<RecordFinding>(), to: CheckState.Replied);

        In(CheckState.Replied).Within(CheckSettings.Confirm).OwedBy(Owed.UnitAbove)
            .May<RecordFinding>(by: Who.Assignee)
            .May<ConfirmCheck>(by: Orders.ButNotAssignee().ButNot<RecordFinding>().ButNot<ReplyToFindings>(), to: CheckState.Confirmed, when: AllFound);

        Ends(CheckState.Confirmed, CheckState.Cancelled);

        Show("decision", new("督查事项", "decision"), c => c.Decision);
        Show("on", new("督查日期", "on"), c => c.On);
        Show("done", new("已落实", "done"), c => c.Findings.Count(f => f.Finding is Finding.Done));
        Show("gaps", new("未完全落实", "not fully done"), c => c.Findings.Count(f => f.Finding is not Finding.Done));
    }
}

/// <summary>The check that a decision's plan gives rise to.</summary>
[Words("督查安排", "Check at a unit")]
public sealed record CheckAtUnit([Words("被督查单位", "Unit checked")] UnitId Unit, [Words("督查日期", "On")] DateOnly On, [Words("督查人员", "Who checks")] PersonId Checker) : IOpening<FieldCheck>
{
    internal FollowedDecision? Decision { get; init; }

    public FieldCheck Open(Moment now)
    {
        now.Notify(Checker, new Words("请于 {0:yyyy-MM-dd} 督查：{1}。", "Please check on {0:yyyy-MM-dd}: {1}.").With(On, Decision!.Title));
        var check = new FieldCheck(Unit, $"{Decision.Title}：{now.Organisation.Find(Unit)?.ShortName}", Decision) { On = On };
        check.GiveTo(Checker);
        return check;
    }
}

/// <summary>What was seen of one requirement. Recorded again it takes the place of the earlier finding, which stays in the ledger.</summary>
[Words("登记督查结果", "Record a finding")]
public sealed record RecordFinding(
    [Words("要求", "Requirement")] int Requirement,
    [Words("结果", "Finding")] Finding Finding,
    [Words("依据", "Evidence"), Prose, Hint("看到的事实、数据、现场情况。", "What was seen: facts, figures, the place itself.")] string Evidence,
    [Words("佐证附件", "File")] FileId? File) : IAction<FieldCheck>
{
    public Refusal? Check(FieldCheck check, Moment now)
    {
        if (now.Today < check.On) return new Unfit(new Words("督查定于 {0:yyyy-MM-dd}。", "The check is on {0:yyyy-MM-dd}.").With(check.On));
        return check.Requirements.Any(r => r.Number == Requirement) ? null : Unfit.At(nameof(Requirement), new("没有这项要求。", "There is no such requirement."));
    }

    public void Apply(FieldCheck check, Moment now)
    {
        check.Findings.RemoveAll(f => f.Requirement == Requirement);
        check.Findings.Add(new(Requirement, Finding, Evidence, File));
        check.Findings.Sort((a, b) => a.Requirement.CompareTo(b.Requirement));
    }
}

/// <summary>Puts the findings before the unit.</summary>
[Words("送单位核对", "Send to the unit")]
public sealed record SendFindings([Words("说明", "Remark"), Prose] string? Remark) : IAction<FieldCheck>
{
    public void Apply(FieldCheck check, Moment now)
    {
        now.Notify(Duties.Office, check.Unit, new Words("{0} 的督查结果请核对并回复。", "Please look at the findings of {0} and reply.").With(check.Number));
        now.Notify(Duties.Leader, check.Unit, new Words("{0} 的督查结果请核对并回复。", "Please look at the findings of {0} and reply.").With(check.Number));
    }
}

/// <summary>What the unit says to the findings.</summary>
[Words("回复督查结果", "Reply to the findings")]
public sealed record ReplyToFindings([Words("回复", "Reply"), Prose] string Text, [Words("佐证附件", "File")] FileId? File) : IAction<FieldCheck>
{
    public void Apply(FieldCheck check, Moment now)
    {
        check.Reply = Text;
        now.Notify(check.Assignee!.Value, new Words("{0} 单位已回复。", "The unit replied to {0}.").With(check.Number));
    }
}

/// <summary>Somebody other than the checker confirms the findings. Each gap becomes a task of the unit.</summary>
[Words("确认督查结果", "Confirm the findings")]
public sealed record ConfirmCheck(
    [Words("意见", "Opinion"), Prose] string Opinion,
    [Words("补齐期限（有未落实事项时必填）", "Gaps to be closed by (where there are any)")] DateOnly? Due) : IAction<FieldCheck>
{
    public Refusal? Check(FieldCheck check, Moment now)
    {
        if (!check.Gaps.Any()) return null;
        return Due is not { } due ? Unfit.At(nameof(Due), new("有未完全落实的要求，请填写补齐期限。", "Some requirements are not fully done: say by when.")) : ItemChecks.NotPast(due, nameof(Due), now);
    }

    public void Apply(FieldCheck check, Moment now)
    {
        check.Conclusion = Opinion;
        foreach (var (requirement, found) in check.Gaps)
        {
            now.Open(new TaskBelow(check.Unit, $"{check.Decision}：{requirement.Text}", $"督查结果“{Words.Of(found.Finding).Zh}”：{found.Evidence}\n衡量标准：{requirement.Measure}", Due, null, null));
        }

        now.Record(new(CheckFacts.Confirmed, check.Unit, now.Today, Number: check.Findings.Count));
    }
}

/// <summary>The check is not made.</summary>
[Words("取消督查", "Cancel")]
public sealed record CancelCheck([Words("理由", "Reason"), Prose] string Reason) : IAction<FieldCheck>
{
    public void Apply(FieldCheck check, Moment now) => check.Conclusion = Reason;
}

/// <summary>How many requirements were looked at, at a unit.</summary>
public static class CheckFacts
{
    public static readonly FactKind Confirmed = new("requirements-checked", new("落实情况督查", "requirements checked on the spot"));
}
