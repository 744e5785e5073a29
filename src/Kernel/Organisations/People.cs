using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Kernel.Organisations;

/// <summary>A person as it is kept: what supervision needs and nothing else. The citizen's identity number is not kept.</summary>
/// <param name="Covered">Whether supervision extends to this person (R02); others are here only because they work with the system.</param>
public sealed record PersonRow(
    [Words("人员编号", "Number"), Hint("单位自编的工作编号；不要填身份证号。", "The unit's own staff number; never the citizen's identity number.")] string Number,
    [Words("姓名", "Name")] string Name,
    [Words("所在单位", "Unit")] UnitId Unit,
    [Words("职级", "Rank")] string? Rank,
    [Words("中共党员", "Party member")] bool PartyMember,
    [Words("监督对象", "Covered person")] bool Covered,
    [Words("廉政档案建档日期", "Integrity archive opened on")] DateOnly? ArchiveOpenedOn = null);

/// <summary>The register of covered persons and of those who work with the system (R02).</summary>
public sealed class PersonRegister : Register<PersonRow>
{
    public PersonRegister() : base("person", new("人员名册", "Persons"))
    {
        KnownBy(nameof(PersonRow.Number));
        BelongsTo(nameof(PersonRow.Unit));
        Lasts(new("列入日期", "On the register since"), new("退出日期", "Left the register on"));
        EditedBy(Duties.Office, Duties.SystemAdministrator);
        SeenBy(Duties.Leader, Duties.Deputy, Duties.Staff, Duties.Supervisor, Duties.SupervisionLeader, Duties.SecurityAdministrator);
    }

    protected override IReadOnlyList<Refusal> Check(PersonRow row, RegisterCheck check)
    {
        var problems = new List<Refusal>();
        if (CheckedNumbers.IsCitizenNumber(row.Number)) problems.Add(Unfit.At(nameof(row.Number), new("这是身份证号，本系统不保存，请改用工作编号。", "This is a citizen's identity number, which is not kept here: use the staff number.")));
        if (row.ArchiveOpenedOn > check.Today) problems.Add(Unfit.At(nameof(row.ArchiveOpenedOn), new("建档日期不能晚于今天。", "The archive cannot have been opened after today.")));
        if (row is { ArchiveOpenedOn: not null, Covered: false }) problems.Add(Unfit.At(nameof(row.ArchiveOpenedOn), new("只有监督对象才建立廉政档案。", "Only covered persons have an integrity archive.")));
        return problems;
    }
}

/// <summary>A post at a unit, whoever holds it.</summary>
public sealed record PostRow(
    [Words("单位", "Unit")] UnitId Unit,
    [Words("岗位（职务）", "Post")] string Title,
    [Words("职级", "Rank")] string? Rank,
    [Words("关键岗位", "Key post")] bool KeyPost,
    [Words("最长任职年限", "Most years in post")] int? MostYears = null);

/// <summary>The register of posts; key posts carry the longest time one person may hold them (R62).</summary>
public sealed class PostRegister : Register<PostRow>
{
    public PostRegister() : base("post", new("岗位", "Posts"))
    {
        KnownBy(nameof(PostRow.Unit), nameof(PostRow.Title));
        BelongsTo(nameof(PostRow.Unit));
        Lasts(new("设立日期", "Created on"), new("撤销日期", "Abolished on"));
        EditedBy(Duties.Office, Duties.SystemAdministrator);
        SeenByEveryone();
    }

    protected override IReadOnlyList<Refusal> Check(PostRow row, RegisterCheck check) => row.MostYears is < 1 or > 60
        ? [Unfit.At(nameof(row.MostYears), new("年限应在1至60之间。", "Between 1 and 60 years."))]
        : [];
}

/// <summary>A person holds a post from a day to a day.</summary>
public sealed record TenureRow(
    [Words("人员", "Person")] PersonId Person,
    [Words("单位", "Unit")] UnitId Unit,
    [Words("岗位（职务）", "Post")] string Post,
    [Words("任职文号", "Appointed by document")] string? Document = null);

