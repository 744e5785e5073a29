using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Forms;

/// <summary>One question, read from a parameter of the record: its type picks the input, its nullability says whether it must be answered.</summary>
internal sealed record Question(string Name, Type Type, Words Label, Words? Hint, bool Required, bool Prose)
{
    public Type Plain => Nullable.GetUnderlyingType(Type) ?? Type;

    /// <summary>Whether the answer is something a person can read in a line; what a page of its own draws is left out of the timeline.</summary>
    public bool Readable => Plain.IsPrimitive || Plain.IsEnum || Plain.IsGenericType || Plain == typeof(string) || Plain == typeof(decimal) || Plain.Namespace == typeof(Words).Namespace || Plain == typeof(DateOnly) || Plain.IsAssignableTo(typeof(IPicked));
}

/// <summary>What a picker offers.</summary>
internal sealed record Pickers(IReadOnlyList<Option> Units, IReadOnlyList<Option> People, long MaxBytes)
{
    public static readonly Pickers None = new([], [], 0);

    /// <summary>Lists of whole values, by their type: what is chosen is the value itself.</summary>
    public IReadOnlyDictionary<Type, IReadOnlyList<(Option Option, object Value)>> Values { get; init; } = new Dictionary<Type, IReadOnlyList<(Option, object)>>();
}

/// <summary>Offers whole values of one type to forms that ask for one: an entry of a catalogue, say.</summary>
public interface IValuePicker
{
    Type Type { get; }
    Task<IReadOnlyList<(Option Option, object Value)>> OfferAsync(Visitor me);
}

/// <summary>The form of an action, and the way back from what was posted to the action.</summary>
internal sealed class RecordForm
{
    private static readonly ConcurrentDictionary<Type, RecordForm> Known = [];
    private readonly ConstructorInfo _constructor;

    private RecordForm(Type record)
    {
        var nullability = new NullabilityInfoContext();
        _constructor = record.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First(c => c.GetParameters() is not [{ ParameterType: var only }] || only != record);
        Questions =
        [
            .. _constructor.GetParameters().Select(p => new Question(
                p.Name!, p.ParameterType, Words.Of(p), p.GetCustomAttribute<HintAttribute>()?.Words,
                Required: p.ParameterType != typeof(bool) && (p.ParameterType.IsValueType ? Nullable.GetUnderlyingType(p.ParameterType) is null : nullability.Create(p).WriteState is NullabilityState.NotNull),
                p.GetCustomAttribute<ProseAttribute>() is not null)),
        ];
    }

    public IReadOnlyList<Question> Questions { get; }

    public bool AsksForPeople => Questions.Any(q => q.Plain == typeof(PersonId) || q.Plain == typeof(IReadOnlyList<PersonId>));

    public static RecordForm Of(Type record) => Known.GetOrAdd(record, static r => new(r));

    /// <summary>The fields, with what was typed and what is wrong with it.</summary>
    public IReadOnlyList<Field> Fields(Pickers pickers, Func<string, string?> typed, IReadOnlyDictionary<string, Words> wrong, string prefix = "") =>
        [.. Questions.Select(q => FieldOf(q, pickers, typed(q.Name) ?? "", wrong.GetValueOrDefault(q.Name), prefix))];

    /// <summary>Makes the record, or says beside each field what is wrong. Files must have been kept before: their ids come as text.</summary>
    public (object? Record, Dictionary<string, Words> Wrong) Read(Func<string, string?> typed, Pickers? pickers = null)
    {
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        var values = new object?[Questions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var question = Questions[i];
            var text = typed(question.Name)?.Trim().Normalize() ?? "";
            if (question.Plain == typeof(bool))
            {
                values[i] = text is "true" or "on";
            }
            else if (text.Length == 0)
            {
                if (question.Required) wrong[question.Name] = new MustBeFilledIn(question.Label).Words;
            }
            else if ((pickers?.Values.TryGetValue(question.Plain, out var offered) is true ? offered.FirstOrDefault(o => o.Option.Value == text).Value : Parse(question.Plain, text)) is { } value)
            {
                values[i] = value;
            }
            else
            {
                wrong[question.Name] = Unreadable(question.Plain);
            }
        }

        return (wrong.Count > 0 ? null : _constructor.Invoke(values), wrong);
    }

