using Qinglian.Documents.Uploads;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>Reads whatever table an office keeps: .xlsx, .xls, .csv or .txt, under titles, with merged cells, in either language.</summary>
public static class SheetReader
{
    /// <summary>Reads the rows under the headings that fit the columns. What is wrong is returned, row by row; only faults of ours are thrown.</summary>
    /// <param name="fileName">Only for its ending and for messages; what the file is, is told by its bytes.</param>
    /// <param name="mapping">Headings to column codes remembered from an earlier upload; an empty code leaves the heading out.</param>
    public static SheetReading Read(Stream stream, string fileName, IReadOnlyList<Column> columns, IReadOnlyDictionary<string, string>? mapping = null, SheetLimits? limits = null)
    {
        try
        {
            limits ??= new();
            var bytes = Upload.Read(stream, limits.MostBytes);
            var names = new HeadingNames(columns, mapping);
            var plainText = !Upload.IsZip(bytes) && !Upload.IsCompound(bytes);
            return Read(Open(bytes, fileName, names, limits), columns, names, plainText, limits);
        }
        catch (UnreadableException unreadable)
        {
            return SheetReading.Nothing(columns, unreadable.Words);
        }
    }

    private static List<RawSheet> Open(byte[] bytes, string fileName, HeadingNames names, SheetLimits limits) => bytes switch
    {
        _ when Upload.IsZip(bytes) => XlsxSheets.Read(bytes, limits),
        _ when Upload.HasPassword(bytes) => throw new UnreadableException(Upload.PasswordWords),
        _ when Upload.IsCompound(bytes) => XlsSheets.Read(bytes, limits),
        _ when Upload.IsPdf(bytes) || Upload.IsRichText(bytes) => throw new UnreadableException(XlsxSheets.NotATable),
        _ when Upload.IsMarkup(bytes) => throw new UnreadableException((
            "这个文件虽然叫表格，实际是网页。请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。",
            "The file has the name of a table but is a web page inside. Open it in a spreadsheet program, save it as .xlsx and upload that.")),
        _ => CsvSheets.Read(bytes, fileName, names, limits),
    };

    private static SheetReading Read(List<RawSheet> sheets, IReadOnlyList<Column> columns, HeadingNames names, bool plainText, SheetLimits limits)
    {
        var tables = sheets.Where(sheet => !sheet.Hidden).Select(sheet => SheetTable.Find(sheet, columns, names, plainText)).OfType<SheetTable>().ToList();
        if (tables.Count == 0)
        {
            var wanted = columns.Where(column => column.Required).DefaultIfEmpty(columns[0]).Take(12).ToList();
            return SheetReading.Nothing(columns, new Words("没有找到表头。表中应有这些列：{0}。", "No headings were found. The table should have these columns: {0}.").With(Names(wanted)), wanted) with { Origin = SheetOrigin.From(sheets) };
        }
        // A sheet of instructions may mention a column or two; it is no table for that.
        var most = tables.Max(table => table.Found);
        tables.RemoveAll(table => table.Found * 2 < most);
        var complete = tables.Where(table => table.HasKeys || !table.Missing.Any()).ToList();
        if (complete.Count == 0)
        {
            var missing = tables[0].Missing.ToList();
            return SheetReading.Nothing(columns, new Words("缺少必填的列：{0}。", "Required columns are missing: {0}.").With(Names(missing)), missing, tables[0].Unknown) with { Origin = SheetOrigin.From(sheets) };
        }
        var (rows, refused, remarks, mapping) = (new List<ReadRow>(), new List<RefusedRow>(), new List<SheetRemark>(), new Dictionary<string, string>());
        foreach (var table in complete)
        {
            table.Read(rows, refused, remarks);
            foreach (var (heading, code) in table.Mapping)
            {
                mapping.TryAdd(heading, code);
            }
        }
        remarks.InsertRange(0, sheets.Where(sheet => sheet.Hidden && !sheet.Name.StartsWith(SheetNames.Origin, StringComparison.Ordinal) && SheetTable.Find(sheet, columns, names, plainText)?.Found * 2 >= most)
            .Select(sheet => new SheetRemark(new(sheet.Name, sheet.Rows[0].Number), HiddenSheet)));
        if (rows.Count + refused.Count > limits.MostRows)
        {
            throw new UnreadableException(limits.TooManyRows);
        }
        // What one of several sheets lacks must not look emptied in its rows: present is only what all of them have.
        var present = complete.Select(table => table.Present).Aggregate((all, some) => all.Intersect(some)).ToHashSet();
        return new(columns, null, rows, refused, remarks, present, [.. complete.SelectMany(table => table.Missing).Distinct()],
            [.. complete.SelectMany(table => table.Unknown).Distinct()], mapping, SheetOrigin.From(sheets));
    }

    private static readonly Words HiddenSheet = ("这张工作表是隐藏的，没有读入。需要读入的，请取消隐藏后再上传。", "This sheet is hidden and was not read. If it should be, show it and upload the file again.");

    private static Words Names(IReadOnlyList<Column> columns) =>
        new(string.Join("、", columns.Select(column => column.Name.Zh)), string.Join(", ", columns.Select(column => column.Name.En)));
}
