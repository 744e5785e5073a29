using System.Text.Json;
using System.Text.Json.Serialization;
using Qinglian.Kernel.Vault;

namespace Qinglian.Kernel.Sealing;

/// <summary>Something sealed of one field.</summary>
public sealed record SealedField(string Field, int Version, byte[] Bytes);

/// <summary>Whom a report is to be sealed for: decided by the server, the same whether the browser or the server seals.</summary>
/// <param name="Custodians">The three roles that keep identities.</param>
/// <param name="Recovery">Those who can together open the report if nobody else can; empty: nobody can, and no share is made.</param>
/// <param name="RecoveryNeeded">How many of <paramref name="Recovery"/> it takes.</param>
public sealed record SealingPlan(string Installation, Guid Dossier, IReadOnlyList<Recipient> Recipients, IReadOnlyList<Party> Custodians, IReadOnlyList<Party> Recovery, int RecoveryNeeded)
{
    [JsonIgnore]
    public SealingPlace Report => new(Installation, Dossier, SealingPlace.Report);

    [JsonIgnore]
    public SealingPlace Identity => new(Installation, Dossier, SealingPlace.Identity);

    /// <summary>As the script in the browser reads it.</summary>
    /// <remarks>Roles among which nothing can be split are left out: the script then makes no shares, as the server would not.</remarks>
    public string ToJson() => JsonSerializer.Serialize(this with
    {
        Custodians = SplitKey.Problem(SplitKey.IdentityNeeded, Custodians) is null ? Custodians : [],
        Recovery = SplitKey.Problem(RecoveryNeeded, Recovery) is null ? Recovery : [],
    }, FilingJson.Default.SealingPlan);
}

