using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>What anybody may open without signing in.</summary>
internal static class PublicPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireAuthorization(Policies.Public);
        pages.MapGet("/", (Visitor me) => Results.LocalRedirect(me.SignedIn ? "/desk" : "/public"));
        pages.MapGet("/public", async (Visitor me) => Shown.As<PublicHome>(await me.PageAsync()));
        pages.MapGet("/notices/stop", async (Visitor me) => Shown.As<StopLettersPage>(await me.PageAsync(), new { Token = me.Asked("token") ?? "", Stopped = false }));
        pages.MapPost("/notices/stop", StopAsync);
    }

    // Mail programs open links by themselves: only the button stops the letters.
    private static async Task<IResult> StopAsync(Visitor me, INoticePreferences preferences, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        await preferences.StopAsync(form["token"].ToString(), me.Cancel);
        return Shown.As<StopLettersPage>(await me.PageAsync(), new { Token = "", Stopped = true });
    }
}

/// <summary>How somebody wants to be told.</summary>
internal static class PreferencePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/account/notices").RequireAuthorization(Policies.SignedIn);
        pages.MapGet("", async (Visitor me, INoticePreferences preferences) =>
        {
            var now = await preferences.OfAsync(me.Actor.Id, me.Cancel);
            return await ShowAsync(me, name => name switch
            {
                "email" => now.Email,
                "byEmail" => now.ByEmail ? "true" : null,
                "from" => now.QuietFrom.ToString("HH:mm", Cultures.English),
                "until" => now.QuietUntil.ToString("HH:mm", Cultures.English),
                _ => null,
            }, [], StatusCodes.Status200OK);
        });
        pages.MapPost("", SaveAsync);
    }

    private static async Task<IResult> SaveAsync(Visitor me, INoticePreferences preferences, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        string? Typed(string name) => form.TryGetValue(name, out var values) ? values.ToString() : null;
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        var email = Typed("email")?.Trim() is { Length: > 0 } text ? text : null;
        if (email is not null && (!System.Net.Mail.MailAddress.TryCreate(email, out var parsed) || parsed.Address != email)) wrong["email"] = new("邮箱地址不正确。", "This is not a mail address.");
        if (Typed("byEmail") == "true" && email is null) wrong["email"] = new("接收邮件须填写邮箱。", "To get letters, give an address.");
        var from = Time("from");
        var until = Time("until");
        if (wrong.Count > 0) return await ShowAsync(me, Typed, wrong, StatusCodes.Status422UnprocessableEntity);

        await preferences.SaveAsync(new(email, Typed("byEmail") == "true", from, until), me.Actor, me.Cancel);
        me.Tell(Tone.Good, new("已保存。", "Saved."));
        return Results.LocalRedirect("/account/notices");

        TimeOnly Time(string name)
        {
            if (TimeOnly.TryParseExact(Typed(name), ["HH:mm", "H:mm"], Cultures.English, System.Globalization.DateTimeStyles.None, out var time)) return time;
            wrong[name] = new("请按“22:00”填写时间。", "Write the time like 22:00.");
            return default;
        }
    }

    private static async Task<IResult> ShowAsync(Visitor me, Func<string, string?> typed, Dictionary<string, Words> wrong, int status)
    {
        T With<T>(T field) where T : Field => field with { Value = typed(field.Name) ?? "", Error = wrong.GetValueOrDefault(field.Name) };
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = new Words("通知方式", "How I am told"),
            Lead = new Words("站内通知始终保留；邮件只说明有事待办，不含内容。", "The inbox always has everything. Letters only say that something waits, never what it says."),
            Form = new FormView("/account/notices", new("保存", "Save"),
            [
                With(new TickField("byEmail", new("同时发送邮件", "Send letters as well"))),
                With(new TextField("email", new("邮箱", "Mail address")) { Type = "email", Autocomplete = "email" }),
                With(new TextField("from", new("免打扰开始", "Quiet from")) { Short = true, Required = true, Hint = new("免打扰时段内的邮件推迟到时段结束后发送；起止相同表示不设免打扰。", "Letters wait until the quiet hours are over; the same time twice means none.") }),
                With(new TextField("until", new("免打扰结束", "Quiet until")) { Short = true, Required = true }),
            ]) { CancelHref = "/account" },
            Crumbs = (IReadOnlyList<Crumb>)[new(new("我的账户", "My account"), "/account"), new(new("通知方式", "Notices"))],
        }, status);
    }
}
