using System.Globalization;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;
using BadRow = Qinglian.Documents.Sheets.RefusedRow;

namespace Qinglian.Web.Pages;

/// <summary>
/// Takes the differences of an exported list over that came back: each changed row by the actions its procedure declares for it, through the desk,
/// with the rights and conditions they have.
/// </summary>
internal sealed class DossierMerger(Procedure procedure, DossierTable table, Opening opening, IRules rules, Actor actor, Language language) : IImporter
{
    private const int AtOnce = 500;
    private readonly FormRows _rows = new(opening.Directory, actor);

    public Words Title => new($"{procedure.Name.Zh}（导回改动）", $"{procedure.Name.En}, changes brought back");
    public string Base => BaseOf(procedure);
    public string BackHref => $"/lists/{procedure.Code}";
    public IReadOnlyList<Crumb> Crumbs => [new(new("工作台", "Workbench"), "/desk"), new(procedure.Name.Heading, BackHref)];
    public LedgerSheet Sheet => table.Sheet;
    public LedgerSheet Template { get; } = table.Sheet with { Columns = [.. table.Merged.Select(m => m.Column)], Editable = null, Totals = [] };
    public bool AsksWhen => false;
    public bool AsksWhy => procedure.Merged.Any(m => m.Asked is not null);
    public Link Source => new(new("导出台账", "Export the ledger"), $"/lists/{procedure.Code}/export");
    public IReadOnlyList<Link> Others { get; init; } = [];

    public (Words Columns, Words File) Hints => (new("可以改的列", "Columns that may be changed"), new("从本列表导出、改过的台账。不要删除其中隐藏的列和工作表。", "The ledger exported from this list, with your changes. Leave its hidden column and sheets in place."));

    public Words Lead => new(
        "导出台账，在表头标有“可改”的列中修改，再把文件传回来：系统只找出改动之处，逐行按规定的权限办理。其他列只供查看。",
        "Export the ledger, change what stands in the columns marked “may be changed” and bring the file back: only the differences are taken over, row by row, with the rights each change needs. The other columns are there to be read.");

    public static string BaseOf(Procedure procedure) => $"/lists/{procedure.Code}/import/{Name}";

    /// <summary>What stands in the address where the opening forms have their name.</summary>
    public const string Name = "changes";

    /// <summary>One row that came back changed.</summary>
    private sealed record Change(Guid Id, IReadOnlyList<CellChange> Cells);

    public async Task<ImportLook> LookAsync(string file, SheetReading reading, DateOnly from, Action<int, int> report, CancellationToken cancel)
    {
        if (reading.Origin is null && reading.Rows.All(r => r.Key is null))
        {
            return ImportLook.Unreadable(file, new("这不是从本列表导出的台账。请先导出，在标有“可改”的列中修改后再传回；登记新事项请用登记模板。", "This is not a ledger exported from this list. Export it first, change the columns marked “may be changed” and bring it back; to open new matters, use their template."));
        }

        var keys = reading.Rows.Select(r => r.Key).OfType<string>().Concat(reading.Origin?.Rows.Keys ?? []).Distinct().Select(Id).OfType<Guid>().ToList();
        var differences = RoundTrip.Compare(Sheet, await CurrentAsync(keys, cancel), reading);
        if (differences.Refusal is { } unfit) return ImportLook.Unreadable(file, unfit);

        var known = await opening.Registrar.ReferencesToAsync([], cancel);
        var rows = reading.Rows.Where(r => r.Key is not null).ToLookup(r => r.Place);
        var (planned, refused, unchanged) = (new List<PlannedRow>(), differences.Refused.Select(r => r.Key is null ? r with { Reasons = [new(null, r.Place, "", OnlyChanges.Words)] } : r).ToList(), differences.Unchanged);
        refused.AddRange(differences.Added.Select(row => ImportRows.Refuse(Sheet, ImportRows.AsRead(row), [OnlyChanges])));
        var changes = differences.Changed.Select(c => (c.Place, c.Key, Cells: c.Cells, Conflicts: (IReadOnlyList<CellChange>)[]))
            .Concat(differences.Conflicts.Select(c => (c.Place, c.Key, Cells: (IReadOnlyList<CellChange>)[.. c.Cells, .. c.Changes], Conflicts: c.Cells)))
            .OrderBy(c => c.Place.Row).ToList();
        for (var i = 0; i < changes.Count; i += AtOnce)
        {
            report(i, changes.Count);
            var page = changes.Skip(i).Take(AtOnce).ToList();
            var dossiers = (await opening.Dossiers.FindAsync([.. page.Select(c => Id(c.Key)!.Value)], actor, cancel)).ToDictionary(d => d.Id);
            foreach (var (place, key, cells, conflicts) in page)
            {
                var row = rows[place].First();
                var open = cells.Where(c => Sheet.Editable!.Contains(c.Column.Code)).ToList();

                // Without the memory of the export nobody can tell who changed what is only to be read; then it says nothing.
                var closed = reading.Origin?.Rows.ContainsKey(key) is true ? cells.Except(open).ToList() : [];
                if (open.Count + closed.Count == 0)
                {
                    unchanged++;
                    continue;
                }

                if (dossiers.GetValueOrDefault(Id(key)!.Value) is not { } dossier) refused.Add(ImportRows.Refuse(Sheet, ImportRows.AsRead(row), [Gone]));
                else if (await RefusedAsync(dossier, open, closed, known, cancel) is { Count: > 0 } problems) refused.Add(ImportRows.Refuse(Sheet, ImportRows.AsRead(row), problems));
                else planned.Add(Plan(planned.Count, row, dossier, open, conflicts.Any(open.Contains)));
            }
        }

        return new(file, null, Returned: true, planned, InOrder(refused), unchanged, differences.Missing.Count, [.. Remarks(reading)], reading.Origin) { Present = reading.Present };
    }

