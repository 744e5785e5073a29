using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>How much of an uploaded table is accepted.</summary>
/// <param name="MostBytes">The file as uploaded.</param>
/// <param name="MostUnpackedBytes">A workbook with all its parts unpacked.</param>
/// <param name="MostRows">Rows that hold something, over all sheets.</param>
public sealed record SheetLimits(
    long MostBytes = 32L * 1024 * 1024,
    long MostUnpackedBytes = 256L * 1024 * 1024,
    int MostRows = 100_000,
    int MostColumns = 256,
    int MostCellLength = 100_000)
{
    internal Words TooManyRows => new Words("表格超过 {0} 行，请拆分后再上传。", "The table has more than {0} rows. Split it and upload the parts.").With(MostRows);

    internal Words TooWide(string sheet, int row) =>
        new Words("工作表“{0}”第 {1} 行超过 {2} 列，请删去右侧多余的列。", "Sheet “{0}”, row {1}, has more than {2} columns. Delete the surplus on the right.").With(sheet, row, MostColumns);

    internal Words TooLong(string sheet, int row) =>
        new Words("工作表“{0}”第 {1} 行有一格超过 {2} 字。", "Sheet “{0}”, row {1}: a cell holds more than {2} characters.").With(sheet, row, MostCellLength);
}
