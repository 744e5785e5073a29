using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Bench.Faults;

/// <summary>What a run of faults left behind.</summary>
/// <param name="Wrong">What should not be so; empty when nothing was lost.</param>
public sealed record FaultReport(int WebKills, int DatabaseKills, int Acknowledged, int ByForms, double LongestPause, string Summary, IReadOnlyList<string> Wrong);

/// <summary>
/// Puts load on an installation, kills its web process and its database at random moments, and looks afterwards whether everything that
/// was acknowledged is there. Which comes when follows from the seed.
/// </summary>
public sealed class FaultRun
{
    private const int Workers = 4;
    private const int Forms = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly ConcurrentQueue<(Guid Dossier, string Mark)> _acknowledged = new();
    private readonly ConcurrentDictionary<string, int> _faults = new();
    private readonly List<Guid> _open = [];
    private readonly string _folder = Ground.NewFolder();
    private readonly Random _chance;
    private readonly int _seed;
    private HostProcess _host = null!;
    private List<Task> _forms = [];
    private Task _reading = Task.CompletedTask;
    private int _port;
    private string _county = "";
    private int _starts;
    private int _givenUp;
    private string _said = "";
    private int _byForms;
    private double _longestPause;

    private FaultRun(int seed) => (_seed, _chance) = (seed, new(seed));

    internal static async Task<int> RunAsync(string[] args)
    {
        var (web, database, seed) = (Program.Option(args, "web", 100), Program.Option(args, "database", 20), Program.Option(args, "seed", 19));
        var watch = Stopwatch.StartNew();
        var report = await RunAsync(web, database, seed, Console.WriteLine);
        Console.WriteLine($"  {report.WebKills} kills of the web process, {report.DatabaseKills} of the database, seed {seed}, {watch.Elapsed.TotalSeconds:0} s");
        Console.WriteLine($"  {report.Acknowledged:N0} acts acknowledged, {report.ByForms:N0} of them by forms over HTTP; longest wait for the next acknowledgement {report.LongestPause:0.0} s");
        Console.WriteLine($"  {report.Summary}");
        foreach (var wrong in report.Wrong) Console.WriteLine($"  WRONG: {wrong}");
        Console.WriteLine(report.Wrong.Count == 0 ? "  nothing was lost" : $"  {report.Wrong.Count} things are wrong");
        return report.Wrong.Count == 0 ? 0 : 1;
    }

    /// <param name="say">Told now and then how far it is.</param>
    public static async Task<FaultReport> RunAsync(int web, int database, int seed, Action<string> say)
    {
        var run = new FaultRun(seed);
        try
        {
            var (county, token) = await run.PrepareAsync();
            await run.KillAsync(county, token, [.. Enumerable.Repeat(true, web), .. Enumerable.Repeat(false, database)], say);
            var (summary, wrong) = await FaultCheck.RunAsync(run._folder, [.. run._acknowledged]);
            var faults = string.Join(", ", run._faults.OrderBy(f => f.Key).Select(f => $"{f.Value} {f.Key}"));
            return new(web, database, run._acknowledged.Count, run._byForms, run._longestPause, $"{summary}; {run._starts} starts, of which {run._givenUp} gave up because the database was killed under them; the desk's callers saw {(faults.Length > 0 ? faults : "no fault")}", wrong);
        }
        finally
        {
            Ground.Remove(run._folder);
        }
    }

    private async Task<(SmallCounty County, string Token)> PrepareAsync()
    {
        await using var installation = await Installation.StartAsync(new() { Data = _folder, Empty = true }, new ConfigurationBuilder().Build(), TextWriter.Null, default);
        await using var services = new ServiceCollection().AddLogging().AddQinglian(installation.App, installation.Folder, "qinglian.local").BuildServiceProvider();
        await services.GetRequiredService<LiveRules>().RefreshAsync(default);
        var county = await SmallCounty.EnterAsync(services.GetRequiredService<IRegistrar>(), services.GetRequiredService<IRules>(), TimeProvider.System);
        await using var owner = installation.Server.OpenOwner();
        return (county, await Door.OpenAsync(owner, installation.App, services.GetRequiredService<IRules>(), county.Office));
    }

