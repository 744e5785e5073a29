using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Qinglian.Documents.Uploads;

namespace Qinglian.Documents.Sheets;

/// <summary>Reads the old binary .xls, which many offices still exchange.</summary>
internal static class XlsSheets
{
    // The library asks for code page 1252 by number, which only this provider knows.
    static XlsSheets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static List<RawSheet> Read(byte[] bytes, SheetLimits limits)
    {
        if (!XlsErrors.IsSound(bytes))
        {
            throw new UnreadableException(Upload.DamagedWords);
        }
        try
        {
            using var reader = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(bytes), new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding("GB18030") });
            var errors = XlsErrors.Find(bytes);
            var sheets = new List<RawSheet>();
            var rows = 0;
            do
            {
                var sheet = new RawSheet(reader.Name, reader.VisibleState is not (null or "visible"), []);
                for (var number = 1; reader.Read(); number++)
                {
                    var cells = Cells(reader, errors, sheet.Name, number, limits);
                    if (cells.Length > 0)
                    {
                        sheet.Rows.Add(new(number, cells));
                        if (++rows > limits.MostRows + XlsxSheets.RowsAround)
                        {
                            throw new UnreadableException(limits.TooManyRows);
                        }
                    }
                }
                sheet.Fill((reader.MergeCells ?? []).Select(m => new Merge(m.FromRow + 1, m.FromColumn, m.ToRow + 1, m.ToColumn)), keyColumn: -1, most: 2_000_000);
                sheets.Add(sheet);
            }
            while (reader.NextResult());
            return sheets;
        }
        catch (InvalidPasswordException)
        {
            throw new UnreadableException(Upload.PasswordWords);
        }
        // The library meets damaged files with whatever breaks first.
        catch (Exception fault) when (fault is ExcelReaderException or IOException or ArgumentException or InvalidOperationException or IndexOutOfRangeException
            or OverflowException or NullReferenceException or InvalidCastException or KeyNotFoundException or NotSupportedException or FormatException)
        {
            throw new UnreadableException(Upload.DamagedWords);
        }
    }

    private static RawCell[] Cells(IExcelDataReader reader, Dictionary<(string, int, int), string> errors, string sheet, int row, SheetLimits limits)
    {
        var used = 0;
        var cells = new RawCell[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = errors.TryGetValue((sheet, row, i), out var error) ? new(RawKind.Error, error) : Cell(reader, i);
            used = cells[i].Kind == RawKind.Empty ? used : i + 1;
            if (cells[i].Text.Length > limits.MostCellLength)
            {
                throw new UnreadableException(limits.TooLong(sheet, row));
            }
        }
        return used > limits.MostColumns ? throw new UnreadableException(limits.TooWide(sheet, row)) : cells[..used];
    }

    private static RawCell Cell(IExcelDataReader reader, int column)
    {
        var format = reader.GetNumberFormatString(column) ?? "";
        return reader.GetValue(column) switch
        {
            string { Length: > 0 } text => new(RawKind.Text, text),
            bool yes => new(RawKind.Boolean, yes ? "TRUE" : "FALSE", yes ? 1 : 0),
            DateTime date when NumberFormats.IsDate(format) => NumberFormats.Date(date.ToOADate()),
            DateTime time => Number(time.ToOADate(), format),
            IConvertible number and not string => Number(number.ToDouble(CultureInfo.InvariantCulture), format),
            _ => RawCell.Nothing,
        };
    }

    private static RawCell Number(double number, string format) => new(RawKind.Number, NumberFormats.Shown(number, NumberFormats.Zeros(format)), number);
}
