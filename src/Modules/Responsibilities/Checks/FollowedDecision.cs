using System.Text.Json.Serialization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Checks;

/// <summary>Where a registered decision stands.</summary>
public enum DecisionState
{
    [Words("拟定要求", "requirements being written")] Drafting,
    [Words("督查中", "being followed")] InForce,
    [Words("已结束", "closed")] Closed,
    [Words("已撤销", "withdrawn")] Withdrawn,
}

/// <summary>What is followed.</summary>
public enum DecisionKind
{
    [Words("上级决策部署", "decision of a superior body")] Superior,
    [Words("本级重点工作", "own priority")] Own,
    [Words("重点项目", "key project")] Project,
}

/// <summary>One thing that can be checked on the spot: what must be there, by what measure, until when.</summary>
public sealed record Requirement(
    [property: Words("序号", "no.")] int Number,
    [property: Words("要求", "requirement")] string Text,
    [property: Words("衡量标准", "measure")] string Measure,
    [property: Words("应完成日期", "due")] DateOnly? Due);

/// <summary>A decision or project whose carrying out is checked (R21). What is measured are acts and results, never attitudes.</summary>
public sealed class FollowedDecision : Dossier<DecisionState>, IWordsItsForms
{
    private FollowedDecision() { }

    internal FollowedDecision(UnitId unit, string title) => (Unit, Title) = (unit, title);

    [Words("类别", "Kind")]
    public DecisionKind Kind { get; internal set; }

    [Words("发文或决定机关", "Decided by")]
    public string DecidedBy { get; internal set; } = "";

    [Words("文号", "Number of the document")]
    public string? Reference { get; internal set; }

    [Words("原文要求", "In the words of the decision"), Prose]
    public string Text { get; internal set; } = "";

    [Words("可核查的要求", "Requirements"), Prose]
    public List<Requirement> Requirements { get; internal set; } = [];

    /// <summary>How many checks were planned under it.</summary>
    [Words("已安排督查次数", "Checks planned")]
    public int Checks { get; internal set; }

    [Words("总结", "Summary"), Prose]
    public string? Summary { get; internal set; }

    public OwnField? Ask(Type action, string field) => action == typeof(RemoveRequirement) && field == nameof(RemoveRequirement.Requirement) ? new(Choices: Numbered(Requirements)) : null;

    internal static IReadOnlyList<(int, Words)> Numbered(IEnumerable<Requirement> requirements) => [.. requirements.Select(r => (r.Number, Words.Same($"{r.Number}. {r.Text}")))];
}

/// <summary>The register of decisions that are followed.</summary>
public sealed class DecisionProcedure : Procedure<FollowedDecision, DecisionState>
{
    private static readonly Who Follows = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader, Duties.Office, Duties.Leader);
    private static readonly Rule<FollowedDecision> HasRequirements = new(new("已列出可核查的要求", "there are requirements that can be checked"), d => d.Requirements.Count > 0);

    public DecisionProcedure() : base("decision", "1", "JC", new("决策部署落实", "decisions followed"))
    {
        NeverClimbs();
        Opens<RegisterDecision>(by: Follows, at: DecisionState.Drafting);

        In(DecisionState.Drafting).Within(CheckSettings.Draft).OwedBy(Owed.Unit)
            .May<AddRequirement>(by: Follows)
            .May<RemoveRequirement>(by: Follows, when: HasRequirements)
            .May<PutInForce>(by: Follows, to: DecisionState.InForce, when: HasRequirements)
            .May<WithdrawDecision>(by: Follows, to: DecisionState.Withdrawn);

        In(DecisionState.InForce)
            .May<PlanCheck>(by: Follows)
            .May<CloseDecision>(by: Follows, to: DecisionState.Closed);

        Ends(DecisionState.Closed, DecisionState.Withdrawn);

        Show("kind", new("类别", "kind"), d => d.Kind);
        Show("requirements", new("要求数", "requirements"), d => d.Requirements.Count);
        Show("checks", new("督查次数", "checks"), d => d.Checks);
    }
}