    public async Task<ImportDone> KeepAsync(ImportLook look, IReadOnlyList<PlannedRow> chosen, DateOnly from, string reason, Action<int, int> report, CancellationToken cancel)
    {
        var refused = new List<BadRow>(look.Refused);
        var known = await opening.Registrar.ReferencesToAsync([], cancel);
        var changed = 0;
        for (var i = 0; i < chosen.Count; i++)
        {
            report(i, chosen.Count);
            if (await CarryAsync((Change)chosen[i].Content, reason, known, cancel) is { Count: > 0 } problems) refused.Add(ImportRows.Refuse(Sheet, chosen[i].AsRead, problems));
            else changed++;
        }

        return new(look.File, 0, changed, look.Unchanged, InOrder(refused), look.Origin);
    }

    /// <summary>Why the row cannot be taken over; empty where it can.</summary>
    private async Task<IReadOnlyList<Refusal>> RefusedAsync(Dossier dossier, IReadOnlyList<CellChange> open, IReadOnlyList<CellChange> closed, References known, CancellationToken cancel)
    {
        var problems = new List<Refusal>(closed.Select(c => Unfit.At(c.Column.Code, new Words(
            "“{0}”只供查看，须在系统中按步骤办理，不能用表格改；系统中为“{1}”，请改回。",
            "“{0}” is there to be read: it changes by steps in the system, not by a table. It is “{1}” here; please put that back.").With(c.Column.Name, CellValue.Shown(c.Column, c.Old, language)))));
        foreach (var (merge, cells) in ByAction(open))
        {
            var (action, wrong) = await ActionAsync(merge, dossier, cells, Trial, known, cancel);
            problems.AddRange(wrong);
            if (action is not null && opening.Desk.WouldRefuse(dossier, action, actor) is { } refusal) problems.Add(Placed(merge, refusal));
        }

        return problems;
    }

    private async Task<IReadOnlyList<Refusal>> CarryAsync(Change change, string reason, References known, CancellationToken cancel)
    {
        var first = true;
        foreach (var (merge, cells) in ByAction(change.Cells))
        {
            if (await opening.Dossiers.FindAsync(change.Id, actor, cancel) is not { } dossier) return [Gone];
            if (first && await MovedOnAsync(dossier, change.Cells, cancel)) return [new ChangedMeanwhile()];
            first = false;
            var (action, wrong) = await ActionAsync(merge, dossier, cells, reason, known, cancel);
            if (action is null) return wrong;
            if (await opening.Desk.ActAsync(change.Id, action, actor, dossier.Revision, cancel) is { } refusal) return [Placed(merge, refusal)];
        }

        return [];
    }

    /// <summary>Whether a cell that the person has looked at says something else by now.</summary>
    private async Task<bool> MovedOnAsync(Dossier dossier, IReadOnlyList<CellChange> cells, CancellationToken cancel)
    {
        var now = (await RowsAsync([dossier], cancel))[0];
        return cells.Any(c => !Equals(CellValue.Canonical(c.Column, now.Values[Sheet.Columns.ToList().IndexOf(c.Column)]), c.Old));
    }

