using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>The forms of the door. A password is never written back into one of them.</summary>
internal sealed class AccountScreens(Visitor me, IHttpContextAccessor context, SiteOptions site, DemoPeople demo)
{
    private HttpContext Http => context.HttpContext!;

    /// <summary>Whether parts may be tried without a password: in the demonstration, and only at the machine itself.</summary>
    public bool MayTry => site.Demo && Http.IsThisMachine();

    public static Words OpenLine { get; } = new(
        "此连接未加密，密码会被他人看到，因此不能登录。请使用 https 网址，或在服务器本机打开。",
        "This connection is not encrypted, so that others could read your password: signing in is not possible. Use the https address, or open the page on the server itself.");

    public async Task<IResult> SignInAsync(string? name, string? next, IReadOnlyList<Words> problems, bool ended = false, int status = StatusCodes.Status200OK)
    {
        if (!Http.IsPrivate()) return Shown.As<SignInDoor>(await me.PageAsync(), new { Notice = OpenLine }, StatusCodes.Status403Forbidden);
        return Shown.As<SignInDoor>(await me.PageAsync(), new
        {
            Form = new FormView("/sign-in", new("登录", "Sign in"),
            [
                new TextField("name", new("用户名", "User name")) { Required = true, Value = name ?? "", Autocomplete = "username", MaxLength = 100, Focus = true },
                new TextField("password", new("密码", "Password")) { Required = true, Type = "password", Autocomplete = "current-password" },
            ]) { Hidden = [new("next", Nearness.Inside(next))], Problems = problems },
            Notice = ended ? new Words("会话已结束，请重新登录。刚才提交的内容没有保存，仍在浏览器的上一页。", "The session has ended: please sign in again. What you sent was not saved; it is still on the page before.") : null,
            Roles = MayTry ? await RolesAsync() : [],
            PasskeyAction = "/sign-in/passkey",
            PasskeyOptions = "/sign-in/passkey/options",
            Next = Nearness.Inside(next),
            Links = (IReadOnlyList<Link>)[new(new("首次使用或重置密码：使用激活码", "First time or reset: use a code"), "/activate")],
        }, status);
    }

