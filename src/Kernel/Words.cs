using System.Collections.Concurrent;
using System.Reflection;

namespace Qinglian.Kernel;

/// <summary>The two languages every text exists in.</summary>
public enum Language
{
    Chinese,
    English,
}

/// <summary>One text in both languages. Texts stand where they are used, so that none can be missing in one of them.</summary>
public sealed record Words(string Zh, string En)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language switch
    {
        Language.Chinese => Zh,
        Language.English => En,
    };

    /// <summary>Fills the numbered places ({0}, {1} …) of both languages with the same values.</summary>
    public Words With(params object?[] values)
    {
        var zh = Array.ConvertAll(values, v => v is Words w ? w.Zh : v);
        var en = Array.ConvertAll(values, v => v is Words w ? w.En : v);
        return new(string.Format(Cultures.Chinese, Zh, zh), string.Format(Cultures.English, En, en));
    }

    /// <summary>The same text in both languages: names, numbers and quotations.</summary>
    public static Words Same(string text) => new(text, text);

    public static implicit operator Words((string Zh, string En) pair) => new(pair.Zh, pair.En);

    private static readonly ConcurrentDictionary<ICustomAttributeProvider, Words?> Declared = [];

    /// <summary>The text a type, a parameter or an enum member was declared with.</summary>
    /// <exception cref="MissingWordsException">It was declared without one.</exception>
    public static Words Of(ICustomAttributeProvider member) => Find(member) ?? throw new MissingWordsException(member.ToString()!);

    /// <summary>The text of an enum value.</summary>
    public static Words Of(Enum value) => Of(value.GetType().GetField(value.ToString()) ?? throw new MissingWordsException($"{value.GetType()}.{value}"));

    /// <summary>The text, or null where none was declared.</summary>
    public static Words? Find(ICustomAttributeProvider member) =>
        Declared.GetOrAdd(member, static m => m.GetCustomAttributes(typeof(WordsAttribute), inherit: false) is [WordsAttribute words] ? words.Words : null);
}

/// <summary>Other forms of a text. They are no part of it: not printed, not compared, not written into the ledger.</summary>
public static class WordForms
{
    extension(Words words)
    {
        /// <summary>The text as a heading: an English name that stands within sentences begins with a small letter elsewhere.</summary>
        public Words Heading => words.En.Length > 0 && char.IsLower(words.En[0]) ? words with { En = char.ToUpperInvariant(words.En[0]) + words.En[1..] } : words;
    }
}

/// <summary>Declares the text of an action, a field, a state or a choice, in both languages.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class WordsAttribute(string zh, string en) : Attribute
{
    public Words Words { get; } = new(zh, en);
}

/// <summary>Something that people see was declared without words: a fault, found by a test.</summary>
public sealed class MissingWordsException(string member) : Exception($"{member} has no [Words].");
