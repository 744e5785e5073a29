using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Responsibilities.Handover;

/// <summary>An open handover and how long ago it was sent.</summary>
/// <param name="Days">Calendar days since the day it was sent, which itself is not counted.</param>
/// <param name="Band">Its place among the bands, the youngest first.</param>
public sealed record AgedHandover(Handover Handover, int Days, int Band);

/// <summary>One band of ages.</summary>
/// <param name="Until">Its last day; null for the oldest.</param>
public sealed record AgeBand(int From, int? Until)
{
    public Words Words => Until is { } until ? new($"{From}至{until}天", $"{From} to {until} days") : new($"{From}天以上", $"{From} days and more");
}

/// <summary>Open handovers by age, and in the order a joint meeting should take them.</summary>
public sealed class HandoverAgeing(IDossiers dossiers, IRules rules, LocalTime time)
{
    public IReadOnlyList<AgeBand> Bands
    {
        get
        {
            var days = HandoverSettings.Days(rules.Settings[HandoverSettings.Bands]) ?? [];
            return [.. days.Select((d, i) => new AgeBand(i == 0 ? 0 : days[i - 1] + 1, d)), new AgeBand(days.Count == 0 ? 0 : days[^1] + 1, null)];
        }
    }

    /// <summary>All that are open, the oldest first.</summary>
    public async Task<IReadOnlyList<AgedHandover>> OpenAsync(UnitId? within, Actor actor, CancellationToken cancel)
    {
        var bands = Bands;
        var open = new List<AgedHandover>();
        await foreach (var dossier in dossiers.AllAsync(new DossierQuery { Procedure = "handover", Open = true, Within = within }, actor, cancel))
        {
            var days = time.Today.DayNumber - time.DayOf(dossier.OpenedAt).DayNumber;
            open.Add(new((Handover)dossier, days, bands.Count(b => b.Until < days)));
        }

        return [.. open.OrderByDescending(o => o.Days).ThenBy(o => o.Handover.Number, StringComparer.Ordinal)];
    }

    /// <summary>What a joint meeting has before it: what is disputed, then what is late, then the rest; each the oldest first.</summary>
    public static IReadOnlyList<(Words Part, IReadOnlyList<AgedHandover> Matters)> Agenda(IReadOnlyList<AgedHandover> open, DateOnly today)
    {
        var disputed = open.Where(o => o.Handover.Disputed).ToList();
        var late = open.Where(o => !o.Handover.Disputed && o.Handover.DueOn < today).ToList();
        var rest = open.Except(disputed).Except(late).ToList();
        return [.. new (Words, IReadOnlyList<AgedHandover>)[]
        {
            (new("有异议的事项", "Disputed"), disputed), (new("逾期未办的事项", "Overdue"), late), (new("其他在办事项", "Other open matters"), rest),
        }.Where(p => p.Item2.Count > 0)];
    }
}
