using System.Collections.Frozen;
using System.Text;

namespace Qinglian.Kernel.Sealing;

/// <summary>The 256 words of each language in which a code is read aloud. The order never changes: slips of paper depend on it.</summary>
internal static class CodeWords
{
    private const int ChineseLength = 2;

    private static readonly string[] Chinese = Load("zh.txt"), English = Load("en.txt");
    private static readonly FrozenDictionary<string, int> ChineseAt = Places(Chinese), EnglishAt = Places(English);

    public static IReadOnlyList<string> In(Language language) => language switch { Language.Chinese => Chinese, Language.English => English };

    /// <returns>-1 where it is none of the words.</returns>
    public static int Find(string word, Language language) => (language switch { Language.Chinese => ChineseAt, Language.English => EnglishAt }).GetValueOrDefault(word, -1);

    /// <summary>Every Chinese word has two characters, so that blanks between them do not matter.</summary>
    public static IReadOnlyList<string> SplitChinese(string text) => [.. text.Where(char.IsLetterOrDigit).Chunk(ChineseLength).Select(pair => new string(pair))];

    public static IReadOnlyList<string> SplitEnglish(string text)
    {
        var separated = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant()) separated.Append(char.IsLetterOrDigit(c) ? c : ' ');
        return separated.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static FrozenDictionary<string, int> Places(string[] words) => words.Select((word, at) => KeyValuePair.Create(word, at)).ToFrozenDictionary(StringComparer.Ordinal);

    // One word a line; behind a Chinese one its sound, by which a test holds the words apart.
    private static string[] Load(string name)
    {
        using var file = typeof(CodeWords).Assembly.GetManifestResourceStream($"CodeWords/{name}") ?? throw new InvalidOperationException($"{name} is missing.");
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
    }
}
