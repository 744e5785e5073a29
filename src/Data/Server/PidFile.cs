using System.Globalization;

namespace Qinglian.Data.Server;

/// <summary>What PostgreSQL writes about itself: its process, and in line 8 whether it accepts connections.</summary>
internal readonly record struct PidFile(int Pid, bool Ready)
{
    public static PidFile? Read(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(cluster));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return lines is [var first, ..] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? new PidFile(pid, lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal))
            : null;
    }

    public static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");
}
