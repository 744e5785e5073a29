using System.Globalization;
using Qinglian.Bench.Faults;

namespace Qinglian.Bench;

/// <summary>Measures, and prints ratios of one run. Writes nothing that stays.</summary>
internal static class Program
{
    private static readonly (string Name, string What, Func<string[], Task<int>> Run)[] All =
    [
        ("desk", "acts per second of the desk against a hand-written loop of the same statements", DeskActs.RunAsync),
        ("lists", "lists, counts and search at 1,000,000 dossiers against 10,000 (--dossiers N)", ListPages.RunAsync),
        ("ledger", "verification of the ledger against hashing the same bytes (--lines N)", LedgerCheck.RunAsync),
        ("decompose", "decomposition of a speech of 5,000 characters", SpeechReading.RunAsync),
        ("page", "the list page of the office at 32 clients", OfficePage.RunAsync),
        ("start", "second start of ./run and memory at rest", SecondStart.RunAsync),
        ("faults", "kills of the program and the database under load (--web N --database N --seed N)", FaultRun.RunAsync),
    ];

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["host", ..]) return await WebHost.RunAsync(args);
        if (args is ["decompose-cold"]) return SpeechReading.Cold();
        if (args.Contains("--help"))
        {
            foreach (var (name, what, _) in All) Console.WriteLine($"  {name,-10} {what}");
            return 0;
        }

        var named = args.TakeWhile(a => !a.StartsWith('-')).ToList();
        if (named.Find(n => All.All(b => b.Name != n)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no “{unknown}”: ./bench/run --help lists what there is.");
            return 2;
        }

        var failed = 0;
        foreach (var (name, what, run) in All.Where(b => named.Count == 0 ? b.Name != "faults" : named.Contains(b.Name)))
        {
            Console.WriteLine($"\n{name}: {what}");
            failed |= await run(args[named.Count..]);
        }

        return failed;
    }

    /// <summary>The number behind an option, or what it is without one.</summary>
    public static int Option(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, "--" + name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
