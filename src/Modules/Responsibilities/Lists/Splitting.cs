using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>What must hold when an item is split: units below, each once, and never more time than the item itself has.</summary>
internal static class Splitting
{
    public static Refusal? Check(Item item, IReadOnlyList<UnitId> units, DateOnly? due, Moment now)
    {
        foreach (var unit in units)
        {
            if (now.Organisation.Find(unit) is not { } found || found.Path == item.Path || !found.Path.IsWithin(item.Path))
                return Unfit.At("Units", new("只能分解到下级单位。", "An item can be split only to units below."));
            if (item.SplitInto.Contains(unit))
                return Unfit.At("Units", new Words("已分解到{0}，不能重复下达。", "{0} has its part already.").With(found.Name));
        }

        if (units.Distinct().Count() != units.Count) return Unfit.At("Units", new("同一单位选了两次。", "The same unit is chosen twice."));
        if (due is { } day && item.Due is { } own && day > own)
            return Unfit.At("Due", new("下级期限不能晚于本事项期限。", "A part cannot be due later than the whole."));
        return due is { } on ? ItemChecks.NotPast(on, "Due", now) : null;
    }

    public static void Note(Item item, IReadOnlyList<UnitId> units)
    {
        item.SplitInto.AddRange(units);
        item.Below += units.Count;
    }
}
