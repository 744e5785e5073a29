using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qinglian.Kernel;

/// <summary>The number of a unit. Never given again.</summary>
[JsonConverter(typeof(UnitIdJson))]
public readonly record struct UnitId(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A person on the register, not an account.</summary>
[JsonConverter(typeof(PersonIdJson))]
public readonly record struct PersonId(Guid Value)
{
    public bool IsNobody => Value == Guid.Empty;
    public override string ToString() => Value.ToString();
}

/// <summary>A file that was handed in: stored encrypted, known by its hash.</summary>
[JsonConverter(typeof(FileIdJson))]
public readonly record struct FileId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A place in the organisation tree, written from the root with the numbers of the units: <c>1.5.12</c>.</summary>
public readonly record struct UnitPath(string Value)
{
    /// <summary>Whether this is <paramref name="other"/> or lies below it.</summary>
    public bool IsWithin(UnitPath other) =>
        Value.StartsWith(other.Value, StringComparison.Ordinal) && (Value.Length == other.Value.Length || Value[other.Value.Length] == '.');

    public UnitPath Child(string label) => new(Value.Length == 0 ? label : $"{Value}.{label}");

    /// <summary>The unit above; null at the root.</summary>
    public UnitPath? Parent => Value.LastIndexOf('.') is var dot and > 0 ? new(Value[..dot]) : null;

    public override string ToString() => Value;
}

internal sealed class UnitIdJson : JsonConverter<UnitId>
{
    public override UnitId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt32());
    public override void Write(Utf8JsonWriter writer, UnitId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

internal sealed class PersonIdJson : JsonConverter<PersonId>
{
    public override PersonId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetGuid());
    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class FileIdJson : JsonConverter<FileId>
{
    public override FileId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetGuid());
    public override void Write(Utf8JsonWriter writer, FileId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
