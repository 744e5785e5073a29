using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Organisations;

/// <summary>Makes an actor of a person: the duties that count today, the compartments, the units they may see.</summary>
public interface IActors
{
    /// <summary>Null where there is no such person on the register today.</summary>
    Task<Actor?> LoadAsync(PersonId person, CancellationToken cancel);
}

/// <summary>A person as pages show it.</summary>
public sealed record Listed(PersonId Id, string Number, string Name, UnitId Unit, string UnitName);

/// <summary>A person who holds a duty at a unit today.</summary>
public sealed record Holder(PersonId Person, string Name, Duty Duty, UnitId Unit);

/// <summary>Finds persons for pages, within what the actor may see.</summary>
public interface IDirectory
{
    /// <summary>Persons whose name or number contains the text, the nearest first.</summary>
    Task<IReadOnlyList<Listed>> SearchAsync(string text, UnitId? within, Actor actor, int take, CancellationToken cancel);

    /// <summary>Persons by id. Names are shown wherever a person is named in what somebody may see, so this asks for no scope.</summary>
    Task<IReadOnlyDictionary<PersonId, Listed>> NamesAsync(IReadOnlyCollection<PersonId> persons, CancellationToken cancel);

    /// <summary>Who holds a duty at a unit today, deputies included: whom a notice to that duty goes to.</summary>
    Task<IReadOnlyList<PersonId>> HoldersAsync(Duty duty, UnitId unit, CancellationToken cancel);

    /// <summary>Everybody who holds one of these duties at exactly these units today, in the order of their names.</summary>
    Task<IReadOnlyList<Holder>> HoldersAtAsync(IReadOnlyCollection<Duty> duties, IReadOnlyCollection<UnitId> units, CancellationToken cancel);
}
