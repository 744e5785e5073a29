using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.AnnualReports;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Mark = Qinglian.Responsibilities.AnnualReports.Mark;

namespace Qinglian.Web.Pages.Responsibility;

/// <summary>The published form of the annual review, for everybody to read before it is used.</summary>
internal static class AnnualReportPages
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/responsibility/review-form", async (Visitor me, IRules rules) => Shown.As<AnnualReportForm>(await me.PageAsync(), new { Sheet = ReviewSheet.Of(rules.Settings) })).RequireAuthorization(Policies.Staff);
}

/// <summary>What the system itself knows of somebody's duties in a year: so that it need not be written, and marks are about it.</summary>
public sealed record DutyRecord(Words Kind, int InTime, int Late, int Open, int Overdue);

/// <summary>A report with the record behind it and, once it is counted, the result of the review.</summary>
internal sealed class AnnualReportView(DossierViews views, ProcedureBook book, IDossiers dossiers, LocalTime time) : IDossierSpecial
{
    private static readonly string[] Duties = ["responsibility", "task", "issue", "work-order"];

    public bool Draws(Dossier dossier) => dossier is AnnualReport;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var report = (AnnualReport)dossier;
        return Shown.As<AnnualReportPage>(await me.PageAsync(), new
        {
            Page = await views.DrawAsync(dossier, me, me.Cancel),
            Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier),
            Record = await RecordAsync(report, me.Cancel),
            report.Year,
            report.Sheet,
            report.Result,
            Chart = report.Result is { Items.Count: > 0 } result ? Chart(result, me) : null,
        });
    }

    /// <summary>Counted by the system: a reviewer from elsewhere sees the sums, not the matters.</summary>
    private async Task<IReadOnlyList<DutyRecord>> RecordAsync(AnnualReport report, CancellationToken cancel)
    {
        var record = new List<DutyRecord>();
        if (report.Assignee is not { } person) return record;
        var (from, until) = (time.StartOf(new(report.Year, 1, 1)), time.StartOf(new(report.Year + 1, 1, 1)));
        foreach (var code in Duties)
        {
            var own = new DossierQuery { Procedure = code, Assignee = person };
            var finished = await dossiers.TimelinessAsync(own with { ClosedFrom = from, ClosedUntil = until }, Kernel.Access.Actor.System, cancel);
            var open = await dossiers.CountAsync(own with { Open = true, OpenedUntil = until }, Kernel.Access.Actor.System, 1000, cancel);
            var overdue = await dossiers.CountAsync(own with { Open = true, OpenedUntil = until, DueUntil = DateOnly.FromDayNumber(time.Today.DayNumber - 1) }, Kernel.Access.Actor.System, 1000, cancel);
            var row = new DutyRecord(book[code].Name.Heading, finished.Sum(f => f.InTime), finished.Sum(f => f.Late), open, overdue);
            if (row.InTime + row.Late + row.Open > 0) record.Add(row);
        }

        return record;
    }

    private static ChartView Chart(ReviewResult result, Visitor me) => new(
        new("逐项评议结果", "Marks, item by item"), [.. result.Items.Select(i => i.Item.In(me.Language))],
        [.. Enum.GetValues<Mark>().Select(m => new Series(Words.Of(m), [.. result.Items.Select(i => (decimal)i.Marks[(int)m])]))])
    {
        Stacked = true, Unit = new("人", "reviewers"), CategoryName = new("评议项目", "Item"),
    };
}
