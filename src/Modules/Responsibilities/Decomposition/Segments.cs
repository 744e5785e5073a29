namespace Qinglian.Responsibilities.Decomposition;

/// <summary>What a line is in the document, before its sentences are read.</summary>
internal enum LineRole
{
    Body,
    Advertising,
    Title,
    Greeting,
    Heading,
    Closing,

    /// <summary>Of a table of tasks.</summary>
    Row,
}

/// <summary>A line with its sentences. All spans here count characters of the reading text.</summary>
internal sealed record Line(Span At, IReadOnlyList<Sentence> Sentences)
{
    public LineRole Role { get; set; }

    /// <summary>The brackets that gave items away; no clause holds them.</summary>
    public IReadOnlyList<Span> Brackets { get; init; } = [];

    /// <summary>Looks back on work done.</summary>
    public bool Review { get; set; }
}

/// <summary>Up to a full stop. Its parts, separated by semicolons, do not share what follows a comma.</summary>
internal sealed record Sentence(Span At, IReadOnlyList<IReadOnlyList<Clause>> Parts, char End)
{
    public IEnumerable<Clause> Clauses => Parts.SelectMany(p => p);
}

/// <summary>Up to a comma.</summary>
/// <param name="Text">The words of the clause.</param>
/// <param name="Open">The same with everything in quotes, brackets and titles blanked out: what the sentence itself says.</param>
/// <param name="Aside">Stands in a cell beside the task: number, party, time, remark.</param>
/// <param name="Assigned">What a bracket behind it says of party and time; the bracket is no part of the text.</param>
internal sealed record Clause(Span At, string Text, string Open, Assignment? Assigned = null, bool Aside = false)
{
    public const char Blank = '□';
}
