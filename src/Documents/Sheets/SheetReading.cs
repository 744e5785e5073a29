using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>Where a row or a cell stands in the file, as its writer sees it.</summary>
public sealed record SheetPlace(string Sheet, int Row, string? Column = null)
{
    public Words Words => Column is null
        ? new Words("“{0}”第 {1} 行", "“{0}”, row {1}").With(Sheet, $"{Row}")
        : new Words("“{0}”第 {1} 行 {2} 列", "“{0}”, row {1}, column {2}").With(Sheet, $"{Row}", Column);
}

/// <summary>A row that was understood as a whole.</summary>
/// <param name="Key">The hidden key of an exported row; null for a new one.</param>
public sealed record ReadRow(SheetPlace Place, string? Key, IReadOnlyList<object?> Values);

/// <summary>Why one cell was not accepted: what stood there and what is wrong with it.</summary>
/// <param name="Column">Null where the row as a whole is refused.</param>
public sealed record CellRefusal(Column? Column, SheetPlace Place, string Value, Words Reason)
{
    /// <summary>The sentence to show: place, heading, value, reason.</summary>
    public Words Words => Column is null ? new Words("{0}：{1}", "{0}: {1}").With(Place.Words, Reason)
        : Value.Length == 0 ? new Words("{0}（{1}）：{2}", "{0} ({1}): {2}").With(Place.Words, Column.Name, Reason)
        : new Words("{0}（{1}）“{2}”：{3}", "{0} ({1}) “{2}”: {3}").With(Place.Words, Column.Name, Short(Value), Reason);

    private static string Short(string value) => value.Length <= 40 ? value : value[..39] + "…";
}

/// <summary>A row that was not accepted. Its cells hold values where they were good and the text as given where they were not: nothing typed is lost.</summary>
public sealed record RefusedRow(SheetPlace Place, string? Key, IReadOnlyList<object?> Cells, IReadOnlyList<CellRefusal> Reasons);

/// <summary>A row or cell that was left out or understood in a way the person should know of, without being an error.</summary>
public sealed record SheetRemark(SheetPlace Place, Words Text);

/// <summary>What was read from an uploaded table: good rows and refused rows side by side.</summary>
/// <param name="Refusal">Why nothing could be read at all; null otherwise.</param>
/// <param name="Present">Codes of the columns that the file has; the others are null in every row and mean nothing.</param>
/// <param name="Missing">Required columns that the file lacks.</param>
/// <param name="Unknown">Headings in the file that belong to no column.</param>
/// <param name="Mapping">Heading to column code as it was understood: keep it and pass it in the next time.</param>
/// <param name="Origin">What the hidden sheet says, if the table is one of our own exports.</param>
public sealed record SheetReading(
    IReadOnlyList<Column> Columns,
    Words? Refusal,
    IReadOnlyList<ReadRow> Rows,
    IReadOnlyList<RefusedRow> Refused,
    IReadOnlyList<SheetRemark> Remarks,
    IReadOnlySet<string> Present,
    IReadOnlyList<Column> Missing,
    IReadOnlyList<string> Unknown,
    IReadOnlyDictionary<string, string> Mapping,
    SheetOrigin? Origin)
{
    internal static SheetReading Nothing(IReadOnlyList<Column> columns, Words refusal, IReadOnlyList<Column>? missing = null, IReadOnlyList<string>? unknown = null) =>
        new(columns, refusal, [], [], [], new HashSet<string>(), missing ?? [], unknown ?? [], new Dictionary<string, string>(), null);
}
