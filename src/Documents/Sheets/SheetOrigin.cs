using System.Globalization;

namespace Qinglian.Documents.Sheets;

/// <summary>What an exported workbook remembers about itself.</summary>
/// <param name="Whole">False for a file of refused rows: rows that are not in it were never meant to be.</param>
/// <param name="Rows">By key: revision and marks at the time of export.</param>
public sealed record SheetOrigin(string Code, int Version, DateTimeOffset ExportedAt, bool Whole, IReadOnlyDictionary<string, ExportedRow> Rows)
{
    internal static SheetOrigin? From(IEnumerable<RawSheet> sheets)
    {
        if (sheets.FirstOrDefault(sheet => sheet.Name == SheetNames.Origin)?.Rows is not [var head, var names, .. var rows]
            || head[0].Text != SheetNames.OriginMark
            || !int.TryParse(head[2].Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var version)
            || !DateTimeOffset.TryParse(head[3].Text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var exportedAt))
        {
            return null;
        }
        string[] codes = [.. names.Cells.Select(cell => cell.Text)];
        var exported = new Dictionary<string, ExportedRow>(rows.Count);
        foreach (var row in rows)
        {
            exported[row[0].Text] = new(row[1].Text, row[2].Text, codes);
        }
        return new(head[1].Text, version, exportedAt, head[4].Text == "whole", exported);
    }
}

/// <summary>One exported row as remembered: its revision, and a mark for the value of each column.</summary>
public sealed record ExportedRow(string Revision, string Marks, IReadOnlyList<string> Codes)
{
    /// <summary>The mark of one column, or null where the export did not have it.</summary>
    internal string? Mark(string code)
    {
        for (var i = 0; i < Codes.Count && i * 6 + 6 <= Marks.Length; i++)
        {
            if (Codes[i] == code)
            {
                return Marks.Substring(i * 6, 6);
            }
        }
        return null;
    }
}
