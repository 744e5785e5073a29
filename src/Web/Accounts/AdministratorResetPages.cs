using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Accounts;

/// <summary>Two administrators together reset the account of a third: one asks on this page, another confirms on it.</summary>
internal static class AdministratorResetPages
{
    private const string Root = "/admin/resets";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Root, async (Visitor me, AdministratorResets resets) => await PageAsync(me, resets, null)).RequireAuthorization(Policies.Administrator).RequireFresh();
        app.MapPost(Root + "/{id:guid}/ask", AskAsync).RequireAuthorization(Policies.Administrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/confirm", ConfirmAsync).RequireAuthorization(Policies.Administrator).RequireFresh(Root);
        app.MapPost(Root + "/{id:guid}/withdraw", WithdrawAsync).RequireAuthorization(Policies.Administrator).RequireFresh(Root);
    }

    private static async Task<IResult> AskAsync(Guid id, HttpContext http, Visitor me, AdministratorResets resets)
    {
        var form = await http.Request.ReadFormAsync(me.Cancel);
        return await DoneAsync(await resets.AskAsync(new(id), form["what"].ToString() is "both", me.Actor, me.Cancel), new("已提出，请另一名管理员在24小时内确认。", "Asked for. Another administrator confirms it within 24 hours."), me, resets);
    }

    private static async Task<IResult> WithdrawAsync(Guid id, Visitor me, AdministratorResets resets) =>
        await DoneAsync(await resets.WithdrawAsync(new(id), me.Actor, me.Cancel), new("申请已撤回，账户没有变化。", "The request is withdrawn; the account is as it was."), me, resets);

    private static async Task<IResult> ConfirmAsync(Guid id, HttpContext http, Visitor me, AdministratorResets resets)
    {
        var (code, refusal) = await resets.ConfirmAsync(new(id), me.Actor, me.Cancel);
        if (code is null) return await PageAsync(me, resets, refusal);
        return Shown.As<HandedCodesPage>(await me.PageAsync(), new
        {
            Title = new Words("一次性激活码", "One-time code"),
            Codes = (IReadOnlyList<HandedCode>)[code],
            Address = $"{http.Request.Scheme}://{http.Request.Host}/activate",
            Next = new Link(new("返回", "Back"), Root),
            Crumbs = (IReadOnlyList<Crumb>)[new(new("管理员重置", "Administrators' resets"), Root), new(Words.Same(code.PersonName))],
        });
    }

    private static async Task<IResult> DoneAsync(Refusal? refusal, Words done, Visitor me, AdministratorResets resets)
    {
        if (refusal is not null) return await PageAsync(me, resets, refusal);
        me.Tell(Tone.Good, done);
        return Results.LocalRedirect(Root);
    }

    private static async Task<IResult> PageAsync(Visitor me, AdministratorResets resets, Refusal? refusal)
    {
        var rows = await resets.ListAsync(me.Cancel);
        return Shown.As<AdministratorResetsPage>(await me.PageAsync(), new
        {
            Rows = (IReadOnlyList<AdministratorCard>)[.. rows.Select(r => new AdministratorCard(r, Forms(r, me)))],
            Refusal = refusal is null ? null : new RefusalView(refusal.Words),
        }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static IReadOnlyList<FormView> Forms(AdministratorRow row, Visitor me)
    {
        var at = $"{Root}/{row.Person}";
        var withdraw = new FormView(at + "/withdraw", new("撤回申请", "Withdraw the request"), []) { Consequences = [AccountAdminPages.Ledger] };
        if (row.Asked is { } asked)
        {
            return asked.By == me.Actor.Id || row.Person == me.Actor.Id ? [withdraw] :
            [
                new FormView(at + "/confirm", new("确认并生成激活码", "Confirm and make the code"), [])
                {
                    Danger = true,
                    Consequences = [new("原密码立即失效，所有会话立即结束。", "The old password and all sessions end at once."), new("请核实本人后当面交付激活码。", "Make sure who it is, and hand the code over in person."), AccountAdminPages.Ledger],
                },
                withdraw,
            ];
        }

        return row.Person == me.Actor.Id || row.Disabled ? [] :
        [
            new FormView(at + "/ask", new("提出重置", "Ask for the reset"), [AccountAdminPages.WhatIsReset with { Name = "what" }])
            {
                Consequences = [new("在另一名管理员确认之前，账户没有任何变化。", "Until another administrator confirms, nothing about the account changes."), AccountAdminPages.Ledger],
            },
        ];
    }
}

/// <summary>One administrator on the page, with what the visitor may do.</summary>
public sealed record AdministratorCard(AdministratorRow Row, IReadOnlyList<FormView> Forms)
{
    public Words Duties
    {
        get
        {
            var duties = Row.Duties.Split(',').Select(c => Kernel.Access.Duties.Find(c)?.Name ?? Words.Same(c)).ToList();
            return new(string.Join("、", duties.Select(d => d.Zh)), string.Join(", ", duties.Select(d => d.En)));
        }
    }
}