    /// <summary>Whether every question can be asked on a page. Forms of the system need not be.</summary>
    public bool Askable(IReadOnlySet<Type> picked) => Questions.All(q => picked.Contains(q.Plain) || q.Plain.IsEnum || Plainly.Contains(q.Plain));

    private static readonly HashSet<Type> Plainly =
        [typeof(string), typeof(DateOnly), typeof(int), typeof(decimal), typeof(bool), typeof(UnitId), typeof(PersonId), typeof(FileId), typeof(IReadOnlyList<UnitId>), typeof(IReadOnlyList<PersonId>)];

    /// <summary>How a value is written into its field.</summary>
    public static string? Write(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static object? Parse(Type type, string text)
    {
        if (type == typeof(string)) return text.ReplaceLineEndings("\n");
        if (type == typeof(DateOnly)) return ReadDate(text);
        if (type == typeof(int)) return int.TryParse(Half(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var whole) ? whole : null;
        if (type == typeof(decimal)) return decimal.TryParse(Half(text), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(UnitId)) return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unit) ? new UnitId(unit) : null;
        if (type == typeof(PersonId)) return Guid.TryParse(text, out var person) ? new PersonId(person) : null;
        if (type == typeof(FileId)) return Guid.TryParse(text, out var file) ? new FileId(file) : null;
        if (type == typeof(IReadOnlyList<UnitId>)) return Many(text, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new UnitId(id) : (UnitId?)null);
        if (type == typeof(IReadOnlyList<PersonId>)) return Many(text, t => Guid.TryParse(t, out var id) ? new PersonId(id) : (PersonId?)null);
        if (type.IsEnum) return Enum.TryParse(type, text, out var choice) && Enum.IsDefined(type, choice!) ? choice : null;
        throw new NotSupportedException($"A form cannot ask for a {type.Name}.");
    }

    private static List<T>? Many<T>(string text, Func<string, T?> read) where T : struct
    {
        var all = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(read).ToList();
        return all.Contains(null) ? null : [.. all.Select(t => t!.Value)];
    }

    private static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(Half(text), ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Half(string text) => text.Normalize(System.Text.NormalizationForm.FormKC);

    private static Words Unreadable(Type type) =>
        type == typeof(DateOnly) ? new("日期无法识别，请按“2026-01-31”填写。", "This is not a date; write it like 2026-01-31.")
        : type == typeof(int) ? new("请填写整数。", "Please give a whole number.")
        : type == typeof(decimal) ? new("请填写数字。", "Please give a number.")
        : new("请从列表中选择。", "Please choose from the list.");

    private static Field FieldOf(Question q, Pickers pickers, string value, Words? error, string prefix)
    {
        var name = prefix + q.Name;
        Field field = q.Plain switch
        {
            var t when t == typeof(DateOnly) => new DateField(name, q.Label),
            var t when t == typeof(int) || t == typeof(decimal) => new NumberField(name, q.Label),
            var t when t == typeof(bool) => new TickField(name, q.Label),
            var t when t == typeof(UnitId) => new UnitField(name, q.Label, pickers.Units),
            var t when t == typeof(PersonId) => new PersonField(name, q.Label, pickers.People),
            var t when t == typeof(FileId) => new FileField(name, q.Label) { MaxBytes = pickers.MaxBytes, Kept = value.Length > 0 ? ["✓"] : [] },
            var t when t == typeof(IReadOnlyList<UnitId>) => new ManyField(name, q.Label, pickers.Units) { Chosen = value.Split(',') },
            var t when t == typeof(IReadOnlyList<PersonId>) => new ManyField(name, q.Label, pickers.People) { Chosen = value.Split(',') },
            var t when pickers.Values.TryGetValue(t, out var offered) => new ChoiceField(name, q.Label, [.. offered.Select(o => o.Option)]),
            { IsEnum: true } t => new ChoiceField(name, q.Label, [.. Enum.GetValues(t).Cast<Enum>().Select(v => new Option(v.ToString(), Words.Of(v)))]),
            _ when q.Prose => new ProseField(name, q.Label),
            _ => new TextField(name, q.Label),
        };
        return field with { Required = q.Required, Hint = q.Hint, Value = value, Error = error };
    }
}
