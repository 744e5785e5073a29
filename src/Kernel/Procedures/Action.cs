namespace Qinglian.Kernel.Procedures;

/// <summary>
/// Something a person does to a dossier: the form they fill in, the change it makes, and what the ledger keeps. The constructor's
/// parameters are the fields; one that may be null need not be filled in.
/// </summary>
public interface IAction<in TDossier> where TDossier : Dossier
{
    /// <summary>What is wrong with the values, said beside the field; null when nothing is.</summary>
    Refusal? Check(TDossier dossier, Moment now) => null;

    void Apply(TDossier dossier, Moment now) { }
}

/// <summary>The form that opens a dossier.</summary>
public interface IOpening<out TDossier> where TDossier : Dossier
{
    Refusal? Check(Moment now) => null;

    /// <summary>The new dossier; must say at which unit it stands and what it is called.</summary>
    TDossier Open(Moment now);
}

/// <summary>
/// An opening form that stands on another dossier. The desk looks that one up as the system before the form is checked, so that the form
/// can judge it and share its secrecy even where the person may not see it.
/// </summary>
public interface IAbout
{
    Guid About { get; }

    /// <summary>The dossier itself; where there is none, the one the form came from, or null.</summary>
    Dossier? Of { get; set; }
}

/// <summary>A request that one module sends and another turns into a dossier of its own, without either knowing the other.</summary>
public interface IReferral
{
    /// <summary>The unit it goes to.</summary>
    UnitId Unit { get; }
}

/// <summary>A whole value that a form offers in a list, such as an entry of a catalogue. Its <see cref="object.ToString"/> is what people read of it later.</summary>
public interface IChosen;

/// <summary>A condition on the dossier, and the words that explain it when it does not hold ("this is possible once …").</summary>
public sealed record Rule<TDossier>(Words Words, Func<TDossier, bool> Holds);


/// <summary>A form field that takes long text.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class ProseAttribute : Attribute;

/// <summary>A sentence of help under the field.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class HintAttribute(string zh, string en) : Attribute
{
    public Words Words { get; } = new(zh, en);
}
