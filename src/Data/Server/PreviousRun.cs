using System.Globalization;
using Microsoft.Extensions.Logging;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>Ends what an earlier run left behind. The caller holds the owner's lock, so whatever still lives has no owner.</summary>
internal sealed class PreviousRun(string cluster, string sockets, EmbeddedPostgresOptions options)
{
    public async Task ClearAsync(CancellationToken cancel)
    {
        var began = options.Time.GetTimestamp();
        await EndPostmasterAsync(began, cancel);
        await EndBackendsAsync(began, cancel);
        // Postgres tests a foreign pid file with kill(pid, 0), which also succeeds for zombies and reused numbers.
        if (File.Exists(PidFile.PathIn(cluster)))
        {
            options.Log.LogInformation("A stale postmaster.pid is removed");
            File.Delete(PidFile.PathIn(cluster));
        }
        foreach (var socket in Directory.EnumerateFileSystemEntries(sockets, ".s.PGSQL.*"))
            File.Delete(socket);
    }

    private async Task EndPostmasterAsync(long began, CancellationToken cancel)
    {
        var signalled = 0;
        while (PidFile.Read(cluster) is { } left && IsOurs(left.Pid))
        {
            var waited = options.Time.GetElapsedTime(began);
            // Its own life-line usually stops it; only then is it pushed.
            if (signalled == 0 && waited > TimeSpan.FromMilliseconds(300))
                signalled = Push(left.Pid, Unix.Interrupt);
            else if (signalled == Unix.Interrupt && waited > options.StopTimeout / 2)
                signalled = Push(left.Pid, Unix.Quit);
            if (waited > options.StopTimeout)
                throw new ServerFaultException(new(
                    $"上一次运行的数据库（进程 {left.Pid}）没有停止。请稍等片刻再试。",
                    $"The database of the previous run (process {left.Pid}) does not stop. Wait a moment and try again."));
            await Task.Delay(20, cancel);
        }
    }

    // Backends that outlive a killed postmaster keep its shared memory, and postgres would refuse to start.
    private async Task EndBackendsAsync(long began, CancellationToken cancel)
    {
        while (options.Time.GetElapsedTime(began) is var waited && waited < options.StopTimeout && Backends() is { Count: > 0 } left)
        {
            if (waited > TimeSpan.FromSeconds(2))
                foreach (var pid in left)
                    Push(pid, Unix.Quit);
            await Task.Delay(20, cancel);
        }
    }

    private int Push(int pid, int signal)
    {
        options.Log.LogWarning("Process {Pid} of the previous run is sent signal {Signal}", pid, signal);
        Unix.Signal(pid, signal);
        return signal;
    }

    private bool IsOurs(int pid)
    {
        try
        {
            var command = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
            return command[0].EndsWith("postgres", StringComparison.Ordinal) && command.Contains(cluster);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private List<int> Backends()
    {
        var found = new List<int>();
        foreach (var process in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                try
                {
                    if (File.ResolveLinkTarget(process + "/cwd", returnFinalTarget: false)?.FullName == cluster
                        && File.ReadAllText(process + "/comm").StartsWith("postgres", StringComparison.Ordinal))
                        found.Add(pid);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    // It ended while we looked, or belongs to somebody else.
                }
        return found;
    }
}
