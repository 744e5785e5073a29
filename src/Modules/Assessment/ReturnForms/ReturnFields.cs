using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Assessment.ReturnForms;

/// <summary>One field of a return form. A code that an indicator has is a view on that figure; any other is asked of the unit.</summary>
public sealed record ReturnFieldRow(
    [Words("表单版本", "Form version")] string Version,
    [Words("序号", "Order")] int Order,
    [Words("字段代码", "Field code"), Hint("引用系统统计的指标时填指标代码，名称等留空。", "To show a counted figure give its code and leave the names empty.")] string Code,
    [Words("字段中文名称", "Field name in Chinese")] string? NameZh = null,
    [Words("字段英文名称", "Field name in English")] string? NameEn = null,
    [Words("字段计量单位", "Field counted in")] string? CountedIn = null,
    [Words("依据的规则包", "Rule pack asked about"), Hint("规则包代码。", "The code of a rule pack.")] string? Pack = null,
    [Words("按条款逐条填报", "Asked clause by clause"), Hint("条款内容尚未录入的，按整个规则包填一个数。", "While the clauses are not supplied, one figure for the whole pack.")] bool EachClause = false,
    [Words("其中项所属字段", "Part of field"), Hint("全年累计不得大于所属字段。", "Over the year never more than that field.")] string? PartOf = null)
{
    /// <summary>What a field that is asked for is called.</summary>
    public Words Name => new(NameZh ?? Code, NameEn ?? Code);
}

/// <summary>The fields of all return forms. What a form asks for itself must be kept nowhere else (P1, L09).</summary>
public sealed class ReturnFieldRegister : Register<ReturnFieldRow>
{
    public ReturnFieldRegister() : base("return-field", new("月报表单字段", "Fields of return forms"))
    {
        KnownBy(nameof(ReturnFieldRow.Version), nameof(ReturnFieldRow.Code));
        EditedBy(Duties.SupervisionLeader);
        SeenByEveryone();
    }

    public override IReadOnlyList<object> FirstRows => FirstForm.Fields;

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(ReturnFieldRow row, RegisterCheck check, CancellationToken cancel)
    {
        var problems = new List<Refusal>();
        var forms = await check.Entries.WhereAsync<ReturnFormRow>(nameof(ReturnFormRow.Version), row.Version, cancel);
        if (forms.Any(f => f.As<ReturnFormRow>().State is FormState.Published)) problems.Add(new FormIsPublished() { Field = nameof(row.Version) });
        if (FieldChecks.Of(row, check.Owners) is { } problem) problems.Add(problem);
        return problems;
    }
}

/// <summary>Whether a form may ask for a field: the same when the field is entered and when the form is published.</summary>
public static class FieldChecks
{
    /// <summary>What stands against the field; null when nothing does.</summary>
    public static Refusal? Of(ReturnFieldRow row, FieldOwners owners)
    {
        if (owners.Indicator(row.Code) is not null) return null;
        if (string.IsNullOrWhiteSpace(row.NameZh)) return new MustBeFilledIn(new("字段中文名称", "Field name in Chinese")) { Field = nameof(row.NameZh) };
        if (string.IsNullOrWhiteSpace(row.NameEn)) return new MustBeFilledIn(new("字段英文名称", "Field name in English")) { Field = nameof(row.NameEn) };
        if (string.IsNullOrWhiteSpace(row.CountedIn)) return new MustBeFilledIn(new("字段计量单位", "Field counted in")) { Field = nameof(row.CountedIn) };
        if (row.EachClause && string.IsNullOrWhiteSpace(row.Pack)) return new MustBeFilledIn(new("依据的规则包", "Rule pack asked about")) { Field = nameof(row.Pack) };
        return owners.Of(row.Name) is { } owner ? new KeptAlready(row.Name, owner) { Field = nameof(row.NameZh) } : null;
    }
}

/// <summary>What was published is not changed under those who fill it in.</summary>
public sealed record FormIsPublished() : Refusal(new Words("此版本已发布，不能再改；请另建新版本。", "This version is published and cannot be changed: make a new version."));
