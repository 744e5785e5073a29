using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Responsibilities.Lists;

/// <summary>What a unit lacks in one of the four kinds.</summary>
public enum FourWayGap
{
    [Words("清单无此类事项", "no entry of this kind")] NoItem,
    [Words("无履责记录", "nothing recorded")] NoRecord,
}

/// <summary>One kind of responsibility at one unit in one year.</summary>
/// <param name="Acted">Items on which there is at least one record of the year.</param>
public sealed record FourWayCell(ResponsibilityKind Kind, int Items, int Acted, int Records, DateOnly? Last)
{
    public FourWayGap? Gap => Items == 0 ? FourWayGap.NoItem : Records == 0 ? FourWayGap.NoRecord : null;
}

/// <summary>One unit in the matrix; its cells stand in the order of the kinds.</summary>
/// <param name="Required">It must keep a list; of others only what they keep of their own accord is shown, and nothing is missing.</param>
public sealed record FourWayRow(Unit Unit, bool Required, IReadOnlyList<FourWayCell> Cells)
{
    public int Gaps => Required ? Cells.Count(c => c.Gap is not null) : 0;
}

/// <summary>
/// The four kinds of responsibility by unit and year (R10): worked out from the list itself, in two walks through it however many units
/// there are. Counts what units recorded, never who did more than whom.
/// </summary>
public sealed class FourWay(IDossiers dossiers, IRules rules, LocalTime time)
{
    public static readonly Setting Units = UnitKinds.Setting(
        "responsibilities.list-units", new("应建立责任清单的单位类别", "kinds of units that must keep a responsibility list"),
        new("没有已核对的规定列出单位类别，由本单位设定。", "No rule we have read lists the kinds of units: the organ sets them."), UnitKind.Department, UnitKind.Town);

    public async Task<IReadOnlyList<FourWayRow>> OfAsync(int year, UnitId? within, Actor actor, CancellationToken cancel)
    {
        var items = (await ItemsAsync(year, within is { } unit ? new() { Within = unit } : new(), actor, cancel)).ToLookup(i => i.Unit);
        var required = UnitKinds.In(rules.Settings, Units);
        var looked = within is { } top ? rules.Organisation.Branch(top) : rules.Organisation.All;
        return
        [
            .. from u in looked
               where actor.IsSystem || actor.Scope.Contains(u.Id)
               where required.Contains(u.Kind) || items[u.Id].Any(i => i.Kinds.Count > 0)
               select new FourWayRow(u, required.Contains(u.Kind), [.. Enum.GetValues<ResponsibilityKind>().Select(k => Cell(k, items[u.Id], year))]),
        ];
    }

    /// <summary>The list of one unit in one year.</summary>
    public Task<IReadOnlyList<ResponsibilityItem>> ListAsync(int year, UnitId unit, Actor actor, CancellationToken cancel) => ItemsAsync(year, new() { Units = [unit] }, actor, cancel);

    /// <summary>The acts of a kind that count for a year.</summary>
    public static IEnumerable<KindAct> Acts(ResponsibilityItem item, ResponsibilityKind kind, int year) => item.KindActs.Where(a => a.Kind == kind && a.On.Year == year);

    private static FourWayCell Cell(ResponsibilityKind kind, IEnumerable<ResponsibilityItem> items, int year)
    {
        var of = items.Where(i => i.Kinds.Contains(kind)).Select(i => Acts(i, kind, year).ToList()).ToList();
        var acts = of.SelectMany(a => a).ToList();
        return new(kind, of.Count, of.Count(a => a.Count > 0), acts.Count, acts.Count == 0 ? null : acts.Max(a => a.On));
    }

    // What was closed before the year began cannot belong to it, so years gone by cost nothing.
    private async Task<IReadOnlyList<ResponsibilityItem>> ItemsAsync(int year, DossierQuery query, Actor actor, CancellationToken cancel)
    {
        query = query with { Procedure = "responsibility", OpenedUntil = time.EndOf(new(year, 12, 31)), Take = 500 };
        var found = new List<ResponsibilityItem>();
        foreach (var part in (DossierQuery[])[query with { Open = true }, query with { Open = false, ClosedFrom = time.StartOf(new(year, 1, 1)) }])
        {
            await foreach (var dossier in dossiers.AllAsync(part, actor, cancel))
            {
                var item = (ResponsibilityItem)dossier;
                if (item.State is not (ItemState.Withdrawn or ItemState.SentBack) && (item.Year is null || item.Year == year)) found.Add(item);
            }
        }

        return [.. found.OrderBy(i => i.Number, StringComparer.Ordinal)];
    }
}
