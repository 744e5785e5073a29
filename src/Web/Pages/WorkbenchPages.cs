using System.Globalization;
using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>What somebody sees first: what waits, what is watched, what warns, what was said and what falls due when.</summary>
internal static class WorkbenchPages
{
    private const int Most = 10_000;
    private const string AlertProcedure = "alert";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/desk", ShowAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/calendar", CalendarAsync).RequireAuthorization(Policies.Staff);
        app.MapGet("/notices", NoticesAsync).RequireAuthorization(Policies.SignedIn);
        app.MapPost("/notices/read", ReadAsync).RequireAuthorization(Policies.SignedIn);
        app.MapGet("/notices/{id:long}", OpenNoticeAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> ShowAsync(Visitor me, Lists lists, INotices notices)
    {
        if (me.Actor.Scope.IsEmpty && me.Actor.Grants.All(g => Kernel.Access.Duties.Administrators.Contains(g.Duty))) return Results.LocalRedirect("/admin");

        var turns = Turns.Of(lists.Book, lists.Rules.Organisation, me.Actor);
        var mine = new DossierQuery { Turns = turns, Order = DossierOrder.Due, Take = 10 };
        var waiting = (await lists.Dossiers.ListAsync(mine, me.Actor, me.Cancel)).Dossiers;
        if (waiting.Count < mine.Take) waiting = [.. waiting, .. (await lists.Dossiers.ListAsync(mine with { Order = DossierOrder.Newest }, me.Actor, me.Cancel)).Dossiers.Where(d => d.DueOn is null).Take(mine.Take - waiting.Count)];
        var today = me.Today;
        var late = await CountAsync(lists, me, new() { Turns = turns, DueUntil = DateOnly.FromDayNumber(today.DayNumber - 1) });
        return Shown.As<WorkbenchPage>(await me.PageAsync(), new
        {
            ToDo = new NumberCard(await CountAsync(lists, me, new() { Turns = turns }), "/lists?turn=mine", late > 0 ? new($"其中逾期 {late} 件", $"{late} overdue") : null, late > 0),
            Done = new NumberCard(await CountAsync(lists, me, new() { Open = false, OpenedFrom = me.StartOfYear }), "/lists?light=finished", new("本年已办结", "finished this year")),
            Supervised = new NumberCard(await CountAsync(lists, me, new() { Open = true, DueUntil = DateOnly.FromDayNumber(today.DayNumber - 1) }), "/lists?light=overdue", new("逾期未办结", "overdue and open"), true),
            Warnings = new NumberCard(await CountAsync(lists, me, new() { Procedure = AlertProcedure, Open = true }), $"/lists/{AlertProcedure}", new("未解除预警", "open warnings")),
            Waiting = waiting,
            WaitingColumns = ListColumns.Short(lists.Book, lists.Rules),
            Latest = (IReadOnlyList<NoticeLine>)[.. (await notices.ListAsync(me.Actor, null, 8, me.Cancel)).Select(n => Line(n, me))],
            Month = await MonthAsync(lists, me, today.Year, today.Month),
            Openings = (IReadOnlyList<Link>)[.. lists.OpeningsFor(me.Actor)],
        });
    }

    private static async Task<IResult> CalendarAsync(Visitor me, Lists lists, Cycles cycles)
    {
        var (year, month) = DateOnly.TryParseExact(me.Asked("month"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? (asked.Year, asked.Month) : (me.Today.Year, me.Today.Month);
        return Shown.As<CalendarView>(await me.PageAsync(), new { Month = await WithCyclesAsync(await MonthAsync(lists, me, year, month), cycles, me) });
    }

    private static async Task<CalendarPage> WithCyclesAsync(CalendarPage month, Cycles cycles, Visitor me)
    {
        var dates = await cycles.BetweenAsync(month.First, new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)), me.Actor, me.Cancel);
        return month with { Entries = [.. month.Entries, .. dates.Select(d => new CalendarEntry(d.Due.On, d.Row.Name, $"/registers/cycle-rule/{d.Rule.Id}"))] };
    }

    private static async Task<IResult> NoticesAsync(Visitor me, INotices notices)
    {
        var before = long.TryParse(me.Asked("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        var page = await notices.ListAsync(me.Actor, before, 50, me.Cancel);
        return Shown.As<NoticesPage>(await me.PageAsync(), new
        {
            Lines = (IReadOnlyList<NoticeLine>)[.. page.Select(n => Line(n, me))],
            NextHref = page.Count == 50 ? $"/notices?after={page[^1].Id}" : null,
        });
    }

    private static async Task<IResult> ReadAsync(Visitor me, INotices notices, LocalTime time)
    {
        await notices.ReadAsync(me.Actor, null, time.Now, me.Cancel);
        return Results.LocalRedirect("/notices");
    }

    private static async Task<IResult> OpenNoticeAsync(long id, Visitor me, INotices notices, LocalTime time)
    {
        var found = (await notices.ListAsync(me.Actor, id + 1, 1, me.Cancel)).FirstOrDefault(n => n.Id == id) ?? throw new NotFoundException();
        await notices.ReadAsync(me.Actor, id, time.Now, me.Cancel);
        return Results.LocalRedirect(found.Dossier is { } dossier ? $"/dossiers/{dossier}" : "/notices");
    }

    private static Task<int> CountAsync(Lists lists, Visitor me, DossierQuery query) => lists.Dossiers.CountAsync(query, me.Actor, Most, me.Cancel);

    private static NoticeLine Line(InboxNotice notice, Visitor me) => new(notice.Text.In(me.Language), notice.At, $"/notices/{notice.Id}") { Unread = notice.ReadAt is null };

    private static async Task<CalendarPage> MonthAsync(Lists lists, Visitor me, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        var due = await lists.Dossiers.ListAsync(new() { Turns = Turns.Of(lists.Book, lists.Rules.Organisation, me.Actor), Order = DossierOrder.Due, DueFrom = first, DueUntil = last, Take = 200 }, me.Actor, me.Cancel);
        var near = lists.Rules.Settings.Number(SiteSettings.NearDays);
        return new(year, month)
        {
            Entries = [.. due.Dossiers.Select(d => new CalendarEntry(d.DueOn!.Value, d.Title, $"/dossiers/{d.Id}", DossierViews.DueOf(d).Light(me.Today, near)))],
            Marks = [.. Enumerable.Range(first.DayNumber, last.Day).Select(n => lists.Rules.Calendar.On(DateOnly.FromDayNumber(n))).Where(d => d.Kind is DayKind.Holiday or DayKind.WorkedWeekend).Select(d => new DayMark(d.Day, d.Holiday ?? d.Words, !d.Works))],
            PreviousHref = $"/calendar?month={Month(year, month, -1)}",
            NextHref = $"/calendar?month={Month(year, month, 1)}",
        };
    }

    private static string Month(int year, int month, int by)
    {
        var months = (year * 12) + month - 1 + by;
        return string.Create(CultureInfo.InvariantCulture, $"{months / 12:0000}-{(months % 12) + 1:00}");
    }
}
