using CsvHelper;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Sheets;

/// <summary>Reads tables of text: the encoding is found out, and the separator is the one under which the headings are best recognised.</summary>
internal static class CsvSheets
{
    public static List<RawSheet> Read(byte[] bytes, string fileName, HeadingNames names, SheetLimits limits)
    {
        if (DecodedText.WithDamagedLines(bytes) is not { } decoded)
        {
            throw new UnreadableException(("无法识别文件的文字编码。请另存为 .xlsx，或另存为 UTF-8 编码的 .csv 后再上传。", "The encoding of the text is not known. Save it as .xlsx, or as .csv in UTF-8, and upload that."));
        }
        var text = decoded.Text;
        // Excel writes "sep=;" as a first line to tell itself.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n')
        {
            return [Parse(text[6..].TrimStart('\n'), text[4], fileName, limits, int.MaxValue, firstRow: 2)];
        }
        var separator = ((char[])[',', '\t', ';', '|']).MaxBy(candidate => Worth(text, candidate, fileName, names, limits));
        return [Parse(text, separator, fileName, limits, int.MaxValue)];
    }

    private static (int Headings, int Cells) Worth(string text, char separator, string fileName, HeadingNames names, SheetLimits limits)
    {
        var rows = Parse(text, separator, fileName, limits, most: 30).Rows;
        return (rows.Select(row => names.Score(row, null)).DefaultIfEmpty().Max(), rows.Sum(row => row.Cells.Length));
    }

    private static RawSheet Parse(string text, char separator, string fileName, SheetLimits limits, int most, int firstRow = 1)
    {
        var sheet = new RawSheet(Path.GetFileName(fileName), false, []);
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = separator, HasHeader = false, SkipEmptyLines = false });
        for (var number = firstRow; sheet.Rows.Count < most && reader.Read(); number++)
        {
            var used = 0;
            var cells = new RawCell[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                var value = reader.GetString(i);
                if (value.Length > limits.MostCellLength)
                {
                    throw new UnreadableException(limits.TooLong(sheet.Name, number));
                }
                cells[i] = value.Length == 0 ? RawCell.Nothing : new(RawKind.Text, LedgerCsv.Unguard(value));
                used = string.IsNullOrWhiteSpace(value) ? used : i + 1;
            }
            if (used > limits.MostColumns)
            {
                throw new UnreadableException(limits.TooWide(sheet.Name, number));
            }
            if (used > 0)
            {
                sheet.Rows.Add(new(number, cells[..used]));
                if (sheet.Rows.Count > limits.MostRows + XlsxSheets.RowsAround)
                {
                    throw new UnreadableException(limits.TooManyRows);
                }
            }
        }
        return sheet;
    }
}
