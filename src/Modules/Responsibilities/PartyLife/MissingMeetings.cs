using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Responsibilities.PartyLife;

/// <summary>One kind of meeting at one unit in one year.</summary>
/// <param name="Every">How often it is required; null where it is not.</param>
/// <param name="Periods">How many of its periods are over so far.</param>
/// <param name="Missing">Those of them in which none was held.</param>
public sealed record MeetingsHeld(PartyMeetingKind Kind, PeriodKind? Every, int Held, int Periods, IReadOnlyList<Period> Missing);

/// <summary>One unit in the report; its kinds stand in their order.</summary>
public sealed record PartyLifeOfUnit(Unit Unit, IReadOnlyList<MeetingsHeld> Kinds)
{
    public int Missing => Kinds.Sum(k => k.Missing.Count);
}

/// <summary>
/// Which required meetings have no record (R17): one walk through the records of the year, by the settings as they stand today. A period
/// counts once it is over and the time to record it has passed.
/// </summary>
public sealed class MissingMeetings(IDossiers dossiers, IRules rules, LocalTime time)
{
    public async Task<IReadOnlyList<PartyLifeOfUnit>> OfAsync(int year, UnitId? within, Actor actor, CancellationToken cancel)
    {
        // A meeting of the year is recorded in it or, late, in the next; never before it was held.
        var held = new Dictionary<(UnitId, PartyMeetingKind), List<DateOnly>>();
        var query = new DossierQuery { Procedure = "party-meeting", Within = within, OpenedFrom = time.StartOf(new(year, 1, 1)), OpenedUntil = time.EndOf(new(year + 1, 12, 31)) };
        await foreach (var dossier in dossiers.AllAsync(query, actor, cancel))
        {
            if (dossier is not PartyMeeting meeting || meeting.HeldOn.Year != year || meeting.State is PartyMeetingState.Withdrawn) continue;
            if (!held.TryGetValue((meeting.Unit, meeting.Kind), out var days)) held.Add((meeting.Unit, meeting.Kind), days = []);
            days.Add(meeting.HeldOn);
        }

        var kinds = Enum.GetValues<PartyMeetingKind>()
            .Select(k => (Kind: k, Every: PartyLifeSettings.Cycle(k, rules.Settings), Units: UnitKinds.In(rules.Settings, PartyLifeSettings.UnitsOf(k)), Over: Over(k, year))).ToList();
        return
        [
            .. from unit in within is { } top ? rules.Organisation.Branch(top) : rules.Organisation.All
               where actor.IsSystem || actor.Scope.Contains(unit.Id)
               let row = new PartyLifeOfUnit(unit, [.. kinds.Select(k => Of(k.Kind, k.Units.Contains(unit.Kind) ? k.Every : null, k.Over, held.GetValueOrDefault((unit.Id, k.Kind)) ?? []))])
               where row.Kinds.Any(k => k.Every is not null || k.Held > 0)
               select row,
        ];
    }

    private static MeetingsHeld Of(PartyMeetingKind kind, PeriodKind? every, IReadOnlyList<Period> over, List<DateOnly> held) =>
        new(kind, every, held.Count, every is null ? 0 : over.Count, every is null ? [] : [.. over.Where(p => !held.Exists(p.Contains))]);

    private List<Period> Over(PartyMeetingKind kind, int year)
    {
        if (PartyLifeSettings.Cycle(kind, rules.Settings) is not { } every) return [];

        var grace = rules.Settings.Term(PartyLifeSettings.Grace);
        return [.. Period.WholeYear(year).Parts(every).Where(p => rules.Calendar.LastDay(p.Last, grace).On < time.Today)];
    }
}
