using Qinglian.Foundation.Cycles;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Web.Pages;

/// <summary>A date on which something recurring is due.</summary>
public sealed record CycleDate(Entry Rule, CycleRuleRow Row, Occurrence Due);

/// <summary>The recurring dates of the units somebody works for: where they hold a duty, and their own.</summary>
internal sealed class Cycles(IRegistrar registrar, RegisterBook book, IRules rules)
{
    public async Task<IReadOnlyList<CycleDate>> BetweenAsync(DateOnly from, DateOnly until, Actor actor, CancellationToken cancel)
    {
        var dates = new List<CycleDate>();
        foreach (var entry in await RulesAsync(actor, cancel))
        {
            var row = entry.As<CycleRuleRow>();
            dates.AddRange((row.Rule?.Occurrences(from, until, rules.Calendar) ?? []).Where(o => entry.LastsOn(o.On)).Select(o => new CycleDate(entry, row, o)));
        }

        return [.. dates.OrderBy(d => d.Due.On).ThenBy(d => d.Row.Name, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<Entry>> RulesAsync(Actor actor, CancellationToken cancel)
    {
        var own = actor.Grants.Select(g => g.Unit).Append(actor.Unit).ToHashSet();
        var found = new List<Entry>();
        await foreach (var entry in registrar.AllAsync(book.Of<CycleRuleRow>(), new(), actor, cancel))
        {
            if (own.Contains(entry.As<CycleRuleRow>().Unit)) found.Add(entry);
        }

        return found;
    }
}
