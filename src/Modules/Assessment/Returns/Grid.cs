using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Assessment.Returns;

/// <summary>How the return of a unit for a month stands.</summary>
public enum ReturnStanding
{
    [Words("未生成", "none")] None,
    [Words("待报送", "to be sent")] Waiting,
    [Words("按时", "in time")] InTime,
    [Words("迟报", "late")] Late,
    [Words("未报", "not sent")] NotSent,
}

/// <summary>One square of the year: a unit and a month.</summary>
/// <param name="Return">The newest edition.</param>
/// <param name="First">The first, which alone decides whether it was in time.</param>
public sealed record Square(Period Month, ReturnStanding Standing, MonthlyReturn? Return, MonthlyReturn? First)
{
    public bool Corrected => Return is { Edition: > 1 };
    public bool Zero => Return is { State: ReturnState.Sent, Zero: true };
}

/// <summary>A unit and its squares.</summary>
public sealed record GridRow(Unit Unit, IReadOnlyList<Square> Squares);

/// <summary>A year of months for all units that send returns.</summary>
public sealed record Grid(IReadOnlyList<Period> Months, IReadOnlyList<GridRow> Rows)
{
    public static Grid Of(IReadOnlyList<Period> months, IEnumerable<Unit> units, IReadOnlyList<MonthlyReturn> editions, DateOnly today)
    {
        var squares = editions.GroupBy(r => (r.Unit, r.Month)).ToDictionary(g => g.Key, g => (First: g.MinBy(r => r.Edition)!, Newest: g.MaxBy(r => r.Edition)!));
        return new(months, [.. units.Select(u => new GridRow(u, [.. months.Select(m => squares.TryGetValue((u.Id, m), out var found) ? new Square(m, StandingOf(found.First, today), found.Newest, found.First) : new Square(m, ReturnStanding.None, null, null))]))]);
    }

    /// <summary>From the day after the due day what was not sent is missing.</summary>
    public static ReturnStanding StandingOf(MonthlyReturn first, DateOnly today) => first.State switch
    {
        ReturnState.Sent => first.Late ? ReturnStanding.Late : ReturnStanding.InTime,
        ReturnState.Missing => ReturnStanding.NotSent,
        ReturnState.Open => today > first.Due ? ReturnStanding.NotSent : ReturnStanding.Waiting,
    };

    public int Count(Period month, ReturnStanding standing) => Rows.Count(r => r.Squares.Any(s => s.Month == month && s.Standing == standing));
}

/// <summary>A row of a consolidated table: a unit with all below it, or the sum of all rows.</summary>
/// <param name="Unit">Null on the row of the sum.</param>
/// <param name="Below">Further returns lie below: the row opens to them.</param>
/// <param name="Returns">How many returns are in it; <paramref name="Expected"/>: how many there should be.</param>
public sealed record SumRow(Unit? Unit, bool Below, int Returns, int Expected, IReadOnlyDictionary<string, int> Figures, MonthlyReturn? Own);

/// <summary>The returns of a unit and all below it, added up one level at a time: town, then county.</summary>
public static class Consolidation
{
    /// <param name="returns">Newest editions; of several months they are added up.</param>
    public static IReadOnlyList<SumRow> Of(Unit top, OrgTree organisation, IReadOnlyList<MonthlyReturn> returns)
    {
        var all = returns.Where(r => organisation.Find(r.Unit)?.Path.IsWithin(top.Path) is true).ToList();
        var rows = new List<SumRow>();
        if (all.Where(r => r.Unit == top.Id).ToList() is { Count: > 0 } own) rows.Add(Row(top, false, own, own));
        foreach (var child in organisation.ChildrenOf(top.Id))
        {
            var branch = all.Where(r => organisation[r.Unit].Path.IsWithin(child.Path)).ToList();
            if (branch.Count > 0) rows.Add(Row(child, branch.Exists(r => r.Unit != child.Id), branch, branch.FindAll(r => r.Unit == child.Id)));
        }

        rows.Add(Row(null, false, all, []));
        return rows;
    }

    private static SumRow Row(Unit? unit, bool below, List<MonthlyReturn> returns, List<MonthlyReturn> own)
    {
        var sent = returns.FindAll(r => r.State is ReturnState.Sent);
        var figures = sent.SelectMany(r => r.Typed.Concat(r.Counted)).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Sum(f => f.Value));
        return new(unit, below, sent.Count, returns.Count, figures, own is [var one] ? one : null);
    }
}
