using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo.County;
using Qinglian.Data.Burden;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Application.Demo.Story;

/// <summary>What every story works with: the county, its people as actors, the desk, the calendar and the agenda.</summary>
internal sealed class World(IServiceProvider services, CountyPlan plan, IReadOnlyDictionary<string, PersonId> persons, DemoClock clock, Chance chance, DateOnly first, DateOnly last)
{
    private readonly Desk _desk = services.GetRequiredService<Desk>();
    private readonly ConcurrentDictionary<string, Actor> _actors = [];
    private readonly IRules _rules = services.GetRequiredService<IRules>();
    private readonly LocalTime _time = services.GetRequiredService<LocalTime>();
    private readonly Dictionary<string, UnitId> _units = services.GetRequiredService<IRules>().Organisation.All.ToDictionary(u => u.Code, u => u.Id);
    private readonly Dictionary<UnitId, PlannedUnit> _planned = services.GetRequiredService<IRules>().Organisation.All.ToDictionary(u => u.Id, u => plan[u.Code]);
    private readonly Dictionary<PersonId, PlannedPerson> _people = plan.People.ToDictionary(p => persons[p.Number]);
    private readonly ConcurrentDictionary<(Guid, string), bool> _away = [];
    private readonly ConcurrentBag<string> _unexpected = [];
    private readonly ConcurrentDictionary<Type, int> _sent = [];
    private const int DaysOfForms = 30;
    private int _acts;

    public IServiceProvider Services => services;
    public CountyPlan Plan => plan;
    public Agenda Agenda { get; } = new();
    public IDossiers Dossiers { get; } = services.GetRequiredService<IDossiers>();
    public IAttachments Attachments { get; } = services.GetRequiredService<IAttachments>();
    public ILedgerBook Ledger { get; } = services.GetRequiredService<ILedgerBook>();
    public WorkingCalendar Calendar => _rules.Calendar;
    public DateOnly First => first;
    public DateOnly Last => last;
    public DateOnly Today => _time.Today;
    public DateTimeOffset Now => _time.Now;
    public DemoClock Clock => clock;

    /// <summary>Refusals that no story meant: a fault of the stories, which a test looks for.</summary>
    public IReadOnlyCollection<string> Unexpected => _unexpected;

    /// <summary>Acts that were carried out, system's own left out.</summary>
    public int Acts => _acts;

    public Chance For(string key) => chance.Of(key);
    public UnitId Unit(string code) => _units[code];
    public PlannedUnit Unit(UnitId unit) => _planned[unit];
    public PersonId Id(PlannedPerson person) => persons[person.Number];
    public PlannedPerson? Person(PersonId id) => _people.GetValueOrDefault(id);

    /// <summary>The person with the duties of the day, as the register has them.</summary>
    public Actor Actor(PlannedPerson person)
    {
        var further = plan.Grants.Where(g => g.Person == person.Number).ToList();
        return further.Exists(g => g.Until is not null) ? Make() : _actors.GetOrAdd(person.Number, _ => Make());

        Actor Make()
        {
            var organisation = _rules.Organisation;
            Grant Of(Duty duty, string unit, Reach reach, DateOnly? until) => new(duty, _units[unit], organisation[_units[unit]].Path, reach, until);
            List<Grant> grants = [Of(person.Duty, person.At, person.Reach, null), .. further.Where(g => (g.From ?? first) <= Today && (g.Until is null || Today <= g.Until)).Select(g => Of(g.Duty, g.Unit, g.Reach, g.Until))];
            return new(Id(person), person.Name, _units[person.Unit], grants, new HashSet<string>(), organisation.ScopeOf(grants));
        }
    }

    /// <summary>Whoever takes things in for a unit: its office, or its head where it has none.</summary>
    public PlannedPerson Hand(PlannedUnit unit) => unit.Code == CountyPlan.Root ? CountyOffice[0] : unit.With(Duties.Office).FirstOrDefault() ?? unit.With(Duties.Leader).First();

    /// <summary>Whoever may own an item of a unit.</summary>
    public PlannedPerson Owner(PlannedUnit unit, Chance by) =>
        by.Of(unit.Code == CountyPlan.Root ? CountyOffice : [.. Staff(unit).DefaultIfEmpty(Hand(unit))]);

    private IEnumerable<PlannedPerson> Staff(PlannedUnit unit) => unit.With(Duties.Deputy, Duties.VillageClerk)
        .Concat(plan.People.Where(p => p.At == unit.Code && p.Duty == Duties.Staff));

    /// <summary>The working day so many working days after a day; the day itself where it is none and it is a working day.</summary>
    public DateOnly After(DateOnly day, int workingDays) => Calendar.LastDay(day, new(workingDays, TermUnit.WorkingDays)).On;

