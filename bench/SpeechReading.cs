using System.Diagnostics;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Bench;

/// <summary>Decomposition of a speech of 5,000 characters, put together from the invented texts of the tests.</summary>
internal static class SpeechReading
{
    private const int Length = 5000;
    private const int Rounds = 9;
    private const int Runs = 50;
    private const int ColdRuns = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var speech = Speech();
        var duties = Decomposer.Decompose(speech).Passages.OfType<Duty>().Count();
        var cold = new List<double>();
        for (var i = 0; i < ColdRuns; i++) cold.Add(await ColdAsync());
        Console.WriteLine($"  {speech.Length} characters, {duties} duties proposed");
        Console.WriteLine($"  first time in a fresh process, ms   {Spread.Of(cold)}");

        for (var i = 0; i < 200; i++) Decomposer.Decompose(speech);
        var rounds = new List<List<double>>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add([]);
            for (var run = 0; run < Runs; run++)
            {
                var began = Stopwatch.GetTimestamp();
                Decomposer.Decompose(speech);
                rounds[^1].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        Console.WriteLine($"  after warming up, ms, median        {Spread.Of(rounds.Select(r => Spread.Quantile(r, 0.5)))}");
        Console.WriteLine($"  after warming up, ms, p99           {Spread.Of(rounds.Select(r => Spread.Quantile(r, 0.99)))}");
        Console.WriteLine($"  share of the 50 ms                  {Spread.Of(rounds.Select(r => Spread.Quantile(r, 0.5) / 50))}");
        return 0;
    }

    /// <summary>Decomposes once and prints the milliseconds: the first time of a process.</summary>
    public static int Cold()
    {
        var speech = Speech();
        var began = Stopwatch.GetTimestamp();
        Decomposer.Decompose(speech);
        Console.WriteLine(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return 0;
    }

    private static async Task<double> ColdAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(SpeechReading).Assembly.Location, "decompose-cold"]) { RedirectStandardOutput = true })!;
        return double.Parse(await process.StandardOutput.ReadToEndAsync());
    }

    private static string Speech()
    {
        var assembly = typeof(SpeechReading).Assembly;
        var text = string.Concat(assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }));
        return string.Concat(Enumerable.Repeat(text, (Length / text.Length) + 1))[..Length];
    }
}
