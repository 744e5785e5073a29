using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Application.Demo.Story;

/// <summary>What comes in on an ordinary day: issues found, tasks given, orders to persons, standing responsibilities.</summary>
internal sealed class DailyWork(World world, Chance chance)
{
    private readonly List<PlannedUnit> _departments = [.. world.Plan.Departments.Concat(world.Plan.Institutions)];
    private readonly List<PlannedUnit> _towns = [.. world.Plan.Towns];

    /// <summary>Plans the openings of one working day.</summary>
    public void Plan(DateOnly day)
    {
        var today = chance.Of(day.Iso);
        if (today.Percent(34)) At(day, today.Of("issue"), IssueAsync);
        if (today.Percent(30)) At(day, today.Of("task"), TaskAsync);
        if (today.Percent(26)) At(day, today.Of("town task"), TownTaskAsync);
        if (today.Percent(55)) At(day, today.Of("order"), OrderAsync);
    }

    /// <summary>Standing responsibilities that the county sets for its departments in the first weeks.</summary>
    public void PlanResponsibilities()
    {
        string[] cycles = ["monthly:5", "quarterly", "half-yearly", "before:mid-autumn:10d", "yearly"];
        var number = 0;
        foreach (var unit in world.Plan.Departments.Concat(_towns).Where((_, i) => i % 2 == 0).ToList())
        {
            var own = chance.Of("responsibility " + unit.Code);
            var cycle = cycles[number++ % 9 switch { 0 => 0, 1 or 2 or 3 => 1, 4 or 5 => 2, 6 => 3, _ => 4 }];
            At(world.After(world.First, own.Between(8, 40)), own, async by =>
            {
                var issuer = by.Of(world.CountyOffice);
                var title = cycle.StartsWith("before", StringComparison.Ordinal) ? ItemTexts.Responsibilities[^1] : by.Of(ItemTexts.Responsibilities.AsSpan(0, 4).ToArray()).About(by.Of(unit.Themes));
                var id = await world.OpenAsync(new SetResponsibility(world.Unit(unit.Code), title, "每期形成书面记录，主要负责人签字后留存备查。", unit.Name, null, cycle), issuer, by);
                if (id is { } known) new ItemStory(world, known, unit, issuer, null, world.Today, null, false, true, by).Begin();
            });
        }
    }

    /// <summary>Some tasks of the last ten weeks that nobody gets done, close enough together that at the end alerts stand on every rung.</summary>
    public void PlanLying()
    {
        for (var before = 2; before <= 70; before += before is > 7 and < 20 ? 1 : 2)
        {
            var own = chance.Of($"lying {before}");
            var due = world.After(DateOnly.FromDayNumber(world.Last.DayNumber - before), 0);
            At(world.After(DateOnly.FromDayNumber(due.DayNumber - own.Between(20, 35)), 0), own, async by =>
            {
                var unit = by.Percent(70) ? by.Of(_departments) : by.Of(_towns);
                var issuer = by.Of(world.CountyOffice);
                var id = await world.OpenAsync(new GiveTask(world.Unit(unit.Code), by.Of(ItemTexts.Tasks).About(by.Of(unit.Themes)), by.Of(ItemTexts.TaskMeasures), due, null, "书面报告"), issuer, by);
                if (id is { } known) new ItemStory(world, known, unit, issuer, null, world.Today, due, false, false, by) { Lies = true }.Begin();
            });
        }
    }

