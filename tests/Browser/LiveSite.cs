using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Qinglian.Tests.World;

[assembly: AssemblyFixture(typeof(Qinglian.Tests.Browser.LiveSite))]

namespace Qinglian.Tests.Browser;

/// <summary>The program itself, started as a person would start it, with its demonstration county and a real browser in front of it.</summary>
public sealed class LiveSite : IAsyncLifetime
{
    private readonly string _folder = TestServer.NewFolder();
    private readonly List<string> _said = [];
    private Process? _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    /// <summary>Root of the sources: where the pictures of the README lie.</summary>
    public static string Sources { get; } = FindSources();

    public async ValueTask InitializeAsync()
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_CONTENTROOT"] = Path.Combine(Sources, "src", "Web"), ["Logging__LogLevel__Default"] = "Warning" },
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Qinglian.Web.dll"), "--port", $"{port}", "--data", _folder]) start.ArgumentList.Add(argument);
        _program = Process.Start(start)!;
        var running = new TaskCompletionSource();
        void Hear(string? line)
        {
            if (line is null) return;
            lock (_said) _said.Add(line);
            if (line.StartsWith("Qinglian is running", StringComparison.Ordinal)) running.TrySetResult();
        }

        _program.OutputDataReceived += (_, e) => Hear(e.Data);
        _program.ErrorDataReceived += (_, e) => Hear(e.Data);
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
        if (await Task.WhenAny(running.Task, _program.WaitForExitAsync(), Task.Delay(TimeSpan.FromMinutes(5))) != running.Task) throw new InvalidOperationException("The program did not start:\n" + Said);
        Address = $"http://127.0.0.1:{port}";

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said.TakeLast(60));
        }
    }

    /// <summary>A visitor with nothing in their browser.</summary>
    public async Task<Guest> VisitAsync(bool phone = false, bool english = false, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1366, Height = 900 },
            JavaScriptEnabled = scripts,
            Locale = "zh-CN",
        });
        context.SetDefaultTimeout(60_000);
        return new(await context.NewPageAsync(), english);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_program is { HasExited: false })
        {
            // Ends it as Ctrl-C would, so that its database ends with it.
            Process.Start("kill", ["-TERM", $"{_program.Id}"]).WaitForExit();
            if (!_program.WaitForExit(TimeSpan.FromSeconds(30))) _program.Kill(entireProcessTree: true);
        }

        _program?.Dispose();
        TestServer.Remove(_folder);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindSources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Qinglian.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The sources were not found above the tests.");
        return folder.FullName;
    }
}

/// <summary>One person at a browser.</summary>
public sealed class Guest : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public Guest(IPage page, bool english)
    {
        (Page, English) = (page, english);

        // A page that breaks its own security policy or a script that fails is a failure of every test that meets it.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
        page.PageError += (_, fault) => _complaints.Add(fault);
    }

    public IPage Page { get; }
    public bool English { get; }

    public async Task GoAsync(string path)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        await Page.GotoAsync($"{path}{separator}lang={(English ? "en" : "zh")}");
    }

    /// <summary>Tries a role of the demonstration: the first whose button says all of these words.</summary>
    public async Task SignInAsync(params string[] words)
    {
        await GoAsync("/sign-in");
        var button = Page.Locator("button[name=role]");
        foreach (var word in words) button = button.Filter(new() { HasText = word });
        await button.First.ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    public Task PressAsync(string text) => Page.GetByRole(AriaRole.Button, new() { Name = text }).First.ClickAsync();
    public Task FollowAsync(string text) => Page.GetByRole(AriaRole.Link, new() { Name = text }).First.ClickAsync();

    /// <summary>Sends the form of an action, which leads back to its dossier.</summary>
    public async Task SendAsync()
    {
        await Page.Locator("form.action-form button[type=submit]").First.ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/do/", StringComparison.Ordinal) && !url.Contains("/open/", StringComparison.Ordinal));
    }

    /// <summary>Does something about a dossier, with these values and otherwise what the form brings along.</summary>
    public async Task DoAsync(string dossier, string action, params (string Field, string Value)[] values)
    {
        await GoAsync($"{dossier}/do/{action}");
        foreach (var (field, value) in values) await Page.Locator($"[name={field}]").First.FillAsync(value);
        await SendAsync();
    }

    /// <summary>What axe finds wrong with the page as it stands.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        var found = await Page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        return [.. found.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")];
    }

    /// <summary>Keeps a picture for the README. Elsewhere than in a checkout being worked on the pictures go nowhere.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("QINGLIAN_PICTURES") != "1") return;
        var folder = Path.Combine(LiveSite.Sources, "docs", "screenshots");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = false });
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_complaints);
    }
}
