using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qinglian.Data.Server;
using Qinglian.Kernel.Vault;
using Qinglian.Tests.World;
using Qinglian.Web;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>The framework's own keys lie on disk sealed under the installation's key file.</summary>
public sealed class SealedKeysTests : IDisposable
{
    private readonly string _folder = TestServer.NewFolder();
    private readonly List<string> _warnings = [];

    private DataFolder Folder
    {
        get
        {
            var folder = new DataFolder(_folder);
            folder.Create();
            return folder;
        }
    }

    private string MasterKeysPath => Path.Combine(Folder.Keys, "master.keys");

    public void Dispose() => TestServer.Remove(_folder);

    [Fact]
    public void No_key_lies_open_and_nothing_is_warned_of_at_the_start()
    {
        var said = Protect("秘密");

        var files = Directory.GetFiles(Path.Combine(Folder.Keys, "web"), "*.xml");
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.DoesNotContain("<value>", File.ReadAllText(f), StringComparison.Ordinal));
        Assert.All(files, f => Assert.Contains("KeyOpener", File.ReadAllText(f), StringComparison.Ordinal));
        Assert.Empty(_warnings);
        Assert.Equal("秘密", Unprotect(said));
    }

    [Fact]
    public void What_was_protected_still_opens_after_the_master_key_was_renewed_and_after_a_restore_elsewhere()
    {
        var said = Protect("秘密");
        MasterKeys.Rotate(MasterKeysPath, DateTimeOffset.UtcNow);
        Assert.Equal("秘密", Unprotect(said));

        // Without the key file the web keys are worth nothing: a new one is made and the old message does not open.
        File.Move(MasterKeysPath, MasterKeysPath + ".away");
        Assert.ThrowsAny<Exception>(() => Unprotect(said));
        File.Move(MasterKeysPath + ".away", MasterKeysPath, overwrite: true);
        Assert.Equal("秘密", Unprotect(said));
    }

    [Fact]
    public void Keys_an_older_version_left_open_are_sealed_at_the_start_and_go_on_working()
    {
        var plain = new ServiceCollection().AddLogging();
        plain.AddDataProtection().PersistKeysToFileSystem(new(Path.Combine(Folder.Keys, "web"))).SetApplicationName("qinglian");
        string said;
        using (var old = plain.BuildServiceProvider()) said = old.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("从前");
        Assert.Contains("<value>", File.ReadAllText(Directory.GetFiles(Path.Combine(Folder.Keys, "web"), "*.xml")[0]), StringComparison.Ordinal);

        Assert.Equal("从前", Unprotect(said));

        Assert.All(Directory.GetFiles(Path.Combine(Folder.Keys, "web"), "*.xml"), f => Assert.DoesNotContain("<value>", File.ReadAllText(f), StringComparison.Ordinal));
        Assert.Equal("从前", Unprotect(said));
    }

    private string Protect(string text)
    {
        using var site = Site();
        return site.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect(text);
    }

    private string Unprotect(string text)
    {
        using var site = Site();
        return site.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(text);
    }

    /// <summary>The services of a start of the site, as far as keys go.</summary>
    private ServiceProvider Site()
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.AddProvider(new Warnings(_warnings)));
        services.AddSingleton(Folder);
        services.AddSingleton(_ => new Vault(MasterKeys.LoadOrCreate(MasterKeysPath, DateTimeOffset.UtcNow)));
        Web.Site.Add(services, new(Demo: false, ""), Folder);
        return services.BuildServiceProvider();
    }

    private sealed class Warnings(List<string> list) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) list.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
