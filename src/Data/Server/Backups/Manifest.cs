using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qinglian.Data.Server.Backups;

/// <summary>How the database stands in a backup.</summary>
public enum BackupKind
{
    /// <summary>The cluster's own files: quick, and only for the same major version of PostgreSQL.</summary>
    Cluster,

    /// <summary>The rows of every table: for any server and any later version.</summary>
    Rows,
}

/// <summary>One file of a backup and what it must hash to.</summary>
public sealed record BackedUpFile(string Name, long Length, string Sha256);

/// <summary>A table's rows in a backup, in <paramref name="Parts"/> numbered files; the order of the columns is the order in them.</summary>
public sealed record BackedUpTable(string Schema, string Name, IReadOnlyList<string> Columns, int Parts, long Rows)
{
    public string Part(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rows/{Schema}.{Name}/{number:000000}");
}

/// <summary>Where a counter stood.</summary>
public sealed record BackedUpCounter(string Schema, string Name, long Value, bool Used);

/// <summary>The contents of a backup. It ends the archive, followed only by its own hash, so an archive that was cut short has none.</summary>
public sealed record Manifest
{
    public const string Entry = "manifest.json";
    public const string HashEntry = "manifest.json.sha256";
    public const int Newest = 1;

    public int Format { get; init; } = Newest;

    public required BackupKind Kind { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string Program { get; init; }

    public required string Postgres { get; init; }

    /// <summary>The migrations the database had; rows are only put into the same schema.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    public IReadOnlyList<BackedUpTable> Tables { get; init; } = [];

    public IReadOnlyList<BackedUpCounter> Counters { get; init; } = [];

    public IReadOnlyList<BackedUpFile> Files { get; init; } = [];

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Form.Default.Manifest);

    public static Manifest FromJson(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Form.Default.Manifest) ?? throw new JsonException();
}

[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class Form : JsonSerializerContext;