    /// <summary>The action as the dossier stands, with the changed cells in their places.</summary>
    private async Task<(object? Action, IReadOnlyList<Refusal> Problems)> ActionAsync(Merge merge, Dossier dossier, IReadOnlyList<CellChange> cells, string reason, References known, CancellationToken cancel)
    {
        var form = RecordForm.Of(merge.Action);
        var asItIs = merge.AsItIs(dossier);
        var typed = form.Questions.ToDictionary(q => q.Name, q => q.Name == merge.Asked ? reason : Written(merge.Action.GetProperty(q.Name)!.GetValue(asItIs)));
        var problems = new List<Refusal>();
        foreach (var cell in cells)
        {
            var question = table.Merged.First(m => m.Column == cell.Column).Question;
            var (text, wrong) = cell.New is null ? ("", []) : await _rows.AnswerAsync(question, cell.New, known, cancel);
            problems.AddRange(wrong);
            typed[question.Name] = text;
        }

        var (record, unread) = form.Read(name => typed.GetValueOrDefault(name));
        problems.AddRange(unread.Where(w => problems.All(p => p.Field != w.Key)).Select(w => Unfit.At(w.Key, w.Value)));
        return problems.Count > 0 ? (null, [.. problems.Select(p => Placed(merge, p))]) : (record, []);
    }

    private static string? Written(object? answer) => answer switch
    {
        PersonId { IsNobody: true } => null,
        System.Collections.IEnumerable many and not string => string.Join(',', many.Cast<object>()),
        _ => RecordForm.Write(answer),
    };

    // A refusal names the question of its form; a row names its column.
    private Refusal Placed(Merge merge, Refusal refusal) =>
        refusal.Field is { } field && table.Merged.FirstOrDefault(m => m.Merge == merge && m.Question.Name == field) is { } column ? refusal with { Field = column.Column.Code } : refusal;

    private IEnumerable<(Merge Merge, IReadOnlyList<CellChange> Cells)> ByAction(IReadOnlyList<CellChange> cells) =>
        from merge in procedure.Merged
        let own = cells.Where(c => table.Merged.Any(m => m.Merge == merge && m.Column == c.Column)).ToList()
        where own.Count > 0
        select (merge, (IReadOnlyList<CellChange>)own);

    private PlannedRow Plan(int number, ReadRow row, Dossier dossier, List<CellChange> cells, bool conflict) => new(
        number.ToString(CultureInfo.InvariantCulture), row.Place, $"{dossier.Number} {dossier.Title}", New: false,
        [.. cells.Select(c => new ChangedCell(c.Column.Name, CellValue.Shown(c.Column, c.Old, language), CellValue.Shown(c.Column, c.New, language)))],
        conflict ? new("导出之后系统中也改过，请决定以哪个为准；勾选即以表格为准。", "This was changed here as well after the export: decide which counts. A tick takes what the table says.") : null,
        new Change(dossier.Id, cells), ImportRows.AsRead(row));

    private async Task<List<LedgerRow>> CurrentAsync(List<Guid> ids, CancellationToken cancel)
    {
        var rows = new List<LedgerRow>(ids.Count);
        foreach (var some in ids.Chunk(AtOnce)) rows.AddRange(await RowsAsync([.. (await opening.Dossiers.FindAsync(some, actor, cancel)).Where(d => d.Procedure == procedure.Code)], cancel));
        return rows;
    }

    private async Task<IReadOnlyList<LedgerRow>> RowsAsync(IReadOnlyList<Dossier> dossiers, CancellationToken cancel)
    {
        var write = new Writer(language, rules, await opening.Directory.NamesAsync([.. DossierTable.PersonsIn(dossiers, procedure)], cancel));
        return [.. dossiers.Select(d => table.Row(d, write))];
    }

    private static IEnumerable<Words> Remarks(SheetReading reading)
    {
        if (reading.Origin is null) yield return new("文件里没有导出时的记录（可能另存成了别的格式），无法分辨系统中后来的变化，请逐行核对。", "The file does not remember its export (it may have been saved in another format), so later changes here cannot be told apart: look at each row.");
        foreach (var remark in reading.Remarks.Take(20)) yield return new Words("{0}：{1}", "{0}: {1}").With(remark.Place.Words, remark.Text);
    }

    private static Guid? Id(string key) => Guid.TryParseExact(key, "N", out var id) ? id : null;

    private static List<BadRow> InOrder(List<BadRow> rows) => [.. rows.OrderBy(r => r.Place.Sheet, StringComparer.Ordinal).ThenBy(r => r.Place.Row)];

    private const string Trial = "试算";
    private static readonly Unfit Gone = new(new("这条记录已不存在，或不在您的权限范围内。", "This record no longer exists, or is not yours to change."));
    private static readonly Unfit OnlyChanges = new(new("这是新增的行。导回的台账只合并已有事项的改动；登记新事项请用登记模板。", "This row is new. A ledger that comes back changes matters that exist; to open new ones, use their template."));
}
