using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages.Responsibility;

/// <summary>How many decisions of which kind there were and how far they are carried out. Units stand in their own order: it is no ranking.</summary>
internal static class AccountabilityPages
{
    private static readonly Words Heading = new("问责统计", "Accountability figures");

    private static readonly Words Note = new(
        "按登记日期统计您可查阅的问责案卷；谈话提醒、批评教育不属问责，单列。申诉后撤销或变更的按变更后计。数字不用于排名或下达指标。",
        "Files you may see, by the day they were opened. Reminders and criticism are no accountability and stand apart; a decision changed on appeal counts as changed. Not for rankings or targets.");

    /// <summary>The pages of annual reports, inquiries, checks and accountability.</summary>
    public static IServiceCollection AddAccountabilityPages(this IServiceCollection services)
    {
        services.AddScoped<IDossierSpecial, AnnualReportView>();
        services.AddScoped<InquiryPages.Calling>();
        services.AddSingleton(new SpecialOpening(typeof(CallInquiry), InquiryPages.Address));
        foreach (var (title, href) in (ReadOnlySpan<(Words, string)>)[(new("述责述廉评议表", "Form of the annual review"), "/responsibility/review-form"), (CheckPages.Heading, "/responsibility/checks"), (Heading, "/responsibility/accountability")])
        {
            services.AddSingleton(new MenuEntry(title, href, "list", "responsibilities", MenuEntry.ToLeaders));
        }

        return services;
    }

    public static void MapAll(IEndpointRouteBuilder app)
    {
        AnnualReportPages.Map(app);
        InquiryPages.Map(app);
        CheckPages.Map(app);
        Map(app);
    }