    /// <summary>Follows the tasks that the calendar has just made of standing responsibilities.</summary>
    public async Task FollowPeriodsAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await foreach (var dossier in world.Dossiers.AllAsync(new DossierQuery { Procedure = "task", OpenedFrom = since, Take = 500 }, Actor.System, cancel))
        {
            if (dossier is not TaskItem { Covers: not null } task || !task.OpenedBy.IsNobody) continue;
            var unit = world.Unit(task.Unit);
            var own = chance.Of($"{task.Title} {unit.Code} {task.Due?.Iso}");
            new ItemStory(world, task.Id, unit, own.Of(world.CountyOffice), task.Assignee is { } person ? world.Person(person) : null, world.Today, task.Due, false, false, own).Begin();
        }
    }

    private async Task IssueAsync(Chance by)
    {
        var villages = by.Percent(35);
        var unit = villages ? by.Of(world.Plan.Villages.ToList()) : by.Percent(65) ? by.Of(_departments) : by.Of(_towns);
        var finder = world.Supervisor(unit, Duties.Supervisor, by);
        var theme = by.Of(unit.Themes);
        var due = world.After(world.Today, by.Between(15, 45));
        var id = await world.OpenAsync(new RecordIssue(world.Unit(unit.Code), theme + by.Of(ItemTexts.Problems), by.Of(ItemTexts.ProblemDetails).Fill(by), due, null, by.Of(ItemTexts.Sources)), finder, by);
        if (id is not { } known) return;

        new ItemStory(world, known, unit, finder, null, world.Today, due, false, false, by)
        {
            OnStarted = async story =>
            {
                if (!by.Percent(30)) return;
                var ends = DateOnly.FromDayNumber(due.DayNumber - 4);
                if (ends <= world.Today || !await world.ActAsync(known, new AddTask(by.Of(ItemTexts.Tasks).About(theme), by.Of(ItemTexts.TaskMeasures), ends, null, "整改报告"), world.Hand(unit))) return;
                var found = await world.Dossiers.ListAsync(new DossierQuery { Procedure = "task", Parent = known, Take = 1 }, Actor.System, default);
                if (found.Dossiers is [var task]) new ItemStory(world, task.Id, unit, world.Hand(unit), null, world.Today, ends, false, false, by.Of("task")).Begin();
            },
        }.Begin();
    }

    private Task TaskAsync(Chance by) => GiveAsync(by.Percent(70) ? by.Of(_departments) : by.Of(_towns), by.Of(world.CountyOffice), by);

    private Task TownTaskAsync(Chance by)
    {
        var town = by.Of(_towns);
        return GiveAsync(by.Of(world.Plan.Below(town.Code).Where(u => u.Kind is UnitKind.Village).ToList()), world.Hand(town), by);
    }

    private async Task GiveAsync(PlannedUnit unit, PlannedPerson issuer, Chance by)
    {
        var due = world.After(world.Today, by.Between(10, 40));
        var id = await world.OpenAsync(new GiveTask(world.Unit(unit.Code), by.Of(ItemTexts.Tasks).About(by.Of(unit.Themes)), by.Of(ItemTexts.TaskMeasures), due, null, by.Percent(50) ? "书面报告" : null), issuer, by);
        if (id is { } known)
        {
            new ItemStory(world, known, unit, issuer, null, world.Today, due, false, false, by)
            {
                OnStarted = async story =>
                {
                    if (await world.Dossiers.FindAsync(known, Actor.System, default) is Item item) await new Parts(world).ShareAsync(story, item);
                },
            }.Begin();
        }
    }

    private async Task OrderAsync(Chance by)
    {
        var unit = by.Percent(75) ? by.Of(_departments) : by.Of(_towns);
        var head = by.Of(unit.With(Duties.Leader, Duties.Office).ToList());
        var to = world.Owner(unit, by);
        if (to.Number == head.Number) return;
        var due = world.After(world.Today, by.Between(4, 15));
        var id = await world.OpenAsync(new GiveOrder(world.Unit(unit.Code), by.Of(ItemTexts.Orders).About(by.Of(unit.Themes)), by.Of(ItemTexts.OrderTasks).Fill(by), world.Id(to), due), head, by);
        if (id is { } known) new ItemStory(world, known, unit, head, to, world.Today, due, true, false, by).Begin();
    }

    private void At(DateOnly day, Chance by, Func<Chance, Task> step) => world.On(day, day.Iso, by, () => step(by));
}
