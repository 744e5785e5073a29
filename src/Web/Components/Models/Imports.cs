using Qinglian.Kernel;

namespace Qinglian.Web.Components;

/// <summary>A row that could not be taken over, and why.</summary>
public sealed record RefusedRow(string Sheet, int Row, string? Column, string? Value, Words Reason);

/// <summary>What became of an imported file.</summary>
public sealed record ImportView(string File, int Kept, IReadOnlyList<RefusedRow> Refused)
{
    public int Unchanged { get; init; }

    /// <summary>The refused rows with their reasons, to be mended and sent again.</summary>
    public string? FailureFileHref { get; init; }

    /// <summary>How many rows were refused in all, where only the first are listed.</summary>
    public int? RefusedInAll { get; init; }

    public Link? Next { get; init; }
    public string? AgainHref { get; init; }
}

/// <summary>One cell that came back changed.</summary>
public sealed record ChangedCell(Words Column, string? Old, string? New);

/// <summary>A row that came back changed, from a list that had been exported.</summary>
/// <param name="Key">The value sent when the change is accepted.</param>
public sealed record ChangedRow(string Key, string Name, IReadOnlyList<ChangedCell> Cells)
{
    /// <summary>Changed here as well since the export: nobody's work is overwritten unseen.</summary>
    public Words? Conflict { get; init; }

    public bool IsNew { get; init; }
}

/// <summary>The differences between a returned file and what is kept, before they are taken over.</summary>
public sealed record MergeView(string File, string Action, IReadOnlyList<ChangedRow> Rows)
{
    public int Unchanged { get; init; }
    public IReadOnlyList<RefusedRow> Refused { get; init; } = [];
    public IReadOnlyList<HiddenValue> Hidden { get; init; } = [];
    public string? CancelHref { get; init; }
}
