using System.Reflection;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>
/// A list of dossiers as the ledger an office files: what every list has, what may come back changed, what the procedure adds, and the days.
/// </summary>
internal sealed class DossierTable
{
    private readonly ProcedureBook _book;
    private readonly IRules _rules;
    private readonly Desk _desk;
    private readonly Actor _actor;
    private readonly LocalTime _time;
    private readonly IReadOnlyList<Place> _places;

    public DossierTable(Procedure procedure, ProcedureBook book, IRules rules, Desk desk, Actor actor, LocalTime time, int? count = null)
    {
        (_book, _rules, _desk, _actor, _time) = (book, rules, desk, actor, time);
        // What may be empty today, such as the owner of what nobody has accepted, comes back empty; whether a change may empty it, its action says.
        Merged = [.. procedure.Merged.SelectMany(m => RecordForm.Of(m.Action).Questions.Where(q => q.Name != m.Asked).Select(q => new MergedColumn(m, q, FormRows.ColumnOf(q, CodeOf(m, q)) with { Required = false }, m.Action.GetProperty(q.Name)!)))];
        _places = [.. Everything(procedure)];
        Sheet = new(CodeOf(procedure), 1, count is { } n ? new($"{procedure.Name.Zh}台账（共{n}件）", $"Ledger: {procedure.Name.En} ({n})") : new($"{procedure.Name.Zh}台账", $"Ledger: {procedure.Name.En}"), [.. _places.Select(p => p.Column)])
        {
            Editable = Merged.Count > 0 ? Merged.Select(m => m.Column.Code).ToHashSet() : null,
            Totals = [.. procedure.Shows.Where(s => s.Total).Select(s => "shown-" + s.Code)],
        };
    }

    public LedgerSheet Sheet { get; }

    /// <summary>The columns that may come back changed.</summary>
    public IReadOnlyList<MergedColumn> Merged { get; }

    public static string CodeOf(Procedure procedure) => $"list-{procedure.Code}";

    public LedgerRow Row(Dossier dossier, Writer write)
    {
        // What an action would leave as it is stands once for all its columns.
        var asItIs = Merged.Select(m => m.Merge).Distinct().ToDictionary(m => m.Action, m => m.AsItIs(dossier));
        return new(dossier.Id.ToString("N"), dossier.Revision.ToString(Cultures.English), [.. _places.Select(p => p.Value(dossier, write, asItIs))])
        {
            Fixed = Merged.Count > 0 && !_desk.OpenTo(dossier, _actor).Any(m => asItIs.ContainsKey(m.Action)),
        };
    }

    /// <summary>Persons named in the cells of these rows.</summary>
    public static IEnumerable<PersonId> PersonsIn(IReadOnlyList<Dossier> rows, Procedure procedure) => ListColumns.PersonsIn(rows, procedure);

    private sealed record Place(Column Column, Func<Dossier, Writer, IReadOnlyDictionary<Type, object>, object?> Value);

    private IEnumerable<Place> Everything(Procedure procedure)
    {
        IReadOnlyList<Place> all =
        [
            new(new("number", new("编号", "Number")), (d, _, _) => d.Number),
            new(new("title", new("标题", "Title"), ColumnKind.LongText), (d, _, _) => d.Title),
            new(new("unit", new("单位", "Unit")), (d, _, _) => _rules.Organisation.Find(d.Unit)?.Name),
            new(new("state", new("状态", "State")), (d, write, _) => _book.Of(d)[d.StateName].Name.In(write.Language)),
            .. procedure.Shows.Select(s => new Place(ColumnOf(s), (d, write, _) => FormRows.Cell(s.Value(d), write))),
            new(new("assignee", new("承办人", "Assigned to")), (d, write, _) => d.Assignee is { } assignee ? write.Person(assignee) : null),
            new(new("due", new("期限", "Due"), ColumnKind.Date), (d, _, _) => d.DueOn),
            new(new("late", new("是否逾期", "Overdue"), ColumnKind.Boolean), (d, _, _) => d.DueOn is { } due && due < (d.ClosedAt is { } at ? _time.DayOf(at) : _time.Today)),
            new(new("opened", new("登记日期", "Opened"), ColumnKind.Date), (d, _, _) => _time.DayOf(d.OpenedAt)),
            new(new("closed", new("办结日期", "Finished"), ColumnKind.Date), (d, _, _) => d.ClosedAt is { } closed ? _time.DayOf(closed) : null),
        ];
        var open = Merged.Select(m => new Place(m.Column, (_, write, asItIs) => FormRows.Cell(m.Property.GetValue(asItIs[m.Merge.Action]), write))).ToList();

        // A column that may be changed takes the place of the one that says the same; the others follow the title.
        foreach (var place in all)
        {
            var same = open.Find(o => o.Column.Code == place.Column.Code || o.Column.Name.Zh == place.Column.Name.Zh);
            yield return same ?? place;
            if (same is not null) open.Remove(same);
            if (place.Column.Code != "title") continue;
            foreach (var own in open.Where(o => all.All(a => a.Column.Code != o.Column.Code && a.Column.Name.Zh != o.Column.Name.Zh)).ToList())
            {
                yield return own;
                open.Remove(own);
            }
        }
    }

    private static Column ColumnOf(ShownColumn shown)
    {
        var plain = Nullable.GetUnderlyingType(shown.Type) ?? shown.Type;
        return new("shown-" + shown.Code, shown.Name, shown.Money ? ColumnKind.Money : FormRows.KindOf(plain) ?? ColumnKind.LongText, Choices: FormRows.ChoicesOf(plain));
    }

    private static string CodeOf(Merge merge, Question question) => question.Name switch
    {
        nameof(Dossier.Title) => "title",
        "Owner" or nameof(Dossier.Assignee) => "assignee",
        _ => $"{merge.Action.Name}-{question.Name}",
    };
}

/// <summary>A column that may come back changed: a question of the action that carries the change out.</summary>
internal sealed record MergedColumn(Merge Merge, Question Question, Column Column, PropertyInfo Property);
