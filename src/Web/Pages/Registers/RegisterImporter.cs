using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using BadRow = Qinglian.Documents.Sheets.RefusedRow;
using RegisterKind = Qinglian.Kernel.Registers.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>Reads tables into a register. A file of rows is tried whole and undone, so that what the person sees before confirming is exact; a returned export is compared first.</summary>
internal sealed class RegisterImporter(Register register, IRegistrar registrar, IDirectory directory, IRules rules, Actor actor, Language language) : IImporter
{
    private static readonly Words TrialReason = new("试算", "trial");
    private readonly RegisterTable _table = new(register, rules);
    private readonly Dictionary<string, (string? Number, Words? Problem)> _persons = new(StringComparer.OrdinalIgnoreCase);

    public Words Title => register.Name;
    public string Base => $"/registers/{register.Code}/import";
    public string BackHref => $"/registers/{register.Code}";
    public IReadOnlyList<Crumb> Crumbs => [new(new("名册", "Registers"), "/registers"), new(register.Name, BackHref)];
    public LedgerSheet Sheet => _table.Sheet;
    public LedgerSheet Template => _table.Template;
    public bool AsksWhen => true;
    public bool AsksWhy => true;

    /// <summary>What is read in: the line as the register takes it.</summary>
    private sealed record Line(IReadOnlyList<object?> Values, Guid? Id, int? Seen);

    public async Task<ImportLook> LookAsync(string file, SheetReading reading, DateOnly from, Action<int, int> report, CancellationToken cancel)
    {
        var returned = reading.Origin is not null || reading.Rows.Any(r => r.Key is not null);
        var planned = new List<PlannedRow>();
        var refused = new List<BadRow>();
        var (unchanged, missing) = (0, 0);
        if (returned)
        {
            var differences = RoundTrip.Compare(Sheet, await CurrentAsync(cancel), reading);
            if (differences.Refusal is { } refusal) return ImportLook.Unreadable(file, refusal);
            (unchanged, missing) = (differences.Unchanged, differences.Missing.Count);
            refused.AddRange(differences.Refused);
            var rows = reading.Rows.Where(r => r.Key is not null).ToLookup(r => (r.Place.Sheet, r.Place.Row));
            foreach (var (place, key, revision, cells, conflicts) in differences.Changed.Select(c => (c.Place, c.Key, c.Revision, c.Cells, Conflicts: (IReadOnlyList<CellChange>)[]))
                .Concat(differences.Conflicts.Select(c => (c.Place, c.Key, c.Revision, Cells: (IReadOnlyList<CellChange>)[.. c.Cells, .. c.Changes], Conflicts: c.Cells))))
            {
                var row = rows[(place.Sheet, place.Row)].First();
                var content = cells.Where(c => _table.IsContent(c.Column)).ToList();
                if (content.Count == 0) unchanged++;
                else if (Immovable(content) is { } problem) refused.Add(ImportRows.Refuse(Sheet, ImportRows.AsRead(row), [problem]));
                else planned.Add(Plan(planned.Count, row, content, conflicts.Any(c => _table.IsContent(c.Column)), new(row.Values, Guid.ParseExact(key, "N"), int.Parse(revision, Cultures.English))));
            }

            planned.AddRange(differences.Added.Select((row, i) => Plan(planned.Count + i, row, null, false, new(row.Values, null, null))));
        }
        else
        {
            refused.AddRange(reading.Refused);
            planned.AddRange(reading.Rows.Select((row, i) => Plan(i, row, null, false, new(row.Values, null, null))));
        }

        var (good, bad, same) = await TakeAsync(planned, reading.Present, from, TrialReason.Zh, keep: false, report, cancel);
        refused.AddRange(bad);
        return new(file, null, returned, good, InOrder(refused), unchanged + same, missing, [.. Remarks(reading)], reading.Origin) { Present = reading.Present };
    }

