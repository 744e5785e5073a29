using System.Text.Json;
using Qinglian.Responsibilities.Decomposition;

namespace Qinglian.Tests.Unit.Decomposition;

/// <summary>What a person marked in a text: a duty with its particulars, or a passage that is none.</summary>
internal sealed record Marked(string File, string Quote, int Offset, bool IsDuty, string? Responsible, bool ResponsibleExplicit, string? Cycle, string? Due)
{
    public Span At => new(Offset, Offset + Quote.Length);
}

/// <summary>Texts with marks made by hand, in the two forms they come in.</summary>
internal sealed record Gold(string Name, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<Marked> Marks)
{
    /// <summary>Our own texts, whose marks were made before the rules were tried on them.</summary>
    public static Gold Own(string name)
    {
        var folder = Upward("tests/Unit/Decomposition/texts") ?? throw new DirectoryNotFoundException("tests/Unit/Decomposition/texts");
        var file = name + ".txt";
        var texts = Read([Path.Combine(folder, file)]);
        return new(name, texts, [.. Lines(Path.Combine(folder, name + ".jsonl")).Select(m => Mark(m, file, texts, m.GetProperty("kind").GetString() == "duty"))]);
    }

    /// <summary>The speeches the work was commissioned with; null where they are not at hand.</summary>
    public static Gold? Commissioned()
    {
        if (Upward("shared/samples/speeches") is not { } folder)
            return null;
        var texts = Read(Directory.GetFiles(folder, "*.txt"));
        return new("speeches", texts,
        [
            .. Lines(Path.Combine(folder, "duties.jsonl")).Select(m => Mark(m, m.GetProperty("file").GetString()!, texts, true)),
            .. Lines(Path.Combine(folder, "not-duties.jsonl")).Select(m => Mark(m, m.GetProperty("file").GetString()!, texts, false)),
        ]);
    }

    private static string? Upward(string below)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, below)))
                return Path.Combine(at.FullName, below);
        return null;
    }

    private static Dictionary<string, string> Read(IEnumerable<string> files) =>
        files.ToDictionary(f => Path.GetFileName(f), f => ((ReadableText)TextDecoding.Decode(File.ReadAllBytes(f))).Text);

    private static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(file).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement);

    private static Marked Mark(JsonElement mark, string file, Dictionary<string, string> texts, bool duty)
    {
        var quote = mark.GetProperty("quote").GetString()!;
        var stated = mark.TryGetProperty("offset", out var o) ? texts[file].IndexOf(quote, Math.Max(0, o.GetInt32() - 400), StringComparison.Ordinal) : -1;
        var offset = stated >= 0 ? stated : texts[file].IndexOf(quote, StringComparison.Ordinal);
        Assert.True(offset >= 0, $"The marked words are not in {file}: {quote}");
        return new(file, quote, offset, duty, Text("responsible"), mark.TryGetProperty("explicit", out var e) ? e.GetBoolean() : mark.TryGetProperty("responsible_explicit", out e) && e.GetBoolean(), Text("cycle"), Text("due") ?? Text("deadline"));

        string? Text(string name) => mark.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
