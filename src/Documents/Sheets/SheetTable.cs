using System.Text.RegularExpressions;
using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>One sheet with its headings found: reads the rows below them.</summary>
internal sealed partial class SheetTable
{
    private readonly RawSheet _sheet;
    private readonly IReadOnlyList<Column> _columns;
    private readonly int[] _places;
    private readonly decimal[] _fenPerUnit;
    private readonly int _headingIndex;
    private readonly int _key = -1;
    private readonly bool _plainText;

    public List<string> Unknown { get; } = [];

    public Dictionary<string, string> Mapping { get; } = [];

    public int Found => _places.Count(place => place >= 0);

    public IEnumerable<Column> Missing => _columns.Where((column, i) => column.Required && _places[i] < 0);

    public IEnumerable<string> Present => _columns.Where((_, i) => _places[i] >= 0).Select(column => column.Code);

    public bool HasKeys => _key >= 0;

    private SheetTable(RawSheet sheet, IReadOnlyList<Column> columns, HeadingNames names, int headingIndex, bool plainText)
    {
        (_sheet, _columns, _headingIndex, _plainText) = (sheet, columns, headingIndex, plainText);
        _places = Enumerable.Repeat(-1, columns.Count).ToArray();
        _fenPerUnit = new decimal[columns.Count];
        var row = sheet.Rows[headingIndex];
        var above = Above(sheet, headingIndex);
        for (var place = 0; place < row.Cells.Length; place++)
        {
            var heading = row[place].Text;
            if (heading.Trim() == SheetNames.Key)
            {
                _key = place;
                continue;
            }
            var column = names.Find(row, above, place);
            var index = column is null ? -1 : columns.ToList().IndexOf(column);
            if (index >= 0 && _places[index] < 0)
            {
                _places[index] = place;
                _fenPerUnit[index] = heading.Contains('元', StringComparison.Ordinal) ? Column.FenPer(heading) : column!.FenPerUnit;
                Mapping[heading.Trim()] = column!.Code;
            }
            else if (heading.Trim().Length > 0 && !names.IsIgnored(heading) && !row[place].Filled)
            {
                Unknown.Add(heading.Trim());
            }
        }
    }

    /// <summary>The first of the rows that name the most columns, looked for under titles and notes; null where none names any.</summary>
    public static SheetTable? Find(RawSheet sheet, IReadOnlyList<Column> columns, HeadingNames names, bool plainText)
    {
        var (best, index) = (0, -1);
        for (var i = 0; i < Math.Min(sheet.Rows.Count, 40); i++)
        {
            var score = names.Score(sheet.Rows[i], Above(sheet, i));
            // The lower of two levels wins a tie: it tells more.
            (best, index) = score > best || (score == best && index == i - 1 && Continues(sheet, i)) ? (score, i) : (best, index);
        }
        return index < 0 ? null : new(sheet, columns, names, index, plainText);
    }

    private static RawRow? Above(RawSheet sheet, int index) => index > 0 && sheet.Rows[index - 1].Number == sheet.Rows[index].Number - 1 ? sheet.Rows[index - 1] : null;

    /// <summary>Whether a cell of the row above reaches down into this one.</summary>
    private static bool Continues(RawSheet sheet, int index) =>
        Above(sheet, index) is not null && Enumerable.Range(0, sheet.Rows[index].Cells.Length).Any(place => sheet.Rows[index][place].Filled && sheet.IsStacked(sheet.Rows[index].Number, place));

    public void Read(List<ReadRow> rows, List<RefusedRow> refused, List<SheetRemark> remarks)
    {
        var afterTotal = false;
        var (hidden, firstHidden) = (0, 0);
        var first = _headingIndex + 1;
        while (first < _sheet.Rows.Count && Continues(_sheet, first))
        {
            first++;
        }
        for (var i = first; i < _sheet.Rows.Count; i++)
        {
            var raw = _sheet.Rows[i];
            var place = new SheetPlace(_sheet.Name, raw.Number);
            var key = _key >= 0 && raw[_key] is { IsEmpty: false } cell ? cell.Text.Trim() : null;
            if (Array.TrueForAll(_places, p => p < 0 || raw[p].IsEmpty || raw[p].Filled))
            {
                if (key is not null)
                {
                    remarks.Add(new(place, Emptied));
                }
                continue;
            }
            if (key is null && IsTotal(raw))
            {
                remarks.Add(new(place, TotalRow));
                afterTotal = true;
                continue;
            }
            if (key is null && IsNote(raw, afterTotal))
            {
                remarks.Add(new(place, Note));
                continue;
            }
            if (RepeatsHeading(raw))
            {
                remarks.Add(new(place, HeadingAgain));
                continue;
            }
            if (raw.Hidden)
            {
                (hidden, firstHidden) = (hidden + 1, hidden == 0 ? raw.Number : firstHidden);
            }
            ReadRow(raw, place, key, rows, refused, remarks);
        }
        if (hidden > 0)
        {
            // A filter hides what its user has forgotten: they are told at the head of all remarks, once for all rows.
            remarks.Insert(0, new(new(_sheet.Name, firstHidden), HiddenRows.With(hidden)));
        }
    }

