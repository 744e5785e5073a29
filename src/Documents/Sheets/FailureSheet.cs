using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>The refused rows as a workbook of the same columns with the reasons beside them: to be mended and sent again.</summary>
public static class FailureSheet
{
    /// <param name="origin">What the refused table knew of its export; carried on, so that a mended row is still compared with what was exported.</param>
    public static void Write(Stream output, LedgerSheet sheet, IEnumerable<RefusedRow> refused, SheetHeading heading, SheetOrigin? origin = null)
    {
        var failures = sheet with { Title = SheetNames.FailuresTitle.With(sheet.Title), Totals = [], Version = origin?.Version ?? sheet.Version };
        using var book = new LedgerBook(output, failures, heading with { ExportedAt = origin?.ExportedAt ?? heading.ExportedAt }, whole: false, reasons: true);
        book.Write(refused.Select(row => Line(failures, row, heading.Language, origin)));
    }

    private static LedgerLine Line(LedgerSheet sheet, RefusedRow row, Language language, SheetOrigin? origin)
    {
        var bad = row.Reasons.Where(reason => reason.Column is not null).Select(reason => sheet.IndexOf(reason.Column!.Code)).Where(i => i >= 0 && row.Cells[i] is string or null).ToHashSet();
        var reasons = row.Reasons.Select(reason => (reason.Column is null ? reason.Reason : new Words("{0}：{1}", "{0}: {1}").With(reason.Column.Name, reason.Reason)).In(language));
        var (revision, marks) = ("", "");
        if (row.Key is not null && origin?.Rows.TryGetValue(row.Key, out var exported) == true)
        {
            (revision, marks) = (exported.Revision, string.Concat(sheet.Columns.Select(column => exported.Mark(column.Code) ?? "??????")));
        }
        return new(row.Key ?? "", revision, marks, row.Cells, bad, string.Join("\n", reasons));
    }
}
