using System.Globalization;
using Qinglian.Assessment.Returns;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using BadRow = Qinglian.Documents.Sheets.RefusedRow;
using Column = Qinglian.Documents.Sheets.Column;
using ColumnKind = Qinglian.Documents.Sheets.ColumnKind;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>The year of months as a table that goes out and comes back: a row for each return, a column for each figure.</summary>
internal sealed class YearTable(Returns returns, RegisterBook book, Desk desk, IRules rules)
{
    private const string TypedPrefix = "figure:";

    /// <summary>The table of a year, as far as the person may see it.</summary>
    public async Task<(LedgerSheet Sheet, IReadOnlyList<LedgerRow> Rows)> ReadAsync(int year, UnitId? within, Actor actor, Language language, DateOnly today, CancellationToken cancel)
    {
        var months = Enumerable.Range(1, 12).Select(n => Period.Month(year, n)).ToList();
        var top = within is { } unit ? rules.Organisation.Find(unit) : null;
        var all = (await returns.ReadAsync(months, null, actor, cancel)).Where(r => top is null || rules.Organisation.Find(r.Unit)?.Path.IsWithin(top.Path) is true)
            .OrderBy(r => rules.Organisation.Find(r.Unit)?.Path.Value, StringComparer.Ordinal).ThenBy(r => r.Period, StringComparer.Ordinal).ToList();
        var asked = all.SelectMany(r => r.Asked).DistinctBy(a => a.Code).ToList();
        var counted = all.SelectMany(r => r.Counted.Keys).Distinct().ToList();
        var sheet = new LedgerSheet($"monthly-returns-{year}", 1, new Words("{0}年月报", "Returns of {0}").With(year),
        [
            new("unit", new("单位", "Unit")), new("month", new("所属月份", "Month")), new("state", new("报送情况", "State")), new("edition", new("第几稿", "Edition"), ColumnKind.Integer), new("sent", new("报送日期", "Sent on"), ColumnKind.Date),
            .. asked.Select(a => new Column(TypedPrefix + a.Code, a.Name, ColumnKind.Integer)),
            .. counted.Select(c => new Column("counted:" + c, book.Owners.Indicator(c)?.Name ?? Words.Same(c), ColumnKind.Integer)),
        ]) { Totals = [.. asked.Select(a => TypedPrefix + a.Code), .. counted.Select(c => "counted:" + c)] };
        return (sheet, [.. all.Select(r => new LedgerRow(r.Id.ToString("N"), r.Revision.ToString(CultureInfo.InvariantCulture),
        [
            rules.Organisation.Find(r.Unit)?.Name, r.Period, Words.Of(Grid.StandingOf(r, today)).In(language), (long)r.Edition, r.SentOn,
            .. asked.Select(a => r.Typed.TryGetValue(a.Code, out var n) ? (object?)(long)n : null),
            .. counted.Select(c => r.Counted.TryGetValue(c, out var n) ? (object?)(long)n : null),
        ]))]);
    }

    /// <summary>The importer of the year in work. Made whole at once: what it does goes on after the request is over.</summary>
    public async Task<YearImporter> ImporterAsync(Visitor me) => new(await ReadAsync(AssessmentPages.YearOf(me), null, me.Actor, me.Language, me.Today, me.Cancel), desk, me.Actor, me.Language);

    /// <summary>Reads the figures of returns that are not sent yet. One that was sent is locked: its page makes the corrected edition, with the reason.</summary>
    internal sealed class YearImporter((LedgerSheet Sheet, IReadOnlyList<LedgerRow> Rows) current, Desk desk, Actor actor, Language language) : IImporter
    {
        public Words Title => new("月报", "Returns");
        public string Base => "/assessment/returns/import";
        public string BackHref => "/assessment/returns";
        public IReadOnlyList<Crumb> Crumbs => [new(new("月报年度表", "Year of returns"), BackHref)];
        public LedgerSheet Sheet => current.Sheet;
        public LedgerSheet Template => current.Sheet;
        public bool AsksWhen => false;
        public bool AsksWhy => false;

        private sealed record Line(Guid Id, int Seen, IReadOnlyList<CellChange> Cells);

