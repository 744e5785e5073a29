namespace Qinglian.Kernel.Registers;

/// <summary>One entry of a register in one version.</summary>
/// <param name="Number">Where the register numbers its entries; for a unit this is its <see cref="UnitId"/>.</param>
/// <param name="BeginsOn">The first day on which the thing itself is so.</param>
/// <param name="EndsOn">The last day on which it is so; null while it goes on.</param>
/// <param name="ValidFrom">The day from which this version says what holds.</param>
/// <param name="Current">The newest version: what a change must have seen.</param>
public sealed record Entry(
    Register Register, Guid Id, int Revision, object Row, int? Number, DateOnly BeginsOn, DateOnly? EndsOn, DateOnly ValidFrom,
    string? Reason, PersonId RecordedBy, DateTimeOffset RecordedAt, bool Current)
{
    public TRow As<TRow>() => (TRow)Row;

    public UnitId? Unit => Register.Place?.Get(Row) as UnitId?;

    public bool LastsOn(DateOnly day) => BeginsOn <= day && (EndsOn is null || day <= EndsOn);
}

/// <summary>Which entries to list. What is not said does not narrow.</summary>
public sealed record RegisterQuery
{
    /// <summary>As things stood on this day; null: today.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Any part of a text, the name or code of a unit, the name or number of a person.</summary>
    public string? Text { get; init; }

    /// <summary>This unit and all below it, where entries belong to units.</summary>
    public UnitId? Within { get; init; }

    /// <summary>Columns that must hold exactly this value.</summary>
    public IReadOnlyList<(string Column, object Value)> Where { get; init; } = [];

    /// <summary>Also what has ended by then.</summary>
    public bool Ended { get; init; }

    /// <summary>Where the page before ended, as the page itself said; null for the first.</summary>
    public string? After { get; init; }

    public int Take { get; init; } = 20;
}

/// <summary>One page of a register.</summary>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record RegisterPage(IReadOnlyList<Entry> Entries, string? Next);
