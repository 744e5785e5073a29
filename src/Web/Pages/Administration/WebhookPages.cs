using Qinglian.Data.Notices;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>The security administrator's pages about outside listeners: whoever is told of facts, by which address, and how it went.</summary>
internal static class WebhookPages
{
    private const string Root = "/admin/webhooks";
    private const int MostShown = 30;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, async (Visitor me, Webhooks hooks, ProcedureBook book) => await ListAsync(me, hooks, book, null, null)).RequireAuthorization(Policies.SecurityAdministrator);
        app.MapGet(Root + "/{id:guid}", async (Guid id, Visitor me, Webhooks hooks, ProcedureBook book) => await OneAsync(id, null, null, me, hooks, book)).RequireAuthorization(Policies.SecurityAdministrator);
        app.MapPost(Root, AddAsync).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/test", async (Guid id, Visitor me, Webhooks hooks, ProcedureBook book) =>
            await DoneAsync(id, await hooks.TestAsync(id, me.Actor, me.Cancel), new("测试消息已发出，稍后刷新本页查看结果。", "The test is on its way: reload this page in a moment to see how it went."), me, hooks, book)).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/disable", async (Guid id, Visitor me, Webhooks hooks, ProcedureBook book) =>
            await DoneAsync(id, await hooks.SwitchAsync(id, false, me.Actor, me.Cancel), new("已停用。", "Disabled."), me, hooks, book)).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/enable", async (Guid id, Visitor me, Webhooks hooks, ProcedureBook book) =>
            await DoneAsync(id, await hooks.SwitchAsync(id, true, me.Actor, me.Cancel), new("已启用。", "Enabled."), me, hooks, book)).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
    }

    private static async Task<IResult> AddAsync(HttpContext http, Visitor me, Webhooks hooks, ProcedureBook book)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var (added, secret, refusal) = await hooks.AddAsync(form["name"].ToString(), form["address"].ToString(), [.. form["kinds"].OfType<string>()], [.. Kinds(book).Keys], me.Actor, me.Cancel);
        return added is null ? await ListAsync(me, hooks, book, form, refusal) : await OneAsync(added.Id, secret, null, me, hooks, book);
    }

    private static async Task<IResult> DoneAsync(Guid id, Refusal? refusal, Words done, Visitor me, Webhooks hooks, ProcedureBook book)
    {
        if (refusal is not null) return await OneAsync(id, null, refusal, me, hooks, book);
        me.Tell(Tone.Good, done);
        return Results.LocalRedirect($"{Root}/{id}");
    }

    private static async Task<IResult> ListAsync(Visitor me, Webhooks hooks, ProcedureBook book, IFormCollection? typed, Refusal? refusal)
    {
        Words? At(string field) => refusal?.Field == field ? refusal.Words : null;
        var kinds = Kinds(book);
        var form = new FormView(Root, new("增加并生成密钥", "Add, and make the key"),
        [
            new TextField("name", new("名称", "Name")) { Required = true, MaxLength = 100, Value = typed?["name"].ToString() ?? "", Error = At("name"), Hint = new("接收方是谁，例如“市级平台”。", "Who listens, such as “platform of the city”.") },
            new TextField("address", new("网址", "Address")) { Required = true, Type = "url", MaxLength = 500, Value = typed?["address"].ToString() ?? "", Error = At("address"), Hint = new("事实发往此网址，例如 https://… 。", "Facts are posted to this address, such as https://…") },
            new ManyField("kinds", new("告知哪些事实", "Which facts are told"), [.. kinds.Select(k => new Option(k.Key, k.Value))]) { Required = true, Chosen = [.. typed?["kinds"].OfType<string>() ?? []], Error = At("kinds") },
        ])
        {
            Title = new("增加接收方", "Add a listener"),
            Consequences =
            [
                new("只告知事实的类别、单位、日期和数量，从不告知姓名和内容。", "Told are kind, unit, date and number of a fact; never a person, never a text."),
                new("签名密钥只显示一次。", "The key of the signature is shown once only."), AccountAdminPages.Ledger,
            ],
            Problems = refusal is { Field: null } ? [refusal.Words] : [],
        };
        return Shown.As<WebhooksPage>(await me.PageAsync(), new { Rows = await hooks.ListAsync(me.Cancel), Kinds = kinds, Form = form }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> OneAsync(Guid id, string? secret, Refusal? refusal, Visitor me, Webhooks hooks, ProcedureBook book)
    {
        var hook = await hooks.FindAsync(id, me.Cancel);
        var at = $"{Root}/{id}";
        IReadOnlyList<FormView> forms = hook.Active
            ?
            [
                new FormView(at + "/test", new("发送测试", "Send a test"), []) { Consequences = [new("发送一条类别为 test 的消息，带签名。", "A message of the kind test is sent, with its signature."), AccountAdminPages.Ledger] },
                new FormView(at + "/disable", new("停用", "Disable"), []) { Danger = true, Consequences = [new("不再发送，等待中的也不再发送；可以重新启用。", "Nothing is sent any more, what waits included; it can be enabled again."), AccountAdminPages.Ledger] },
            ]
            : [new FormView(at + "/enable", new("启用", "Enable"), []) { Consequences = [new("从现在起发送新的事实。", "New facts are sent from now on."), AccountAdminPages.Ledger] }];
        return Shown.As<WebhookPage>(await me.PageAsync(), new
        {
            Hook = hook, Secret = secret, Forms = forms, Kinds = Kinds(book),
            Deliveries = await hooks.DeliveriesAsync(id, MostShown, me.Cancel),
            Refusal = refusal is null ? null : new RefusalView(refusal.Words),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Dictionary<string, Words> Kinds(ProcedureBook book) => book.Modules.SelectMany(m => m.Facts).DistinctBy(f => f.Code).ToDictionary(f => f.Code, f => f.Name);
}
