using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Kernel.Access;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>The way in over real HTTP: what lets somebody in, and above all what does not.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task An_empty_site_is_set_up_and_each_administrator_chooses_a_password_alone()
    {
        await using var site = await AccountSite.StartAsync();
        using var browser = site.Browse();
        Assert.Equal("/setup", (await browser.GetAsync("/sign-in")).Path);

        var codes = await site.SetUpAsync(browser);
        var member = await site.ActivateAsync(browser, "li", codes[Duties.SecurityAdministrator]);

        Assert.Equal(10, member.Recovery.Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/accounts")).Status);
        Assert.Equal(3L, await site.Database.AskAsync<long>("select count(*) from duty_grant where current"));
        Assert.Equal(3L, await site.Database.AskAsync<long>("select count(distinct person) from duty_grant where current"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup")).Status);
    }

    [Fact]
    public async Task Three_administrators_who_are_not_three_people_are_refused()
    {
        await using var site = await AccountSite.StartAsync();
        using var browser = site.Browse();

        var page = await browser.PostAsync("/setup?lang=en", new()
        {
            ["unitName"] = "临溪县", ["unitCode"] = "LX",
            ["system-administrator.name"] = "王一", ["system-administrator.number"] = "A1", ["system-administrator.userName"] = "wang",
            ["security-administrator.name"] = "王一", ["security-administrator.number"] = "A1", ["security-administrator.userName"] = "wang2",
            ["audit-administrator.name"] = "张三", ["audit-administrator.number"] = "A3", ["audit-administrator.userName"] = "zhang",
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("three different persons", page.Text, StringComparison.Ordinal);
        Assert.Contains("wang2", page.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await site.Database.AskAsync<long>("select count(*) from account"));
    }

    [Fact]
    public async Task Without_the_second_factor_no_page_is_open()
    {
        await using var site = await AccountSite.StartAsync();
        using var browser = site.Browse();
        var codes = await site.SetUpAsync(browser);
        await browser.PostAsync("/activate", new() { ["name"] = "li", ["code"] = codes[Duties.SecurityAdministrator], ["password"] = Member.Password, ["repeat"] = Member.Password });
        Assert.NotNull(browser.Session);

        var routes = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var swept = 0;
        foreach (var route in routes)
        {
            var policies = route.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Select(a => a.Policy).ToList();
            Assert.True(policies.Count > 0, $"{route.RoutePattern.RawText} says no policy");
            if (policies.Contains(Web.Policies.Public)) continue;

            swept++;
            var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l ? l.Content : p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }, ..] } ? Guid.Empty.ToString() : "1"))));
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var answer = method == "GET" ? await browser.SendAsync(new(HttpMethod.Get, path)) : await browser.PostRawAsync(path, []);
                Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.NotFound, $"{method} {path}: {answer.StatusCode}");
                if (answer.StatusCode is HttpStatusCode.Found) Assert.StartsWith("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
            }
        }

        Assert.True(swept > 20, $"only {swept} routes were tried");
    }

    [Fact]
    public async Task A_second_factor_cannot_be_added_beside_an_existing_one_with_the_password_alone()
    {
        await using var site = await AccountSite.StartAsync();
        await site.SecurityAdministratorAsync();
        using var thief = site.Browse();

        var asked = await thief.PostAsync("/sign-in", new() { ["name"] = "li", ["password"] = Member.Password });
        Assert.Equal("/sign-in/code", asked.Path);

        Assert.Equal("/sign-in", (await thief.GetAsync("/sign-in/second-factor")).Path);
        Assert.DoesNotContain("class=\"seed\"", (await thief.GetAsync("/sign-in/second-factor")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.PostRawAsync("/sign-in/second-factor/passkey/options", [])).StatusCode);
    }

    [Fact]
    public async Task A_code_of_the_app_counts_once()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();
        using var first = site.Browse();
        using var second = site.Browse();
        await first.PostAsync("/sign-in", new() { ["name"] = "li", ["password"] = Member.Password });
        await second.PostAsync("/sign-in?lang=en", new() { ["name"] = "li", ["password"] = Member.Password });
        await second.GetAsync("/sign-in/code?lang=en");
        var code = member.Code();

        await first.PostAsync("/sign-in/code", new() { ["code"] = code });
        var replayed = await second.PostAsync("/sign-in/code", new() { ["code"] = code });

        Assert.Equal("/account", (await first.GetAsync("/account")).Path);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replayed.Status);
        Assert.Contains("used already", replayed.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in/code", (await second.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task A_recovery_code_replaces_the_app_once()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();
        using var first = site.Browse();
        using var second = site.Browse();
        foreach (var browser in (Browser[])[first, second])
        {
            await browser.PostAsync("/sign-in", new() { ["name"] = "li", ["password"] = Member.Password });
            await browser.PostAsync("/sign-in/recovery", new() { ["code"] = member.Recovery[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal) });
        }

        Assert.Equal("/account", (await first.GetAsync("/account")).Path);
        Assert.Equal("/sign-in/code", (await second.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task The_session_changes_its_token_at_every_step_and_the_database_knows_only_hashes()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();
        using var browser = site.Browse();
        const string Planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        browser.Cookies.Add(site.Address, new Cookie("qinglian", Planted));

        await browser.PostAsync("/sign-in", new() { ["name"] = "li", ["password"] = Member.Password });
        var half = browser.Session!;
        await browser.PostAsync("/sign-in/code", new() { ["code"] = member.Code() });
        var whole = browser.Session!;

        Assert.NotEqual(Planted, half);
        Assert.NotEqual(half, whole);
        Assert.Equal(43, whole.Length);
        using var old = site.Browse();
        old.Cookies.Add(site.Address, new Cookie("qinglian", half));
        Assert.Equal("/sign-in", (await old.GetAsync("/account")).Path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
        Assert.Equal(1L, await site.Database.AskAsync<long>($"select count(*) from account_session where encode(token_hash, 'hex') = '{hash}'"));
        Assert.Equal(0L, await site.Database.AskAsync<long>($"select count(*) from account_session s where s::text like '%{whole}%'"));
    }

    [Fact]
    public async Task A_session_ends_when_it_stands_idle_and_in_any_case_after_its_longest_time()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();

        for (var minutes = 0; minutes < 11 * 60; minutes += 29)
        {
            site.Clock.Move(TimeSpan.FromMinutes(29));
            Assert.Equal("/account", (await member.Browser.GetAsync("/account")).Path);
        }

        site.Clock.Move(TimeSpan.FromMinutes(29));
        await member.Browser.GetAsync("/account");
        site.Clock.Move(TimeSpan.FromMinutes(29));
        Assert.Equal("/sign-in", (await member.Browser.GetAsync("/account")).Path);

        await member.SignInAsync(member.Browser);
        site.Clock.Move(TimeSpan.FromMinutes(31));
        Assert.Equal("/sign-in", (await member.Browser.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task Own_sessions_are_listed_and_ended_and_those_of_others_are_not_there()
    {
        await using var site = await AccountSite.StartAsync();
        using var desk = site.Browse();
        var codes = await site.SetUpAsync(desk);
        var member = await site.ActivateAsync(desk, "li", codes[Duties.SecurityAdministrator]);
        using var phone = site.Browse("Mozilla/5.0 (Linux; Android 14) Chrome/120");
        await member.SignInAsync(phone);
        using var stranger = site.Browse();
        await site.ActivateAsync(stranger, "wang", codes[Duties.SystemAdministrator]);
        var page = await desk.GetAsync("/account");
        Assert.Contains("Chrome · Android", page.Text, StringComparison.Ordinal);
        var id = await site.Database.AskAsync<Guid>("select id from account_session where device = 'Chrome · Android'");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/account/sessions/end", new() { ["id"] = id.ToString() })).Status);
        Assert.Equal("/account", (await phone.GetAsync("/account")).Path);

        Assert.Equal("/account", (await desk.PostAsync("/account/sessions/end", new() { ["id"] = id.ToString() })).Path);
        Assert.Equal("/sign-in", (await phone.GetAsync("/account")).Path);
        Assert.Equal("/account", (await desk.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task Signing_out_is_a_post_with_a_token()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();

        Assert.NotEqual(HttpStatusCode.Found, (await member.Browser.SendAsync(new(HttpMethod.Get, "/sign-out"))).StatusCode);
        var forged = await member.Browser.SendAsync(new(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([]) });
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("/account", (await member.Browser.GetAsync("/account")).Path);

        var kept = member.Browser.Session!;
        await member.Browser.PostAsync("/sign-out", []);
        using var old = site.Browse();
        old.Cookies.Add(site.Address, new Cookie("qinglian", kept));
        Assert.Equal("/sign-in", (await old.GetAsync("/account")).Path);
    }

    [Fact]
    public async Task Managing_accounts_asks_for_the_password_again_after_ten_minutes()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();
        var other = await site.Database.AskAsync<Guid>("select person from account where user_name = 'wang'");
        Assert.Equal($"/admin/accounts/{other}", (await member.Browser.GetAsync($"/admin/accounts/{other}")).Path);
        site.Clock.Move(TimeSpan.FromMinutes(11));

        Assert.Equal("/sign-in/again", (await member.Browser.GetAsync($"/admin/accounts/{other}")).Path);
        Assert.Equal("/sign-in/again", (await member.Browser.PostAsync($"/admin/accounts/{other}/disable", [])).Path);
        Assert.False(await site.Database.AskAsync<bool>("select disabled_at is not null from account where user_name = 'wang'"));

        var before = member.Browser.Session;
        var back = await member.Browser.PostAsync("/sign-in/again", new() { ["password"] = Member.Password, ["code"] = member.Code(), ["next"] = $"/admin/accounts/{other}" });
        Assert.Equal($"/admin/accounts/{other}", back.Path);
        Assert.NotEqual(before, member.Browser.Session);
    }

    [Fact]
    public async Task A_wrong_answer_sounds_the_same_whoever_is_asked_for()
    {
        await using var site = await AccountSite.StartAsync();
        await site.SecurityAdministratorAsync();
        using var browser = site.Browse();

        var unknown = await browser.PostAsync("/sign-in", new() { ["name"] = "nobody", ["password"] = "sesame open now please" });
        var wrong = await browser.PostAsync("/sign-in", new() { ["name"] = "li", ["password"] = "sesame open now please" });
        var dormant = await browser.PostAsync("/sign-in", new() { ["name"] = "wang", ["password"] = "sesame open now please" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        static string Said(Shown page) => Regex.Match(page.Text, "error-summary.*?</div>", RegexOptions.Singleline).Value;
        Assert.Contains("不正确", Said(unknown), StringComparison.Ordinal);
        Assert.Equal(Said(unknown), Said(wrong));
        Assert.Equal(Said(unknown), Said(dormant));
        Assert.DoesNotContain("sesame", wrong.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "qinglian.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    public async Task Over_an_open_line_nobody_signs_in(string header, string value)
    {
        await using var site = await AccountSite.StartAsync();
        using var browser = site.Browse();
        foreach (var path in (string[])["/sign-in", "/activate", "/setup"])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path + "?lang=en");
            request.Headers.TryAddWithoutValidation(header, value);
            var answer = await browser.SendAsync(request);
            if (path == "/sign-in" && answer.StatusCode is HttpStatusCode.Found) continue;
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Contains("not encrypted", text, StringComparison.Ordinal);
            Assert.DoesNotContain("type=\"password\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_cookie_is_bound_to_the_host_wherever_the_line_is_encrypted()
    {
        await using var site = await AccountSite.StartAsync(encrypted: true);
        var member = await site.SecurityAdministratorAsync();

        var cookies = member.Browser.SetCookies.Where(c => c.Contains("qinglian=", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(cookies);
        Assert.All(cookies, c =>
        {
            Assert.StartsWith("__Host-qinglian=", c, StringComparison.Ordinal);
            foreach (var demanded in (string[])["path=/", "secure", "samesite=strict", "httponly"]) Assert.Contains(demanded, c.ToLowerInvariant(), StringComparison.Ordinal);
            Assert.DoesNotContain("domain", c.ToLowerInvariant(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task After_the_door_only_addresses_of_this_site_are_gone_to()
    {
        await using var site = await AccountSite.StartAsync();
        var member = await site.SecurityAdministratorAsync();

        foreach (var (asked, expected) in new Dictionary<string, string> { ["//evil.example"] = "/", ["/\\evil.example"] = "/", ["https://evil.example"] = "/", ["/a\nb"] = "/", ["/lists?turn=mine"] = "/lists?turn=mine" })
        {
            var answer = await member.Browser.SendAsync(new(HttpMethod.Get, $"/sign-in?next={Uri.EscapeDataString(asked)}"));
            Assert.Equal(expected, answer.Headers.Location!.ToString());
        }
    }
}
