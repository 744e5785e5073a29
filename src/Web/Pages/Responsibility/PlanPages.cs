using Qinglian.Documents.Word;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Plans;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;

namespace Qinglian.Web.Pages;

/// <summary>The yearly key points of all units beside each other, and of one unit beside what was done (R11).</summary>
internal static class PlanPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/responsibility/plans").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/{id:guid}/year-end", CompareAsync);
        pages.MapGet("/{id:guid}/year-end/document", DocumentAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, IDossiers dossiers, IRules rules, LocalTime time, Lists lists)
    {
        var asked = YearAsked.Read(me, rules);
        var rows = await new PlanReports(dossiers, rules, time).OfYearAsync(asked.Year, asked.Unit, me.Actor, me.Cancel);
        return Shown.As<PlansPage>(await me.PageAsync(), new
        {
            Asked = asked,
            All = rows,
            Rows = me.Asked("show") switch { "missing" => [.. rows.Where(r => r.Missing)], "unlinked" => [.. rows.Where(r => r.Plan?.Live.Any(l => l.Business is null) is true)], _ => rows },
            Filters = (IReadOnlyList<Filter>)
            [
                .. YearAsked.Filters(me, lists),
                new ChoiceFilter("show", new("显示", "Show"), [new("missing", new("只看未制定的单位", "only units without one")), new("unlinked", new("只看有未挂钩要点的", "only with unlinked lines"))]) { All = new("全部单位", "all units") },
            ],
            MayStart = lists.OpeningsFor(me.Actor, lists.Book["annual-plan"]).Any(),
        });
    }

    private static async Task<IResult> CompareAsync(Guid id, Visitor me, IDossiers dossiers, IRules rules, LocalTime time, IDirectory directory)
    {
        var plan = await FindAsync(id, me, dossiers);
        return Shown.As<PlanYearEndPage>(await me.PageAsync(), new
        {
            Plan = plan,
            Rows = await new PlanReports(dossiers, rules, time).ComparedAsync(plan, me.Actor, me.Cancel),
            Write = await WriterAsync(plan, me, rules, directory),
        });
    }

    private static async Task<IResult> DocumentAsync(Guid id, Visitor me, IDossiers dossiers, IRules rules, LocalTime time, IDirectory directory, ILedgerBook ledger)
    {
        var plan = await FindAsync(id, me, dossiers);
        var rows = await new PlanReports(dossiers, rules, time).ComparedAsync(plan, me.Actor, me.Cancel);
        await ledger.RecordAsync(LineKind.Export, id, plan.Procedure, "YearEnd", new { plan.Revision }, me.Actor, me.Cancel);
        var document = PlanPaper.YearEnd(plan, rows, rules.Organisation.Find(plan.Unit)?.Name, await WriterAsync(plan, me, rules, directory), await me.PageAsync());
        return Files.Docx(new Words("{0}年工作要点年终对照", "Key points of {0}, planned and done").With(plan.Year.ToString(Cultures.English)), me, stream => document.Write(stream, me.Language));
    }

    private static async Task<AnnualPlan> FindAsync(Guid id, Visitor me, IDossiers dossiers) =>
        await dossiers.FindAsync(id, me.Actor, me.Cancel) as AnnualPlan ?? throw new NotFoundException();

    internal static async Task<Writer> WriterAsync(AnnualPlan plan, Visitor me, IRules rules, IDirectory directory) =>
        new(me.Language, rules, await directory.NamesAsync([.. plan.Lines.Select(l => l.Owner).OfType<PersonId>().Distinct()], me.Cancel));
}