    private async Task KillAsync(SmallCounty county, string token, bool[] kills, Action<string> say)
    {
        _chance.Shuffle(kills);
        (_port, _county) = (HostProcess.FreePort(), county.Written);
        using var stop = new CancellationTokenSource();
        _forms = Enumerable.Range(0, Forms).Select(i => Task.Run(() => new FormLoad(() => Volatile.Read(ref _port), token, _seed + 100 + i, Some, ByForm).RunAsync(stop.Token))).ToList();
        Start();
        try
        {
            for (var i = 0; i < kills.Length; i++)
            {
                // One in eight is killed while it starts or recovers; the others while work is going on.
                if (_chance.Next(8) is > 0 and var which) await WorkAsync(byForm: which > 4);
                await Task.Delay(_chance.Next(10, 500));
                if (kills[i]) await KillWebAsync();
                else await KillDatabaseAsync();
                if ((i + 1) % 20 == 0) say($"  {i + 1} kills, {_acknowledged.Count:N0} acts acknowledged");
            }

            await WorkAsync(byForm: true);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(_forms);
            await EndAsync();
        }
    }

    private void Start()
    {
        _host = HostProcess.Start(_folder, _port, Workers.ToString(), (_seed + (1000 * ++_starts)).ToString(), _county);
        _reading = _host.ReadAsync(Hear);
    }

    private async Task EndAsync()
    {
        if (!_host.HasExited) _host.Kill();
        await _reading;
        await _host.DisposeAsync();
    }

    private async Task KillWebAsync()
    {
        await EndAsync();
        Start();
    }

    /// <summary>A program whose database is killed under its start gives up with a message, and is started again as the system's supervisor would.</summary>
    private async Task LookAfterAsync(Stopwatch watch)
    {
        if (watch.Elapsed > Patience) throw new InvalidOperationException(
            $"Nothing goes on for {Patience.TotalSeconds} s: {_acknowledged.Count} acts acknowledged, {_byForms} by forms, {_starts} starts, {_givenUp} given up, {(_host.Ready ? "listening" : "not listening")}, callers saw {string.Join(", ", _faults)}. {_said}");
        await Task.Delay(5);
        if (_forms.Find(f => f.IsFaulted) is { } ended) await ended;
        if (!_host.HasExited) return;
        await _reading;
        if (_host.Ready) throw new InvalidOperationException($"The web process ended by itself: {_host.Complaints}");
        _givenUp++;
        _said = _host.Complaints;
        // Somebody else on this machine may have taken the port meanwhile.
        Volatile.Write(ref _port, HostProcess.FreePort());
        await KillWebAsync();
    }

    /// <summary>Waits until something more is acknowledged.</summary>
    private async Task WorkAsync(bool byForm)
    {
        var (all, forms, watch) = (_acknowledged.Count, _byForms, Stopwatch.StartNew());
        while (_acknowledged.Count <= all || (byForm && Volatile.Read(ref _byForms) <= forms)) await LookAfterAsync(watch);
        _longestPause = Math.Max(_longestPause, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Kills the postmaster as soon as there is one, and waits until another stands in its place.</summary>
    private async Task KillDatabaseAsync()
    {
        var cluster = Path.Combine(new DataFolder(_folder).Postgres, "pgdata");
        var watch = Stopwatch.StartNew();
        int killed;
        while ((killed = Postmaster(cluster)) == 0 || !Unix.Signal(killed, Unix.Kill)) await LookAfterAsync(watch);
        while (Postmaster(cluster) is var next && (next == 0 || next == killed)) await LookAfterAsync(watch);
    }

    /// <summary>The server's process; 0 without one. The file may be of a run before, and its number somebody else's by now.</summary>
    private static int Postmaster(string cluster)
    {
        try
        {
            return PidFile.Read(cluster) is { } file && File.ReadAllText($"/proc/{file.Pid}/cmdline").Contains(cluster, StringComparison.Ordinal) ? file.Pid : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private void Hear(string line)
    {
        var parts = line.Split(' ');
        if (parts is ["ack", var dossier, var mark]) Acknowledged(Guid.Parse(dossier), mark);
        else if (parts is ["fault", var fault]) _faults.AddOrUpdate(fault, 1, (_, n) => n + 1);
    }

    private void ByForm(Guid dossier, string mark)
    {
        Interlocked.Increment(ref _byForms);
        _acknowledged.Enqueue((dossier, mark));
    }

    private void Acknowledged(Guid dossier, string mark)
    {
        _acknowledged.Enqueue((dossier, mark));
        lock (_open)
        {
            if (_open.Count == 0 || _open[^1] != dossier) _open.Add(dossier);
        }
    }

    private Guid? Some(Random chance)
    {
        lock (_open) return _open.Count == 0 ? null : _open[^(1 + chance.Next(Math.Min(_open.Count, 12)))];
    }
}
