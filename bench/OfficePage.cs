using System.Collections.Concurrent;
using System.Diagnostics;
using Qinglian.Application;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Data.Registers;

namespace Qinglian.Bench;

/// <summary>The list page of the office over HTTP at 32 clients, against the smallest answer of the same process. The loader runs on the same cores and takes its part of them.</summary>
internal static class OfficePage
{
    private const int Clients = 32;
    private const int Rounds = 5;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(string[] args)
    {
        var folder = Ground.NewFolder();
        try
        {
            var token = await PrepareAsync(folder, Program.Option(args, "dossiers", 10_000));
            await using var host = HostProcess.Start(folder, HostProcess.FreePort());
            var ready = new TaskCompletionSource();
            var reading = host.ReadAsync(line => _ = line == "ready" && ready.TrySetResult());
            await Task.WhenAny(ready.Task, reading);
            if (!ready.Task.IsCompleted) throw new InvalidOperationException($"The web process did not start: {host.Complaints}");
            Console.WriteLine($"  at rest before the first page: {HostProcess.Use(host.Pid).Resident:0} MB resident");

            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = Clients }) { BaseAddress = new($"http://127.0.0.1:{host.Port}") };
            client.DefaultRequestHeaders.Add("Cookie", $"{Door.Cookie}={token}");
            var pages = new (string Name, string Path)[] { ("list of one kind", "/lists/work-order"), ("list, English", "/lists/work-order?lang=en"), ("workbench", "/desk"), ("redirect", "/") };
            foreach (var (name, path) in pages)
            {
                var (status, bytes) = await LookAsync(client, path);
                Console.WriteLine($"  {name,-18} {path,-28} {status} {bytes / 1024.0:0.0} KB");
            }

            Console.WriteLine($"  {Clients} clients, {Rounds} rounds of {Length.TotalSeconds:0} s; least / middle / greatest");
            Console.WriteLine($"  {"page",-18} {"requests/s",22} {"p50 ms",22} {"p99 ms",22} {"CPU ms/request",22}");
            foreach (var (_, path) in pages) await RoundAsync(client, host.Pid, path);
            var rounds = pages.ToDictionary(p => p.Name, _ => new List<Round>());
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (name, path) in pages) rounds[name].Add(await RoundAsync(client, host.Pid, path));
            }

            foreach (var (name, _) in pages)
            {
                Spread Of(Func<Round, double> figure) => Spread.Of(rounds[name].Select(figure));
                Console.WriteLine($"  {name,-18} {Of(r => r.PerSecond),22} {Of(r => r.P50),22} {Of(r => r.P99),22} {Of(r => r.Cpu),22}");
            }

            Console.WriteLine($"  list against redirect, requests/s: {Spread.Of(rounds["list of one kind"].Zip(rounds["redirect"], (l, r) => l.PerSecond / r.PerSecond))}");
            Console.WriteLine($"  after the load: {HostProcess.Use(host.Pid).Resident:0} MB resident");
            await Task.Delay(TimeSpan.FromSeconds(15));
            Console.WriteLine($"  15 s later: {HostProcess.Use(host.Pid).Resident:0} MB resident");
            return 0;
        }
        finally
        {
            Ground.Remove(folder);
        }
    }

    private static async Task<string> PrepareAsync(string folder, int dossiers)
    {
        await using var installation = await Installation.StartAsync(new() { Data = folder, Empty = true }, new ConfigurationBuilder().Build(), TextWriter.Null, default);
        var owner = installation.Server.OpenOwner();
        await County.FillAsync(owner);
        var services = new ServiceCollection().AddLogging().AddQinglian(installation.App, installation.Folder, "qinglian.local").BuildServiceProvider();
        await services.GetRequiredService<LiveRules>().RefreshAsync(default);
        await using var place = new Place("qinglian", owner, installation.App, services);
        await new ManyDossiers(place, dossiers).LoadAsync();
        return await Door.OpenAsync(owner, installation.App, place.Rules, County.Person(County.Whole, 1));
    }

    private static async Task<(int Status, int Bytes)> LookAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return ((int)response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    private static async Task<Round> RoundAsync(HttpClient client, int pid, string path)
    {
        var times = new ConcurrentBag<List<double>>();
        var before = HostProcess.Use(pid).Cpu;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            var buffer = new byte[64 * 1024];
            while (watch.Elapsed < Length)
            {
                var began = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                if ((int)response.StatusCode >= 400) throw new InvalidOperationException($"{path} answers {(int)response.StatusCode}.");
                await using var body = await response.Content.ReadAsStreamAsync();
                while (await body.ReadAsync(buffer) > 0)
                {
                }

                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            times.Add(own);
        })));
        var all = times.SelectMany(t => t).Order().ToList();
        return new(all.Count / watch.Elapsed.TotalSeconds, Spread.Quantile(all, 0.5), Spread.Quantile(all, 0.99), (HostProcess.Use(pid).Cpu - before).TotalMilliseconds / all.Count);
    }

    private sealed record Round(double PerSecond, double P50, double P99, double Cpu);
}
