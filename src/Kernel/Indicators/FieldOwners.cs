using System.Collections.Frozen;
using System.Reflection;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Indicators;

/// <summary>Where a field is kept already.</summary>
public sealed record FieldOwner(Words Kept, Words Name);

/// <summary>
/// Every field that somebody keeps already: the indicators, the columns of the registers, what the dossiers say of themselves. A form is a
/// view on these; what it asks for itself must be in none of them, or the same thing is typed twice.
/// </summary>
public sealed class FieldOwners
{
    public static readonly FieldOwners None = new([]);

    private readonly FrozenDictionary<string, Indicator> _indicators;
    private readonly FrozenDictionary<string, FieldOwner> _byName;

    public FieldOwners(IEnumerable<Module> modules)
    {
        var all = modules.ToList();
        _indicators = all.SelectMany(m => m.Indicators).ToFrozenDictionary(i => i.Code);
        var byName = new Dictionary<string, FieldOwner>(StringComparer.Ordinal);
        foreach (var indicator in _indicators.Values)
        {
            Add(byName, indicator.Name, new("系统按记录统计", "counted from the records"), indicator.Name);
            foreach (var name in indicator.AlsoCalled) Add(byName, name, new("系统按记录统计", "counted from the records"), indicator.Name);
        }

        foreach (var register in all.SelectMany(m => m.Registers))
        {
            foreach (var column in register.Columns) Add(byName, column.Words, new Words("名册“{0}”", "register “{0}”").With(register.Name), column.Words);
        }

        foreach (var procedure in all.SelectMany(m => m.Procedures))
        {
            foreach (var words in procedure.DossierType.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => Words.Find(p)).OfType<Words>())
            {
                Add(byName, words, new Words("“{0}”的办理记录", "the files of “{0}”").With(procedure.Name), words);
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<Indicator> Indicators => _indicators.Values;

    public Indicator? Indicator(string code) => _indicators.GetValueOrDefault(code);

    /// <summary>Who keeps a field of this name already; null where nobody does. One of the two languages is enough.</summary>
    public FieldOwner? Of(Words name) => _byName.GetValueOrDefault(Plain(name.Zh)) ?? _byName.GetValueOrDefault(Plain(name.En));

    private static void Add(Dictionary<string, FieldOwner> owners, Words name, Words kept, Words field)
    {
        owners.TryAdd(Plain(name.Zh), new(kept, field));
        owners.TryAdd(Plain(name.En), new(kept, field));
    }

    /// <summary>A name without what is only dressing: spaces, signs, what stands in brackets, the word for "number".</summary>
    internal static string Plain(string name)
    {
        var plain = new System.Text.StringBuilder(name.Length);
        var depth = 0;
        foreach (var letter in name.Normalize(System.Text.NormalizationForm.FormKC))
        {
            if (letter is '(' or '[' or '〔') depth++;
            else if (letter is ')' or ']' or '〕') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && char.IsLetterOrDigit(letter)) plain.Append(char.ToLowerInvariant(letter));
        }

        var text = plain.ToString();
        foreach (var ending in (ReadOnlySpan<string>)["数量", "件数", "人数", "次数", "数"])
        {
            if (text.Length > ending.Length + 1 && text.EndsWith(ending, StringComparison.Ordinal)) return text[..^ending.Length];
        }

        return text.StartsWith("numberof", StringComparison.Ordinal) ? text["numberof".Length..] : text;
    }
}

/// <summary>The field is kept elsewhere: a form shows it from there and does not ask for it again.</summary>
public sealed record KeptAlready(Words FieldName, FieldOwner Owner) : Refusal(
    new Words("“{0}”已有出处（{1}：{2}），表单只能引用，不得再要求填报。", "“{0}” is kept already ({1}: {2}): a form shows it from there and may not ask for it again.").With(FieldName, Owner.Kept, Owner.Name));
