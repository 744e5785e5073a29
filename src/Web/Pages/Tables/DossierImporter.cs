using System.Globalization;
using System.Text.Json;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;
using BadRow = Qinglian.Documents.Sheets.RefusedRow;
using ColumnKind = Qinglian.Documents.Sheets.ColumnKind;

namespace Qinglian.Web.Pages;

/// <summary>What opening dossiers from a table needs.</summary>
internal sealed record Opening(Desk Desk, IDossiers Dossiers, ILedgerBook Ledger, IRegistrar Registrar, IDirectory Directory);

/// <summary>
/// Opens a dossier for each row of a table, by the form a person would fill in. A row that says exactly what a dossier was opened with
/// already is left alone, so that the same table can be sent again.
/// </summary>
internal sealed class DossierImporter(Procedure procedure, Type form, Opening opening, Actor actor, Language language) : IImporter
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '\n'];
    private readonly RecordForm _form = RecordForm.Of(form);
    private readonly Dictionary<string, (string? Id, Words? Problem)> _persons = new(StringComparer.Ordinal);

    public Words Title => Words.Of(form);
    public string Base => $"/lists/{procedure.Code}/import/{form.Name}";
    public string BackHref => $"/lists/{procedure.Code}";
    public IReadOnlyList<Crumb> Crumbs => [new(new("工作台", "Workbench"), "/desk"), new(procedure.Name, BackHref)];
    public LedgerSheet Sheet { get; } = new($"open-{procedure.Code}-{form.Name}", 1, Words.Of(form), [.. RecordForm.Of(form).Questions.Where(q => q.Plain != typeof(FileId)).Select(ColumnOf)]);
    public LedgerSheet Template => Sheet;
    public bool AsksWhenAndWhy => false;

    /// <summary>Whether the form can be filled in by a row: nothing must be attached, and nothing chosen that only a page can offer.</summary>
    public static bool Fits(Type form) => RecordForm.Of(form) is var record && record.Askable(new HashSet<Type>()) && !record.Questions.Any(q => q.Required && q.Plain == typeof(FileId));

    public async Task<ImportLook> LookAsync(string file, SheetReading reading, DateOnly from, Action<int, int> report, CancellationToken cancel)
    {
        if (reading.Origin is { } origin && origin.Code.StartsWith("list-", StringComparison.Ordinal))
        {
            return ImportLook.Unreadable(file, new("这是导出的台账。台账里的事项只能在系统中按步骤办理，不能用表格改；要新登记事项，请用模板填写。", "This is an exported ledger. Its matters move on by their steps in the system, not by a table; to open new ones, fill in the template."));
        }

        var known = await opening.Registrar.ReferencesToAsync([], cancel);
        var planned = new List<PlannedRow>();
        var refused = new List<BadRow>(reading.Refused);
        var there = 0;
        for (var i = 0; i < reading.Rows.Count; i++)
        {
            report(i, reading.Rows.Count);
            var row = reading.Rows[i];
            var asRead = ImportRows.AsRead(row);
            var (record, problems) = await ReadAsync(row, known, cancel);
            if (record is null)
            {
                refused.Add(ImportRows.Refuse(Sheet, asRead, problems));
                continue;
            }

            var (dossier, refusal) = await opening.Desk.TryOpenAsync(record, actor, cancel);
            if (dossier is null) refused.Add(ImportRows.Refuse(Sheet, asRead, [refusal!]));
            else if (await WasOpenedAsync(record, dossier, cancel)) there++;
            else planned.Add(new(i.ToString(CultureInfo.InvariantCulture), row.Place, dossier.Title, true, Cells(row), null, record, asRead));
        }

        return new(file, null, false, planned, [.. refused.OrderBy(r => r.Place.Sheet, StringComparer.Ordinal).ThenBy(r => r.Place.Row)], there, 0, [.. Remarks(reading, there)], reading.Origin) { Present = reading.Present };
    }

    public async Task<ImportDone> KeepAsync(ImportLook look, IReadOnlyList<PlannedRow> chosen, DateOnly from, string reason, Action<int, int> report, CancellationToken cancel)
    {
        var refused = new List<BadRow>(look.Refused);
        var opened = 0;
        for (var i = 0; i < chosen.Count; i++)
        {
            report(i, chosen.Count);
            var id = Ids.New(opening.Desk.Now(actor).At);
            if (await opening.Desk.OpenAsync(id, chosen[i].Content, actor, cancel) is { } refusal) refused.Add(ImportRows.Refuse(Sheet, chosen[i].AsRead, [refusal]));
            else opened++;
        }

        return new(look.File, opened, 0, look.Unchanged, refused, look.Origin);
    }

    private async Task<(object? Record, IReadOnlyList<Refusal> Problems)> ReadAsync(ReadRow row, References known, CancellationToken cancel)
    {
        var problems = new List<Refusal>();
        var typed = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var c = 0; c < Sheet.Columns.Count; c++)
        {
            var question = _form.Questions.First(q => q.Name == Sheet.Columns[c].Code);
            if (row.Values[c] is not { } value) continue;
            var parts = IsMany(question) ? ((string)value).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value as string ?? RecordForm.Write(value) ?? ""];
            var read = new List<string>();
            foreach (var part in parts)
            {
                var (text, problem) = Asks<UnitId>(question) ? Unit(part, known) : Asks<PersonId>(question) ? await PersonAsync(part, cancel) : (part, null);
                if (problem is not null) problems.Add(Unfit.At(question.Name, problem));
                else read.Add(text!);
            }

            typed[question.Name] = string.Join(',', read);
        }

        var (record, wrong) = _form.Read(name => typed.GetValueOrDefault(name));
        problems.AddRange(wrong.Where(w => problems.All(p => p.Field != w.Key)).Select(w => Unfit.At(w.Key, w.Value)));
        return problems.Count > 0 ? (null, problems) : (record, []);
    }

    /// <summary>Whether a dossier was opened with exactly these answers. The ledger keeps them.</summary>
    private async Task<bool> WasOpenedAsync(object record, Dossier would, CancellationToken cancel)
    {
        if (would.Title.Length < 2) return false;
        var alike = await opening.Dossiers.ListAsync(new() { Procedure = procedure.Code, Units = [would.Unit], Text = would.Title, Take = 20 }, actor, cancel);
        var answers = JsonSerializer.SerializeToElement(record, form, ContentJson.Options).GetRawText();
        foreach (var dossier in alike.Dossiers.Where(d => d.Title == would.Title))
        {
            var lines = await opening.Ledger.ListAsync(new() { Subject = dossier.Id, Kind = LineKind.Opened, Take = 1 }, actor, cancel);
            if (lines is [{ Content: { } content }] && JsonSerializer.Deserialize<LineContent>(content.Content.Span, ContentJson.Options)?.Act.GetRawText() == answers) return true;
        }

        return false;
    }

    private static (string? Text, Words? Problem) Unit(string text, References known)
    {
        var (unit, problem) = known.ReadUnit(text);
        return (unit?.ToString(), problem);
    }

    private async Task<(string? Text, Words? Problem)> PersonAsync(string text, CancellationToken cancel)
    {
        if (_persons.TryGetValue(text, out var known)) return known;
        var found = await opening.Directory.SearchAsync(text, null, actor, 50, cancel);
        var meant = found.Where(p => string.Equals(p.Number, text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (meant.Count == 0) meant = [.. found.Where(p => p.Name == text)];
        return _persons[text] = meant.Count switch
        {
            1 => (meant[0].Id.ToString(), null),
            0 => (null, new Words("名册中没有编号或姓名为“{0}”的人员。", "Nobody on the register has the number or name “{0}”.").With(text)),
            _ => (null, new Words("有{1}人叫“{0}”，请改填人员编号。", "{1} people are called “{0}”: write the number instead.").With(text, meant.Count)),
        };
    }

    private IReadOnlyList<ChangedCell> Cells(ReadRow row) =>
        [.. Sheet.Columns.Select((c, i) => (Column: c, Value: row.Values[i])).Where(c => c.Value is not null).Select(c => new ChangedCell(c.Column.Name, null, CellValue.Shown(c.Column, c.Value, language)))];

    private static IEnumerable<Words> Remarks(SheetReading reading, int there)
    {
        if (there > 0) yield return new Words("{0}行与已登记的事项完全相同，不重复登记。", "{0} rows say exactly what is on file already; they are not opened again.").With(there);
        if (reading.Unknown.Count > 0) yield return new Words("这些列用不上，未读入：{0}。", "These columns are not asked for and were not read: {0}.").With(string.Join("、", reading.Unknown));
        foreach (var remark in reading.Remarks.Take(20)) yield return new Words("{0}：{1}", "{0}: {1}").With(remark.Place.Words, remark.Text);
    }

    private static bool IsMany(Question question) => question.Plain == typeof(IReadOnlyList<UnitId>) || question.Plain == typeof(IReadOnlyList<PersonId>) || question.ManyOf is not null;

    private static bool Asks<T>(Question question) => question.Plain == typeof(T) || question.Plain == typeof(IReadOnlyList<T>);

    private static Column ColumnOf(Question question) => new(question.Name, question.Label, question.Plain switch
    {
        var t when t == typeof(DateOnly) => ColumnKind.Date,
        var t when t == typeof(int) => ColumnKind.Integer,
        var t when t == typeof(decimal) => ColumnKind.Decimal,
        var t when t == typeof(bool) => ColumnKind.Boolean,
        { IsEnum: true } => ColumnKind.Choice,
        _ when question.Prose => ColumnKind.LongText,
        _ => ColumnKind.Text,
    }, question.Required, question.Plain.IsEnum ? [.. Enum.GetValues(question.Plain).Cast<Enum>().Select(v => (v.ToString(), Words.Of(v)))] : null);
}