/// <summary>
/// A report as it is handed in: the receipt, the wraps and everything sealed. Files are not in it; they travel beside it as they are, sealed
/// under the names it lists.
/// </summary>
/// <param name="Identity">Null where the report is anonymous.</param>
/// <param name="Recovery">Empty where recovery is off.</param>
public sealed record SealedFiling(
    Receipt Receipt, IReadOnlyList<KeyWrap> Wraps, IReadOnlyList<SealedField> Fields, IReadOnlyList<string> Files, SealedIdentity? Identity, IReadOnlyList<SealedShare> Recovery)
{
    /// <summary>What a filing may weigh without its files; the texts are padded to whole kibibytes.</summary>
    public const int MostCharacters = 1_000_000;

    private const int MostParts = 500;

    /// <summary>Seals on the server, for browsers without scripts, exactly what the script would have made.</summary>
    /// <param name="identity">Null or empty: anonymous.</param>
    /// <returns>The filing, the code to be shown once, and the open keys, under which files are sealed next; or why not.</returns>
    public static (SealedFiling? Filing, SecretCode? Code, EnvelopeKeys? Keys, Words? Refused) Seal(SealingPlan plan, IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string>? identity, IReadOnlyList<string> files)
    {
        var who = SealedIdentity.Nobody;
        if (identity is { Count: > 0 } && (who = SealedIdentity.Seal(plan, identity)).Refused is { } refused) return (null, null, null, refused);

        var keys = EnvelopeKeys.New(plan.Report);
        var recovery = plan.Recovery.Count == 0 ? null : SplitKey.Seal(keys, plan.RecoveryNeeded, plan.Recovery);
        var (code, receipt, reporter) = Receipt.Issue(plan.Installation, plan.Dossier);
        using (reporter)
        {
            var wraps = keys.WrapFor([.. plan.Recipients, new(Recipient.Receipt, reporter.Public)]).Wraps;
            return (new(receipt, wraps, SealedIdentity.SealAll(keys, fields), files, who.Identity, recovery?.Shares ?? []), code, keys, null);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, FilingJson.Default.SealedFiling);

    /// <summary>Reads what a browser sends. Everything is looked at that can be without a key: forms, algorithms, and that nobody was left out.</summary>
    /// <param name="asked">The names of the fields the form has.</param>
    /// <returns>Null where it is not what the script makes: the server then asks to send the form unsealed, over the encrypted line.</returns>
    public static SealedFiling? Read(string json, SealingPlan plan, IReadOnlySet<string> asked)
    {
        if (json.Length > MostCharacters) return null;
        try
        {
            return JsonSerializer.Deserialize(json, FilingJson.Default.SealedFiling) is { } filing && filing.Fits(plan, asked) ? filing : null;
        }
        catch (Exception problem) when (problem is JsonException or VaultException or FormatException)
        {
            return null;
        }
    }

    private bool Fits(SealingPlan plan, IReadOnlySet<string> asked)
    {
        // The reader of JSON sees to everything but to gaps inside lists.
        if (new IEnumerable<object?>[] { Wraps, Fields, Files, Recovery, Identity?.Fields ?? [], Identity?.Shares ?? [] }.Any(list => list.Contains(null))) return false;
        if (Wraps.Count + Fields.Count + Files.Count + Recovery.Count + (Identity?.Fields.Count ?? 0) + (Identity?.Shares.Count ?? 0) > MostParts) return false;
        if (Receipt.Lookup.Length != Receipt.LookupLength) return false;
        KeyLock.Check(Receipt.Lock);
        if (Receipt.Lock[4] != KeyLock.Secret) return false;

        foreach (var wrap in Wraps) WrapFormat.Check(wrap.Bytes);
        foreach (var share in Recovery.Concat(Identity?.Shares ?? [])) WrapFormat.Check(share.Bytes);
        var sealedFields = Fields.Concat(Identity?.Fields ?? []).ToList();
        foreach (var field in sealedFields) ContentHeader.Check(field.Bytes);

        var wanted = plan.Recipients.Where(r => r.Key is not null).Select(r => r.Name).Append(Recipient.Receipt).Order(StringComparer.Ordinal);
        return sealedFields.All(f => f.Version == 1 && asked.Contains(f.Field) && ContentHeader.GenerationOf(f.Bytes) == 1)
            && sealedFields.Select(f => f.Field).Distinct().Count() == sealedFields.Count
            && Files.All(f => f.Length is > 0 and <= 100 && f[0] != '#') && Files.Distinct().Count() == Files.Count
            && Wraps.All(w => w.Generation == 1) && wanted.SequenceEqual(Wraps.Select(w => w.Recipient).Order(StringComparer.Ordinal))
            && SplitKey.AreFor(plan.RecoveryNeeded, plan.Recovery, Recovery)
            && (Identity is null || (Identity.Shares.Count > 0 && SplitKey.AreFor(SplitKey.IdentityNeeded, plan.Custodians, Identity.Shares)));
    }
}

/// <summary>Who the reporter is, under a key that is in the hands of three roles and of nobody alone; not even the receipt opens it.</summary>
public sealed record SealedIdentity(IReadOnlyList<SealedField> Fields, IReadOnlyList<SealedShare> Shares)
{
    internal static (SealedIdentity? Identity, Words? Refused) Nobody => (null, null);

    /// <summary>Seals an identity, or says why it cannot be: it is never kept in any other way.</summary>
    public static (SealedIdentity? Identity, Words? Refused) Seal(SealingPlan plan, IReadOnlyDictionary<string, string> fields)
    {
        using var keys = EnvelopeKeys.New(plan.Identity);
        var split = SplitKey.Seal(keys, SplitKey.IdentityNeeded, plan.Custodians);
        return split.Refused is { } refused ? (null, refused) : (new(SealAll(keys, fields), split.Shares), null);
    }

    internal static IReadOnlyList<SealedField> SealAll(EnvelopeKeys keys, IReadOnlyDictionary<string, string> fields) =>
        [.. fields.Select(f => new SealedField(f.Key, 1, keys.SealText(f.Value, f.Key, 1)))];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(SealingPlan))]
[JsonSerializable(typeof(SealedFiling))]
internal sealed partial class FilingJson : JsonSerializerContext;

internal sealed class SealingPublicKeyJson : JsonConverter<SealingPublicKey>
{
    public override SealingPublicKey Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => SealingPublicKey.Parse(reader.GetBytesFromBase64());

    public override void Write(Utf8JsonWriter writer, SealingPublicKey key, JsonSerializerOptions options) => writer.WriteBase64StringValue(key.Bytes);
}
