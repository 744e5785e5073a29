using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Foundation.RulePacks;

/// <summary>Whether the content of a pack has been supplied by the organ that issued it.</summary>
public enum RulePackState
{
    /// <summary>Only its name is known.</summary>
    [Words("未定义（内容待提供）", "undefined (content not supplied)")] Undefined,
    [Words("可用", "usable")] Usable,
    [Words("停用", "withdrawn")] Withdrawn,
}

/// <summary>A named set of rules, such as 八项规定, in one version (R07).</summary>
public sealed record RulePackRow(
    [Words("规则包代码", "Code")] string Code,
    [Words("版本", "Version"), Hint("如发布年份；一种提法换了内容就是新版本。", "Such as the year it was issued: new content is a new version.")] string Version,
    [Words("名称", "Name")] string Name,
    [Words("状态", "State")] RulePackState State,
    [Words("发布机关", "Issued by")] string? IssuedBy = null,
    [Words("文号", "Document")] string? Document = null);

/// <summary>
/// The register of rule packs. It begins with the names the speeches use without saying what they mean; each of them is undefined until
/// the organ that issued it supplies the clauses.
/// </summary>
public sealed class RulePackRegister : Register<RulePackRow>
{
    public RulePackRegister() : base("rule-pack", new("规则包", "Rule packs"))
    {
        KnownBy(nameof(RulePackRow.Code), nameof(RulePackRow.Version));
        Lasts(new("施行日期", "In force from"), new("废止日期", "In force until"));
        EditedBy(Duties.SupervisionLeader);
        SeenByEveryone();
    }

    public override IReadOnlyList<object> FirstRows => NamedPacks.All;

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(RulePackRow row, RegisterCheck check, CancellationToken cancel)
    {
        if (row.State != RulePackState.Usable) return [];
        if (string.IsNullOrWhiteSpace(row.IssuedBy)) return [Unfit.At(nameof(row.IssuedBy), new("可用的规则包须写明发布机关。", "A usable pack says who issued it."))];
        var clauses = await check.Entries.WhereAsync<RuleClauseRow>(nameof(RuleClauseRow.Pack), row.Code, cancel);
        return clauses.Any(c => c.As<RuleClauseRow>().Version == row.Version && c.As<RuleClauseRow>().Unit is null && c.LastsOn(check.From)) ? [] : [new PackHasNoClauses() { Field = nameof(row.State) }];
    }
}

/// <summary>A clause of a pack, or what a unit made of one for itself (细化), which keeps the clause it came from.</summary>
public sealed record RuleClauseRow(
    [Words("规则包代码", "Pack")] string Pack,
    [Words("版本", "Version")] string Version,
    [Words("条款编号", "Number"), Hint("分级用小数点，如2.1。", "Levels are parted by dots, such as 2.1.")] string Number,
    [Words("条款内容", "Text"), Prose] string Text,
    [Words("上级条款编号", "Clause above")] string? Above = null,
    [Words("细化单位", "Refined by")] UnitId? Unit = null);

/// <summary>The register of clauses. Clauses of the issuing organ belong to no unit; a refinement belongs to the unit that made it.</summary>
public sealed class RuleClauseRegister : Register<RuleClauseRow>
{
    public RuleClauseRegister() : base("rule-clause", new("规则条款", "Clauses of rule packs"))
    {
        KnownBy(nameof(RuleClauseRow.Pack), nameof(RuleClauseRow.Version), nameof(RuleClauseRow.Number), nameof(RuleClauseRow.Unit));
        BelongsTo(nameof(RuleClauseRow.Unit));
        Lasts(new("施行日期", "In force from"), new("废止日期", "In force until"));
        EditedBy(Duties.SupervisionLeader, Duties.Office);
        SeenByEveryone();
    }

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(RuleClauseRow row, RegisterCheck check, CancellationToken cancel)
    {
        var problems = new List<Refusal>();
        if (row.Number.Split('.').Any(p => p.Length is 0 or > 4 || !p.All(char.IsAsciiDigit)))
        {
            problems.Add(Unfit.At(nameof(row.Number), new("编号用数字，分级用小数点，如2.1。", "Numbers with dots between the levels, such as 2.1.")));
        }

        var packs = await check.Entries.WhereAsync<RulePackRow>(nameof(RulePackRow.Code), row.Pack, cancel);
        if (!packs.Any(p => p.As<RulePackRow>().Version == row.Version)) problems.Add(Unfit.At(nameof(row.Pack), new("没有此版本的规则包，请先登记。", "There is no such pack in this version: enter it first.")));

        if (row.Unit is not null && row.Above is null) problems.Add(Unfit.At(nameof(row.Above), new("细化条款须写明所细化的条款。", "A refinement names the clause it refines.")));
        if (row.Above is not null)
        {
            var clauses = await check.Entries.WhereAsync<RuleClauseRow>(nameof(RuleClauseRow.Pack), row.Pack, cancel);
            var above = clauses.Select(c => (Entry: c, Row: c.As<RuleClauseRow>())).FirstOrDefault(c =>
                c.Row.Version == row.Version && c.Row.Number == row.Above && (c.Row.Unit is null || c.Row.Unit == row.Unit) && c.Entry.LastsOn(check.From) && c.Entry.Id != check.Id);
            if (above.Entry is null) problems.Add(Unfit.At(nameof(row.Above), new("没有这个上级条款。", "There is no such clause above.")));
            else if (!row.Number.StartsWith(row.Above + ".", StringComparison.Ordinal)) problems.Add(Unfit.At(nameof(row.Number), new Words("编号须以上级条款编号“{0}.”开头。", "The number must begin with that of the clause above: “{0}.”").With(row.Above)));
        }

        return problems;
    }

    protected override async Task<Refusal?> CheckEndAsync(RuleClauseRow row, RegisterCheck check, CancellationToken cancel)
    {
        var clauses = await check.Entries.WhereAsync<RuleClauseRow>(nameof(RuleClauseRow.Pack), row.Pack, cancel);
        return clauses.Any(c => c.As<RuleClauseRow>() is var below && below.Version == row.Version && below.Above == row.Number && (row.Unit is null || below.Unit == row.Unit) && (c.EndsOn is null || c.EndsOn > check.Until))
            ? new Unfit(new("还有细化或下级条款，须先废止。", "Refinements or clauses below it are still in force: end them first."))
            : null;
    }
}

/// <summary>A pack without clauses says nothing.</summary>
public sealed record PackHasNoClauses() : Refusal(new Words("规则包还没有条款，不能设为可用。", "The pack has no clauses yet, so it cannot be made usable."));

/// <summary>Nobody can break a rule whose content was never supplied.</summary>
public sealed record PackUndefined(string Name) : Refusal(new Words("“{0}”的内容尚未由发布机关提供，不能据此登记违反情形。", "The content of “{0}” has not been supplied by the organ that issued it: no violation can be recorded under it.").With(Name));

/// <summary>The pack or the clause was not in force on that day.</summary>
public sealed record ClauseNotInForce(string Pack, string Number) : Refusal(new Words("“{0}”第{1}条当日没有施行。", "Clause {1} of “{0}” was not in force on that day.").With(Pack, Number));
