using System.Globalization;
using System.Reflection;
using System.Text;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>What a column of a register holds.</summary>
public enum ColumnKind
{
    [Words("文字", "text")] Text,
    [Words("整数", "whole number")] Number,
    [Words("数值", "number")] Decimal,
    [Words("是否", "yes or no")] Switch,
    [Words("日期", "date")] Date,
    [Words("选项", "choice")] Choice,
    [Words("职责", "duty")] Duty,
    [Words("单位", "unit")] Unit,
    [Words("人员", "person")] Person,
}

/// <summary>One parameter of a register's row: what it is called, what it holds, and how a text becomes its value and back.</summary>
public sealed class RegisterColumn
{
    /// <summary>The most letters an ordinary text and a long one may have.</summary>
    public const int Longest = 200, LongestProse = 4000;

    private readonly PropertyInfo _property;

    private RegisterColumn(PropertyInfo property, ParameterInfo parameter, NullabilityInfo nullability)
    {
        _property = property;
        Name = property.Name;
        Words = Words.Of(parameter);
        Hint = parameter.GetCustomAttribute<HintAttribute>()?.Words;
        Prose = parameter.GetCustomAttribute<ProseAttribute>() is not null;
        Type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        Required = Nullable.GetUnderlyingType(parameter.ParameterType) is null && nullability.WriteState != NullabilityState.Nullable;
        Kind = KindOf(Type);
        Choices = Kind switch
        {
            ColumnKind.Choice => [.. Enum.GetValues(Type).Cast<Enum>().Select(v => (v.ToString(), Words.Of(v)))],
            ColumnKind.Duty => [.. Duties.All.Select(d => (d.Code, d.Name))],
            _ => [],
        };
        SqlName = Snake(Name);
    }

    /// <summary>The name in code and on the wire.</summary>
    public string Name { get; }
    public string SqlName { get; }
    public Words Words { get; }
    public Words? Hint { get; }
    public bool Prose { get; }
    public bool Required { get; }
    public Type Type { get; }
    public ColumnKind Kind { get; }
    public IReadOnlyList<(string Code, Words Name)> Choices { get; }

    public object? Get(object row) => _property.GetValue(row);

    /// <summary>The columns of a row type, in the order of its constructor.</summary>
    /// <exception cref="MissingWordsException">A parameter has no words.</exception>
    internal static IReadOnlyList<RegisterColumn> Of(Type rowType)
    {
        var nullability = new NullabilityInfoContext();
        return [.. rowType.GetConstructors()[0].GetParameters().Select(p => new RegisterColumn(rowType.GetProperty(p.Name!)!, p, nullability.Create(p)))];
    }

    /// <summary>The value as people read it.</summary>
    public string Format(object? value, Language language, References known) => value switch
    {
        null => "",
        bool yes => (yes ? YesNo.Yes : YesNo.No).In(language),
        Enum choice => Words.Of(choice).In(language),
        Duty duty => duty.Name.In(language),
        UnitId unit => known.Write(unit),
        PersonId person => known.Write(person),
        _ => Invariant(value),
    };

    /// <summary>The value in one form that never depends on a language: in keys, in the ledger and on the wire.</summary>
    public static string Invariant(object? value) => value switch
    {
        null => "",
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>The value as the database and the ledger hold it.</summary>
    public object? Store(object? value) => value switch
    {
        Enum choice => choice.ToString(),
        Duty duty => duty.Code,
        UnitId unit => unit.Value,
        PersonId person => person.Value,
        _ => value,
    };

    /// <summary>Undoes <see cref="Store"/>.</summary>
    public object? Restore(object? stored) => (Kind, stored) switch
    {
        (_, null) => null,
        (ColumnKind.Choice, string code) => Enum.Parse(Type, code),
        (ColumnKind.Duty, string code) => Duties.Find(code) ?? new Duty(code, Words.Same(code)),
        (ColumnKind.Unit, int number) => new UnitId(number),
        (ColumnKind.Person, Guid id) => new PersonId(id),
        _ => stored,
    };

    private static ColumnKind KindOf(Type type) =>
        type == typeof(string) ? ColumnKind.Text
        : type == typeof(int) ? ColumnKind.Number
        : type == typeof(decimal) ? ColumnKind.Decimal
        : type == typeof(bool) ? ColumnKind.Switch
        : type == typeof(DateOnly) ? ColumnKind.Date
        : type == typeof(Duty) ? ColumnKind.Duty
        : type == typeof(UnitId) ? ColumnKind.Unit
        : type == typeof(PersonId) ? ColumnKind.Person
        : type.IsEnum ? ColumnKind.Choice
        : throw new ArgumentException($"A register cannot hold {type.Name}.", nameof(type));

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    public override string ToString() => Name;
}

/// <summary>How a yes and a no are written.</summary>
internal static class YesNo
{
    public static readonly Words Yes = new("是", "yes");
    public static readonly Words No = new("否", "no");
}
