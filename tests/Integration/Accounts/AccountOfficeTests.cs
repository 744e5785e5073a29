using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Qinglian.Data.Accounts;
using Qinglian.Kernel.Access;

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
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", new() { ["name"] = "zhang", ["password"] = Member.Password })).Status);
        const string Another = "三只乌鸦在屋顶开会谈了一宿";
        var then = await browser.PostAsync("/activate", new() { ["name"] = "zhang", ["code"] = code, ["password"] = Another, ["repeat"] = Another });
        Assert.Equal("/sign-in/code", then.Path);
        await browser.PostAsync("/sign-in/code", new() { ["code"] = auditor.Code() });
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);

        using var again = site.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.PostAsync("/activate", new() { ["name"] = "zhang", ["code"] = code, ["password"] = Another, ["repeat"] = Another })).Status);
    }

    [Fact]
    public async Task A_reset_code_lasts_24_hours()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, _, person) = await TwoAsync(site);
        var code = CodeOn(await office.Browser.PostAsync($"/admin/accounts/{person}/reset", new() { ["what"] = "password" }));
        using var browser = site.Browse();
        Dictionary<string, string> form = new() { ["name"] = "zhang", ["code"] = code, ["password"] = "三只乌鸦在屋顶开会谈了一宿", ["repeat"] = "三只乌鸦在屋顶开会谈了一宿" };

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

        var renewed = await site.ActivateAsync(browser, "zhang", code, "三只乌鸦在屋顶开会谈了一宿");

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
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", new() { ["name"] = "zhang", ["password"] = Member.Password })).Status);

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
        var hash = await site.Database.AskAsync<string>("select password_hash from account where user_name = 'zhang'");
        var seed = Totp.Text(auditor.Seed);
        const string Forced = "chosen by the administrator";
        Dictionary<string, string> everything = new() { ["password"] = Forced, ["newPassword"] = Forced, ["repeat"] = Forced, ["passwordHash"] = Forced, ["PasswordHash"] = Forced, ["what"] = "password", ["userName"] = "zhang" };

        var pages = new List<Shown> { await office.Browser.GetAsync("/admin/accounts"), await office.Browser.GetAsync($"/admin/accounts/{person}") };
        foreach (var act in (string[])["invite", "disable", "enable", "reset"]) pages.Add(await office.Browser.PostAsync($"/admin/accounts/{person}/{act}", everything));

        Assert.All(pages, p =>
        {
            foreach (var secret in (string[])[Forced, Member.Password, hash, seed]) Assert.DoesNotContain(secret, WebUtility.HtmlDecode(p.Text), StringComparison.Ordinal);
            Assert.DoesNotContain("type=\"password\"", p.Text, StringComparison.Ordinal);
        });
        using var browser = site.Browse();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/sign-in", new() { ["name"] = "zhang", ["password"] = Forced })).Status);
    }

    [Fact]
    public async Task Everything_is_in_the_ledger_and_no_secret_is_in_it_or_in_the_log()
    {
        await using var site = await AccountSite.StartAsync();
        var (office, auditor, person) = await TwoAsync(site);
        using var browser = site.Browse();
        const string Typed = "canary-password-in-the-wrong-field";
        await browser.PostAsync("/sign-in", new() { ["name"] = Typed, ["password"] = Typed });
        await browser.PostAsync("/sign-in", new() { ["name"] = "zhang", ["password"] = Typed });
        await browser.PostAsync("/sign-in", new() { ["name"] = "zhang", ["password"] = Member.Password });
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
        await site.Database.ExecuteAsync($"update account set password_hash = '{weak}' where user_name = 'zhang'");
        using var browser = site.Browse();

        await auditor.SignInAsync(browser);

        var renewed = Convert.FromBase64String(await site.Database.AskAsync<string>("select password_hash from account where user_name = 'zhang'"));
        Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(renewed.AsSpan(5)));
    }

    private static async Task<(Member Office, Member Auditor, Guid Auditors)> TwoAsync(AccountSite site)
    {
        var first = site.Browse();
        var codes = await site.SetUpAsync(first);
        var auditor = await site.ActivateAsync(site.Browse(), "zhang", codes[Duties.AuditAdministrator]);
        var office = await site.ActivateAsync(first, "li", codes[Duties.SecurityAdministrator]);
        return (office, auditor, await site.Database.AskAsync<Guid>("select person from account where user_name = 'zhang'"));
    }

    private static string CodeOn(Shown page)
    {
        var found = Regex.Match(page.Text, @"big-code"">([0-9A-Z-]{19})<");
        Assert.True(found.Success, page.Text);
        return found.Groups[1].Value;
    }
}
