using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using BadRow = Qinglian.Documents.Sheets.RefusedRow;
using ShownRow = Qinglian.Web.Components.RefusedRow;

namespace Qinglian.Web.Pages;

/// <summary>Refused rows as the pages and the failure file want them.</summary>
internal static class ImportRows
{
    /// <summary>A row for each reason: sheet, row, column, value and why.</summary>
    public static IEnumerable<ShownRow> Of(BadRow row, Language language) =>
        row.Reasons.Select(r => new ShownRow(r.Place.Sheet, r.Place.Row, r.Column?.Name.In(language), r.Value.Length > 0 ? r.Value : null, r.Reason));

    /// <summary>A row that could be read and was refused afterwards: each problem beside the column it names.</summary>
    public static BadRow Refuse(LedgerSheet sheet, BadRow asRead, IEnumerable<Refusal> problems) => asRead with
    {
        Reasons = [.. problems.Select(p =>
        {
            var at = sheet.Columns.ToList().FindIndex(c => c.Code == p.Field);
            return at < 0 ? new CellRefusal(null, asRead.Place, "", p.Words) : new CellRefusal(sheet.Columns[at], asRead.Place, Text(sheet.Columns[at], asRead.Cells[at]), p.Words);
        })],
    };

    public static BadRow AsRead(ReadRow row) => new(row.Place, row.Key, row.Values, []);

    private static string Text(Column column, object? value) => value is string text && column.Kind != ColumnKind.Choice ? text : CellValue.Shown(column, value, Language.Chinese);
}
