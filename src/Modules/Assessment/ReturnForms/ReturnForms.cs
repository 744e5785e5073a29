using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Assessment.ReturnForms;

/// <summary>Whether a form or plan is in use.</summary>
public enum FormState
{
    [Words("草稿", "draft")] Draft,
    [Words("已发布", "published")] Published,
    [Words("已停用", "withdrawn")] Withdrawn,
}

/// <summary>The form of the monthly return in one version. It counts for the months whose first day it is in force on.</summary>
public sealed record ReturnFormRow(
    [Words("表单版本", "Form version")] string Version,
    [Words("表单名称", "Form name")] string Name,
    [Words("表单状态", "Form state")] FormState State);

/// <summary>The return forms. One that asks for a field that is kept elsewhere cannot be published.</summary>
public sealed class ReturnFormRegister : Register<ReturnFormRow>
{
    public ReturnFormRegister() : base("return-form", new("月报表单", "Return forms"))
    {
        KnownBy(nameof(ReturnFormRow.Version));
        Lasts(new("启用日期", "In use from"), new("停用日期", "In use until"));
        EditedBy(Duties.SupervisionLeader);
        SeenByEveryone();
    }

    public override IReadOnlyList<object> FirstRows => FirstForm.Forms;

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(ReturnFormRow row, RegisterCheck check, CancellationToken cancel)
    {
        if (row.State is not FormState.Published) return [];
        var fields = (await check.Entries.WhereAsync<ReturnFieldRow>(nameof(ReturnFieldRow.Version), row.Version, cancel)).Where(f => f.LastsOn(check.From)).Select(f => f.As<ReturnFieldRow>()).ToList();
        if (fields.Count == 0) return [Unfit.At(nameof(row.State), new("表单还没有字段。", "The form has no fields yet."))];

        var problems = fields.Select(f => FieldChecks.Of(f, check.Owners)).OfType<Refusal>().Select(r => r with { Field = nameof(row.State) }).ToList();
        problems.AddRange(fields.Where(f => f.PartOf is not null && fields.TrueForAll(o => o.Code != f.PartOf || o.EachClause))
            .Select(f => Unfit.At(nameof(row.State), new Words("“{0}”所属的字段“{1}”不在表单中，或按条款分列。", "The field “{1}” that “{0}” is part of is not on the form, or is split into clauses.").With(f.Name, f.PartOf))));
        if (problems.Count > 0)
        {
            var known = fields.Count(f => check.Owners.Indicator(f.Code) is not null || check.Owners.Of(f.Name) is not null);
            problems.Insert(0, Unfit.At(nameof(row.State), new Words("共{0}个字段，其中{1}个已有出处，只有{2}个可以要求填报。", "{1} of {0} fields exist already: only {2} may be asked for.").With(fields.Count, known, fields.Count - known)));
        }

        return problems;
    }
}
