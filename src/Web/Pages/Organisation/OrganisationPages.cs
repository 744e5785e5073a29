using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;
using Fact = Qinglian.Web.Components.Fact;

namespace Qinglian.Web.Pages;

/// <summary>The tree of units with what lies open there, each unit's page, and where supervision does not reach.</summary>
internal static class OrganisationPages
{
    private const int MostGaps = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/organisation").RequireAuthorization(Policies.SignedIn);
        pages.MapGet("", TreeAsync);
        pages.MapGet("/{unit:int}", UnitAsync);
        pages.MapGet("/coverage", CoverageAsync);
        pages.MapGet("/covered", CoveredAsync);
        pages.MapGet("/coverage/task", AskForTaskAsync).RequireAuthorization(Policies.Staff);
        pages.MapPost("/coverage/task", OpenTaskAsync).RequireAuthorization(Policies.Staff);
    }

    private static async Task<IResult> TreeAsync(Visitor me, Organised organised) => Shown.As<OrganisationPage>(await me.PageAsync(), new
    {
        Nodes = organised.Tree(await organised.CountsAsync(me.Actor, me.Cancel), me.Actor.Unit),
        Count = organised.Units.All.Count,
    });

    private static async Task<IResult> UnitAsync(int unit, Visitor me, Organised organised, Registers registers)
    {
        var found = organised.Units.Find(new(unit)) ?? throw new NotFoundException();
        var counts = organised.RollUp(await organised.CountsAsync(me.Actor, me.Cancel));
        var own = counts.GetValueOrDefault(found.Id);
        var tables = new List<UnitTable>();
        foreach (var (code, column) in new[] { ("post", nameof(PostRow.Unit)), ("tenure", nameof(TenureRow.Unit)), ("person", nameof(PersonRow.Unit)), ("duty-grant", nameof(DutyGrantRow.Unit)), ("work-division", nameof(WorkDivisionRow.Unit)), ("cycle-rule", "Unit") })
        {
            if (await organised.EntriesAsync(code, column, found.Id, me) is { } entries) tables.Add(new(entries.Register, entries.Rows, Registers.Columns(entries.Register, await registers.WriterAsync(entries.Rows, me), ofUnit: true), entries.More));
        }

        var mandates = await organised.MandatesAsync(me);
        var supervised = mandates.Where(m => m.Supervisor == found.Id).ToList();
        var above = organised.Units.Above(found.Id).Select(u => u.Id).ToHashSet();
        var supervisors = mandates.Where(m => m.Supervised == found.Id || (m.Below && above.Contains(m.Supervised))).ToList();
        return Shown.As<UnitPage>(await me.PageAsync(), new
        {
            Unit = found,
            Facts = (IReadOnlyList<Fact>)
            [
                new(new("单位代码", "Code"), found.Code), new(new("单位类别", "Kind"), Words.Of(found.Kind).In(me.Language)),
                new(new("上级单位", "Unit above"), found.Parent is { } parent ? organised.Units.Find(parent)?.Name : null) { Href = found.Parent is { } up ? $"/organisation/{up}" : null },
            ],
            Below = (IReadOnlyList<TreeNode>)[.. organised.Units.ChildrenOf(found.Id).Select(u => organised.NodeOf(u, counts, null, deep: false))],
            Open = own.Open,
            Overdue = own.Overdue,
            ListHref = $"/lists?unit={found.Id}",
            Tables = (IReadOnlyList<UnitTable>)tables,
            Supervisors = supervisors,
            Supervised = supervised,
            Gaps = (IReadOnlyList<CoverageGap>)[.. organised.Gaps(mandates).Where(g => g.Unit.Id == found.Id)],
            NameOf = (Func<UnitId, string>)(u => organised.Units.Find(u)?.Name ?? u.ToString()),
        });
    }

    private static async Task<IResult> CoverageAsync(Visitor me, Organised organised)
    {
        var mandates = await organised.MandatesAsync(me);
        var gaps = organised.Gaps(mandates).Where(g => me.Asked("kind") is not { Length: > 0 } kind || g.Unit.Kind.ToString() == kind).ToList();
        var tasks = await organised.TasksAsync(gaps.Take(MostGaps), me);
        return Shown.As<CoveragePage>(await me.PageAsync(), new
        {
            Kinds = Enum.GetValues<SupervisionKind>(),
            Rows = organised.Matrix(mandates),
            Gaps = (IReadOnlyList<GapLine>)[.. gaps.Take(MostGaps).Select(g => new GapLine(g, tasks.GetValueOrDefault(Organised.TitleOf(g).Zh), organised.MayOrder(me.Actor, g.Unit.Path)))],
            InAll = gaps.Count,
            ExportHref = "/registers/mandate/export",
            EditHref = organised.MayEditMandates(me.Actor) ? "/registers/mandate/add" : null,
        });
    }

    private static async Task<IResult> CoveredAsync(Visitor me, Organised organised)
    {
        var archives = Coverage.Archives(organised.Units, await organised.PersonsAsync(me));
        return Shown.As<CoveredPage>(await me.PageAsync(), new { Rows = archives });
    }

    private static Task<IResult> AskForTaskAsync(Visitor me, Organised organised) => ShowTaskAsync(me, organised, me.Asked, [], []);

    private static async Task<IResult> OpenTaskAsync(Visitor me, Organised organised, Desk desk, LocalTime time, HttpRequest request)
    {
        var form = await request.ReadFormAsync(me.Cancel);
        string? Typed(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
        if (await organised.GapAsync(Typed("unit"), Typed("kind"), me) is not { } gap) return Closed(me);
        var wrong = new Dictionary<string, Words>(StringComparer.Ordinal);
        var (due, problem) = CellReading.ReadDay(Typed("due"));
        if (problem is not null) wrong["due"] = problem;
        else if (due is null) wrong["due"] = new MustBeFilledIn(new("完成期限", "Due")).Words;
        if (!int.TryParse(Typed("to"), out var to) || organised.Units.Find(new(to)) is null) wrong["to"] = new("请从列表中选择。", "Please choose from the list.");
        if (wrong.Count > 0) return await ShowTaskAsync(me, organised, Typed, wrong, []);

        var id = Guid.TryParse(Typed("id"), out var given) ? given : Ids.New(time.Now);
        var title = Organised.TitleOf(gap);
        var found = new IssueFound(
            new(to), title.Zh, new Words("监督职责矩阵显示：{0}应接受“{1}”，目前无人承担。请落实监督单位并登记到矩阵。", "By the mandate matrix {0} should be under “{1}” and nobody exercises it. Name a supervisor and enter the mandate.").With(gap.Unit.Name, gap.Lacks.Words).Zh,
            new("监督职责矩阵", "mandate matrix"), default, due);
        if (await desk.OpenAsync(id, found, me.Actor, me.Cancel) is { } refusal) return await ShowTaskAsync(me, organised, Typed, wrong, [refusal.Words]);

        me.Tell(Tone.Good, new("已进入问题清单。", "It is on the issue list now."));
        return Results.LocalRedirect($"/dossiers/{id}");
    }

    private static IResult Closed(Visitor me)
    {
        me.Tell(Tone.Note, new("请从监督空白清单中选择；已有监督单位的不再列出。", "Choose from the list of gaps; those that were closed meanwhile are no longer on it."));
        return Results.LocalRedirect("/organisation/coverage");
    }

    private static async Task<IResult> ShowTaskAsync(Visitor me, Organised organised, Func<string, string?> typed, Dictionary<string, Words> wrong, IReadOnlyList<Words> problems)
    {
        if (await organised.GapAsync(typed("unit"), typed("kind"), me) is not { } gap) return Closed(me);
        return Shown.As<FormPage>(await me.PageAsync(), new
        {
            Title = new Words("为监督空白建任务", "Open a task for a gap"),
            Crumbs = (IReadOnlyList<Crumb>)[new(new("组织机构", "Organisation"), "/organisation"), new(new("监督覆盖", "Coverage"), "/organisation/coverage"), new(new("建任务", "Task"))],
            Form = new FormView("/organisation/coverage/task", new("列入问题清单", "Put on the issue list"),
            [
                new UnitField("to", new("由哪个单位解决", "Which unit solves it"), organised.OrderableUnits(me.Actor)) { Required = true, Value = typed("to") ?? gap.Unit.Id.ToString(), Error = wrong.GetValueOrDefault("to") },
                new DateField("due", new("完成期限", "Due")) { Required = true, Value = typed("due") ?? "", Error = wrong.GetValueOrDefault("due") },
            ])
            {
                Hidden = [new("unit", gap.Unit.Id.ToString()), new("kind", gap.Lacks.Kind.ToString()), new("id", typed("id") ?? organised.NewId().ToString())],
                CancelHref = "/organisation/coverage",
                Problems = problems,
                Consequences = [new("责任单位收到通知；逾期进入预警。", "The unit is told; if it falls late, it climbs the alert ladder.")],
            },
            Facts = (IReadOnlyList<Fact>)[new(new("单位", "Unit"), gap.Unit.Name), new(new("缺少的监督", "Supervision lacking"), gap.Lacks.Words.In(me.Language))],
        }, wrong.Count + problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

/// <summary>Entries of one register at a unit.</summary>
public sealed record UnitTable(Register Register, IReadOnlyList<Entry> Rows, Columns<Entry> Columns, bool More);

/// <summary>A gap, the task opened for it already, and whether this person may open one.</summary>
public sealed record GapLine(CoverageGap Gap, Dossier? Task, bool MayOrder);

/// <summary>A unit in the matrix: who exercises each kind of supervision over it, directly or from above.</summary>
public sealed record MatrixRow(Unit Unit, IReadOnlyDictionary<SupervisionKind, string> By, IReadOnlySet<SupervisionKind> Lacking);
