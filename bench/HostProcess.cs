using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Qinglian.Bench;

/// <summary>A <see cref="WebHost"/> in a process of its own, which ends with us.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringWriter _complaints = new();

    private HostProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }
    public int Pid => _process.Id;
    public bool HasExited => _process.HasExited;

    /// <summary>Whether it has said that it listens.</summary>
    public bool Ready { get; private set; }

    public string Complaints => _complaints.ToString();

    public static HostProcess Start(string folder, int port, params string[] load)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(HostProcess).Assembly.Location, "host", folder, port.ToString(), .. load]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var host = new HostProcess(Process.Start(start)!, port);
        host._process.ErrorDataReceived += (_, line) => host._complaints.WriteLine(line.Data);
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Reads what it says, line by line, until it ends. A last line without its end is not a line.</summary>
    public async Task ReadAsync(Action<string> say)
    {
        var line = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and var read)
        {
            foreach (var letter in buffer.AsSpan(0, read))
            {
                if (letter != '\n')
                {
                    line.Append(letter);
                    continue;
                }

                if (line.ToString() is "ready") Ready = true;
                say(line.ToString());
                line.Clear();
            }
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>A port that is free at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Resident memory of a process in MB, and its processor time.</summary>
    public static (double Resident, TimeSpan Cpu) Use(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return (process.WorkingSet64 / 1048576.0, process.TotalProcessorTime);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
