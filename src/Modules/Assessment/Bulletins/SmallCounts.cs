using Qinglian.Kernel;

namespace Qinglian.Assessment.Bulletins;

/// <summary>
/// Keeps small figures out of what is published, so that nobody can tell from them who reported. Zero may be shown. Where one figure alone
/// is left out, the sum would give it away: then the smallest shown one is left out with it.
/// </summary>
public static class SmallCounts
{
    public static readonly Words Hidden = new("不显示", "not shown");

    /// <summary>The figures of one column, null where one is left out.</summary>
    public static IReadOnlyList<int?> Of(IReadOnlyList<int> figures, int least)
    {
        var shown = figures.Select(f => f > 0 && f < least ? null : (int?)f).ToArray();
        if (shown.Count(f => f is null) != 1) return shown;

        var at = -1;
        for (var i = 0; i < shown.Length; i++)
        {
            if (shown[i] is > 0 && (at < 0 || shown[i] < shown[at])) at = i;
        }

        // With no other figure to hide it behind, a zero must do.
        if (at < 0) at = Array.FindIndex(shown, f => f is 0);
        if (at >= 0) shown[at] = null;
        return shown;
    }
}
