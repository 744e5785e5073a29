using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>How serious a message, a mark or a row is.</summary>
public enum Tone
{
    Plain,
    Good,
    Note,
    Warn,
    Bad,
}

/// <summary>An entry of the left menu; one with entries below it folds.</summary>
public sealed record MenuItem(Words Title, string? Href = null, string? Icon = null, int Count = 0)
{
    public IReadOnlyList<MenuItem> Items { get; init; } = [];

    /// <summary>A second address that this entry stands for.</summary>
    public string? Also { get; init; }
}

/// <summary>A step of the breadcrumb; the last one has no link.</summary>
public sealed record Crumb(Words Title, string? Href = null);

/// <summary>A message about what has just been done.</summary>
public sealed record Flash(Tone Tone, Words Text, Link? Next = null);

/// <summary>A link with its words.</summary>
public sealed record Link(Words Text, string Href);

/// <summary>The rule something rests on, printed small beside it.</summary>
public sealed record CitationLine(Words Text, string? Href = null);

/// <summary>A short coloured word beside a title: sealed, compartment, recused.</summary>
public sealed record Mark(Words Text, Tone Tone = Tone.Plain, Words? Reason = null);

/// <summary>One of the four numbers of the workbench.</summary>
public sealed record NumberCard(long Number, string Href, Words? Note = null, bool Urgent = false);

/// <summary>A number with its name on a statistics page.</summary>
public sealed record Tile(Words Title, string Value)
{
    public Words? Unit { get; init; }
    public Words? Note { get; init; }
    public string? Href { get; init; }
    public Tone Tone { get; init; }
}

/// <summary>A notice in the inbox or on the workbench.</summary>
public sealed record NoticeLine(string Title, DateTimeOffset At, string Href)
{
    public string? From { get; init; }
    public bool Unread { get; init; }
    public Mark? Mark { get; init; }
}

/// <summary>A node of the tree of units, with how many open matters it holds.</summary>
public sealed record TreeNode(string Text, string? Href = null)
{
    public long? Number { get; init; }
    public long Overdue { get; init; }
    public bool Open { get; init; }
    public bool Current { get; init; }
    public IReadOnlyList<TreeNode> Items { get; init; } = [];
}

/// <summary>A large tile on a public first page.</summary>
public sealed record PublicTile(Words Title, Words Note, string Href, string Icon);

/// <summary>A role one may try in the demonstration county.</summary>
public sealed record DemoRole(string Value, string Name, string Post, string Unit, Words MayDo)
{
    public Words Group { get; init; } = new("人员", "People");
}