    public async Task<ImportDone> KeepAsync(ImportLook look, IReadOnlyList<PlannedRow> chosen, DateOnly from, string reason, Action<int, int> report, CancellationToken cancel)
    {
        var (good, bad, same) = await TakeAsync(chosen, look.Present, from, reason, keep: true, report, cancel);
        return new(look.File, good.Count(r => r.New), good.Count(r => !r.New), look.Unchanged + same, InOrder([.. look.Refused, .. bad]), look.Origin);
    }

    private async Task<(IReadOnlyList<PlannedRow> Good, IReadOnlyList<BadRow> Bad, int Same)> TakeAsync(
        IReadOnlyList<PlannedRow> rows, IReadOnlySet<string> present, DateOnly from, string reason, bool keep, Action<int, int> report, CancellationToken cancel)
    {
        var bad = new List<BadRow>();
        var lines = new List<ImportRow>();
        var columns = Sheet.Columns.Select((c, i) => (Column: c, At: i)).Where(c => _table.IsContent(c.Column) && present.Contains(c.Column.Code)).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var line = (Line)rows[i].Content;
            var cells = new List<object?>();
            Refusal? problem = null;
            foreach (var (column, at) in columns)
            {
                var value = line.Values[at];
                if (value is string text && register.Columns.FirstOrDefault(c => c.Name == column.Code) is { Kind: RegisterKind.Person })
                {
                    (value, var why) = await NumberOfAsync(text, cancel);
                    if (why is not null) problem ??= Unfit.At(column.Code, why);
                }

                cells.Add(value);
            }

            if (problem is not null) bad.Add(ImportRows.Refuse(Sheet, rows[i].AsRead, [problem]));
            else lines.Add(new(i, cells, line.Id, line.Seen));
        }

        var order = new ImportOrder(register, new([.. columns.Select(c => c.Column.Code)], lines), from, reason);
        var done = keep ? await registrar.ImportAsync(order, actor, report, cancel) : await registrar.TryImportAsync(order, actor, cancel);
        if (done.Problems.Count > 0) return ([], [.. bad, .. lines.Select(l => ImportRows.Refuse(Sheet, rows[l.Number].AsRead, done.Problems))], 0);

        bad.AddRange(done.Refused.Select(r => ImportRows.Refuse(Sheet, rows[r.Row.Number].AsRead, r.Problems.Select(p => Placed(p, rows)))));
        var good = new List<PlannedRow>();
        var shown = 0;
        foreach (var row in done.Rows.Where(r => r.Outcome is RowOutcome.Added or RowOutcome.Changed))
        {
            var planned = rows[row.Row.Number] with { New = row.Outcome == RowOutcome.Added };
            if (!keep && !planned.New && ((Line)planned.Content).Id is null && row.Entry is { } id && shown++ < ImportFlow.MostShown) planned = planned with { Cells = await DifferencesAsync(id, planned, present, cancel) };
            good.Add(planned);
        }

