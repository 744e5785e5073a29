namespace Qinglian.Cli;

/// <summary>What a command ends with, for scripts.</summary>
internal static class Exit
{
    public const int Done = 0;

    /// <summary>It could not be done; the words say why.</summary>
    public const int Failed = 1;

    /// <summary>The command was written wrongly; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>It was done, and what was checked is not in order.</summary>
    public const int Faulty = 3;

    /// <summary>Stopped by Ctrl-C, as shells count it.</summary>
    public const int Stopped = 130;
}
