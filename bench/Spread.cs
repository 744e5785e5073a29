namespace Qinglian.Bench;

/// <summary>Figures of several rounds: the least, the middle and the greatest.</summary>
internal readonly record struct Spread(double Least, double Middle, double Greatest)
{
    public static Spread Of(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToList();
        return new(sorted[0], Quantile(sorted, 0.5), sorted[^1]);
    }

    public static double Quantile(IEnumerable<double> figures, double share)
    {
        var sorted = figures.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }

    public override string ToString() => $"{Least:0.00} / {Middle:0.00} / {Greatest:0.00}";
}
