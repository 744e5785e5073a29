using System.Text;

namespace Qinglian.Kernel.Access;

/// <summary>
/// The units somebody may see, as ranges of unit numbers. The database repeats the check with the same ranges (row-level security),
/// so a forgotten filter shows nothing that this does not allow.
/// </summary>
public sealed record Scope(IReadOnlyList<(int From, int To)> Ranges)
{
    public static readonly Scope Nothing = new([]);
    public static readonly Scope Everything = new([(1, int.MaxValue - 1)]);

    /// <summary>Packs numbers into the fewest ranges.</summary>
    public static Scope Of(IEnumerable<int> units)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var unit in units.Distinct().Order())
        {
            if (ranges.Count > 0 && ranges[^1].To == unit - 1) ranges[^1] = (ranges[^1].From, unit);
            else ranges.Add((unit, unit));
        }

        return new(ranges);
    }

    public bool Contains(UnitId unit) => Ranges.Any(r => r.From <= unit.Value && unit.Value <= r.To);

    public bool IsEmpty => Ranges.Count == 0;

    /// <summary>The ranges as PostgreSQL writes an <c>int4multirange</c>: <c>{[1,5],[9,9]}</c>.</summary>
    public string Multirange { get; } = Write(Ranges);

    private static string Write(IReadOnlyList<(int From, int To)> ranges)
    {
        var text = new StringBuilder("{");
        foreach (var (from, to) in ranges) text.Append(text.Length > 1 ? "," : "").Append('[').Append(from).Append(',').Append(to).Append(']');
        return text.Append('}').ToString();
    }
}
