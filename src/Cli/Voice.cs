using Qinglian.Kernel;

namespace Qinglian.Cli;

/// <summary>Speaks the language of the terminal; where that is neither Chinese nor English, both.</summary>
internal static class Voice
{
    private static readonly Language? Chosen = Choose();

    public static string In(Words words) => Chosen is { } language ? words.In(language) : words.Zh == words.En ? words.Zh : $"{words.Zh}\n{words.En}";

    public static void Say(Words words) => Console.Out.WriteLine(In(words));

    /// <summary>Beside the result: what goes wrong and how far it has come.</summary>
    public static void Tell(Words words) => Console.Error.WriteLine(In(words));

    /// <summary>Progress, only where somebody is watching.</summary>
    public static IProgress<long>? Counting(Words words) => Console.IsErrorRedirected ? null : new Counter(words);

    private static Language? Choose()
    {
        foreach (var variable in (ReadOnlySpan<string>)["QINGLIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (Environment.GetEnvironmentVariable(variable) is not { Length: > 1 } locale) continue;
            if (locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Language.Chinese;
            return locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.English : null;
        }

        return null;
    }

    private sealed class Counter(Words words) : IProgress<long>
    {
        public void Report(long value) => Console.Error.Write($"\r{In(words.With(value)).ReplaceLineEndings(" ")}");
    }
}
