using System.Text.RegularExpressions;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Kernel.Organisations;

/// <summary>A unit as it is kept: its number is the entry's, its place follows from the unit above it.</summary>
public sealed record UnitRow(
    [Words("单位代码", "Code"), Hint("字母、数字和短横线，本系统内不重复。", "Letters, digits and hyphens; no two units have the same.")] string Code,
    [Words("单位名称", "Name")] string Name,
    [Words("简称", "Short name")] string? ShortName,
    [Words("单位类别", "Kind")] UnitKind Kind,
    [Words("上级单位", "Unit above"), Hint("代码或全称；顶层单位不填。", "Code or full name; empty for the unit at the top.")] UnitId? Parent,
    [Words("统一社会信用代码", "Unified social credit code")] string? CreditCode = null);

/// <summary>The register of units (R01). The tree, and with it who may see what, is made from it.</summary>
public sealed partial class UnitRegister : Register<UnitRow>
{
    public UnitRegister() : base("unit", new("机构", "Units"))
    {
        KnownBy(nameof(UnitRow.Code));
        Lasts(new("成立日期", "Established on"), new("撤销日期", "Abolished on"));
        NumbersEntries();
        EditedBy(Duties.SystemAdministrator);
        SeenByEveryone();
    }

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(UnitRow row, RegisterCheck check, CancellationToken cancel)
    {
        var problems = new List<Refusal>();
        if (!Codes().IsMatch(row.Code)) problems.Add(Unfit.At(nameof(row.Code), new("单位代码只能用字母、数字和短横线，最多40位。", "A code has letters, digits and hyphens only, 40 at most.")));
        if (row.CreditCode is { } code && !CheckedNumbers.IsCreditCode(code))
        {
            problems.Add(Unfit.At(nameof(row.CreditCode), new("统一社会信用代码校验不通过，请核对。", "The check character of the unified social credit code is wrong: please compare it with the certificate.")));
        }

        if (row.Parent is { } parent && await CheckParentAsync(parent, check, cancel) is { } problem) problems.Add(problem);
        return problems;
    }

    protected override async Task<Refusal?> CheckEndAsync(UnitRow row, RegisterCheck check, CancellationToken cancel)
    {
        var below = (await check.Entries.WhereAsync<UnitRow>(nameof(UnitRow.Parent), new UnitId(check.Number!.Value), cancel)).Where(u => u.EndsOn is null || u.EndsOn > check.Until).ToList();
        return below.Count == 0 ? null : new UnitsRemainBelow(below.Count, below[0].As<UnitRow>().Name);
    }

    private static async Task<Refusal?> CheckParentAsync(UnitId parent, RegisterCheck check, CancellationToken cancel)
    {
        var above = await check.Entries.NumberedAsync<UnitRow>(parent.Value, cancel);
        if (above is null) return Unfit.At(nameof(UnitRow.Parent), new("没有这个上级单位。", "There is no such unit."));
        if (above.EndsOn is { } end && (check.Until is null || end < check.Until))
        {
            return Unfit.At(nameof(UnitRow.Parent), new Words("上级单位“{0}”已撤销。", "The unit above, “{0}”, has been abolished.").With(above.As<UnitRow>().Name));
        }

        // Nothing stands below itself: not now, and not after a change that is recorded already for a later day.
        var seen = new HashSet<int>();
        for (var unit = above; unit is not null && seen.Add(unit.Number!.Value);)
        {
            if (unit.Number == check.Number) return new BelowItself() { Field = nameof(UnitRow.Parent) };
            unit = unit.As<UnitRow>().Parent is { } next ? await check.Entries.NumberedAsync<UnitRow>(next.Value, cancel) : null;
        }

        return null;
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,40}$")]
    private static partial Regex Codes();
}

/// <summary>A unit cannot stand below itself.</summary>
public sealed record BelowItself() : Refusal(new Words("不能把单位移到它自己的下级之下。", "A unit cannot be moved below itself."));

/// <summary>A unit with units below it cannot be abolished.</summary>
public sealed record UnitsRemainBelow(int Number, string First) : Refusal(new Words("还有{0}个下级单位（如“{1}”），须先调整或撤销。", "{0} units still stand below it (such as “{1}”): move or end them first.").With(Number, First));
