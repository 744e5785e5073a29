using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Qinglian.Kernel.Procedures;

/// <summary>
/// How a module's own data is written. Of a dossier only what its module declares is written: the kernel's columns are kept as columns.
/// Setters that only the module may use are used here too, since reading a dossier back is not changing it.
/// </summary>
public static class ContentJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepModuleData } },
    };

    /// <summary>The module's data of a dossier.</summary>
    public static string Write(Dossier dossier) => JsonSerializer.Serialize(dossier, dossier.GetType(), Options);

    /// <inheritdoc cref="Write(Dossier)"/>
    internal static byte[] WriteUtf8(Dossier dossier) => JsonSerializer.SerializeToUtf8Bytes(dossier, dossier.GetType(), Options);

    /// <summary>What has been done by whom, as it is kept beside the data. Whoever is recused as well is kept as recused: that stands when the rest is disclosed.</summary>
    public static string WriteFlow(Dossier dossier) => JsonSerializer.Serialize(new Flow(dossier.Acts, dossier.TimeAsked, dossier.Withheld.Except(dossier.Recused).ToList() is { Count: > 0 } withheld ? withheld : null), Options);

    public static Flow ReadFlow(string flow) => JsonSerializer.Deserialize<Flow>(flow, Options)!;

    public static Dossier Read(string content, Type type) => (Dossier)JsonSerializer.Deserialize(content, type, Options)!;

    /// <summary>The content of a line of the ledger.</summary>
    public static byte[] Write(object content) => JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), Options);

    internal static byte[] Line(object what, string? to, Dossier dossier) => JsonSerializer.SerializeToUtf8Bytes(
        new LineContent(JsonSerializer.SerializeToElement(what, what.GetType(), Options), to, dossier.DueOn, dossier.Step, Standing.Of(dossier)), Options);

    private static void KeepModuleData(JsonTypeInfo type)
    {
        if (!typeof(Dossier).IsAssignableFrom(type.Type)) return;

        type.CreateObject = () => Activator.CreateInstance(type.Type, nonPublic: true)!;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            if (property.AttributeProvider is not PropertyInfo declared || declared.DeclaringType!.Assembly == typeof(Dossier).Assembly)
            {
                type.Properties.RemoveAt(i);
                continue;
            }

            property.IsRequired = false;
            if (declared.SetMethod is not null) property.Set = declared.SetValue;
            else type.Properties.RemoveAt(i);
        }
    }
}

/// <summary>What a line of the ledger holds of an act: what was handed in, where it led, what is due then, and how the dossier stood.</summary>
/// <param name="Standing">Where one act wrote several lines, only the last says how it stands.</param>
public sealed record LineContent(JsonElement Act, string? To, DateOnly? Due, string? Step, Standing? Standing = null);

/// <summary>What has been done to a dossier by whom, the time that was asked for, and whom it is kept from for now.</summary>
public sealed record Flow(List<ActMark> Acts, TimeAsked? TimeAsked, List<PersonId>? Withheld = null);
