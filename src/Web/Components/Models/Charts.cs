using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>One row of figures of a chart.</summary>
public sealed record Series(Words Name, IReadOnlyList<decimal> Values);

/// <summary>What a chart and its table both show.</summary>
/// <param name="Categories">What stands along the axis, in order; every series has one value for each.</param>
public sealed record ChartView(Words Title, IReadOnlyList<string> Categories, IReadOnlyList<Series> Series)
{
    public Words? Unit { get; init; }

    /// <summary>What a reader should notice, in one sentence.</summary>
    public Words? Finding { get; init; }

    /// <summary>Where the rows behind a category are listed, one for each category or none at all.</summary>
    public IReadOnlyList<string> Hrefs { get; init; } = [];

    public Words CategoryName { get; init; } = new("项目", "Item");
    public bool Stacked { get; init; }

    /// <summary>The end of the axis: a round figure not below the highest value.</summary>
    public decimal Top
    {
        get
        {
            var highest = Stacked
                ? Enumerable.Range(0, Categories.Count).Select(i => Series.Sum(s => s.Values[i])).DefaultIfEmpty().Max()
                : Series.SelectMany(s => s.Values).DefaultIfEmpty().Max();
            if (highest <= 0)
            {
                return 1;
            }
            var unit = 1m;
            while (unit * 10 <= highest)
            {
                unit *= 10;
            }
            while (unit > highest && unit > 0.0001m)
            {
                unit /= 10;
            }
            return new[] { 1, 2, 4, 5, 8, 10 }.Select(n => n * unit).First(n => n >= highest);
        }
    }
}
