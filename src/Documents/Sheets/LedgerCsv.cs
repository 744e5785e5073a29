using CsvHelper;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>A list as comma-separated text.</summary>
internal static class LedgerCsv
{
    public static void Write(Stream output, LedgerSheet sheet, IEnumerable<LedgerRow> rows, Language language)
    {
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        csv.WriteRecord([.. sheet.Columns.Select(column => Guard(column.Name.In(language)))]);
        foreach (var row in rows)
        {
            csv.WriteRecord([.. sheet.Columns.Select((column, i) =>
            {
                var text = CellValue.Shown(column, row.Values[i], language);
                return column.IsText || column.Kind == ColumnKind.Choice ? Guard(text) : text;
            })]);
        }
    }

    /// <summary>An apostrophe before what a spreadsheet would calculate (OWASP, CSV injection); reading takes it away again.</summary>
    public static string Guard(string text) => CellText.LooksLikeFormula(text) ? "'" + text : text;

    public static string Unguard(string text) => text.StartsWith('\'') && CellText.LooksLikeFormula(text) ? text[1..] : text;
}
