namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A piece of a text in UTF-16 units: the unit at <paramref name="End"/> no longer belongs to it.</summary>
public readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(Span other) => Start <= other.Start && other.End <= End;

    public string Of(string text) => text[Start..End];
}
