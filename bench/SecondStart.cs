using System.Diagnostics;
using Qinglian.Data.Server;

namespace Qinglian.Bench;

/// <summary>The program started by ./run again in a folder it knows: seconds until the first page is there, and the memory it holds at rest.</summary>
internal static class SecondStart
{
    private const int Starts = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var run = Path.Combine(Environment.GetEnvironmentVariable("QINGLIAN_HOME") ?? ".", "run");
        if (!File.Exists(run))
        {
            Console.Error.WriteLine("Start this through ./bench/run, which knows where ./run is.");
            return 2;
        }

        var folder = Ground.NewFolder();
        try
        {
            // The first builds and makes the cluster.
            Console.WriteLine($"  first start: {(await StartAsync(run, folder)).Seconds:0.0} s");
            var starts = new List<(double Seconds, double Resident, string Page)>();
            for (var i = 0; i < Starts; i++) starts.Add(await StartAsync(run, folder));
            Console.WriteLine($"  second start to first page, s       {Spread.Of(starts.Select(s => s.Seconds))}   ({starts[0].Page})");
            Console.WriteLine($"  web process at rest, MB resident    {Spread.Of(starts.Select(s => s.Resident))}");
            return 0;
        }
        finally
        {
            Ground.Remove(folder);
        }
    }

    private static async Task<(double Seconds, double Resident, string Page)> StartAsync(string run, string folder)
    {
        var port = HostProcess.FreePort();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(run, ["--port", port.ToString(), "--data", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var complaints = process.StandardError.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        while (true)
        {
            try
            {
                using var response = await client.GetAsync("/");
                await response.Content.ReadAsByteArrayAsync();
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                var page = $"{response.RequestMessage!.RequestUri!.PathAndQuery} answers {(int)response.StatusCode}";
                await Task.Delay(Rest);

                // ./run ends by becoming the program, so it is the same process.
                var resident = HostProcess.Use(process.Id).Resident;
                Unix.Signal(process.Id, Unix.Interrupt);
                await process.WaitForExitAsync();
                return (seconds, resident, page);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(20);
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException($"./run ended: {await complaints}");
            }
        }
    }
}