    private void ReadRow(RawRow raw, SheetPlace place, string? key, List<ReadRow> rows, List<RefusedRow> refused, List<SheetRemark> remarks)
    {
        var values = new object?[_columns.Count];
        List<CellRefusal>? reasons = null;
        for (var c = 0; c < values.Length; c++)
        {
            var column = _columns[c];
            if (_places[c] < 0)
            {
                // A column left out is no statement about rows that exist; a new row cannot do without it.
                if (column.Required && key is null)
                {
                    (reasons ??= []).Add(new(column, place, "", CellReading.Required));
                }
                continue;
            }
            var cell = raw[_places[c]];
            var (value, refusal) = CellReading.Read(column, cell, _fenPerUnit[c], _plainText);
            if (refusal is null)
            {
                values[c] = value;
                if (cell.Filled && column.IsNumber && _sheet.IsStacked(raw.Number, _places[c]))
                {
                    remarks.Add(new(place with { Column = LedgerPage.Letters(_places[c]) },
                        new Words("“{0}”是合并单元格，同一个数 {1} 已填入每一行，请核对。", "“{0}” is a merged cell; the same number {1} was taken for every row. Please check.").With(column.Name, cell.Text)));
                }
            }
            else
            {
                values[c] = cell.Text;
                (reasons ??= []).Add(new(column, place with { Column = LedgerPage.Letters(_places[c]) }, cell.Text, refusal));
            }
        }
        if (reasons is null)
        {
            rows.Add(new(place, key, values));
        }
        else
        {
            refused.Add(new(place, key, values, reasons));
        }
    }

    /// <summary>Begins with 合计 or the like and holds nothing else but numbers.</summary>
    private static bool IsTotal(RawRow row)
    {
        var first = true;
        foreach (var cell in row.Cells)
        {
            if (cell.IsEmpty)
            {
                continue;
            }
            if (first && !(cell.Kind == RawKind.Text && TotalName().IsMatch(cell.Text)))
            {
                return false;
            }
            if (!first && !cell.Filled && !TotalName().IsMatch(cell.Text) && cell.Kind is not (RawKind.Number or RawKind.NotCalculated or RawKind.Error)
                && SheetNumbers.Read(cell.Text, money: true).Number is null && !Dash().IsMatch(cell.Text))
            {
                return false;
            }
            first = false;
        }
        return !first;
    }

    /// <summary>填报人：… and the like: every filled cell is such a label, or the only cell after the total is one.</summary>
    private static bool IsNote(RawRow row, bool afterTotal)
    {
        var filled = row.Cells.Where(cell => cell is { IsEmpty: false, Filled: false }).ToList();
        return filled.All(cell => cell.Kind == RawKind.Text && NoteName().IsMatch(cell.Text)) || (afterTotal && filled.Count == 1 && filled[0].Kind == RawKind.Text);
    }

    private bool RepeatsHeading(RawRow row)
    {
        var heading = _sheet.Rows[_headingIndex];
        return Found > 1 && Array.TrueForAll(_places, p => p < 0 || HeadingNames.Plain(row[p].Text) == HeadingNames.Plain(heading[p].Text));
    }

    private static readonly Words HiddenRows = ("自此行起有 {0} 行在表中是隐藏的（可能被筛选），也已读入，请核对。", "From here on {0} rows are hidden in the table, perhaps by a filter. They were read as well; please check.");
    private static readonly Words Emptied = ("这一行已清空。表格不能删除记录，系统中的记录保持不变。", "This row was emptied. A table cannot delete a record; the one in the system stays as it is.");
    private static readonly Words TotalRow = ("合计行，未读入。", "A row of totals, not read.");
    private static readonly Words Note = ("表下说明，未读入。", "A note below the table, not read.");
    private static readonly Words HeadingAgain = ("重复的表头，未读入。", "The headings once more, not read.");

    [GeneratedRegex(@"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|(?:grand\s+|sub)?total|sum)\s*[:：]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex TotalName();

    [GeneratedRegex(@"^\s*(?:(?:填报|填表|制表|审核|审批|负责|经办|联系|分管|单位负责|主要负责)(?:人|单位|领导|时间|日期|电话)?|联系电话|注|备注|说明|填表说明|note|prepared by|checked by)\s*\d*\s*[:：]", RegexOptions.IgnoreCase)]
    private static partial Regex NoteName();

    [GeneratedRegex(@"^\s*[/／\-－—–]*\s*$")]
    private static partial Regex Dash();
}
