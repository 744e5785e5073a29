using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Qinglian.Kernel.Procedures;

/// <summary>Finds what was left empty in a form: its constructor's parameters that may not be null must say something.</summary>
public static class RequiredFields
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(ParameterInfo Parameter, PropertyInfo Property)>> Known = [];

    /// <summary>The first required field that is empty; null where there is none.</summary>
    public static MustBeFilledIn? Missing(object form)
    {
        foreach (var (parameter, property) in Known.GetOrAdd(form.GetType(), Find))
        {
            if (IsEmpty(property.GetValue(form))) return new(Words.Of(parameter)) { Field = parameter.Name };
        }

        return null;
    }

    // A date that could not be read and a person who was not chosen arrive as the empty value of their type.
    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        DateOnly day => day == default,
        PersonId person => person.IsNobody,
        UnitId unit => unit == default,
        FileId file => file == default,
        Guid id => id == Guid.Empty,
        ICollection many => many.Count == 0,
        _ => false,
    };

    private static List<(ParameterInfo, PropertyInfo)> Find(Type form)
    {
        var nullability = new NullabilityInfoContext();
        return [.. from parameter in form.GetConstructors().MaxBy(c => c.GetParameters().Length)?.GetParameters() ?? []
                   where nullability.Create(parameter).WriteState == NullabilityState.NotNull
                   let property = form.GetProperty(parameter.Name!)
                   where property is not null
                   select (parameter, property)];
    }
}
