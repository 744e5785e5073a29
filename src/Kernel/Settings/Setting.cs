namespace Qinglian.Kernel.Settings;

/// <summary>What kind of value a setting takes.</summary>
public enum SettingKind
{
    [Words("整数", "whole number")] Number,
    [Words("期限", "length of time")] Term,
    [Words("是否", "yes or no")] Switch,
    [Words("文字", "text")] Text,
    [Words("选项", "choice")] Choice,
}

/// <summary>
/// A value that no rule fixes, or that a rule fixes in a text we have not read. It has versions: a change says who made it, when and why,
/// and counts from then on.
/// </summary>
/// <param name="Basis">Where the value is believed to come from; null where it is this organ's own choice.</param>
public sealed record Setting(string Code, Words Name, SettingKind Kind, string Default, Words Why, Citation? Basis = null, IReadOnlyList<(string Code, Words Name)>? Choices = null)
{
    /// <summary>What is wrong with a value beyond its kind, in words; null from it when nothing is.</summary>
    public Func<string, Words?>? Check { get; init; }

    /// <summary>Shown as unverified on screen until the organ confirms it.</summary>
    public bool Unverified => Basis is null or { Verified: not Verification.Text };
}

/// <summary>The values in force at one moment.</summary>
public sealed class SettingValues(IReadOnlyDictionary<string, (string Value, int Version)> values)
{
    public static readonly SettingValues Defaults = new(new Dictionary<string, (string, int)>());

    /// <summary>The text of the value, or the declared default (version 0).</summary>
    public string this[Setting setting] => values.TryGetValue(setting.Code, out var v) ? v.Value : setting.Default;

    /// <summary>The version in force; 0 is the default as shipped.</summary>
    public int Version(Setting setting) => values.TryGetValue(setting.Code, out var v) ? v.Version : 0;

    public Term Term(Setting setting) => Kernel.Term.Parse(this[setting], System.Globalization.CultureInfo.InvariantCulture);
    public int Number(Setting setting) => int.Parse(this[setting], System.Globalization.CultureInfo.InvariantCulture);
    public bool Switch(Setting setting) => this[setting] == "true";

    /// <summary>The value of a setting known only by its code, such as an approval depth; null where it was never set.</summary>
    public string? Find(string code) => values.TryGetValue(code, out var v) ? v.Value : null;
}
