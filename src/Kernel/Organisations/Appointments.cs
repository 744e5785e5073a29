using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Kernel.Organisations;

/// <summary>How somebody came to hold a duty.</summary>
public enum GrantReason
{
    [Words("任职", "appointed")] Appointed,
    [Words("代理", "acting deputy")] Deputising,
    [Words("委托", "delegated")] Delegated,
}

/// <summary>A person is given a duty at a unit for a time. Who gave it is who recorded it.</summary>
public sealed record DutyGrantRow(
    [Words("人员", "Person")] PersonId Person,
    [Words("职责", "Duty")] Duty Duty,
    [Words("单位", "Unit")] UnitId Unit,
    [Words("范围", "Reach")] Reach Reach,
    [Words("授予方式", "Given as")] GrantReason GivenAs = GrantReason.Appointed,
    [Words("代理（委托）何人", "Acting for"), Hint("代理、委托时必填。", "Needed when acting or delegated.")] PersonId? ActingFor = null);

/// <summary>
/// The register of duties given. Only the security administrator changes it, and never for themselves; the three administrators exclude
/// each other and every other duty.
/// </summary>
public sealed class DutyGrantRegister : Register<DutyGrantRow>
{
    public DutyGrantRegister() : base("duty-grant", new("职责授予", "Duties given"))
    {
        KnownBy(nameof(DutyGrantRow.Person), nameof(DutyGrantRow.Duty), nameof(DutyGrantRow.Unit));
        BelongsTo(nameof(DutyGrantRow.Unit));
        IsAbout(nameof(DutyGrantRow.Person));
        Lasts(new("起始日期", "From"), new("截止日期", "Until"));
        EditedBy(Duties.SecurityAdministrator);
        SeenBy(Duties.AuditAdministrator);
    }

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(DutyGrantRow row, RegisterCheck check, CancellationToken cancel)
    {
        var problems = new List<Refusal>();
        if (!check.By.IsNobody && check.By == row.Person) problems.Add(new NotForYourself() { Field = nameof(row.Person) });
        if (row.GivenAs != GrantReason.Appointed)
        {
            if (check.Until is null) problems.Add(new NeedsAnEnd() { Field = nameof(Entry.EndsOn) });
            if (row.ActingFor is null) problems.Add(Unfit.At(nameof(row.ActingFor), new("请填写代理或委托何人。", "Say for whom.")));
            if (row.ActingFor == row.Person) problems.Add(Unfit.At(nameof(row.ActingFor), new("不能代理本人。", "Nobody acts for themselves.")));
        }

        var others = (await check.Entries.WhereAsync<DutyGrantRow>(nameof(DutyGrantRow.Person), row.Person, cancel)).Where(check.Meets).Select(e => e.As<DutyGrantRow>().Duty);
        if (others.FirstOrDefault(o => o != row.Duty && (Duties.Administrators.Contains(o) || Duties.Administrators.Contains(row.Duty))) is { } other)
        {
            problems.Add(new DutiesExclude(row.Duty.Name, other.Name) { Field = nameof(row.Duty) });
        }

        return problems;
    }
}

/// <summary>The two duties may not be in one hand.</summary>
public sealed record DutiesExclude(Words Duty, Words Other) : Refusal(new Words("“{0}”与该人员已有的“{1}”不能由同一人担任。", "“{0}” cannot be given to somebody who holds “{1}”.").With(Duty, Other));

/// <summary>Deputies and delegations last until a day that is named.</summary>
public sealed record NeedsAnEnd() : Refusal(new Words("代理、委托须写明截止日期。", "Acting and delegated duties need a last day."));

/// <summary>Nobody gives a duty to themselves.</summary>
public sealed record NotForYourself() : Refusal(new Words("不能为本人授予或变更职责。", "Nobody gives a duty to themselves."));

/// <summary>A group that alone may know of certain dossiers.</summary>
public sealed record CompartmentRow(
    [Words("代码", "Code")] string Code,
    [Words("名称", "Name")] string Name,
    [Words("设立理由", "Purpose"), Prose] string Purpose);

/// <summary>The register of compartments.</summary>
public sealed class CompartmentRegister : Register<CompartmentRow>
{
    public CompartmentRegister() : base("compartment", new("保密圈", "Compartments"))
    {
        KnownBy(nameof(CompartmentRow.Code));
        EditedBy(Duties.SecurityAdministrator);
        SeenBy(Duties.AuditAdministrator, Duties.SupervisionLeader);
    }

    // The list of a person's groups is handed to the database with commas between them.
    protected override IReadOnlyList<Refusal> Check(CompartmentRow row, RegisterCheck check) =>
        row.Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? [] : [Unfit.At(nameof(row.Code), new("代码只能用字母、数字和短横线。", "A code has letters, digits and hyphens only."))];
}

/// <summary>A person belongs to a compartment for a time.</summary>
public sealed record CompartmentMemberRow(
    [Words("保密圈代码", "Compartment")] string Compartment,
    [Words("人员", "Person")] PersonId Person,
    [Words("知悉事由", "Why they must know"), Prose] string Purpose);

/// <summary>The register of who belongs to which compartment.</summary>
public sealed class CompartmentMemberRegister : Register<CompartmentMemberRow>
{
    public CompartmentMemberRegister() : base("compartment-member", new("保密圈成员", "Compartment members"))
    {
        KnownBy(nameof(CompartmentMemberRow.Compartment), nameof(CompartmentMemberRow.Person));
        IsAbout(nameof(CompartmentMemberRow.Person));
        EditedBy(Duties.SecurityAdministrator);
        SeenBy(Duties.AuditAdministrator);
    }

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(CompartmentMemberRow row, RegisterCheck check, CancellationToken cancel)
    {
        if (!check.By.IsNobody && check.By == row.Person) return [Unfit.At(nameof(row.Person), new("不能把本人加入保密圈。", "Nobody puts themselves into a compartment."))];
        return (await check.Entries.WhereAsync<CompartmentRow>(nameof(CompartmentRow.Code), row.Compartment, cancel)).Any(c => c.LastsOn(check.From))
            ? []
            : [Unfit.At(nameof(row.Compartment), new("没有这个保密圈。", "There is no such compartment."))];
    }
}