        return (good, bad, done.Count(RowOutcome.Unchanged));
    }

    // Lines are numbered through over all sheets; people know them by sheet and row.
    private static Refusal Placed(Refusal problem, IReadOnlyList<PlannedRow> rows) => problem is RowTwice twice && twice.Other < rows.Count
        ? new Unfit(new Words("与{0}重复。", "This repeats {0}.").With(rows[twice.Other].Place.Words))
        : problem;

    /// <summary>What a line without a key would change in the entry it means.</summary>
    private async Task<IReadOnlyList<ChangedCell>> DifferencesAsync(Guid id, PlannedRow planned, IReadOnlySet<string> present, CancellationToken cancel)
    {
        if (await registrar.FindAsync(register, id, null, actor, cancel) is not { } entry) return planned.Cells;
        var now = _table.Row(entry, await registrar.ReferencesAsync([entry], cancel), new Dictionary<PersonId, Listed>());
        var line = ((Line)planned.Content).Values;
        return [.. Sheet.Columns.Select((c, i) => (Column: c, Old: CellValue.Shown(c, now.Values[i], language), New: CellValue.Shown(c, line[i], language)))
            .Where(c => _table.IsContent(c.Column) && present.Contains(c.Column.Code) && c.Old != c.New).Select(c => new ChangedCell(c.Column.Name, c.Old, c.New))];
    }

    private PlannedRow Plan(int number, ReadRow row, List<CellChange>? changes, bool conflict, Line line) => new(
        number.ToString(Cultures.English), row.Place, NameOf(row), changes is null,
        changes is null
            ? [.. Sheet.Columns.Select((c, i) => (Column: c, Value: row.Values[i])).Where(c => _table.IsContent(c.Column) && c.Value is not null).Select(c => new ChangedCell(c.Column.Name, null, CellValue.Shown(c.Column, c.Value, language)))]
            : [.. changes.Select(c => new ChangedCell(c.Column.Name, CellValue.Shown(c.Column, c.Old, language), CellValue.Shown(c.Column, c.New, language)))],
        conflict ? new("导出之后系统中也改过，请决定以哪个为准；勾选即以表格为准。", "This was changed here as well after the export: decide which counts. A tick takes what the table says.") : null,
        line, ImportRows.AsRead(row));

    private string NameOf(ReadRow row) => string.Join(" · ", register.Key.Select(k => Sheet.Columns.ToList().FindIndex(c => c.Code == k.Name)).Where(i => i >= 0 && row.Values[i] is not null)
        .Select(i => CellValue.Shown(Sheet.Columns[i], row.Values[i], language)));

    private Unfit? Immovable(List<CellChange> cells) =>
        cells.Exists(c => c.Column.Code == nameof(Entry.BeginsOn)) ? Unfit.At(nameof(Entry.BeginsOn), new Words("“{0}”不能用表格更改；登记有误的，请终止后重新登记。", "“{0}” cannot be changed by a table: end the entry and make a new one.").With(register.Begins))
        : cells.Exists(c => c.Column.Code == nameof(Entry.EndsOn) && c.New is null) ? Unfit.At(nameof(Entry.EndsOn), new Words("已登记的“{0}”不能用表格清除。", "“{0}” is recorded and cannot be cleared by a table.").With(register.Ends))
        : null;

    /// <summary>A person's number. A name will do where only one person has it.</summary>
    private async Task<(string? Number, Words? Problem)> NumberOfAsync(string text, CancellationToken cancel)
    {
        if (_persons.TryGetValue(text, out var known)) return known;

        var found = await directory.SearchAsync(text, null, actor, 50, cancel);
        var named = found.Where(p => p.Name == text).ToList();
        return _persons[text] = found.Any(p => string.Equals(p.Number, text, StringComparison.OrdinalIgnoreCase)) || named.Count == 0 ? (text, null)
            : named.Count == 1 ? (named[0].Number, null)
            : (null, new Words("有{1}人叫“{0}”，请改填人员编号。", "{1} people are called “{0}”: write the number instead.").With(text, named.Count));
    }

    private async Task<IReadOnlyList<LedgerRow>> CurrentAsync(CancellationToken cancel)
    {
        var entries = new List<Entry>();
        await foreach (var entry in registrar.AllAsync(register, new() { Ended = true }, actor, cancel)) entries.Add(entry);
        var known = await registrar.ReferencesAsync(entries, cancel);
        var names = await directory.NamesAsync([.. entries.SelectMany(RegisterTable.PersonsIn).Distinct()], cancel);
        return [.. entries.Select(e => _table.Row(e, known, names))];
    }

    private static IEnumerable<Words> Remarks(SheetReading reading)
    {
        if (reading.Unknown.Count > 0) yield return new Words("这些列本名册没有，未读入：{0}。", "The register has no such columns; they were not read: {0}.").With(string.Join("、", reading.Unknown));
        foreach (var remark in reading.Remarks.Take(20)) yield return new Words("{0}：{1}", "{0}: {1}").With(remark.Place.Words, remark.Text);
    }

    private static List<BadRow> InOrder(List<BadRow> rows) => [.. rows.OrderBy(r => r.Place.Sheet, StringComparer.Ordinal).ThenBy(r => r.Place.Row)];
}
