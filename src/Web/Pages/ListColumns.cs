using Microsoft.AspNetCore.Components;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>The columns every list of dossiers has, and those its procedure adds.</summary>
internal static class ListColumns
{
    /// <summary>Few columns, for the narrow list of the workbench.</summary>
    public static Columns<Dossier> Short(ProcedureBook book, IRules rules) => new Columns<Dossier>()
        .Name(new("事项", "Matter"), d => d.Title, d => $"/dossiers/{d.Id}")
        .Text(new("编号", "Number"), d => d.Number, tight: true)
        .Text(new("单位", "Unit"), d => rules.Organisation.Find(d.Unit)?.ShortName)
        .Words(new("状态", "State"), d => book.Of(d)[d.StateName].Name)
        .Cell(new("期限", "Due"), DueLightOnly, tight: true);

    public static Columns<Dossier> Of(ProcedureBook book, IRules rules, Writer write, Procedure? procedure)
    {
        var columns = new Columns<Dossier>()
            .Text(new("编号", "Number"), d => d.Number, tight: true)
            .Name(new("标题", "Title"), d => d.Title, d => $"/dossiers/{d.Id}");
        if (procedure is null) columns.Words(new("类别", "Kind"), d => book.Of(d).Name);
        columns.Text(new("单位", "Unit"), d => rules.Organisation.Find(d.Unit)?.ShortName);
        columns.Words(new("状态", "State"), d => book.Of(d)[d.StateName].Name);
        foreach (var shown in procedure?.Shows ?? []) columns.Text(shown.Name, d => write.Value(shown is { Money: true } && shown.Value(d) is long fen ? fen / 100m : shown.Value(d)), deskOnly: true);
        columns.Text(new("承办人", "Assigned to"), d => d.Assignee is { } a ? write.Person(a) : null);
        columns.Cell(new("期限", "Due"), DueCell, tight: true);
        columns.Date(new("登记日期", "Opened"), d => DateOnly.FromDateTime(d.OpenedAt.DateTime), deskOnly: true);
        return columns;
    }

    private static RenderFragment DueCell(Dossier dossier) => builder =>
    {
        builder.OpenComponent<DueLight>(0);
        builder.AddAttribute(1, nameof(DueLight.Due), DossierViews.DueOf(dossier));
        builder.AddAttribute(2, nameof(DueLight.ShowDate), true);
        builder.CloseComponent();
    };

    private static RenderFragment DueLightOnly(Dossier dossier) => builder =>
    {
        builder.OpenComponent<DueLight>(0);
        builder.AddAttribute(1, nameof(DueLight.Due), DossierViews.DueOf(dossier));
        builder.CloseComponent();
    };

    /// <summary>Persons named in the rows of a list.</summary>
    public static IEnumerable<PersonId> PersonsIn(IEnumerable<Dossier> rows, Procedure? procedure) => rows.SelectMany(d => (PersonId[])
    [
        .. d.Assignee is { } a ? (PersonId[])[a] : [],
        .. (procedure?.Shows ?? []).Select(s => s.Value(d)).OfType<PersonId>(),
    ]).Distinct();
}
