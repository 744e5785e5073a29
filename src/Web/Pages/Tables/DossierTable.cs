using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Web.Pages;

/// <summary>A list of dossiers as the ledger an office files: what every list has, what the procedure adds, and the days.</summary>
internal sealed class DossierTable(Procedure procedure, ProcedureBook book, IRules rules, int count)
{
    public LedgerSheet Sheet { get; } = new($"list-{procedure.Code}", 1, new($"{procedure.Name.Zh}台账（共{count}件）", $"Ledger: {procedure.Name.En} ({count})"),
    [
        new("number", new("编号", "Number")),
        new("title", new("标题", "Title"), ColumnKind.LongText),
        new("unit", new("单位", "Unit")),
        new("state", new("状态", "State")),
        .. procedure.Shows.Select(s => new Column("shown-" + s.Code, s.Name, ColumnKind.LongText)),
        new("assignee", new("承办人", "Assigned to")),
        new("due", new("期限", "Due"), ColumnKind.Date),
        new("late", new("是否逾期", "Overdue"), ColumnKind.Boolean),
        new("opened", new("登记日期", "Opened"), ColumnKind.Date),
        new("closed", new("办结日期", "Finished"), ColumnKind.Date),
    ]);

    public LedgerRow Row(Dossier dossier, Writer write, LocalTime time) => new(dossier.Id.ToString("N"), dossier.Revision.ToString(Cultures.English),
    [
        dossier.Number,
        dossier.Title,
        rules.Organisation.Find(dossier.Unit)?.Name,
        book.Of(dossier)[dossier.StateName].Name.In(write.Language),
        .. procedure.Shows.Select(s => write.Value(s.Value(dossier))),
        dossier.Assignee is { } assignee ? write.Person(assignee) : null,
        dossier.DueOn,
        dossier.DueOn is { } due && due < (dossier.ClosedAt is { } at ? time.DayOf(at) : time.Today),
        time.DayOf(dossier.OpenedAt),
        dossier.ClosedAt is { } closed ? time.DayOf(closed) : null,
    ]);
}
