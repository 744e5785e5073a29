using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>One run of the PostgreSQL server process, tied to the life of this process.</summary>
internal sealed class Postmaster : IDisposable
{
    // The shell holds our end of a pipe: when this process ends in any way, kill -9 included, the pipe closes, "read"
    // returns and postgres is told to stop, again and again, for a server that has just begun does not listen to signals
    // yet. setsid keeps the terminal's Ctrl-C away from it.
    private const string Lifeline = """
        exec 3<&0 </dev/null
        "$@" 3<&- & pg=$!
        ( read -r _ <&3; while kill -INT $pg 2>/dev/null; do sleep 0.2; done ) & watcher=$!
        wait $pg; rc=$?
        kill $watcher 2>/dev/null
        exit $rc
        """;

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();

    private Postmaster(Process process, ILogger log)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
                return;
            lock (_complaints)
                _complaints.AppendLine(text);
            log.LogDebug("postgres: {Line}", text);
        };
        _process.BeginErrorReadLine();
        Exited = _process.WaitForExitAsync(CancellationToken.None);
    }

    public Task Exited { get; }

    public int Pid { get; private set; }

    public static async Task<Postmaster> StartAsync(
        string programs, string cluster, string sockets, string logFolder, Account? account, EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        List<string> arguments = ["/bin/sh", "-c", Lifeline, "sh", Path.Combine(programs, "bin", "postgres"), "-D", cluster, "-k", sockets];
        foreach (var (name, value) in ServerSettings.For(options, logFolder))
            arguments.AddRange(["-c", $"{name}={value}"]);
        var start = ClusterCreation.Command("setsid", arguments, account);
        start.RedirectStandardInput = true;

        var postmaster = new Postmaster(Process.Start(start)!, options.Log);
        try
        {
            await postmaster.BecomeReadyAsync(cluster, logFolder, options, cancel);
            return postmaster;
        }
        catch
        {
            await postmaster.StopAsync(options.StopTimeout);
            postmaster.Dispose();
            throw;
        }
    }

    private async Task BecomeReadyAsync(string cluster, string logFolder, EmbeddedPostgresOptions options, CancellationToken cancel)
    {
        var began = options.Time.GetTimestamp();
        while (true)
        {
            if (PidFile.Read(cluster) is { } written)
            {
                Pid = written.Pid;
                if (written.Ready)
                    return;
            }
            if (_process.HasExited)
                throw new ServerFaultException(new(
                    $"数据库没有启动（退出码 {_process.ExitCode}）。详细情况见 {logFolder}。{Complaints()}",
                    $"The database did not start (exit code {_process.ExitCode}). See {logFolder}. {Complaints()}"));
            if (options.Time.GetElapsedTime(began) > options.StartTimeout)
                throw new ServerFaultException(new(
                    $"数据库在 {options.StartTimeout.TotalSeconds:0} 秒内没有就绪。详细情况见 {logFolder}。",
                    $"The database was not ready within {options.StartTimeout.TotalSeconds:0} seconds. See {logFolder}."));
            await Task.Delay(5, cancel);
        }
    }

    /// <summary>Asks for a fast shutdown (open transactions are rolled back, nothing committed is lost), and insists if need be.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        CutLifeline();
        foreach (var signal in (int[])[Unix.Quit, Unix.Kill])
        {
            try
            {
                await Exited.WaitAsync(patience);
                return;
            }
            catch (TimeoutException)
            {
                if (Pid > 0)
                    Unix.Signal(Pid, signal);
            }
        }
    }

    /// <summary>Lets go of the pipe; needed even after the end, for if only the shell was killed, postgres itself still lives.</summary>
    public void CutLifeline()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The other end is already gone.
        }
    }

    public string Complaints()
    {
        lock (_complaints)
            return _complaints.ToString().Trim();
    }

    public void Dispose() => _process.Dispose();
}