/// <summary>The times no rule fixes.</summary>
public static class CheckSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");

    public static readonly Setting Draft = new("check.draft", new("拟定督查要求时限", "time to write the requirements"), SettingKind.Term, "10wd", NoRule);
    public static readonly Setting Reply = new("check.reply", new("被督查单位回复时限", "time for the unit to reply"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting Confirm = new("check.confirm", new("确认督查结果时限", "time to confirm a check"), SettingKind.Term, "5wd", NoRule);

    public static readonly IReadOnlyList<Setting> All = [Draft, Reply, Confirm];
}

/// <summary>Registers what is to be followed.</summary>
[Words("登记决策部署", "Register a decision")]
public sealed record RegisterDecision(
    [Words("牵头单位", "Unit that follows it")] UnitId Unit,
    [Words("名称", "Title")] string Title,
    [Words("类别", "Kind")] DecisionKind Kind,
    [Words("发文或决定机关", "Decided by")] string DecidedBy,
    [Words("文号", "Number of the document")] string? Reference,
    [Words("原文要求", "In the words of the decision"), Prose] string Text) : IOpening<FollowedDecision>
{
    public FollowedDecision Open(Moment now) => new(Unit, Title) { Kind = Kind, DecidedBy = DecidedBy, Reference = Reference, Text = Text };
}

/// <summary>Adds one thing that can be checked.</summary>
[Words("增加要求", "Add a requirement")]
public sealed record AddRequirement(
    [Words("要求", "Requirement"), Prose, Hint("写要做成的事，不写态度和认识。", "What must be done, not what should be thought.")] string Text,
    [Words("衡量标准", "Measure"), Prose, Hint("现场看什么、查什么数据即可判断。", "What to look at on the spot to tell.")] string Measure,
    [Words("应完成日期", "Due")] DateOnly? Due) : IAction<FollowedDecision>
{
    public void Apply(FollowedDecision decision, Moment now) => decision.Requirements.Add(new(decision.Requirements.Count + 1, Text, Measure, Due));
}

/// <summary>Takes one out before it is in force.</summary>
[Words("删除要求", "Remove a requirement")]
public sealed record RemoveRequirement([Words("要求", "Requirement")] int Requirement) : IAction<FollowedDecision>
{
    public Refusal? Check(FollowedDecision decision, Moment now) => decision.Requirements.Exists(r => r.Number == Requirement) ? null : Unfit.At(nameof(Requirement), new("没有这项要求。", "There is no such requirement."));

    public void Apply(FollowedDecision decision, Moment now)
    {
        decision.Requirements.RemoveAll(r => r.Number == Requirement);
        decision.Requirements = [.. decision.Requirements.Select((r, at) => r with { Number = at + 1 })];
    }
}

/// <summary>From now on it is checked, and the requirements stay as they are.</summary>
[Words("要求定稿，开始督查", "Settle the requirements and begin")]
public sealed record PutInForce([Words("说明", "Remark"), Prose] string? Remark) : IAction<FollowedDecision>;

/// <summary>Plans a check on the spot at one unit.</summary>
[Words("安排督查", "Plan a check")]
public sealed record PlanCheck([Words("被督查单位", "Unit checked")] UnitId Unit, [Words("督查日期", "On")] DateOnly On, [Words("督查人员", "Who checks")] PersonId Checker) : IAction<FollowedDecision>
{
    public Refusal? Check(FollowedDecision decision, Moment now) => now.Organisation.Find(Unit) is null
        ? Unfit.At(nameof(Unit), new("没有这个单位。", "There is no such unit."))
        : Items.ItemChecks.NotPast(On, nameof(On), now);

    public void Apply(FollowedDecision decision, Moment now)
    {
        decision.Checks++;
        now.Open(new CheckAtUnit(Unit, On, Checker) { Decision = decision });
    }
}

/// <summary>All that was demanded is done, or is followed no longer.</summary>
[Words("结束督查", "Close")]
public sealed record CloseDecision([Words("总结", "Summary"), Prose] string Summary) : IAction<FollowedDecision>
{
    public void Apply(FollowedDecision decision, Moment now) => decision.Summary = Summary;
}

/// <summary>Registered by mistake.</summary>
[Words("撤销", "Withdraw")]
public sealed record WithdrawDecision([Words("理由", "Reason"), Prose] string Reason) : IAction<FollowedDecision>
{
    public void Apply(FollowedDecision decision, Moment now) => decision.Summary = Reason;
}
