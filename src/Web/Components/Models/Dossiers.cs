using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>A line of the basic facts.</summary>
public sealed record Fact(Words Label, string? Text)
{
    public string? Href { get; init; }

    /// <summary>Takes the whole width: narratives.</summary>
    public bool Long { get; init; }

    /// <summary>Kept from this reader, with the reason.</summary>
    public Words? Withheld { get; init; }
}

/// <summary>One step in the life of a dossier, as its ledger line tells it.</summary>
public sealed record TimelineEntry(DateTimeOffset At, Words What)
{
    public string? Actor { get; init; }
    public string? Post { get; init; }

    /// <summary>The words given: an opinion, a reason.</summary>
    public string? Text { get; init; }

    public Words? NewState { get; init; }
    public Link? Ledger { get; init; }
    public IReadOnlyList<Link> Files { get; init; } = [];
    public Tone Tone { get; init; }
}

/// <summary>A file kept with a dossier.</summary>
public sealed record AttachmentLine(string Name, long Bytes, string Sha256, string Href)
{
    public DateTimeOffset? At { get; init; }
    public string? By { get; init; }
    public string? PreviewHref { get; init; }
    public Words? Kind { get; init; }
}

/// <summary>A box of the approval slip.</summary>
public sealed record OpinionBox(Words Title)
{
    public IReadOnlyList<Opinion> Opinions { get; init; } = [];

    /// <summary>What stands in an empty box.</summary>
    public Words? Waiting { get; init; }
}

/// <summary>An opinion with its signature.</summary>
public sealed record Opinion(string Text, string By, DateOnly On)
{
    public string? Post { get; init; }

    /// <summary>Signed in place of somebody, under a delegation.</summary>
    public string? InPlaceOf { get; init; }
}

/// <summary>A dossier this one came from, led to or belongs with.</summary>
public sealed record RelatedLine(Words How, string Title, string Href)
{
    public Words? State { get; init; }
    public Due? Due { get; init; }
}

/// <summary>Something the reader may do now; the desk alone says what.</summary>
public sealed record PossibleAction(Words Text, string Href)
{
    public Words? Then { get; init; }
    public bool Primary { get; init; }
    public bool Danger { get; init; }

    /// <summary>Why it is not possible yet; the action is then shown without a link.</summary>
    public Words? NotYet { get; init; }
}

/// <summary>The system will not do what was asked, and says under which rule.</summary>
public sealed record RefusalView(Words Text)
{
    public CitationLine? Basis { get; init; }
    public Words? WhatHelps { get; init; }
    public Link? Next { get; init; }
}

/// <summary>Where a step of a procedure stands.</summary>
public enum StepStand
{
    Ahead,
    Done,
    Here,
    Skipped,
    Refused,
}

/// <summary>A step of a procedure or a wizard.</summary>
public sealed record Step(Words Title, StepStand Stand)
{
    public Words? Note { get; init; }
    public string? Href { get; init; }
}

/// <summary>A whole dossier as one person may see it.</summary>
public sealed record DossierPage(string Number, string Title, Words Kind, Words State)
{
    public Due Due { get; init; } = new(On: null);
    public CitationLine? DueBasis { get; init; }
    public IReadOnlyList<Mark> Marks { get; init; } = [];
    public RefusalView? Refusal { get; init; }
    public IReadOnlyList<Step> Steps { get; init; } = [];
    public IReadOnlyList<Fact> Basics { get; init; } = [];
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];
    public IReadOnlyList<AttachmentLine> Attachments { get; init; } = [];
    public IReadOnlyList<OpinionBox> Opinions { get; init; } = [];
    public IReadOnlyList<RelatedLine> Related { get; init; } = [];
    public IReadOnlyList<PossibleAction> Actions { get; init; } = [];

    /// <summary>Said where nothing can be done by this reader: who has it now.</summary>
    public Words? Waiting { get; init; }

    public IReadOnlyList<Tool> Tools { get; init; } = [];
    public Words? Procedure { get; init; }
    public string? ProcedureHref { get; init; }
}
