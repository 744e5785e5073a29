using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Procedures;

/// <summary>One way of having a part in a dossier, as a query can ask for it.</summary>
public enum PartKind
{
    Assignee,
    Opener,
    AtUnit,
    Above,
    Invited,
}

/// <summary>One way of having a part; the duty where it is one.</summary>
public sealed record Part(PartKind Kind, Duty? Duty = null);

/// <summary>Who may act: a phrase for people and the test behind it.</summary>
public sealed record Who(Words Phrase, Func<Actor, Dossier, bool> Matches)
{
    /// <summary>Actions that must have been done by somebody else (separation of duties).</summary>
    public IReadOnlyList<Type> NotDoneBy { get; init; } = [];

    /// <summary>The same test as far as lists can ask it: enough to know whose desk a dossier lies on.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    public static readonly Who Anyone = new(new("任何人", "anyone"), (_, _) => true);
    public static readonly Who Nobody = new(new("系统", "the system"), (a, _) => a.IsSystem);
    public static readonly Who Filer = new(new("持回执的提交人", "the person who filed it"), (a, d) => a.Receipt == d.Id);
    public static readonly Who Opener = new(new("登记人", "the person who opened it"), (a, d) => !a.Id.IsNobody && a.Id == d.OpenedBy) { Parts = [new(PartKind.Opener)] };
    public static readonly Who Assignee = new(new("承办人本人", "the person it is assigned to"), (a, d) => !a.Id.IsNobody && a.Id == d.Assignee) { Parts = [new(PartKind.Assignee)] };

    public static readonly Who Invited = new(new("受邀人员", "those who were asked to take part"), (a, d) => !a.Id.IsNobody && d.Invited.Contains(a.Id)) { Parts = [new(PartKind.Invited)] };

    /// <summary>Whoever holds one of these duties at the dossier's unit.</summary>
    public static Who Holding(params Duty[] duties) => new(
        new($"本单位{string.Join("或", duties.Select(d => d.Name.Zh))}", $"the {string.Join(" or ", duties.Select(d => d.Name.En))} of the unit"),
        (a, d) => duties.Any(duty => a.Holds(duty, d.Path))) { Parts = [.. duties.Select(d => new Part(PartKind.AtUnit, d))] };

    /// <summary>Whoever holds one of these duties at a unit above the dossier's.</summary>
    public static Who Above(params Duty[] duties) => new(
        new($"上级单位{string.Join("或", duties.Select(d => d.Name.Zh))}", $"the {string.Join(" or ", duties.Select(d => d.Name.En))} of a unit above"),
        (a, d) => duties.Any(duty => a.HoldsAbove(duty, d.Path))) { Parts = [.. duties.Select(d => new Part(PartKind.Above, d))] };

    // What is asked of one side is asked of both: a union must not undo a separation of duties.
    public Who Or(Who other) => new(new($"{Phrase.Zh}或{other.Phrase.Zh}", $"{Phrase.En} or {other.Phrase.En}"), (a, d) => Matches(a, d) || other.Matches(a, d))
    {
        NotDoneBy = [.. NotDoneBy, .. other.NotDoneBy],
        Parts = [.. Parts.Union(other.Parts)],
    };

    /// <summary>But not the person the dossier is assigned to.</summary>
    public Who ButNotAssignee() => this with
    {
        Phrase = new($"{Phrase.Zh}（承办人本人除外）", $"{Phrase.En}, but not the person it is assigned to"),
        Matches = (a, d) => Matches(a, d) && (a.Id.IsNobody || a.Id != d.Assignee),
    };

    /// <summary>But not the person who did <typeparamref name="TAction"/> on this dossier.</summary>
    public Who ButNot<TAction>() => this with
    {
        Phrase = new($"{Phrase.Zh}（不得与“{Words.Of(typeof(TAction)).Zh}”同一人）", $"{Phrase.En}, but not whoever did “{Words.Of(typeof(TAction)).En}”"),
        NotDoneBy = [.. NotDoneBy, typeof(TAction)],
    };
}
