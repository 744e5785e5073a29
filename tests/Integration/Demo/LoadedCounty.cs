using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Application;
using Qinglian.Application.Demo;
using Qinglian.Application.Demo.Story;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Demo;

/// <summary>The demonstration county, loaded once for all tests that only look at it. Today is a day that never changes.</summary>
public sealed class LoadedCounty : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 9, 15, 2, 0, 0, TimeSpan.Zero);

    private readonly string _folder = TestServer.NewFolder();
    private ServiceProvider? _services;

    public TestDatabase Database { get; private set; } = null!;
    public IServiceProvider Services => _services!;
    internal Qinglian.Application.Demo.Story.World World { get; private set; } = null!;
    public List<int> Percents { get; } = [];
    public TimeSpan Took { get; private set; }
    public TimeSpan Worked { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CloneAsync();
        _services = Provide(Database.App, _folder);
        var (began, worked) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        World = await DemoCounty.LoadAndKeepAsync(_services, new Heard(Percents), TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("Nothing was loaded.");
        (Took, Worked) = (Stopwatch.GetElapsedTime(began), Process.GetCurrentProcess().TotalProcessorTime - worked);
        await _services.GetRequiredService<LiveRules>().RefreshAsync(CancellationToken.None);
    }

    public static ServiceProvider Provide(NpgsqlDataSource database, string folder)
    {
        var data = new DataFolder(folder);
        data.Create();
        return new ServiceCollection().AddLogging().AddQinglian(database, data, "test.demo").AddSingleton<TimeProvider>(new Still(Now)).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await Database.DisposeAsync();
        TestServer.Remove(_folder);
    }

    internal sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    internal sealed class Heard(List<int> percents) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => percents.Add(value.Percent);
    }
}
