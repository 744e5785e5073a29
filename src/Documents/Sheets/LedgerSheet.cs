using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>One row of a list. The key is empty where the row is not meant to come back; the revision is whatever tells the system that a row moved on.</summary>
public sealed record LedgerRow(string Key, string Revision, IReadOnlyList<object?> Values)
{
    /// <summary>Nothing of this row may be changed, whatever its columns allow.</summary>
    public bool Fixed { get; init; }
}

/// <summary>What stands above an exported list, and the language it is written in.</summary>
/// <param name="Unit">The reporting unit (填报单位); null leaves a blank to be filled in by hand.</param>
public sealed record SheetHeading(Language Language, DateOnly Date, DateTimeOffset ExportedAt, Words? Unit = null);

/// <summary>A kind of list that goes out as a spreadsheet and comes back: its title and its columns.</summary>
/// <param name="Code">By this a returned workbook is recognised.</param>
/// <param name="Version">Raised when columns change their meaning.</param>
public sealed record LedgerSheet(string Code, int Version, Words Title, IReadOnlyList<Column> Columns)
{
    /// <summary>Codes of the number columns that are added up in the last row; none leaves the row out.</summary>
    public IReadOnlyList<string> Totals { get; init; } = [];

    /// <summary>
    /// Codes of the columns that may come back changed: their headings say so and only their cells can be typed into. Null where all may, and
    /// nothing is marked.
    /// </summary>
    public IReadOnlySet<string>? Editable { get; init; }

    /// <summary>Writes the list as .xlsx, one row at a time: memory does not grow with the rows.</summary>
    /// <remarks>The writing is synchronous; over HTTP write to a file first.</remarks>
    public void Write(Stream output, IEnumerable<LedgerRow> rows, SheetHeading heading)
    {
        using var book = new LedgerBook(output, this, heading, whole: true, reasons: false);
        book.Write(rows.Select(row => LedgerLine.From(this, row)));
    }

    /// <summary>Writes the list as comma-separated UTF-8 with a byte order mark, which Excel and WPS need to read Chinese.</summary>
    public void WriteCsv(Stream output, IEnumerable<LedgerRow> rows, Language language) => LedgerCsv.Write(output, this, rows, language);

    internal int IndexOf(string code)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Code == code)
            {
                return i;
            }
        }
        return -1;
    }
}

/// <summary>One line on its way into a workbook: typed values, or for refused cells the text as it was given.</summary>
/// <param name="Marks">One mark per column, joined: the row as it was exported.</param>
internal sealed record LedgerLine(string Key, string Revision, string Marks, IReadOnlyList<object?> Cells, IReadOnlySet<int> Refused, string? Reason, bool Fixed = false)
{
    private static readonly IReadOnlySet<int> None = new HashSet<int>();

    public static LedgerLine From(LedgerSheet sheet, LedgerRow row)
    {
        if (row.Values.Count != sheet.Columns.Count)
        {
            throw new ArgumentException($"Row {row.Key} has {row.Values.Count} values for {sheet.Columns.Count} columns of {sheet.Code}.", nameof(row));
        }
        var marks = row.Key.Length == 0 ? "" : string.Concat(row.Values.Select((value, i) => CellValue.Mark(sheet.Columns[i], value)));
        return new(row.Key, row.Revision, marks, row.Values, None, null, row.Fixed);
    }
}
