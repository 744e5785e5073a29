using System.Globalization;
using Qinglian.Kernel;

namespace Qinglian.Cli;

/// <summary>An option of a command: with a value, or only there.</summary>
/// <param name="Value">What stands behind it; null for one that stands alone.</param>
/// <param name="Many">It may be given several times.</param>
internal sealed record Option(string Name, string? Value, Words Words, bool Many = false);

/// <summary>What was typed behind a command, taken apart.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _options = [];

    public List<string> Places { get; } = [];

    public bool Has(string option) => _options.ContainsKey(option);

    public string? this[string option] => _options.TryGetValue(option, out var values) ? values[^1] : null;

    public IReadOnlyList<string> All(string option) => _options.TryGetValue(option, out var values) ? values : [];

    /// <exception cref="UsageException">An option is unknown, stands twice or lacks its value.</exception>
    public static Arguments Read(IReadOnlyList<string> given, IReadOnlyList<Option> known)
    {
        var read = new Arguments();
        for (var i = 0; i < given.Count; i++)
        {
            if (!given[i].StartsWith("--", StringComparison.Ordinal))
            {
                read.Places.Add(given[i]);
                continue;
            }

            var (name, value) = given[i].IndexOf('=') is > 0 and var at ? (given[i][..at], given[i][(at + 1)..]) : (given[i], null);
            var option = known.FirstOrDefault(o => o.Name == name) ?? throw new UsageException(new($"不认识的选项：{name}", $"Unknown option: {name}"));
            if (option.Value is null) value ??= "";
            else value ??= i + 1 < given.Count && !given[i + 1].StartsWith("--", StringComparison.Ordinal) ? given[++i] : throw new UsageException(new($"{name} 后面缺少内容。", $"{name} needs a value."));
            if (read.Has(name) && !option.Many) throw new UsageException(new($"{name} 写了两次。", $"{name} is given twice."));
            if (!read._options.TryAdd(name, [value])) read._options[name].Add(value);
        }

        return read;
    }

    public long? Number(string option) => this[option] is not { } text ? null : Whole(text, option);

    public static long Whole(string text, string what) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new UsageException(new($"{what} 应为整数，现在是“{text}”。", $"{what} is a whole number, not “{text}”."));
}

/// <summary>The command was written wrongly.</summary>
internal sealed class UsageException(Words words) : Exception(words.En)
{
    public Words Words { get; } = words;
}

/// <summary>The command could not be carried out.</summary>
internal sealed class FailedException(Words words) : Exception(words.En)
{
    public Words Words { get; } = words;
}
