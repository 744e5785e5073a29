using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>One cell before and after.</summary>
public sealed record CellChange(Column Column, object? Old, object? New);

/// <summary>An existing row with cells changed in the table and untouched in the system since the export.</summary>
/// <param name="Revision">The revision the comparison was made with: save only if it still holds.</param>
public sealed record RowChange(SheetPlace Place, string Key, string Revision, IReadOnlyList<CellChange> Cells);

/// <summary>A row changed on both sides: a person decides. Old is what the system holds now, New what the table says.</summary>
/// <param name="Cells">Changed on both sides, or changed in a table that does not say when it was exported.</param>
/// <param name="Changes">Changed in the table only.</param>
public sealed record RowConflict(SheetPlace Place, string Key, string Revision, IReadOnlyList<CellChange> Cells, IReadOnlyList<CellChange> Changes);

/// <summary>A returned table against the rows of today: only what differs. Nothing is deleted by a table.</summary>
/// <param name="Refusal">Why the table cannot be compared at all; null otherwise.</param>
/// <param name="Missing">Rows that were exported, still exist, and did not come back.</param>
/// <param name="Unchanged">Rows that need nothing done.</param>
public sealed record Differences(
    Words? Refusal,
    IReadOnlyList<RowChange> Changed,
    IReadOnlyList<ReadRow> Added,
    IReadOnlyList<LedgerRow> Missing,
    IReadOnlyList<RowConflict> Conflicts,
    IReadOnlyList<RefusedRow> Refused,
    int Unchanged)
{
    internal static Differences None(Words refusal) => new(refusal, [], [], [], [], [], 0);
}
