using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>Something that can be chosen.</summary>
/// <param name="Level">How far it is set in: the depth in a tree of units.</param>
public sealed record Option(string Value, Words Text, int Level = 0)
{
    public Words? Hint { get; init; }

    /// <summary>Options of one group stand together under its name.</summary>
    public Words? Group { get; init; }

    public bool Off { get; init; }
}

/// <summary>One condition a list can be narrowed by. Its value is read from the query of the page.</summary>
public abstract record Filter(string Name, Words Label)
{
    /// <summary>Kept behind "more conditions" until it is used.</summary>
    public bool Rare { get; init; }
}

public sealed record TextFilter(string Name, Words Label, Words? Placeholder = null) : Filter(Name, Label);

public sealed record ChoiceFilter(string Name, Words Label, IReadOnlyList<Option> Options) : Filter(Name, Label)
{
    /// <summary>What the empty choice means.</summary>
    public Words All { get; init; } = new("全部", "All");
}

/// <summary>A unit and everything below it, chosen from the tree written as an indented list.</summary>
public sealed record UnitFilter(string Name, Words Label, IReadOnlyList<Option> Units) : Filter(Name, Label);

/// <summary>Two dates: <c>{Name}-from</c> and <c>{Name}-to</c>, both days included.</summary>
public sealed record DatesFilter(string Name, Words Label) : Filter(Name, Label);

/// <summary>One date.</summary>
public sealed record DayFilter(string Name, Words Label) : Filter(Name, Label);

/// <summary>The due light: in time, due soon, overdue, clock stopped.</summary>
public sealed record LightFilter(string Name = "light") : Filter(Name, new Words("时限灯", "Due light"));

/// <summary>A button above a list or a dossier: a link, or a form that is posted.</summary>
public sealed record Tool(Words Text, string? Icon = null)
{
    public string? Href { get; init; }

    /// <summary>Id of the form around the list whose ticked rows are sent; the button posts it to <see cref="Action"/>.</summary>
    public string? Form { get; init; }

    public string? Action { get; init; }
    public bool Primary { get; init; }
    public bool Danger { get; init; }

    /// <summary>Opens the printer; shown only where the browser can do so.</summary>
    public bool Prints { get; init; }

    public static Tool Add(string href) => new(new Words("新增", "Add"), "plus") { Href = href, Primary = true };
    public static Tool Import(string href) => new(new Words("导入", "Import"), "upload") { Href = href };
    public static Tool Export(string href) => new(new Words("导出", "Export"), "download") { Href = href };
    public static Tool Print { get; } = new(new Words("打印", "Print"), "print") { Prints = true };
}

/// <summary>Where a list that is paged by key stands.</summary>
public sealed record Paging
{
    public int Size { get; init; } = 20;
    public string? FirstHref { get; init; }
    public string? PreviousHref { get; init; }
    public string? NextHref { get; init; }

    /// <summary>How many there are in all; null where counting would cost too much.</summary>
    public long? Total { get; init; }

    public int Shown { get; init; }
    public static IReadOnlyList<int> Sizes { get; } = [10, 20, 50];
}

/// <summary>One of several lists of the same kind, such as to do, done, supervised.</summary>
public sealed record Tab(Words Text, string Href, long? Number = null);
