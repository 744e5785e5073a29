using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>Which units and which period a page about leaders' duty is asked for: one named in the address, or else those the person works for.</summary>
internal sealed record DutyLogUnits(IReadOnlyList<Unit> Units, Period Period)
{
    public IReadOnlyList<UnitId> Ids => [.. Units.Select(u => u.Id)];

    public static DutyLogUnits Read(Visitor me, IRules rules, Setting kind)
    {
        var present = Kernel.Period.Of(Enum.Parse<PeriodKind>(rules.Settings[kind]), me.Today);
        var period = Kernel.Period.TryParse(me.Asked("period"), out var asked) && asked.Kind == present.Kind ? asked : present;
        if (int.TryParse(me.Asked("unit"), NumberStyles.None, CultureInfo.InvariantCulture, out var unit) && me.Actor.Scope.Contains(new(unit)) && rules.Organisation.Find(new(unit)) is { } one) return new([one], period);
        return new([.. me.Actor.Grants.Where(g => !Duties.Administrators.Contains(g.Duty)).Select(g => g.Unit).Distinct().Select(rules.Organisation.Find).OfType<Unit>()], period);
    }

    /// <summary>The unit, and the last few periods of the kind that is set.</summary>
    public IReadOnlyList<Filter> Filters(Visitor me, IRules rules, Setting kind)
    {
        var seen = rules.Organisation.All.Where(u => me.Actor.Scope.Contains(u.Id)).ToList();
        var depth = seen.Count == 0 ? 0 : seen.Min(u => u.Path.Value.Count(c => c == '.'));
        var present = Kernel.Period.Of(Enum.Parse<PeriodKind>(rules.Settings[kind]), me.Today);
        return
        [
            new ChoiceFilter("unit", new("单位", "Unit"), [.. seen.Select(u => new Option(u.Id.ToString(), Words.Same(u.Name), u.Path.Value.Count(c => c == '.') - depth))]) { All = new("本人任职的单位", "Where I hold a post") },
            new ChoiceFilter("period", new("期间", "Period"), [.. Enumerable.Range(1, 5).Select(n => present.Plus(-n)).Select(p => new Option(p.ToString(), p.Words))])
            {
                All = new Words("{0}（本期）", "{0} (now)").With(present.Words),
            },
        ];
    }
}
