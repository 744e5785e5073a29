using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Sealing;
using Qinglian.Kernel.Vault;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>The keys by which reports are sealed for people: who opens them, when, and who never does.</summary>
public sealed class StaffKeyTests
{
    private const string Another = "三只乌鸦在屋顶开会谈了一宿";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_activates_an_account_has_a_key_that_opens_with_the_session_and_is_wiped_with_it()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var (report, wraps, content) = await SealForAsync(site, member);

        Assert.Equal("事实", Read(await KeyAsync(site, member.Browser), report, wraps, content));
        await member.Browser.PostAsync("/sign-out", []);
        Assert.Equal(0, site.Services.GetRequiredService<OpenKeys>().Count);

        using var browser = site.Browse();
        await member.SignInAsync(browser);
        Assert.Equal("事实", Read(await KeyAsync(site, browser), report, wraps, content));
        Assert.Equal(1L, await site.Database.AskAsync<long>("select count(*) from staff_key"));
        Assert.Equal(1L, await site.Database.AskAsync<long>("select count(*) from staff_key where password_lock is not null and recovery_lock is not null and demo_lock is null"));
    }

    [Fact]
    public async Task A_session_that_stands_idle_has_no_key_any_more()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var session = await SessionAsync(site, member.Browser);
        Assert.NotNull(site.Services.GetRequiredService<StaffKeys>().Find(session));

        site.Clock.Move(TimeSpan.FromMinutes(30));

        Assert.Null(site.Services.GetRequiredService<StaffKeys>().Find(session));
        Assert.Equal(0, site.Services.GetRequiredService<OpenKeys>().Count);
    }

    [Fact]
    public async Task Half_a_session_has_no_key()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        using var browser = site.Browse();
        await browser.PostAsync("/sign-in", new() { ["name"] = member.Name, ["password"] = Member.Password });

        var half = await SessionAsync(site, browser);

        Assert.Equal(SessionStage.AwaitsFactor, half.Stage);
        Assert.Null(site.Services.GetRequiredService<StaffKeys>().Find(half));
    }

    [Fact]
    public async Task A_new_password_locks_the_same_key()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var (report, wraps, content) = await SealForAsync(site, member);

        var changed = await member.Browser.PostAsync("/account/password", new() { ["password"] = Another, ["repeat"] = Another });
        Assert.True(changed.Path == "/account", site.Said(changed));
        await member.Browser.PostAsync("/sign-out", []);
        using var browser = site.Browse();
        await browser.PostAsync("/sign-in", new() { ["name"] = member.Name, ["password"] = Another });
        await browser.PostAsync("/sign-in/code", new() { ["code"] = member.Code() }, keepPage: true);

        Assert.Equal("事实", Read(await KeyAsync(site, browser), report, wraps, content));
    }

    [Fact]
    public async Task Whoever_came_in_without_the_password_types_it_once_and_cannot_leave_the_key_behind()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var session = await SessionAsync(site, member.Browser);
        // A passkey, or a program that was started anew: the session stands and its key is not here.
        site.Services.GetRequiredService<OpenKeys>().WipeAll(session.Person, null);

        Assert.Contains("/account/key", (await member.Browser.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await member.Browser.PostAsync("/account/password", new() { ["password"] = Another, ["repeat"] = Another })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await member.Browser.PostAsync("/account/key", new() { ["password"] = Another, ["next"] = "/account" })).Status);
        var opened = await member.Browser.PostAsync("/account/key", new() { ["password"] = Member.Password, ["next"] = "/account" });

        Assert.True(opened.Path == "/account", site.Said(opened));
        Assert.NotNull(site.Services.GetRequiredService<StaffKeys>().Find(await SessionAsync(site, member.Browser)));
    }

    [Fact]
    public async Task After_a_reset_the_recovery_key_brings_everything_back()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, recovery) = await ActivatedAsync(site);
        var (report, wraps, content) = await SealForAsync(site, member);
        using var browser = await ResetAsync(site, member);
        Assert.Equal(StaffKeyState.Lost, await site.Services.GetRequiredService<StaffKeys>().StateAsync(await SessionAsync(site, browser), Cancel));

        var wrong = await browser.PostAsync("/account/key/regain", new() { ["code"] = SecretCode.New().Groups, ["password"] = Another });
        var mistyped = await browser.PostAsync("/account/key/regain", new() { ["code"] = recovery[..^1], ["password"] = Another });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (wrong.Status, mistyped.Status));
        var regained = await browser.PostAsync("/account/key/regain", new() { ["code"] = string.Join(' ', SecretCode.Read(recovery).Code!.Spoken(Language.Chinese)), ["password"] = Another, ["next"] = "/account" });

        Assert.True(regained.Path == "/account", site.Said(regained));
        Assert.Equal("事实", Read(await KeyAsync(site, browser), report, wraps, content));
        // And the new password locks it from now on.
        await browser.PostAsync("/sign-out", []);
        using var later = site.Browse();
        await later.PostAsync("/sign-in", new() { ["name"] = member.Name, ["password"] = Another });
        await later.PostAsync("/sign-in/code", new() { ["code"] = member.Code() }, keepPage: true);
        Assert.Equal("事实", Read(await KeyAsync(site, later), report, wraps, content));
    }

    [Fact]
    public async Task Without_the_recovery_key_there_is_a_new_key_and_the_old_content_stays_closed()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var (report, wraps, content) = await SealForAsync(site, member);
        using var browser = await ResetAsync(site, member);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/key/new", new() { ["password"] = Member.Password })).Status);
        var page = await browser.PostAsync("/account/key/new", new() { ["password"] = Another });

        Assert.Matches("data-recovery-key>[0-9A-Z-]{29}<", page.Text);
        var renewed = await KeyAsync(site, browser);
        Assert.Equal(2, renewed.Number);
        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(report, wraps, renewed.Recipient, renewed.Key));
        Assert.Throws<VaultException>(() => EnvelopeKeys.Open(report, wraps, wraps[0].Recipient, renewed.Key));
        // Nobody else can either: the old locks are gone, and only the wrap for the old key is left.
        Assert.Equal(1L, await site.Database.AskAsync<long>("select count(*) from staff_key where number = 1 and retired_at is not null and password_lock is null and recovery_lock is null"));
        Assert.NotEmpty(content);
    }

    [Fact]
    public async Task A_lock_of_former_times_is_made_anew_at_the_next_sign_in()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var open = await KeyAsync(site, member.Browser);
        var owner = new SealingPlace(await site.Services.GetRequiredService<StaffKeys>().InstallationAsync(Cancel), open.Person.Value, "person");
        var old = KeyLock.WithPassword(open.Key, PasswordRules.Plain(Member.Password), owner, 1, rounds: 1000);
        await site.Database.AskAsync<long>($"with u as (update staff_key set password_lock = '\\x{Convert.ToHexString(old)}' returning 1) select count(*) from u");

        using var browser = site.Browse();
        await member.SignInAsync(browser);

        Assert.False(KeyLock.IsOutdated(await site.Database.AskAsync<byte[]>("select password_lock from staff_key")));
        Assert.NotNull(await KeyAsync(site, browser));
    }

    [Fact]
    public async Task In_the_demonstration_the_machine_keeps_the_keys_and_a_real_account_does_not_take_them_over()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var keys = site.Services.GetRequiredService<StaffKeys>();
        var real = await SessionAsync(site, member.Browser);
        var demo = real with { Id = Guid.Parse("01980000-0000-7000-8000-0000000000aa"), Person = new(Guid.Parse("01980000-0000-7000-8000-0000000000ab")), Method = SessionMethod.Demo };

        await keys.EnterDemoAsync(demo, Cancel);
        Assert.Equal((await keys.RecipientsAsync([demo.Person], Cancel))[0].Key, keys.Find(demo)!.Key.Public);
        await Assert.ThrowsAsync<ArgumentException>(() => keys.EnterDemoAsync(real, Cancel));

        // The same person comes in with a password one day: the key that the machine could open is given up.
        await keys.EnterAsync(demo with { Method = SessionMethod.Authenticator }, "whatever it is", Cancel);
        Assert.Equal(0L, await site.Database.AskAsync<long>("select count(*) from staff_key where demo_lock is not null"));
        Assert.EndsWith(":2", (await keys.RecipientsAsync([demo.Person], Cancel))[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_without_a_key_are_named_without_one()
    {
        await using var site = await AccountSite.StartAsync();
        var (member, _) = await ActivatedAsync(site);
        var person = (await SessionAsync(site, member.Browser)).Person;
        PersonId nobody = new(Guid.Parse("01980000-0000-7000-8000-0000000000ac"));

        var recipients = await site.Services.GetRequiredService<StaffKeys>().RecipientsAsync([nobody, person], Cancel);

        Assert.Null(recipients[0].Key);
        Assert.NotNull(recipients[1].Key);
    }

    private static async Task<(Member Member, string Recovery)> ActivatedAsync(AccountSite site)
    {
        var browser = site.Browse();
        var codes = await site.SetUpAsync(browser);
        await browser.PostAsync("/activate", new() { ["name"] = "zhang", ["code"] = codes[Duties.AuditAdministrator], ["password"] = Member.Password, ["repeat"] = Member.Password });
        var enrol = await browser.GetAsync("/sign-in/second-factor");
        var member = new Member(site, browser, "zhang", AccountSite.SeedOf(enrol.Text));
        var done = await browser.PostAsync("/sign-in/second-factor", new() { ["code"] = member.Code() }, keepPage: true);
        var recovery = Regex.Match(done.Text, "data-recovery-key>([0-9A-Z-]{29})<");
        Assert.True(recovery.Success, site.Said(done));
        Kept.Add(site, codes);
        return (member, recovery.Groups[1].Value);
    }

    // The slips of the other administrators: the member is one, so two of them reset together.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<AccountSite, IReadOnlyDictionary<Duty, string>> Kept = [];

    private static async Task<Browser> ResetAsync(AccountSite site, Member member)
    {
        var person = (await SessionAsync(site, member.Browser)).Person;
        Assert.True(Kept.TryGetValue(site, out var codes));
        var (asks, confirms) = (site.Browse(), site.Browse());
        await site.ActivateAsync(asks, "wang", codes[Duties.SystemAdministrator]);
        await site.ActivateAsync(confirms, "li", codes[Duties.SecurityAdministrator]);
        await asks.PostAsync($"/admin/resets/{person}/ask", new() { ["what"] = "password" });
        var page = await confirms.PostAsync($"/admin/resets/{person}/confirm", []);
        var handed = Regex.Match(page.Text, @"big-code"">([0-9A-Z-]{19})<").Groups[1].Value;
        var browser = site.Browse();
        await browser.PostAsync("/activate", new() { ["name"] = member.Name, ["code"] = handed, ["password"] = Another, ["repeat"] = Another });
        await browser.PostAsync("/sign-in/code", new() { ["code"] = member.Code() });
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);
        return browser;
    }

    private static async Task<Session> SessionAsync(AccountSite site, Browser browser) => (await site.Services.GetRequiredService<Sessions>().FindAsync(browser.Session!, Cancel))!;

    private static async Task<OpenKey> KeyAsync(AccountSite site, Browser browser) => site.Services.GetRequiredService<StaffKeys>().Find(await SessionAsync(site, browser))!;

    private static async Task<(SealingPlace Place, IReadOnlyList<KeyWrap> Wraps, byte[] Content)> SealForAsync(AccountSite site, Member member)
    {
        var keys = site.Services.GetRequiredService<StaffKeys>();
        var recipients = await keys.RecipientsAsync([(await SessionAsync(site, member.Browser)).Person], Cancel);
        var place = new SealingPlace(await keys.InstallationAsync(Cancel), Guid.Parse("01980000-0000-7000-8000-0000000000d1"), SealingPlace.Report);
        using var envelope = EnvelopeKeys.New(place);
        return (place, envelope.WrapFor(recipients).Wraps, envelope.SealText("事实", "facts", 1));
    }

    private static string Read(OpenKey key, SealingPlace place, IReadOnlyList<KeyWrap> wraps, byte[] content)
    {
        using var envelope = EnvelopeKeys.Open(place, wraps, key.Recipient, key.Key);
        return envelope.OpenText(content, "facts", 1);
    }
}
