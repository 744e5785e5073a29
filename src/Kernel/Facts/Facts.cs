using Qinglian.Kernel.Access;

namespace Qinglian.Kernel.Facts;

/// <summary>A kind of final fact. Counts and dates of recorded acts only: never a trait, an opinion or a score.</summary>
public sealed record FactKind(string Code, Words Name);

/// <summary>One final fact about a unit or a covered person, taken from a dossier.</summary>
/// <param name="On">The day it counts for.</param>
/// <param name="Number">How many, where the kind counts more than one.</param>
public sealed record FactEvent(FactKind Kind, UnitId Unit, DateOnly On, PersonId? Person = null, int Number = 1, Words? Text = null);

/// <summary>Whom a notice goes to: a person, or whoever holds a duty at a unit.</summary>
public sealed record Addressee(PersonId? Person, Duty? Duty, UnitId? Unit)
{
    public Addressee(PersonId person) : this(person, null, null) { }
    public Addressee(Duty duty, UnitId unit) : this(null, duty, unit) { }
}

/// <summary>A message to somebody. Says what is to be done and where; never names, texts or contacts from a sealed dossier.</summary>
public sealed record Notice(Addressee To, Words Text);
