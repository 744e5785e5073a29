namespace Qinglian.Kernel.Procedures;

/// <summary>A dossier that words fields of its forms itself: the items of the sheet it is reviewed on, the numbers of its own requirements.</summary>
public interface IWordsItsForms
{
    /// <summary>How the field is asked here; null leaves it as it is declared.</summary>
    OwnField? Ask(Type action, string field);
}

/// <summary>How one field is asked on one dossier.</summary>
/// <param name="Label">In place of the declared one.</param>
/// <param name="Choices">Numbers to choose from, where the field takes a number.</param>
public sealed record OwnField(Words? Label = null, IReadOnlyList<(int Number, Words Text)>? Choices = null)
{
    /// <summary>The field is not asked here at all.</summary>
    public static readonly OwnField None = new();

    /// <summary>Must be filled in here, although its record does not say so.</summary>
    public bool Required { get; init; }
}
