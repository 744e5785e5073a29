namespace Qinglian.Kernel.Procedures;

/// <summary>
/// An act of which the record keeps that the person did it and nothing of what was said. What was said goes into the dossier's ballot
/// box, with the others' and apart from every name, line and time. Each person does it once.
/// </summary>
public interface IBallot
{
    Slip Slip { get; }
}

/// <summary>An act before which the ballot box is emptied; it finds what was in it in <see cref="Moment.Ballots"/>. Nobody can look into the box before.</summary>
public interface IEmptiesBallotBox;

/// <summary>What one person marked, by the number or name of the item.</summary>
public sealed record Slip(IReadOnlyDictionary<string, string> Marks, string? Comment);

/// <summary>
/// What is in a ballot box: how often each item got each mark, and the comments. Kept as sums from the first slip on: who marked one item
/// so and another so cannot be told, and neither can an order.
/// </summary>
public sealed class BallotTally
{
    public int Slips { get; init; }

    /// <summary>By item, then by mark, both in the order of their names.</summary>
    public SortedDictionary<string, SortedDictionary<string, int>> Marks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Sorted by their text, so that their order tells nothing.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    public int Of(string item, string mark) => Marks.TryGetValue(item, out var marks) ? marks.GetValueOrDefault(mark) : 0;

    public BallotTally With(Slip slip)
    {
        var sums = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (item, marks) in Marks) sums[item] = new(marks, StringComparer.Ordinal);
        foreach (var (item, mark) in slip.Marks)
        {
            if (!sums.TryGetValue(item, out var marks)) sums[item] = marks = new(StringComparer.Ordinal);
            marks[mark] = marks.GetValueOrDefault(mark) + 1;
        }

        return new()
        {
            Slips = Slips + 1,
            Marks = sums,
            Comments = string.IsNullOrWhiteSpace(slip.Comment) ? Comments : [.. Comments.Append(slip.Comment.Trim()).Order(StringComparer.Ordinal)],
        };
    }
}