/// <summary>The register of who holds which post; what has ended stays.</summary>
public sealed class TenureRegister : Register<TenureRow>
{
    public TenureRegister() : base("tenure", new("任职", "Tenures"))
    {
        KnownBy(nameof(TenureRow.Person), nameof(TenureRow.Unit), nameof(TenureRow.Post));
        BelongsTo(nameof(TenureRow.Unit));
        IsAbout(nameof(TenureRow.Person));
        Lasts(new("任职日期", "Holds it from"), new("免职日期", "Held it until"));
        EditedBy(Duties.Office, Duties.SystemAdministrator);
        SeenBy(Duties.Leader, Duties.Deputy, Duties.Staff, Duties.Supervisor, Duties.SupervisionLeader);
    }

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(TenureRow row, RegisterCheck check, CancellationToken cancel)
    {
        var posts = await check.Entries.WhereAsync<PostRow>(nameof(PostRow.Unit), row.Unit, cancel);
        return posts.Any(p => p.As<PostRow>().Title == row.Post && p.LastsOn(check.From)) ? [] : [new NoSuchPost(row.Post) { Field = nameof(row.Post) }];
    }
}

/// <summary>The post is not on the register of posts.</summary>
public sealed record NoSuchPost(string Post) : Refusal(new Words("该单位没有登记“{0}”这一岗位，请先登记岗位。", "The unit has no post “{0}”: enter the post first.").With(Post));

/// <summary>What a member of the leadership is in charge of.</summary>
public sealed record WorkDivisionRow(
    [Words("领导人员", "Leader")] PersonId Leader,
    [Words("所在单位", "Unit")] UnitId Unit,
    [Words("分管工作", "Field of work")] string Field,
    [Words("分管（联系）单位", "Unit in charge of")] UnitId? InCharge = null);

/// <summary>The division of work among leaders (分工).</summary>
public sealed class WorkDivisionRegister : Register<WorkDivisionRow>
{
    public WorkDivisionRegister() : base("work-division", new("领导分工", "Division of work"))
    {
        KnownBy(nameof(WorkDivisionRow.Leader), nameof(WorkDivisionRow.Unit), nameof(WorkDivisionRow.Field), nameof(WorkDivisionRow.InCharge));
        BelongsTo(nameof(WorkDivisionRow.Unit));
        IsAbout(nameof(WorkDivisionRow.Leader));
        EditedBy(Duties.Office, Duties.SystemAdministrator);
        SeenByEveryone();
    }
}

/// <summary>Two persons on the register are close relatives. Nothing more is kept: it serves only to keep one away from matters of the other.</summary>
public sealed record RelativeRow([Words("人员", "Person")] PersonId Person, [Words("亲属", "Relative")] PersonId Relative);

/// <summary>Relatives as declared by the persons themselves; each pair is entered once.</summary>
public sealed class RelativeRegister : Register<RelativeRow>
{
    public RelativeRegister() : base("relative", new("亲属关系申报", "Declared relatives"))
    {
        KnownBy(nameof(RelativeRow.Person), nameof(RelativeRow.Relative));
        IsAbout(nameof(RelativeRow.Person));
        Lasts(new("申报日期", "Declared on"), new("终止日期", "Ended on"));
        IsSealed();
        EditedBy(Duties.SupervisionLeader);
    }

    protected override async Task<IReadOnlyList<Refusal>> CheckAsync(RelativeRow row, RegisterCheck check, CancellationToken cancel)
    {
        if (row.Person == row.Relative) return [Unfit.At(nameof(row.Relative), new("不能与本人登记亲属关系。", "Nobody is their own relative."))];
        var turned = await check.Entries.WhereAsync<RelativeRow>(nameof(RelativeRow.Person), row.Relative, cancel);
        return turned.Any(e => e.As<RelativeRow>().Relative == row.Person && check.Meets(e)) ? [new AlreadyOnRegister(Name.Zh)] : [];
    }
}