    public async Task<IResult> CodeAsync(bool recovery, string? next, Entrance? refused, Factors factors)
    {
        var inside = Nearness.Inside(next);
        var query = $"?next={Uri.EscapeDataString(inside)}";
        var error = refused is { Field: "code" } ? refused.Refused : null;
        Field code = recovery
            ? new TextField("code", new("恢复码", "Recovery code")) { Required = true, Error = error, Autocomplete = "off", MaxLength = 40, Focus = true, Hint = new("设置双重验证时保存的十六位代码，每个只能用一次。", "One of the sixteen-letter codes you saved; each works once.") }
            : new TextField("code", new("六位验证码", "Six-digit code")) { Required = true, Error = error, Autocomplete = "one-time-code", MaxLength = 12, Short = true, Focus = true, Hint = new("打开手机上的验证器应用查看。", "The authenticator app on your phone shows it.") };
        var other = recovery
            ? new Link(new("改用验证码", "Use the app instead"), "/sign-in/code" + query)
            : new Link(new("手机不在身边？使用恢复码", "No phone at hand? Use a recovery code"), "/sign-in/recovery" + query);
        return Shown.As<SignInDoor>(await me.PageAsync(), new
        {
            Title = new Words("双重验证", "Second factor"),
            Form = recovery || factors.Authenticator
                ? new FormView(recovery ? "/sign-in/recovery" : "/sign-in/code", new("继续", "Go on"), [code]) { Hidden = [new("next", inside)], Problems = Whole(refused) }
                : null,
            Notice = !recovery && !factors.Authenticator ? new Words("请使用您的通行密钥继续。", "Go on with your passkey.") : null,
            PasskeyAction = factors.Passkeys.Count > 0 ? "/sign-in/passkey" : null,
            PasskeyOptions = factors.Passkeys.Count > 0 ? "/sign-in/passkey/options" : null,
            Next = inside,
            Links = (IReadOnlyList<Link>)[other],
            LeaveText = new Words("换一个账户登录", "Sign in as somebody else"),
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IResult> AgainAsync(string? next, Entrance? refused, Factors factors)
    {
        var inside = Nearness.Inside(next);
        return Shown.As<SignInDoor>(await me.PageAsync(), new
        {
            Title = new Words("请再次确认是本人", "Confirm that it is you"),
            Form = factors.Authenticator
                ? new FormView("/sign-in/again", new("确认", "Confirm"),
                [
                    new TextField("password", new("密码", "Password")) { Required = true, Type = "password", Autocomplete = "current-password", Focus = true, Error = refused is { Field: "password" } ? refused.Refused : null },
                    new TextField("code", new("六位验证码", "Six-digit code")) { Required = true, Autocomplete = "one-time-code", MaxLength = 12, Short = true, Error = refused is { Field: "code" } ? refused.Refused : null },
                ])
                {
                    Intro = new("接下来的操作较为敏感，离上次验证已有一段时间。", "What follows is sensitive, and some time has passed since you last proved who you are."),
                    Hidden = [new("next", inside)], Problems = Whole(refused), CancelHref = "/",
                }
                : null,
            Notice = factors.Authenticator ? null : refused?.Refused ?? new Words("请用通行密钥确认。", "Confirm with your passkey."),
            PasskeyAction = factors.Passkeys.Count > 0 ? "/sign-in/again/passkey" : null,
            PasskeyOptions = factors.Passkeys.Count > 0 ? "/sign-in/passkey/options" : null,
            Next = inside,
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public async Task<IResult> ActivateAsync(string? name, string? code, Entrance? refused)
    {
        if (!Http.IsPrivate()) return Shown.As<SignInDoor>(await me.PageAsync(), new { Notice = OpenLine }, StatusCodes.Status403Forbidden);
        return Shown.As<SignInDoor>(await me.PageAsync(), new
        {
            Title = new Words("用激活码设置密码", "Set a password with a code"),
            Form = new FormView("/activate", new("设置密码", "Set the password"),
            [
                new TextField("name", new("用户名", "User name")) { Required = true, Value = name ?? "", Autocomplete = "username", MaxLength = 100, Focus = true },
                new TextField("code", new("激活码", "Code")) { Required = true, Value = code ?? "", Autocomplete = "off", MaxLength = 40, Hint = new("安全管理员交给您的四组字符，大小写均可。", "The four groups the security administrator gave you; capitals do not matter."), Error = refused is { Field: "code" } ? refused.Refused : null },
                .. NewPassword(refused),
            ]) { Problems = Whole(refused) },
            Links = (IReadOnlyList<Link>)[new(new("已有密码：登录", "I have a password: sign in"), "/sign-in")],
        }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    public static IReadOnlyList<Field> NewPassword(Entrance? refused) =>
    [
        new TextField("password", new("新密码", "New password")) { Required = true, Type = "password", Autocomplete = "new-password", Hint = PasswordRules.Hint, Error = refused is { Field: "password" } ? refused.Refused : null },
        new TextField("repeat", new("再输入一遍", "Once more")) { Required = true, Type = "password", Autocomplete = "new-password", Error = refused is { Field: "repeat" } ? refused.Refused : null },
    ];

    public static Words Differ { get; } = new("两次输入的密码不一致。", "The two passwords differ.");

    public static IReadOnlyList<Words> Whole(Entrance? refused) => refused is { Field: null, Refused: { } words } ? [words] : [];

    /// <summary>The parts that may be tried; empty where none may.</summary>
    public async Task<IReadOnlyList<DemoRole>> RolesAsync() =>
        [.. (await demo.ListAsync(me.Cancel)).Select(p => (Person: p, Group: GroupOf(p))).OrderBy(p => p.Group.Order)
            .Select(p => new DemoRole(p.Person.Person.ToString(), p.Person.Name, p.Person.Duty.Name.In(me.Language), p.Person.Unit.ShortName, MayDo(p.Person.Duty)) { Group = p.Group.Name })];

    private static (int Order, Words Name) GroupOf(DemoPerson person) => Duties.Administrators.Contains(person.Duty) ? (3, Administrators) : person.Unit.Kind switch
    {
        UnitKind.DisciplineOrgan or UnitKind.StationedGroup or UnitKind.InspectionBody or UnitKind.Office => (0, Discipline),
        UnitKind.Region or UnitKind.PartyCommittee or UnitKind.Department or UnitKind.Institution => (1, Departments),
        UnitKind.Town or UnitKind.Village => (2, Villages),
    };

    private static readonly Words Discipline = new("纪检监察机关", "Discipline and supervision");
    private static readonly Words Departments = new("县直部门", "County departments");
    private static readonly Words Villages = new("乡镇村", "Towns and villages");
    private static readonly Words Administrators = new("管理员", "Administrators");

    private static readonly Dictionary<Duty, Words> Work = new()
    {
        [Duties.Leader] = new("审批、签批，看本单位全局", "approves, signs, sees the whole unit"),
        [Duties.Deputy] = new("分管工作的审批和督办", "approves and follows up in a field of work"),
        [Duties.Office] = new("登记、分办，维护名册", "enters, distributes, keeps the registers"),
        [Duties.Staff] = new("办理分到手的事项", "works on what is assigned"),
        [Duties.Supervisor] = new("监督检查、核实、提出意见", "supervises, checks, gives opinions"),
        [Duties.SupervisionLeader] = new("监督工作的审批和指派", "approves and assigns supervision"),
        [Duties.VillageClerk] = new("报账、公开村务", "files accounts, publishes village affairs"),
        [Duties.VillageSupervisor] = new("审核村级收支和公开", "checks village spending and disclosure"),
        [Duties.SystemAdministrator] = new("维护机构、设置和运行，不看业务", "keeps units, settings and the machine; sees no matter"),
        [Duties.SecurityAdministrator] = new("管理账户和授权，不看业务", "manages accounts and duties; sees no matter"),
        [Duties.AuditAdministrator] = new("查阅和核验台账，不能改动", "reads and verifies the ledger; changes nothing"),
    };

    private static Words MayDo(Duty duty) => Work.GetValueOrDefault(duty, duty.Name);
}
