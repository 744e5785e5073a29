using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>How a party came into the sentence.</summary>
internal enum Role
{
    Subject,
    Assigned,
    Requested,
    Urged,
    Forbidden,

    /// <summary>Named inside the matter (建立监察员联系制度): acts only if nobody better is named.</summary>
    Embedded,
}

/// <summary>A party that a text names, with its place in the reading text.</summary>
internal sealed record Party(string Name, Span At, Role Role);

/// <summary>What part a clause plays in its sentence.</summary>
internal enum ClauseKind
{
    /// <summary>Says what is to be done.</summary>
    Act,

    /// <summary>Says it in general words; a duty only with a named party or beside an act.</summary>
    WeakAct,

    /// <summary>Circumstance, basis, condition, principle: leads to the act that follows.</summary>
    Lead,

    /// <summary>Follows an act as its purpose or result.</summary>
    Result,

    /// <summary>No duty, wherever it stands.</summary>
    Other,
}

/// <summary>A clause after reading: who, whether it is demanded, which verb, and the judgement with its reason.</summary>
internal sealed record ClauseReading(Clause Clause)
{
    /// <summary>First character after numbering and connecting words.</summary>
    public int Body { get; init; }

    public Party? Party { get; init; }

    /// <summary>The speaker's own side is the subject.</summary>
    public bool We { get; init; }

    public string? Modal { get; init; }

    public bool Forbids { get; init; }

    public bool Negates { get; init; }

    /// <summary>An adverb of manner stood before the verb.</summary>
    public bool Manner { get; init; }

    /// <summary>Where the predicate starts, after subject, modal words and adverbs.</summary>
    public int Predicate { get; init; }

    public VerbClass? Verb { get; init; }

    public Span VerbAt { get; init; }

    /// <summary>The verb stands after a prepositional phrase (对……开展).</summary>
    public bool AfterPhrase { get; init; }

    public bool CalendarCycle { get; init; }

    public bool Limited { get; init; }

    public ClauseKind Kind { get; init; }

    public Reason Reason { get; init; }

    public string? Trigger { get; init; }

    /// <summary>Somebody speaks without authority: nothing up to the end of the part binds.</summary>
    public bool Reports { get; init; }

    /// <summary>Short gain in degree (提高质量) that may close a duty.</summary>
    public bool Gain { get; init; }

    /// <summary>What follows is no longer the business of its party (推动……向 X 延伸).</summary>
    public bool Closed { get; init; }

    /// <summary>乙局配合: helps whoever was named before.</summary>
    public bool Assists => Party is { } party && FunctionWords.Assisting.At(Clause.Open, party.At.End - Clause.At.Start) is > 0 and var length && party.At.End - Clause.At.Start + length == Clause.Open.Length;

    public string VerbText => VerbAt.Of(Clause.Text);
}