    private static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/responsibility/accountability").RequireAuthorization(Policies.Staff);
        pages.MapGet("", ShowAsync);
        pages.MapGet("/export", ExportAsync).RequireFresh();
    }

    private static async Task<IResult> ShowAsync(Visitor me, Figures figures, IDossiers dossiers, IRules rules, LocalTime time)
    {
        var asked = figures.Read(me);
        var page = await me.PageAsync();
        var files = await FilesAsync(asked, me, dossiers, time);
        return Shown.As<AccountabilityFigures>(page, new
        {
            Heading, asked.Title, Note,
            Filters = figures.Filters(me),
            Tools = (IReadOnlyList<Tool>)[Tool.Export($"/responsibility/accountability/export{page.Query}"), Tool.Print],
            Tiles = Tiles(files, me.Today),
            Charts = Charts(files, rules, me),
            Problem = asked.Problem is null ? null : new RefusalView(asked.Problem),
        });
    }

    private static async Task<IResult> ExportAsync(Visitor me, Figures figures, IDossiers dossiers, IRules rules, LocalTime time, ImportFlow flow, ILedgerBook ledger)
    {
        var asked = figures.Read(me);
        var charts = Charts(await FilesAsync(asked, me, dossiers, time), rules, me);
        await ledger.RecordAsync(LineKind.Export, Guid.Empty, "accountability", "Export", new { Unit = asked.Unit?.Value, From = asked.From?.Iso, Until = asked.Until?.Iso }, me.Actor, me.Cancel);
        return ChartSheet.Of(Heading, asked.Title, charts, flow, me);
    }

    private static async Task<IReadOnlyList<AccountabilityFile>> FilesAsync(FiguresAsked asked, Visitor me, IDossiers dossiers, LocalTime time)
    {
        var files = new List<AccountabilityFile>();
        var query = new DossierQuery { Procedure = "accountability", Within = asked.Unit, OpenedFrom = asked.From is { } from ? time.StartOf(from) : null, OpenedUntil = asked.Until is { } until ? time.EndOf(until) : null };
        await foreach (var file in dossiers.AllAsync(query, me.Actor, me.Cancel)) files.Add((AccountabilityFile)file);
        return files;
    }

    private static IReadOnlyList<Tile> Tiles(IReadOnlyList<AccountabilityFile> files, DateOnly today)
    {
        Words unit = new("件", "files");
        var decided = files.Where(Stands).ToList();
        return
        [
            new(new("启动核查", "opened"), $"{files.Count}") { Unit = unit, Href = "/lists/accountability" },
            new(new("作出问责决定", "decided"), $"{decided.Count}") { Unit = unit },
            new(new("不予问责", "not pursued"), $"{files.Count(f => f.State is AccountabilityState.NotPursued)}") { Unit = unit, Note = new Words("其中予以容错 {0} 件", "{0} of them tolerated").With(files.Count(f => f.State is AccountabilityState.NotPursued && f.Tolerance is { Result: Kernel.Facts.Tolerance.Full })), Href = "/lists/accountability?state=NotPursued" },
            new(new("逾期未执行", "overdue in execution"), $"{decided.Count(f => f.State is AccountabilityState.Executing or AccountabilityState.Treating && f.DueOn < today)}") { Unit = unit, Tone = Tone.Warn },
            new(new("期满未陈述", "statement lapsed"), $"{files.Count(f => f.Waived is not null)}") { Unit = unit },
            new(new("申诉后撤销或变更", "cancelled or changed on appeal"), $"{files.Count(f => f.Appeal?.Result is { } result && result != "维持原决定")}") { Unit = unit },
        ];
    }

    private static IReadOnlyList<ChartView> Charts(IReadOnlyList<AccountabilityFile> files, IRules rules, Visitor me)
    {
        Words unit = new("件", "files"), number = new("件数", "files");
        var charts = new List<ChartView>();
        var decided = files.Where(f => f.Decision is not null && f.State is not AccountabilityState.Cancelled).ToList();
        var kinds = Enum.GetValues<Treatment>().Where(t => decided.Exists(f => f.Decision!.Treatment == t)).ToList();
        if (kinds.Count > 0)
        {
            charts.Add(new(new("处理方式", "Treatment"), [.. kinds.Select(k => Words.Of(k).In(me.Language))], [new(number, [.. kinds.Select(k => (decimal)decided.Count(f => f.Decision!.Treatment == k))])]) { Unit = unit, CategoryName = new("处理方式", "Treatment") });
        }

        var standing = files.Where(Stands).ToList();
        var units = rules.Organisation.All.Where(u => standing.Exists(f => f.ConcernedUnit == u.Id)).ToList();
        if (units.Count > 0)
        {
            charts.Add(new(new("问责决定的执行，按对象所在单位", "Execution, by unit concerned"), [.. units.Select(u => u.ShortName)],
            [
                new(new("执行完毕", "carried out"), [.. units.Select(u => (decimal)standing.Count(f => f.ConcernedUnit == u.Id && Done(f)))]),
                new(new("执行中", "under way"), [.. units.Select(u => (decimal)standing.Count(f => f.ConcernedUnit == u.Id && !Done(f)))]),
            ]) { Stacked = true, Unit = unit, CategoryName = new("单位", "Unit") });
        }

        var states = Enum.GetValues<AccountabilityState>().Where(s => files.Any(f => f.State == s)).ToList();
        if (states.Count > 0)
        {
            charts.Add(new(new("案卷所处环节", "Files by state"), [.. states.Select(s => Words.Of(s).In(me.Language))], [new(number, [.. states.Select(s => (decimal)files.Count(f => f.State == s))])])
            {
                Unit = unit, CategoryName = new("环节", "State"), Hrefs = [.. states.Select(s => $"/lists/accountability?state={s}")],
            });
        }

        return charts;
    }

    /// <summary>A decision on accountability that holds.</summary>
    private static bool Stands(AccountabilityFile file) => file.Decision is { Treatment: not Treatment.Reminder } && file.State is not AccountabilityState.Cancelled;

    private static bool Done(AccountabilityFile file) => file.State is AccountabilityState.Executed or AccountabilityState.Closed;
}
