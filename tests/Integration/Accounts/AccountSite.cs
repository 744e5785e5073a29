using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qinglian.Application;
using Qinglian.Data.Accounts;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel.Access;
using Qinglian.Tests.World;
using Qinglian.Web;

namespace Qinglian.Tests.Integration.Accounts;

/// <summary>The whole site behind a real server on this machine, with a clock that the test moves.</summary>
internal sealed class AccountSite : IAsyncDisposable
{
    private readonly string _folder = TestServer.NewFolder();
    private WebApplication _app = null!;

    public TestDatabase Database { get; private set; } = null!;
    public MovedClock Clock { get; } = new();
    public Uri Address => new(_app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    public IServiceProvider Services => _app.Services;
    public List<string> Log { get; } = [];

    public static async Task<AccountSite> StartAsync(bool demo = false, bool encrypted = false)
    {
        var site = new AccountSite { Database = await TestDatabase.CloneAsync() };
        var folder = new DataFolder(site._folder);
        folder.Create();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l =>
        {
            if (encrypted) l.UseHttps(Certificate());
        }));
        builder.Logging.ClearProviders().AddProvider(new LogList(site.Log));
        builder.Services.AddQinglian(site.Database.App, folder, "test.local");
        builder.Services.AddSingleton<TimeProvider>(site.Clock);
        Site.Add(builder.Services, new(demo, "test"), folder);
        site._app = builder.Build();
        await site.Services.GetRequiredService<LiveRules>().RefreshAsync(CancellationToken.None);
        Site.Use(site._app);
        await site._app.StartAsync();
        return site;
    }

    public Browser Browse() => new(Address, null);

    public Browser Browse(string agent) => new(Address, agent);

    /// <summary>Sets the site up with its three administrators and gives their codes.</summary>
    public async Task<Dictionary<Duty, string>> SetUpAsync(Browser browser)
    {
        var page = await browser.PostAsync("/setup", new()
        {
            ["unitName"] = "临溪县", ["unitCode"] = "LX",
            ["system-administrator.name"] = "王系统", ["system-administrator.number"] = "A1", ["system-administrator.userName"] = "wang",
            ["security-administrator.name"] = "李安全", ["security-administrator.number"] = "A2", ["security-administrator.userName"] = "li",
            ["audit-administrator.name"] = "张审计", ["audit-administrator.number"] = "A3", ["audit-administrator.userName"] = "zhang",
        });
        var codes = Regex.Matches(page.Text, @"big-code"">([0-9A-Z-]{19})<").Select(m => m.Groups[1].Value).ToList();
        Assert.True(codes.Count == 3, Said(page));
        return Duties.Administrators.Zip(codes).ToDictionary();
    }

    /// <summary>Sets up, activates the security administrator with a second factor, and leaves them signed in.</summary>
    public async Task<Member> SecurityAdministratorAsync()
    {
        var browser = Browse();
        var codes = await SetUpAsync(browser);
        return await ActivateAsync(browser, "li", codes[Duties.SecurityAdministrator]);
    }

    public async Task<Member> ActivateAsync(Browser browser, string name, string code, string password = Member.Password)
    {
        var enrol = await browser.PostAsync("/activate", new() { ["name"] = name, ["code"] = code, ["password"] = password, ["repeat"] = password });
        Assert.True(enrol.Path == "/sign-in/second-factor", Said(enrol));
        var seed = SeedOf(enrol.Text);
        var member = new Member(this, browser, name, seed);
        var done = await browser.PostAsync("/sign-in/second-factor", new() { ["code"] = member.Code() }, keepPage: true);
        Assert.True(done.Text.Contains("one-time-codes", StringComparison.Ordinal), Said(done));
        member.Recovery.AddRange(Regex.Matches(done.Text, "<li><code>([0-9A-Z-]{19})</code>").Select(m => m.Groups[1].Value));
        return member;
    }

    /// <summary>What a page that was not expected says, with the fault behind it.</summary>
    public string Said(Shown page)
    {
        var text = Regex.Replace(page.Text.Contains("<main", StringComparison.Ordinal) ? page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..] : page.Text, @"<svg.*?</svg>|<[^>]+>|\s+", " ", RegexOptions.Singleline);
        lock (Log) return $"{page.Status} {page.Path}: {Regex.Replace(text, " +", " ")}\n{Log.LastOrDefault(l => l.StartsWith("Error", StringComparison.Ordinal))}";
    }

    public static byte[] SeedOf(string page)
    {
        var text = Regex.Match(page, @"class=""seed""><code>([A-Z2-7 ]+)<").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(32, text.Length);
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, 20).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        TestServer.Remove(_folder);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class LogList(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class MovedClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}

/// <summary>Somebody with an account: their browser and their telephone.</summary>
internal sealed record Member(AccountSite Site, Browser Browser, string Name, byte[] Seed)
{
    public const string Password = "月亮掉进了老井里，捞不起来啊";

    public List<string> Recovery { get; } = [];

    /// <summary>The code the telephone shows now. Each call waits for the next one, since a code counts once.</summary>
    public string Code()
    {
        Site.Clock.Move(TimeSpan.FromSeconds(31));
        return Totp.Code(Seed, Totp.StepAt(Site.Clock.GetUtcNow()));
    }

    public async Task SignInAsync(Browser browser)
    {
        var asked = await browser.PostAsync("/sign-in", new() { ["name"] = Name, ["password"] = Password });
        Assert.True(asked.Path == "/sign-in/code", Site.Said(asked));
        await browser.PostAsync("/sign-in/code", new() { ["code"] = Code() }, keepPage: true);
        Assert.Equal("/account", (await browser.GetAsync("/account")).Path);
    }
}
