using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>How far the items of one level have come. Closed items are counted by what came of them, never as one number.</summary>
public sealed record LevelProgress(int Level, int Total, int Open, int Overdue, int Withdrawn, IReadOnlyDictionary<Outcome, int> Closed)
{
    public int Done => Closed.Values.Sum();
}

/// <summary>Progress of an item over all the levels below it: worked out from the items themselves, stored nowhere.</summary>
public sealed class RollUp(IDossiers dossiers)
{
    /// <summary>One entry a level, the nearest first. The item itself is not counted.</summary>
    public async Task<IReadOnlyList<LevelProgress>> OfAsync(Item top, DateOnly today, Actor actor, CancellationToken cancel)
    {
        var levels = new List<LevelProgress>();
        List<Item> above = [top];
        while (above.Count > 0)
        {
            var below = new List<Item>();
            foreach (var parent in above.Where(i => i.Below > 0))
            {
                await foreach (var item in dossiers.AllAsync(new DossierQuery { Parent = parent.Id, Take = 500 }, actor, cancel))
                {
                    if (item is Item found) below.Add(found);
                }
            }

            if (below.Count > 0) levels.Add(Count(levels.Count + 1, below, today));
            above = below;
        }

        return levels;
    }

    private static LevelProgress Count(int level, List<Item> items, DateOnly today) => new(
        level,
        items.Count,
        items.Count(i => !i.Closed),
        items.Count(i => !i.Closed && i.DueOn < today),
        items.Count(i => i.State is ItemState.Withdrawn),
        items.Where(i => i is { State: ItemState.Closed, Outcome: not null }).GroupBy(i => i.Outcome!.Value).ToDictionary(g => g.Key, g => g.Count()));
}
