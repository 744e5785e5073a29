using System.Linq.Expressions;
using System.Text.Json;
using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Procedures;

/// <summary>One way of having a part in a dossier, as a query can ask for it.</summary>
public enum PartKind
{
    Assignee,
    Opener,
    AtUnit,
    Above,
    Party,
}

/// <summary>A value of the dossier's own data, as a list can ask for it.</summary>
/// <param name="Not">Any other value, or none.</param>
public sealed record Having(string Key, string Value, bool Not);

/// <summary>One way of having a part; the duty where it is one.</summary>
/// <param name="Of">Only in dossiers whose data say so.</param>
/// <param name="NotAssignee">Somebody else than the person it is assigned to.</param>
public sealed record Part(PartKind Kind, Duty? Duty = null, Having? Of = null, bool NotAssignee = false);

/// <summary>Who may act: a phrase for people and the test behind it.</summary>
public sealed record Who(Words Phrase, Func<Actor, Dossier, bool> Matches)
{
    /// <summary>Actions that must have been done by somebody else (separation of duties).</summary>
    public IReadOnlyList<Type> NotDoneBy { get; init; } = [];

    /// <summary>The same test as far as lists can ask it: enough to know whose desk a dossier lies on.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    /// <summary>Whom the phrase named before anybody was left out, and who was: said once, however many there are.</summary>
    private Words? _named;
    private Words? _leftOut;
    private IReadOnlyList<Words> _done = [];

    public static readonly Who Anyone = new(new("任何人", "anyone"), (_, _) => true);
    public static readonly Who Nobody = new(new("系统", "the system"), (a, _) => a.IsSystem);
    public static readonly Who Filer = new(new("持回执的提交人", "the person who filed it"), (a, d) => a.Receipt == d.Id);
    public static readonly Who Opener = new(new("登记人", "the person who opened it"), (a, d) => !a.Id.IsNobody && a.Id == d.OpenedBy) { Parts = [new(PartKind.Opener)] };
    public static readonly Who Assignee = new(new("承办人本人", "the person it is assigned to"), (a, d) => !a.Id.IsNobody && a.Id == d.Assignee) { Parts = [new(PartKind.Assignee)] };

    public static readonly Who Party = new(new("受邀人员", "those who were asked to take part"), (a, d) => d.IsParty(a)) { Parts = [new(PartKind.Party)] };

    /// <summary>Whoever holds one of these duties at the dossier's unit.</summary>
    public static Who Holding(params Duty[] duties) => new(
        new($"本单位{string.Join("、", duties.Select(d => d.Name.Zh))}", $"the {Either(duties)} of the unit"),
        (a, d) => duties.Any(duty => a.Holds(duty, d.Path))) { Parts = [.. duties.Select(d => new Part(PartKind.AtUnit, d))] };

    /// <summary>Whoever holds one of these duties at a unit above the dossier's.</summary>
    public static Who Above(params Duty[] duties) => new(
        new($"上级单位{string.Join("、", duties.Select(d => d.Name.Zh))}", $"the {Either(duties)} of a unit above"),
        (a, d) => duties.Any(duty => a.HoldsAbove(duty, d.Path))) { Parts = [.. duties.Select(d => new Part(PartKind.Above, d))] };

    // What is asked of one side is asked of both: a union must not undo a separation of duties.
    public Who Or(Who other) => new(new($"{Phrase.Zh}，或{other.Phrase.Zh}", $"{Phrase.En}, or {other.Phrase.En}"), (a, d) => Matches(a, d) || other.Matches(a, d))
    {
        NotDoneBy = [.. NotDoneBy, .. other.NotDoneBy],
        Parts = [.. Parts.Union(other.Parts)],
    };

    /// <summary>The same people under a name of their own, where the rule has one for them.</summary>
    public Who Called(Words phrase) => this with { Phrase = phrase };

    /// <summary>But not the person the dossier is assigned to.</summary>
    public Who ButNotAssignee() => Without(new("承办人本人", "the person it is assigned to"), null) with
    {
        Matches = (a, d) => Matches(a, d) && (a.Id.IsNobody || a.Id != d.Assignee),
        Parts = [.. Parts.Select(p => p with { NotAssignee = true })],
    };

    /// <summary>Only where <paramref name="property"/> of the dossier has this value. The property must be written with the dossier's content, as lists ask the database for it.</summary>
    public Who Where<TDossier, TValue>(Expression<Func<TDossier, TValue>> property, TValue value) where TDossier : Dossier where TValue : struct =>
        Where(property, value, not: false);

    /// <summary>Only where <paramref name="property"/> of the dossier has not this value.</summary>
    public Who Unless<TDossier, TValue>(Expression<Func<TDossier, TValue>> property, TValue value) where TDossier : Dossier where TValue : struct =>
        Where(property, value, not: true);

    /// <summary>But not the person who did <typeparamref name="TAction"/> on this dossier.</summary>
    public Who ButNot<TAction>() => Without(null, Words.Of(typeof(TAction))) with
    {
        NotDoneBy = [.. NotDoneBy, typeof(TAction)],
    };

    private Who Where<TDossier, TValue>(Expression<Func<TDossier, TValue>> property, TValue value, bool not) where TDossier : Dossier where TValue : struct
    {
        var read = property.Compile();
        var key = JsonNamingPolicy.CamelCase.ConvertName(((MemberExpression)property.Body).Member.Name);
        var kept = JsonSerializer.SerializeToElement(value, ContentJson.Options).ToString();
        var having = new Having(key, value is bool ? kept.ToLowerInvariant() : kept, not);
        return this with
        {
            Matches = (a, d) => d is TDossier own && read(own).Equals(value) != not && Matches(a, d),
            Parts = [.. Parts.Select(p => p with { Of = having })],
        };
    }

    private Who Without(Words? person, Words? done)
    {
        var (named, leftOut, all) = (_named ?? Phrase, person ?? _leftOut, done is null ? _done : [.. _done, done]);
        List<Words> persons = leftOut is null ? [] : [leftOut];
        if (all.Count > 0) persons.Add(new($"办理过{string.Concat(all.Select(d => $"“{d.Zh}”"))}的人", $"whoever did {Join(all.Select(d => $"“{d.En}”"))}"));
        return this with
        {
            Phrase = new($"{named.Zh}（{string.Join("、", persons.Select(p => p.Zh))}除外）", $"{named.En} (but not {string.Join(" nor ", persons.Select(p => p.En))})"),
            _named = named, _leftOut = leftOut, _done = all,
        };
    }

    // The names of some duties say themselves that they are the unit's.
    private static string Either(IEnumerable<Duty> duties)
    {
        const string OfTheUnit = " of the unit";
        return Join(duties.Select(d => d.Name.En.EndsWith(OfTheUnit, StringComparison.Ordinal) ? d.Name.En[..^OfTheUnit.Length] : d.Name.En));
    }

    private static string Join(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : string.Join(", ", all.SkipLast(1)) + " or " + all[^1];
    }
}
