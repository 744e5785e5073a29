using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>The first set-up. Open only while nobody can sign in, and only to whoever sits at the machine or reads its console.</summary>
internal static class SetupPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/setup", ShowAsync).RequireAuthorization(Policies.Public);
        app.MapPost("/setup", RunAsync).RequireAuthorization(Policies.Public);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Visitor me, FirstSetUp setUp, SiteOptions site)
    {
        await DemandOpenAsync(setUp, site, me);
        return await PageAsync(http, me, setUp, _ => null, [], StatusCodes.Status200OK);
    }

    private static async Task<IResult> RunAsync(HttpContext http, Visitor me, FirstSetUp setUp, SiteOptions site, SetupCode code, Throttle throttle)
    {
        await DemandOpenAsync(setUp, site, me);
        if (!http.IsPrivate()) return await PageAsync(http, me, setUp, _ => null, [], StatusCodes.Status403Forbidden);
        var form = await http.Request.ReadFormAsync(me.Cancel);
        string? Typed(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
        if (!http.IsThisMachine())
        {
            var taken = await throttle.TakeSetupAsync(me.Cancel);
            if (taken.Refused || !code.Matches(Typed("setupCode") ?? ""))
            {
                Refusal wrong = Unfit.At("setupCode", taken.Refused ? new($"尝试次数过多，请在{taken.Wait}秒后再试。", $"Too many tries: please try again in {taken.Wait} seconds.") : new("初始设置码不正确。它显示在服务器的控制台上。", "The set-up code is not right. It stands on the console of the server."));
                return await PageAsync(http, me, setUp, Typed, [wrong], StatusCodes.Status422UnprocessableEntity);
            }
        }

        var named = await setUp.NamedAsync(me.Cancel);
        var answers = new FirstAnswers(Typed("unitCode"), Typed("unitName"), [.. Duties.Administrators.Select(d => new FirstAdministrator(
            d, Typed($"{d.Code}.number") ?? "", Typed($"{d.Code}.name") ?? "", Typed($"{d.Code}.userName") ?? named.FirstOrDefault(n => n.Duty == d)?.UserName ?? ""))]);
        var (codes, refusals) = await setUp.RunAsync(answers, me.Cancel);
        if (refusals.Count > 0) return await PageAsync(http, me, setUp, Typed, refusals, StatusCodes.Status422UnprocessableEntity);
        return Shown.As<HandedCodesPage>(await me.PageAsync(), new
        {
            Title = new Words("三名管理员的激活码", "Codes of the three administrators"),
            Codes = codes,
            Address = $"{http.Request.Scheme}://{http.Request.Host}/activate",
            Next = new Link(new("下一步：激活账户", "Next: activate an account"), "/activate"),
            Steps = Steps(1),
        });
    }

    private static async Task<IResult> PageAsync(HttpContext http, Visitor me, FirstSetUp setUp, Func<string, string?> typed, IReadOnlyList<Refusal> refusals, int status)
    {
        if (!http.IsPrivate()) return Shown.As<SignInDoor>(await me.PageAsync(), new { Title = new Words("初始设置", "First set-up"), Notice = AccountScreens.OpenLine }, StatusCodes.Status403Forbidden);

        var fields = new List<Field>();
        if (!http.IsThisMachine()) fields.Add(Text("setupCode", new("初始设置码", "Set-up code"), "") with { Hint = new("启动时显示在服务器控制台上，只能用于这一次。", "Shown on the server's console when it started.") });
        var named = await setUp.NamedAsync(me.Cancel);
        var again = named.Count == Duties.Administrators.Count && named.All(n => n.UserName.Length > 0);
        if (!again)
        {
            if (setUp.NeedsUnit)
            {
                fields.Add(new FieldGroup("unit", new("最上级单位", "The unit at the top"),
                [
                    Text("unitName", new("单位名称", "Name"), typed("unitName")) with { Hint = new("如“某某县”。其他单位以后登记或导入。", "Such as the county. All other units are entered or imported later.") },
                    Text("unitCode", new("单位代码", "Code"), typed("unitCode")) with { Short = true, Hint = new("字母、数字和短横线，如行政区划代码。", "Letters, digits and hyphens, such as the division code.") },
                ]));
            }

            fields.AddRange(Duties.Administrators.Select(duty => new FieldGroup(duty.Code, duty.Name,
            [
                Text($"{duty.Code}.name", new("姓名", "Name"), typed($"{duty.Code}.name")),
                Text($"{duty.Code}.number", new("人员编号", "Staff number"), typed($"{duty.Code}.number")) with { Short = true, Hint = new("单位自编的工作编号；不要填身份证号。", "The unit's own number; never the citizen's identity number.") },
                Text($"{duty.Code}.userName", new("登录用户名", "User name"), typed($"{duty.Code}.userName")) with { Short = true, Hint = UserNames.Hint },
            ]) { Hint = What(duty) }));
        }

        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = new Words("初始设置", "First set-up"),
            Lead = again
                ? new Words("三名管理员已登记，但还没有人激活。可重新生成激活码，旧的随即作废。", "The three administrators are entered, but none has activated yet. Make new codes; the old ones end.")
                : new("设立三名相互制约的管理员。三人须不同，任何一人都不能单独掌握全部权限。没有默认密码。", "Name three administrators who keep each other in check: three different people, none of whom holds all the power. There is no default password."),
            Form = new FormView("/setup", again ? new("重新生成激活码", "Make new codes") : new("完成设置，生成激活码", "Set up and make the codes"), Wrong(fields, refusals))
            {
                Problems = [.. refusals.Where(r => r.Field is null).Select(r => r.Words)],
                Consequences = [new("为每名管理员生成一次性激活码，由其本人设置密码和双重验证。", "Each administrator gets a one-time code and sets password and second factor alone.")],
            },
            Steps = Steps(0),
        }, status);
    }

    private static TextField Text(string name, Words label, string? value) => new(name, label) { Required = true, Value = value ?? "", MaxLength = 100, Autocomplete = "off" };

    private static List<Field> Wrong(IEnumerable<Field> fields, IReadOnlyList<Refusal> refusals) =>
        [.. fields.Select(f => f is FieldGroup group ? group with { Fields = Wrong(group.Fields, refusals) } : f with { Error = refusals.FirstOrDefault(r => r.Field == f.Name)?.Words })];

    private static Words What(Duty duty) =>
        duty == Duties.SystemAdministrator ? new("维护机构、设置和系统运行；看不到任何事项，也不能授权。", "Keeps units, settings and the machine; sees no matter and gives no duty.")
        : duty == Duties.SecurityAdministrator ? new("开通账户、授予职责；看不到任何事项和审计记录。", "Opens accounts and gives duties; sees no matter and no audit trail.")
        : new("查阅和核验台账；不能改动任何内容。", "Reads and verifies the ledger; changes nothing.");

    private static IReadOnlyList<Step> Steps(int at)
    {
        Words[] titles = [new("单位和三名管理员", "Unit and administrators"), new("领取激活码", "Codes"), new("各自激活", "Each activates"), new("开通其他账户", "Other accounts")];
        return [.. titles.Select((title, i) => new Step(title, i < at ? StepStand.Done : i == at ? StepStand.Here : StepStand.Ahead))];
    }

    // Once somebody can sign in there is no such page any more.
    private static async Task DemandOpenAsync(FirstSetUp setUp, SiteOptions site, Visitor me)
    {
        if (site.Demo || !await setUp.IsOpenAsync(me.Cancel)) throw new NotFoundException();
    }
}