        public Task<ImportLook> LookAsync(string file, SheetReading reading, DateOnly from, Action<int, int> report, CancellationToken cancel)
        {
            if (reading.Rows.All(r => r.Key is null)) return Task.FromResult(ImportLook.Unreadable(file, new("请在导出的月报年度表上填写后再上传。", "Please fill in the table exported from here and send that one.")));

            var differences = RoundTrip.Compare(Sheet, current.Rows, reading);
            if (differences.Refusal is { } refusal) return Task.FromResult(ImportLook.Unreadable(file, refusal));

            var refused = differences.Refused.ToList();
            var planned = new List<PlannedRow>();
            var rows = reading.Rows.Where(r => r.Key is not null).ToLookup(r => (r.Place.Sheet, r.Place.Row));
            var states = current.Rows.ToDictionary(r => r.Key, r => r.Values[4] is null);
            foreach (var (place, key, revision, cells, conflict) in differences.Changed.Select(c => (c.Place, c.Key, c.Revision, c.Cells, Conflict: false)).Concat(differences.Conflicts.Select(c => (c.Place, c.Key, c.Revision, Cells: (IReadOnlyList<CellChange>)[.. c.Cells, .. c.Changes], Conflict: true))))
            {
                var row = rows[(place.Sheet, place.Row)].First();
                if (Against(cells, states.GetValueOrDefault(key)) is { } problem) refused.Add(ImportRows.Refuse(Sheet, ImportRows.AsRead(row), [problem]));
                else planned.Add(new(planned.Count.ToString(CultureInfo.InvariantCulture), place, $"{row.Values[0]} {row.Values[1]}", false,
                    [.. cells.Select(c => new ChangedCell(c.Column.Name, CellValue.Shown(c.Column, c.Old, language), CellValue.Shown(c.Column, c.New, language)))],
                    conflict ? new("导出之后系统中也改过；勾选即以表格为准。", "This was changed here as well after the export. A tick takes what the table says.") : null,
                    new Line(Guid.ParseExact(key, "N"), int.Parse(revision, CultureInfo.InvariantCulture), cells), ImportRows.AsRead(row)));
            }

            refused.AddRange(differences.Added.Select(r => ImportRows.Refuse(Sheet, ImportRows.AsRead(r), [new Unfit(new("月报由系统按月生成，不能在表格里新增。", "Returns are opened by the system each month and cannot be added in a table."))])));
            return Task.FromResult(new ImportLook(file, null, true, planned, refused, differences.Unchanged, differences.Missing.Count, [], reading.Origin) { Present = reading.Present });
        }

        public async Task<ImportDone> KeepAsync(ImportLook look, IReadOnlyList<PlannedRow> chosen, DateOnly from, string reason, Action<int, int> report, CancellationToken cancel)
        {
            var refused = new List<BadRow>(look.Refused);
            var changed = 0;
            foreach (var row in chosen)
            {
                var line = (Line)row.Content;
                var now = current.Rows.First(r => r.Key == line.Id.ToString("N"));
                var figures = Sheet.Columns.Select((c, i) => (c.Code, Value: line.Cells.FirstOrDefault(x => x.Column.Code == c.Code) is { } cell ? cell.New : now.Values[i]))
                    .Where(c => c.Code.StartsWith(TypedPrefix, StringComparison.Ordinal) && c.Value is long).Select(c => new TypedFigure(c.Code[TypedPrefix.Length..], (int)Math.Clamp((long)c.Value!, int.MinValue, int.MaxValue))).ToList();
                if (await desk.ActAsync(line.Id, new KeepFigures(new(figures, []), null), actor, line.Seen, cancel) is { } refusal) refused.Add(ImportRows.Refuse(Sheet, row.AsRead, [refusal]));
                else changed++;
                report(changed, chosen.Count);
            }

            return new(look.File, 0, changed, look.Unchanged, refused, look.Origin);
        }

        private static Unfit? Against(IReadOnlyList<CellChange> cells, bool open)
        {
            if (cells.FirstOrDefault(c => !c.Column.Code.StartsWith(TypedPrefix, StringComparison.Ordinal)) is { } fixedCell) return Unfit.At(fixedCell.Column.Code, new Words("“{0}”由系统统计或登记，不能在表格里改。", "“{0}” is counted or recorded by the system and cannot be changed in the table.").With(fixedCell.Column.Name));
            return open ? null : Unfit.At(cells[0].Column.Code, new("此月报已报送并锁定，请在月报页面提交更正稿并说明理由。", "This return is sent and locked: make a corrected edition on its page, with the reason."));
        }
    }
}
