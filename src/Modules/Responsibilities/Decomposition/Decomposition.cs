namespace Qinglian.Responsibilities.Decomposition;

/// <summary>
/// A text cut into passages, in their order and without overlap. Between two passages stand only blanks and punctuation:
/// no word of the text is outside a passage.
/// </summary>
public sealed record Decomposition(string Text, IReadOnlyList<Passage> Passages)
{
    public IEnumerable<Duty> Duties => Passages.OfType<Duty>();

    public IEnumerable<NotDuty> NotDuties => Passages.OfType<NotDuty>();
}
