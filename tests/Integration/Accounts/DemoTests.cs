using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>Parts may be tried without a password in the demonstration, at the machine itself, and nowhere else.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task At_the_machine_a_part_is_chosen_and_played()
    {
        await using var site = await AccountSite.StartAsync(demo: true);
        var person = await PersonAsync(site);
        using var browser = site.Browse();

        var door = await browser.GetAsync("/sign-in");
        Assert.Contains($"value=\"{person}\"", door.Text, StringComparison.Ordinal);
        await browser.PostAsync("/sign-in/demo", new() { ["role"] = person.ToString() });

        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);
        Assert.Equal(1L, await site.Database.AskAsync<long>($"select count(*) from ledger_line where action = 'DemoSignedIn' and actor = '{person}'"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup")).Status);
    }

    [Fact]
    public async Task Only_the_parts_that_are_shown_can_be_played()
    {
        await using var site = await AccountSite.StartAsync(demo: true);
        await PersonAsync(site);
        using var browser = site.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/sign-in/demo", new() { ["role"] = Guid.Empty.ToString() })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/sign-in/demo", new() { ["role"] = "leader" })).Status);
    }

    [Theory]
    [InlineData("Host", "qinglian.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task From_elsewhere_there_is_no_such_address_and_the_cookie_opens_nothing(string header, string value)
    {
        await using var site = await AccountSite.StartAsync(demo: true, encrypted: true);
        var person = await PersonAsync(site);
        using var inside = site.Browse();
        await inside.PostAsync("/sign-in/demo", new() { ["role"] = person.ToString() });
        Assert.Equal("/account", (await inside.GetAsync("/account")).Path);

        // The same browser, passed on by another server.
        inside.Client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        var door = await inside.SendAsync(new(HttpMethod.Get, "/sign-in"));
        var text = await door.Content.ReadAsStringAsync();
        Assert.DoesNotContain(person.ToString(), text, StringComparison.Ordinal);
        var token = WebUtility.HtmlDecode(Regex.Match(text, @"name=""_token"" value=""([^""]+)""").Groups[1].Value);
        var tried = await inside.SendAsync(new(HttpMethod.Post, "/sign-in/demo") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["role"] = person.ToString(), ["_token"] = token }) });
        Assert.Equal(HttpStatusCode.NotFound, tried.StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await inside.SendAsync(new(HttpMethod.Get, "/account"))).StatusCode);
    }

    [Fact]
    public async Task Outside_the_demonstration_it_does_not_exist_even_at_the_machine()
    {
        await using var site = await AccountSite.StartAsync();
        var person = await PersonAsync(site);
        using var browser = site.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/sign-in/demo", new() { ["role"] = person.ToString() })).Status);
        Assert.Null(browser.Session);
    }

    private static async Task<Guid> PersonAsync(AccountSite site)
    {
        var registrar = site.Services.GetRequiredService<IRegistrar>();
        var today = new DateOnly(2026, 3, 2);
        var id = Guid.Parse("01900000-0000-7000-8000-0000000000a1");
        Assert.Empty(await registrar.AddAsync(Guid.Parse("01900000-0000-7000-8000-0000000000b1"), new UnitRow("LX", "临溪县", null, UnitKind.Region, null), today, null, Actor.System, default));
        var unit = site.Services.GetRequiredService<Qinglian.Kernel.Procedures.IRules>().Organisation.Roots.First().Id;
        Assert.Empty(await registrar.AddAsync(id, new PersonRow("001", "赵局", unit, null, true, true), today, null, Actor.System, default));
        Assert.Empty(await registrar.AddAsync(Guid.Parse("01900000-0000-7000-8000-0000000000c1"), new DutyGrantRow(new(id), Duties.Leader, unit, Reach.Below), today, null, Actor.System, default));
        return id;
    }
}
