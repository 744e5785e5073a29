using Microsoft.AspNetCore.Components;
using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>One column of a list.</summary>
/// <param name="Text">What stands in the cell as text; null where <paramref name="Cell"/> draws it.</param>
/// <param name="Sort">The name the column is sorted by in the query; null where it cannot be sorted.</param>
public sealed record Column<T>(Words Title, Func<PageContext, T, string?>? Text = null, RenderFragment<T>? Cell = null, string? Sort = null)
{
    public Func<T, string>? Href { get; init; }

    /// <summary>Names the row: read out first by a screen reader, the heading of the card on a phone.</summary>
    public bool NamesRow { get; init; }

    public bool Figures { get; init; }

    /// <summary>Kept on one line.</summary>
    public bool Tight { get; init; }

    /// <summary>A word or two; on one line where the language allows it.</summary>
    public bool Brief { get; init; }

    /// <summary>Left out on a phone, where the dossier page shows it.</summary>
    public bool DeskOnly { get; init; }

    public Func<PageContext, string>? Total { get; init; }
}

/// <summary>The columns of a list, written down in their order.</summary>
public sealed class Columns<T>
{
    private readonly List<Column<T>> _all = [];

    public IReadOnlyList<Column<T>> All => _all;

    /// <summary>The column that names the row and leads to its page.</summary>
    public Columns<T> Name(Words title, Func<T, string> text, Func<T, string>? href = null, string? sort = null) =>
        Add(new(title, (_, row) => text(row), Sort: sort) { Href = href, NamesRow = true });

    public Columns<T> Text(Words title, Func<T, string?> text, string? sort = null, bool tight = false, bool deskOnly = false) =>
        Add(new(title, (_, row) => text(row), Sort: sort) { Tight = tight, DeskOnly = deskOnly });

    public Columns<T> Words(Words title, Func<T, Words?> words, string? sort = null, bool brief = true, bool deskOnly = false) =>
        Add(new(title, (p, row) => words(row)?.In(p.Language), Sort: sort) { Brief = brief, DeskOnly = deskOnly });

    public Columns<T> Date(Words title, Func<T, DateOnly?> date, string? sort = null, bool deskOnly = false) =>
        Add(new(title, (p, row) => date(row) is { } day ? p.ShortDate(day) : null, Sort: sort) { Tight = true, DeskOnly = deskOnly });

    public Columns<T> Number(Words title, Func<T, decimal?> number, string? sort = null, decimal? total = null) =>
        Add(new(title, (p, row) => number(row) is { } n ? p.Figure(n) : null, Sort: sort)
        {
            Figures = true,
            Total = total is { } sum ? p => p.Figure(sum) : null,
        });

    public Columns<T> Money(Words title, Func<T, long?> fen, string? sort = null, long? total = null) =>
        Add(new(title, (p, row) => fen(row) is { } n ? p.Money(n) : null, Sort: sort)
        {
            Figures = true,
            Total = total is { } sum ? p => p.Money(sum) : null,
        });

    public Columns<T> Cell(Words title, RenderFragment<T> cell, string? sort = null, bool tight = false, bool deskOnly = false) =>
        Add(new(title, Cell: cell, Sort: sort) { Tight = tight, DeskOnly = deskOnly });

    public Columns<T> Add(Column<T> column)
    {
        _all.Add(column);
        return this;
    }
}
