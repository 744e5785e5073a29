using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Qinglian.Data.Server;

/// <summary>How the embedded server is to be run.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The folder that holds the cluster, its log, its socket and the mark of its owner.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder with bin, lib and share; null searches beside the program and in node_modules.</summary>
    public string? Binaries { get; init; }

    /// <summary>The account used when the program is root; null takes qinglian, else nobody.</summary>
    public string? Account { get; init; }

    /// <summary>For tests: nothing is forced to disk, so that a power cut would lose everything.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>PostgreSQL settings that override <see cref="ServerSettings"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Long, because after a power cut the server first repeats what its log holds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a folder that seems to be in use is asked for again before the start is refused.</summary>
    public TimeSpan OwnerPatience { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public ILogger Log { get; init; } = NullLogger.Instance;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
