using Qinglian.Kernel;

namespace Qinglian.Documents.Sheets;

/// <summary>Compares a workbook that went out and came back with the rows as they are now.</summary>
public static class RoundTrip
{
    /// <param name="current">The rows the person may change, as they are now; a key outside them is refused like one that never was.</param>
    public static Differences Compare(LedgerSheet sheet, IEnumerable<LedgerRow> current, SheetReading reading)
    {
        if (reading.Refusal is not null)
        {
            return Differences.None(reading.Refusal);
        }
        if (reading.Origin is { } origin && origin.Code != sheet.Code)
        {
            return Differences.None(("这是从另一张台账导出的表，不能在这里导入。", "This table was exported from another list and cannot be brought in here."));
        }
        return new Comparison(sheet, current, reading).Run();
    }

    private sealed class Comparison(LedgerSheet sheet, IEnumerable<LedgerRow> rows, SheetReading reading)
    {
        private readonly Dictionary<string, LedgerRow> _current = rows.Where(row => row.Key.Length > 0).ToDictionary(row => row.Key);
        private readonly List<RowChange> _changed = [];
        private readonly List<ReadRow> _added = [];
        private readonly List<RowConflict> _conflicts = [];
        private readonly List<RefusedRow> _refused = [.. reading.Refused];
        private int _unchanged;

        public Differences Run()
        {
            _added.AddRange(reading.Rows.Where(row => row.Key is null));
            foreach (var same in reading.Rows.Where(row => row.Key is not null).GroupBy(row => row.Key!))
            {
                Existing(Original([.. same]));
            }
            var returned = reading.Rows.Select(row => row.Key).Concat(reading.Refused.Select(row => row.Key)).ToHashSet();
            var missing = reading.Origin is { Whole: true } origin ? _current.Values.Where(row => origin.Rows.ContainsKey(row.Key) && !returned.Contains(row.Key)) : [];
            _added.Sort((a, b) => a.Place.Row.CompareTo(b.Place.Row));
            return new(null, _changed, _added, [.. missing], _conflicts, _refused, _unchanged);
        }

        // A copied row brings its hidden key along. If exactly one of them is as it was exported, the others are new rows;
        // otherwise nobody can tell which is which.
        private ReadRow? Original(List<ReadRow> same)
        {
            if (same.Count == 1)
            {
                return same[0];
            }
            var untouched = same.Where(row => Columns(row).All(c => Exported(row.Key!, c) == Mark(c, row.Values[c]))).ToList();
            if (untouched.Count == 1)
            {
                _added.AddRange(same.Where(row => row != untouched[0]).Select(row => row with { Key = null }));
                return untouched[0];
            }
            foreach (var row in same)
            {
                Refuse(row, null, new Words("第 {0} 行是同一条记录的复制，无法分辨哪一行是原来的。请只保留一行；新增的内容请填到空白行。",
                    "Rows {0} are copies of the same record and it cannot be told which is the original. Keep one; type new content into an empty row.").With(string.Join("、", same.Select(r => r.Place.Row))));
            }
            return null;
        }

        private void Existing(ReadRow? row)
        {
            if (row is null)
            {
                return;
            }
            if (!_current.TryGetValue(row.Key!, out var now))
            {
                Refuse(row, null, ("这条记录已不存在，或不在您的权限范围内。", "This record no longer exists, or is not yours to change."));
                return;
            }
            List<CellChange> changes = [], conflicts = [];
            foreach (var c in Columns(row))
            {
                var column = sheet.Columns[c];
                var value = CellValue.Canonical(column, now.Values[c]);
                var cut = value is string text && column.IsText && CellText.IsCut(text);
                if (Equals(cut ? CellText.Fit((string)value!) : value, row.Values[c]))
                {
                    continue;
                }
                if (cut)
                {
                    Refuse(row, column, ("系统中的内容比表格一格能放的长，不能在表格里修改，请在系统中修改。", "The content in the system is longer than a cell can hold. Change it in the system, not in the table."));
                    return;
                }
                var exported = Exported(row.Key!, c);
                if (exported == Mark(c, row.Values[c]))
                {
                    continue;
                }
                (exported == Mark(c, value) ? changes : conflicts).Add(new(column, value, row.Values[c]));
            }
            if (conflicts.Count > 0)
            {
                _conflicts.Add(new(row.Place, now.Key, now.Revision, conflicts, changes));
            }
            else if (changes.Count > 0)
            {
                _changed.Add(new(row.Place, now.Key, now.Revision, changes));
            }
            else
            {
                _unchanged++;
            }
        }

        private IEnumerable<int> Columns(ReadRow row) => Enumerable.Range(0, row.Values.Count).Where(c => reading.Present.Contains(sheet.Columns[c].Code));

        private string Mark(int column, object? value) => CellValue.Mark(sheet.Columns[column], value);

        private string? Exported(string key, int column) =>
            reading.Origin?.Rows.TryGetValue(key, out var row) == true ? row.Mark(sheet.Columns[column].Code) : null;

        private void Refuse(ReadRow row, Column? column, Words reason) =>
            _refused.Add(new(row.Place, row.Key, row.Values, [new(column, row.Place, "", reason)]));
    }
}
