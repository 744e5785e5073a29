using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>What the security administrator can do to others, and what the record of it says.</summary>
public sealed class AccountOfficeTests
{
    [Fact]
    public async Task A_reset_ends_password_and_sessions_and_the_person_sets_a_new_one_with_the_second_factor_kept()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);

        var page = await office.Browser.PostAsync($"/admin/accounts/{person}/reset", new() { ["what"] = "password" });
        var code = CodeOn(page);

        Assert.Equal("/sign-in", (await auditor.Browser.GetAsync("/account")).Path);
        using var browser = site.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", new() { ["name"] = "sun", ["password"] = Member.Password })).Status);
        const string Another = "三只乌鸦在屋顶开会谈了一宿";
        var then = await browser.PostAsync("/activate", new() { ["name"] = "sun", ["code"] = code, ["password"] = Another, ["repeat"] = Another });
        Assert.Equal("/sign-in/code", then.Path);
        await browser.PostAsync("/sign-in/code", new() { ["code"] = auditor.Code() });
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);

        using var again = site.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.PostAsync("/activate", new() { ["name"] = "sun", ["code"] = code, ["password"] = Another, ["repeat"] = Another })).Status);
    }

    [Fact]
    public async Task A_reset_code_lasts_24_hours()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, _, person) = await TwoAsync(site);
        var code = CodeOn(await office.Browser.PostAsync($"/admin/accounts/{person}/reset", new() { ["what"] = "password" }));
        using var browser = site.Browse();
        Dictionary<string, string> form = new() { ["name"] = "sun", ["code"] = code, ["password"] = "三只乌鸦在屋顶开会谈了一宿", ["repeat"] = "三只乌鸦在屋顶开会谈了一宿" };

        site.Clock.Move(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/activate", form)).Status);
        site.Clock.Move(TimeSpan.FromSeconds(-1));
        Assert.Equal("/sign-in/code", (await browser.PostAsync("/activate", form)).Path);
    }

    [Fact]
    public async Task A_lost_phone_is_replaced_by_a_new_one_and_the_old_one_opens_nothing()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);
        var code = CodeOn(await office.Browser.PostAsync($"/admin/accounts/{person}/reset", new() { ["what"] = "both" }));
        using var browser = site.Browse();

        var renewed = await site.ActivateAsync(browser, "sun", code, "三只乌鸦在屋顶开会谈了一宿");

        Assert.NotEqual(auditor.Seed, renewed.Seed);
        Assert.Equal(0L, await site.Database.AskAsync<long>($"select count(*) from account_recovery_code where hash = '\\x{Convert.ToHexString(OneTimeCode.Hash(new(person), auditor.Recovery[0]))}'"));
    }

    [Fact]
    public async Task Disabling_ends_every_session_at_once_and_enabling_gives_nothing_but_the_old_way_in()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);

        await office.Browser.PostAsync($"/admin/accounts/{person}/disable", []);
        Assert.Equal("/sign-in", (await auditor.Browser.GetAsync("/account")).Path);
        using var browser = site.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", new() { ["name"] = "sun", ["password"] = Member.Password })).Status);

        site.Clock.Move(TimeSpan.FromMinutes(2));
        await office.Browser.PostAsync($"/admin/accounts/{person}/enable", []);
        await auditor.SignInAsync(browser);
    }

    [Fact]
    public async Task Nobody_resets_or_disables_themselves_or_reaches_others_without_the_duty()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);
        var own = await site.Database.AskAsync<Guid>("select person from account where user_name = 'li'");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.Browser.PostAsync($"/admin/accounts/{own}/disable", [])).Status);
        foreach (var act in (string[])["reset", "disable", "enable", "invite"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.Browser.PostAsync($"/admin/accounts/{own}/{act}", new() { ["what"] = "both" })).Status);
        }

        Assert.Equal("/account", (await office.Browser.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task No_page_of_the_administrator_takes_or_shows_a_password_or_a_seed()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);
        var hash = await site.Database.AskAsync<string>("select password_hash from account where user_name = 'sun'");
        var seed = Totp.Text(auditor.Seed);
        const string Forced = "chosen by the administrator";
        Dictionary<string, string> everything = new() { ["password"] = Forced, ["newPassword"] = Forced, ["repeat"] = Forced, ["passwordHash"] = Forced, ["PasswordHash"] = Forced, ["what"] = "password", ["userName"] = "sun" };

        var pages = new List<Shown> { await office.Browser.GetAsync("/admin/accounts"), await office.Browser.GetAsync($"/admin/accounts/{person}") };
        foreach (var act in (string[])["invite", "disable", "enable", "reset"]) pages.Add(await office.Browser.PostAsync($"/admin/accounts/{person}/{act}", everything));

        Assert.All(pages, p =>
        {
            foreach (var secret in (string[])[Forced, Member.Password, hash, seed]) Assert.DoesNotContain(secret, WebUtility.HtmlDecode(p.Text), StringComparison.Ordinal);
            Assert.DoesNotContain("type=\"password\"", p.Text, StringComparison.Ordinal);
        });
        using var browser = site.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", new() { ["name"] = "sun", ["password"] = Forced })).Status);
    }

    [Fact]
    public async Task Everything_is_in_the_ledger_and_no_secret_is_in_it_or_in_the_log()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);
        using var browser = site.Browse();
        const string Typed = "canary-password-in-the-wrong-field";
        await browser.PostAsync("/sign-in", new() { ["name"] = Typed, ["password"] = Typed });
        await browser.PostAsync("/sign-in", new() { ["name"] = "sun", ["password"] = Typed });
        await browser.PostAsync("/sign-in", new() { ["name"] = "sun", ["password"] = Member.Password });
        await browser.PostAsync("/sign-in/recovery", new() { ["code"] = auditor.Recovery[0] });
        await browser.PostAsync("/sign-out", []);
        var code = CodeOn(await office.Browser.PostAsync($"/admin/accounts/{person}/reset", new() { ["what"] = "both" }));
        await office.Browser.PostAsync($"/admin/accounts/{person}/disable", []);

        var actions = await site.Database.AskAsync<string[]>("select array_agg(action order by id) from ledger_line where procedure = 'account'");
        foreach (var expected in (AccountEvent[])[AccountEvent.SetUp, AccountEvent.Invited, AccountEvent.Activated, AccountEvent.AuthenticatorSet, AccountEvent.SignedIn, AccountEvent.SignInFailed, AccountEvent.RecoveryCodeUsed, AccountEvent.SignedOut, AccountEvent.FullResetStarted, AccountEvent.Disabled])
        {
            Assert.Contains(expected.ToString(), actions);
        }

        Assert.Equal(2, actions.Count(a => a == nameof(AccountEvent.SignInFailed)));
        Assert.Equal(1L, await site.Database.AskAsync<long>($"select count(*) from ledger_line where action = 'FullResetStarted' and subject = '{person}' and actor = (select person from account where user_name = 'li')"));
        var contents = await site.Database.AskAsync<string>("select string_agg(convert_from(content, 'UTF8'), ' ') from ledger_content");
        string log;
        lock (site.Log) log = string.Join('\n', site.Log);
        foreach (var secret in (string[])[Typed, Member.Password, code, auditor.Recovery[0], Totp.Text(auditor.Seed), browser.Session ?? "none", office.Browser.Session!])
        {
            Assert.DoesNotContain(secret, contents, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("127.0.0.1", contents, StringComparison.Ordinal);
        var rows = await site.Database.AskAsync<string>("select (select string_agg(a::text, ' ') from account a) || (select string_agg(r::text, ' ') from account_recovery_code r)");
        foreach (var secret in (string[])[Member.Password, Totp.Text(auditor.Seed), Convert.ToHexStringLower(auditor.Seed), Convert.ToHexStringLower(Encoding.ASCII.GetBytes(auditor.Recovery[1]))]) Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_hash_is_renewed_when_its_owner_signs_in()
    {
        await using var site = await AccountSite.StartAsync();
        var (_, auditor, _) = await TwoAsync(site);
        var weak = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1000 })).HashPassword(new(), PasswordRules.Plain(Member.Password));
        await site.Database.ExecuteAsync($"update account set password_hash = '{weak}' where user_name = 'sun'");
        using var browser = site.Browse();

        await auditor.SignInAsync(browser);

        var renewed = Convert.FromBase64String(await site.Database.AskAsync<string>("select password_hash from account where user_name = 'sun'"));
        Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(renewed.AsSpan(5)));
    }

    /// <summary>The security administrator and an ordinary member of staff.</summary>
    private static async Task<(Member Office, Member Staff, Guid Person)> TwoAsync(AccountSite site)
    {
        var first = site.Browse();
        var codes = await site.SetUpAsync(first);
        var office = await site.ActivateAsync(first, "li", codes[Duties.SecurityAdministrator]);
        var (unit, person) = (new UnitId(await site.Database.AskAsync<int>("select number from unit limit 1")), Ids.New(site.Clock));
        var registrar = site.Services.GetRequiredService<IRegistrar>();
        Assert.Empty(await registrar.AddAsync(person, new PersonRow("B1", "张干部", unit, null, true, true), new(2020, 1, 1), null, Actor.System, default));
        Assert.Empty(await registrar.AddAsync(Ids.New(site.Clock), new DutyGrantRow(new(person), Duties.Staff, unit, Reach.Own), new(2020, 1, 1), null, Actor.System, default));
        var code = CodeOn(await office.Browser.PostAsync($"/admin/accounts/{person}/invite", new() { ["userName"] = "sun" }));
        return (office, await site.ActivateAsync(site.Browse(), "sun", code), person);
    }

    [Fact]
    public async Task One_administrator_alone_never_resets_another_whatever_the_duty()
    {
        await using var site = await AccountSite.StartAsync();
        var (security, audit, _) = await ThreeAsync(site);
        var (wang, zhang) = (await PersonAsync(site, "wang"), await PersonAsync(site, "zhang"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await security.Browser.PostAsync($"/admin/accounts/{zhang}/reset", new() { ["what"] = "both" })).Status);
        await security.Browser.PostAsync($"/admin/resets/{wang}/ask", new() { ["what"] = "both" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await security.Browser.PostAsync($"/admin/resets/{wang}/confirm", [])).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await security.Browser.PostAsync($"/admin/resets/{await PersonAsync(site, "li")}/ask", new() { ["what"] = "both" })).Status);

        Assert.Equal(0L, await site.Database.AskAsync<long>("select count(*) from account_code where purpose = 'reset'"));
        Assert.Equal("/account", (await audit.Browser.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task Two_different_administrators_reset_a_third_and_every_step_is_a_line()
    {
        await using var site = await AccountSite.StartAsync();
        var (security, audit, system) = await ThreeAsync(site);
        var wang = await PersonAsync(site, "wang");

        await audit.Browser.PostAsync($"/admin/resets/{wang}/ask", new() { ["what"] = "password" });
        Assert.Equal("/account", (await system.Browser.GetAsync("/account")).Path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.Browser.PostAsync($"/admin/resets/{wang}/confirm", [])).Status);
        var code = CodeOn(await security.Browser.PostAsync($"/admin/resets/{wang}/confirm", []));

        Assert.Equal("/sign-in", (await system.Browser.GetAsync("/account")).Path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await security.Browser.PostAsync($"/admin/resets/{wang}/confirm", [])).Status);
        using var browser = site.Browse();
        const string Another = "三只乌鸦在屋顶开会谈了一宿";
        Assert.Equal("/sign-in/code", (await browser.PostAsync("/activate", new() { ["name"] = "wang", ["code"] = code, ["password"] = Another, ["repeat"] = Another })).Path);
        Assert.Equal(
            ["ResetAsked", "ResetConfirmed", "ResetStarted"],
            await site.Database.AskAsync<string[]>($"select array_agg(action order by id) from ledger_line where subject = '{wang}' and action like 'Reset%'"));
    }

    [Fact]
    public async Task A_request_nobody_confirms_in_time_comes_to_nothing_and_taking_the_duty_away_opens_no_short_way()
    {
        await using var site = await AccountSite.StartAsync();
        var (security, audit, _) = await ThreeAsync(site);
        var wang = await PersonAsync(site, "wang");
        var resets = site.Services.CreateScope().ServiceProvider.GetRequiredService<AdministratorResets>();
        var actors = site.Services.GetRequiredService<IActors>();
        var (first, second) = ((await actors.LoadAsync(new(await PersonAsync(site, "zhang")), default))!, (await actors.LoadAsync(new(await PersonAsync(site, "li")), default))!);
        Assert.Null(await resets.AskAsync(new(wang), false, first, default));

        site.Clock.Move(TimeSpan.FromHours(24));
        Assert.NotNull((await resets.ConfirmAsync(new(wang), second, default)).Refusal);

        await site.Database.ExecuteAsync($"set session_replication_role = replica; update duty_grant set ends_on = begins_on - 1 where person = '{wang}'; set session_replication_role = origin");
        var office = site.Services.CreateScope().ServiceProvider.GetRequiredService<AccountOffice>();
        Assert.IsType<NeedsTwoAdministrators>((await office.ResetAsync(new(wang), false, second, default)).Refusal);
    }

    [Fact]
    public async Task Breaking_the_glass_on_the_server_is_written_down_and_told_to_all_three()
    {
        await using var site = await AccountSite.StartAsync();
        await ThreeAsync(site);
        var resets = site.Services.CreateScope().ServiceProvider.GetRequiredService<AdministratorResets>();

        var (code, refusal) = await resets.BreakGlassAsync("li", true, default);

        Assert.Null(refusal);
        Assert.NotEmpty(code!.Code);
        Assert.Equal(1L, await site.Database.AskAsync<long>($"select count(*) from ledger_line where action = 'GlassBroken' and subject = '{await PersonAsync(site, "li")}'"));
        Assert.Equal(3L, await site.Database.AskAsync<long>("select count(distinct payload ->> 'person') from outbox where channel = 'notice' and payload ->> 'zh' like '%命令行%'"));
    }

    private static async Task<(Member Security, Member Audit, Member System)> ThreeAsync(AccountSite site)
    {
        var first = site.Browse();
        var codes = await site.SetUpAsync(first);
        var audit = await site.ActivateAsync(site.Browse(), "zhang", codes[Duties.AuditAdministrator]);
        var system = await site.ActivateAsync(site.Browse(), "wang", codes[Duties.SystemAdministrator]);
        return (await site.ActivateAsync(first, "li", codes[Duties.SecurityAdministrator]), audit, system);
    }

    private static Task<Guid> PersonAsync(AccountSite site, string userName) => site.Database.AskAsync<Guid>($"select person from account where user_name = '{userName}'");

    private static string CodeOn(Shown page)
    {
        var found = Regex.Match(page.Text, @"big-code"">([0-9A-Z-]{19})<");
        Assert.True(found.Success, page.Text);
        return found.Groups[1].Value;
    }
}
