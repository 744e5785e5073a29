using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>The security administrator's pages: accounts are opened, reset and disabled here, and never signed in to from here.</summary>
internal static class AccountAdminPages
{
    private const string Root = "/admin/accounts";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, ListAsync).RequireAuthorization(Policies.SecurityAdministrator);
        app.MapGet(Root + "/{id:guid}", async (Guid id, Visitor me, AccountOffice office) => await PageAsync(await office.FindAsync(new(id), me.Actor, me.Cancel), me, office, null, null)).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh();
        app.MapPost(Root + "/{id:guid}/invite", InviteAsync).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/reset", ResetAsync).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/disable", DisableAsync).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/enable", EnableAsync).RequireAuthorization(Policies.SecurityAdministrator).RequireFresh(Root);
    }

    private static async Task<IResult> ListAsync(Visitor me, AccountOffice office)
    {
        var rows = await office.ListAsync(me.Asked("q"), me.Asked("only") is "true", me.Asked("after"), PageSize + 1, me.Actor, me.Cancel);
        var page = await me.PageAsync();
        return Shown.As<AccountsPage>(page, new
        {
            Rows = (IReadOnlyList<AccountRow>)[.. rows.Take(PageSize)],
            NextHref = rows.Count > PageSize ? page.With(("after", rows[PageSize - 1].Number)) : null,
        });
    }

    private static async Task<IResult> InviteAsync(Guid id, HttpContext http, Visitor me, AccountOffice office)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var (code, refusal) = await office.InviteAsync(new(id), form["userName"].ToString(), me.Actor, me.Cancel);
        return await AnswerAsync(id, code, refusal, form["userName"], http, me, office);
    }

    private static async Task<IResult> ResetAsync(Guid id, HttpContext http, Visitor me, AccountOffice office)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        var (code, refusal) = await office.ResetAsync(new(id), form["what"].ToString() is "both", me.Actor, me.Cancel);
        return await AnswerAsync(id, code, refusal, null, http, me, office);
    }

    private static async Task<IResult> DisableAsync(Guid id, HttpContext http, Visitor me, AccountOffice office)
    {
        if (await office.DisableAsync(new(id), me.Actor, me.Cancel) is { } refusal) return await AnswerAsync(id, null, refusal, null, http, me, office);
        me.Tell(Tone.Good, new("账户已停用，其会话已全部结束。", "The account is disabled and all its sessions have ended."));
        return Results.LocalRedirect($"{Root}/{id}");
    }

    private static async Task<IResult> EnableAsync(Guid id, HttpContext http, Visitor me, AccountOffice office)
    {
        if (await office.EnableAsync(new(id), me.Actor, me.Cancel) is { } refusal) return await AnswerAsync(id, null, refusal, null, http, me, office);
        me.Tell(Tone.Good, new("账户已恢复。", "The account is enabled again."));
        return Results.LocalRedirect($"{Root}/{id}");
    }

    private static async Task<IResult> AnswerAsync(Guid id, HandedCode? code, Refusal? refusal, string? typed, HttpContext http, Visitor me, AccountOffice office)
    {
        if (code is null) return await PageAsync(await office.FindAsync(new(id), me.Actor, me.Cancel), me, office, refusal, typed);
        return Shown.As<HandedCodesPage>(await me.PageAsync(), new
        {
            Title = new Words("一次性激活码", "One-time code"),
            Codes = (IReadOnlyList<HandedCode>)[code],
            Address = $"{http.Request.Scheme}://{http.Request.Host}/activate",
            Next = new Link(new("返回账户", "Back to accounts"), Root),
            Crumbs = (IReadOnlyList<Crumb>)[new(new("账户", "Accounts"), Root), new(Words.Same(code.PersonName))],
        });
    }

    private static async Task<IResult> PageAsync(AccountRow row, Visitor me, AccountOffice office, Refusal? refusal, string? typed)
    {
        var needsTwo = await office.NeedsTwoAsync(row.Person, me.Cancel);
        return Shown.As<AccountAdminPage>(await me.PageAsync(), new
        {
            Row = row,
            NeedsTwo = needsTwo && row.Person != me.Actor.Id && row.State is (AccountState.Active or AccountState.Resetting),
            Forms = row.Person == me.Actor.Id ? [] : Forms(row, needsTwo, refusal, typed),
            Refusal = refusal is { Field: null } ? new RefusalView(refusal.Words) : null,
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static IReadOnlyList<FormView> Forms(AccountRow row, bool needsTwo, Refusal? refusal, string? typed)
    {
        var at = $"{Root}/{row.Person}";
        var reset = new FormView(at + "/reset", new("开始重置", "Start the reset"), [WhatIsReset])
        {
            Title = new("重置", "Reset"),
            Consequences = [new("原密码立即失效，所有会话立即结束。", "The old password and all sessions end at once."), new("生成24小时内有效的一次性激活码，请核实本人后当面交付。", "A code valid for 24 hours is made: make sure who it is, and hand it over in person."), Ledger],
        };
        var disable = new FormView(at + "/disable", new("停用账户", "Disable the account"), [])
        {
            Title = new("停用", "Disable"), Danger = true, Consequences = [new("所有会话立即结束，不能再登录，可以恢复。", "All sessions end at once and nobody can sign in; it can be enabled again."), Ledger],
        };
        return row.State switch
        {
            AccountState.None =>
            [
                new FormView(at + "/invite", new("开通并生成激活码", "Open and make the code"), [new TextField("userName", new("用户名", "User name")) { Required = true, Value = typed ?? "", MaxLength = 40, Short = true, Hint = UserNames.Hint, Error = refusal is { Field: "userName" } ? refusal.Words : null }])
                {
                    Title = new("开通账户", "Open an account"), Consequences = [new("生成一次性激活码，由本人设置密码和双重验证。", "A one-time code is made; the person sets password and second factor."), Ledger],
                },
            ],
            AccountState.Invited => [new FormView(at + "/invite", new("重新生成激活码", "Make a new code"), []) { Title = new("激活码", "Code"), Consequences = [new("原激活码立即作废。", "The old code ends at once."), Ledger] }, disable],
            AccountState.Active or AccountState.Resetting => needsTwo ? [disable] : [reset, disable],
            AccountState.Disabled => [new FormView(at + "/enable", new("恢复账户", "Enable the account"), []) { Title = new("恢复", "Enable"), Consequences = [new("本人可用原来的密码和双重验证登录。", "The person signs in with password and second factor as before."), Ledger] }],
        };
    }

    internal static readonly ChoiceField WhatIsReset = new("what", new("重置什么", "What is reset"),
    [
        new("password", new("仅密码", "the password alone")) { Hint = new("本人仍用原来的验证器或通行密钥。", "The person keeps app and passkeys.") },
        new("both", new("密码和双重验证", "password and second factor")) { Hint = new("手机丢失且恢复码也不在时使用。", "Where the phone is lost and the recovery codes too.") },
    ]) { Required = true, Value = "password" };

    internal static readonly Words Ledger = new("记入台账，不可删改。", "A line is written in the ledger and cannot be changed.");
}
