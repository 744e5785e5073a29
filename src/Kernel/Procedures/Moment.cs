using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Procedures;

/// <summary>
/// Now, today and who; and the four things an action may ask for beyond its own dossier. They are collected and carried out in the
/// same transaction as the change, or not at all.
/// </summary>
public sealed class Moment(LocalTime time, Actor actor, WorkingCalendar calendar, SettingValues settings, OrgTree organisation)
{
    private readonly List<Notice> _notices = [];
    private readonly List<(Guid Id, object Form)> _referrals = [];
    private readonly List<FactEvent> _facts = [];

    public DateTimeOffset At { get; } = time.Now;
    public DateOnly Today { get; } = time.Today;
    public TimeZoneInfo Zone => time.Zone;
    public Actor Actor => actor;
    public PersonId By => actor.Id;
    public WorkingCalendar Calendar => calendar;
    public SettingValues Settings => settings;
    public OrgTree Organisation => organisation;

    /// <summary>What was in the ballot box, for the act that empties it (<see cref="IEmptiesBallotBox"/>).</summary>
    public BallotTally? Ballots { get; internal set; }

    internal IReadOnlyList<Notice> Notices => _notices;
    internal IReadOnlyList<(Guid Id, object Form)> Referrals => _referrals;
    internal IReadOnlyList<FactEvent> Facts => _facts;

    /// <summary>Tells a person. Goes through the outbox: at least once, never before the change is saved.</summary>
    public void Notify(PersonId person, Words text) => _notices.Add(new(new(person), text));

    /// <summary>Tells whoever holds a duty at a unit.</summary>
    public void Notify(Duty duty, UnitId unit, Words text) => _notices.Add(new(new(duty, unit), text));

    /// <summary>Opens a dossier in whichever module receives this kind of referral.</summary>
    /// <returns>The id the new dossier will have.</returns>
    public Guid Refer(IReferral referral)
    {
        var id = Ids.New(At);
        _referrals.Add((id, referral));
        return id;
    }

    /// <summary>Opens a dossier of the same module with its own opening form.</summary>
    public Guid Open<TDossier>(IOpening<TDossier> form) where TDossier : Dossier
    {
        var id = Ids.New(At);
        _referrals.Add((id, form));
        return id;
    }

    /// <summary>Records a final fact, which archives, pages of units and statistics read.</summary>
    public void Record(FactEvent fact) => _facts.Add(fact);

    /// <summary>Keeps the dossier from these persons for ever. Their superiors in line are added by the desk.</summary>
    public void Recuse(Dossier dossier, params IEnumerable<PersonId> persons)
    {
        foreach (var person in persons)
        {
            if (!dossier.Recused.Contains(person)) dossier.Recused.Add(person);
        }
    }

    /// <summary>Makes these persons parties: they see the dossier, whatever their duty.</summary>
    public void Invite(Dossier dossier, params IEnumerable<PersonId> persons) => dossier.Parties.AddRange(persons.Except(dossier.Parties));

    /// <summary>Keeps the dossier from a person until it is disclosed to them.</summary>
    public void Withhold(Dossier dossier, PersonId person)
    {
        if (!dossier.Withheld.Contains(person)) dossier.Withheld.Add(person);
    }

    /// <summary>What was withheld is so no longer. A recusal stands.</summary>
    public void Disclose(Dossier dossier, PersonId person) => dossier.Withheld.Remove(person);
}