    /// <summary>Puts a step on the agenda, at some working hour of the day.</summary>
    public void On(DateOnly day, string key, Chance chance, Func<Task> step, bool alone = false)
    {
        if (day < Today) day = After(Today, 1);
        if (day > last) return;
        var at = _time.StartOf(day) + TimeSpan.FromSeconds(chance.Between(8 * 3600 + 1800, 17 * 3600 + 1800));
        Agenda.Add(at, day, key, alone, step);
    }

    /// <summary>Opens a dossier; its id, or null where the desk refused.</summary>
    public async Task<Guid?> OpenAsync(object form, PlannedPerson by, Chance chance)
    {
        var id = chance.Id(Now);
        return Noted(await _desk.OpenAsync(id, form, Actor(by), default), form) ? id : null;
    }

    public async Task<bool> ActAsync(Guid dossier, object action, PlannedPerson by) =>
        Noted(await _desk.ActAsync(dossier, action, Actor(by), null, default), action);

    /// <summary>An act that is meant to be refused: the refusal stays on record.</summary>
    public async Task<bool> RefusedAsync(Guid dossier, object action, PlannedPerson by) =>
        await _desk.ActAsync(dossier, action, Actor(by), null, default) is not null;

    /// <inheritdoc cref="RefusedAsync(Guid, object, PlannedPerson)"/>
    public async Task<bool> RefusedAsync(object form, PlannedPerson by, Chance chance) =>
        await _desk.OpenAsync(chance.Id(Now), form, Actor(by), default) is not null;

    /// <summary>Somebody steps back from a matter; nobody may ask them about it again.</summary>
    public async Task StepBackAsync(Guid dossier, string reason, PlannedPerson by)
    {
        if (await ActAsync(dossier, new StepBack(reason), by)) _away[(dossier, by.Number)] = true;
    }

    public bool IsAway(Guid dossier, PlannedPerson person) => _away.ContainsKey((dossier, person.Number));

    /// <summary>Hands in a small file, as text a person would scan or export.</summary>
    public async Task<FileId?> FileAsync(string name, string text, PlannedPerson by)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return (await Attachments.KeepAsync(content, name, "text/plain", Actor(by), default)).File;
    }

    /// <summary>Whoever supervises a unit: its stationed group, its town's discipline committee, or else the county's.</summary>
    public PlannedPerson Supervisor(PlannedUnit unit, Duty duty, Chance chance)
    {
        for (var at = unit; at.Code != CountyPlan.Root; at = plan[at.Above!])
        {
            var near = plan.People.Where(p => p.Duty == duty && (p.At == at.Code || plan.Grants.Exists(g => g.Person == p.Number && g.Duty == duty && g.Unit == at.Code))).ToList();
            if (near.Count > 0) return chance.Of(near);
        }

        return chance.Of(plan.People.Where(p => p.Duty == duty && p.At == CountyPlan.Root).ToList());
    }

    /// <summary>The clerk of the county committee's office, who works for the whole county.</summary>
    public IReadOnlyList<PlannedPerson> CountyOffice { get; } = [.. plan.People.Where(p => p.Duty == Duties.Office && p.At == CountyPlan.Root)];

    public void Note(Refusal refusal, object what) => Noted(refusal, what);

    /// <summary>Notes what the forms of the last weeks would have cost those who filled them in; a form that several procedures share is left out.</summary>
    public async Task NoteFormsAsync(FormUses uses, CancellationToken cancel)
    {
        var book = services.GetRequiredService<ProcedureBook>();
        foreach (var (form, times) in _sent.OrderBy(s => s.Key.FullName, StringComparer.Ordinal))
        {
            List<Procedure> asking = [.. book.Current.Where(p => p.Openings.Exists(o => o.Form == form) || p.Stages.Values.Any(s => s.Find(form) is not null))];
            var asked = form.GetConstructors().Max(c => c.GetParameters().Length);
            if (asking is not [var procedure] || asked == 0 || form.Name == "SendReturn") continue;

            var own = chance.Of(form.Name);
            for (var i = 0; i < times; i++) await uses.NoteAsync($"{procedure.Code}/{form.Name}", asked, asked > 3 ? 1 : 0, TimeSpan.FromSeconds(15 + asked * own.Between(12, 55)), cancel);
        }
    }

    private bool Noted(Refusal? refusal, object what)
    {
        if (refusal is null)
        {
            Interlocked.Increment(ref _acts);
            if (last.DayNumber - Today.DayNumber < DaysOfForms) _sent.AddOrUpdate(what.GetType(), 1, (_, times) => times + 1);
            return true;
        }

        _unexpected.Add($"{what.GetType().Name}: {refusal.Code} {refusal.Words.En} ({what})");
        return false;
    }
}
