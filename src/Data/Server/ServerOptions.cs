using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Qinglian.Data.Server;

/// <summary>Which database the program works on.</summary>
public sealed record ServerOptions
{
    public required DataFolder Folder { get; init; }

    /// <summary>The owner's connection to an ordinary server; null runs the embedded one.</summary>
    public string? Database { get; init; }

    /// <summary>The application's own login on that server; null lets the owner's connection take the role qinglian_app.</summary>
    public string? AppDatabase { get; init; }

    internal TimeSpan OwnerPatience { get; init; } = TimeSpan.FromSeconds(3);

    public ILogger Log { get; init; } = NullLogger.Instance;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
