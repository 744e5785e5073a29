using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo.County;
using Qinglian.Foundation.Instructions;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;
using Qinglian.Warnings;

namespace Qinglian.Application.Demo.Story;

/// <summary>Tells two years day by day: the stories of people, and after them what the calendar does by itself.</summary>
internal sealed class Telling(World world, IProgress<DemoProgress> progress)
{
    private static readonly Words Years = new("两年办件", "two years of work");

    private readonly LadderJob _ladder = ActivatorUtilities.CreateInstance<LadderJob>(world.Services);
    private readonly PeriodJob _periods = ActivatorUtilities.CreateInstance<PeriodJob>(world.Services);
    private readonly AlertStory _alerts = new(world, world.For("alerts"));
    private readonly MonthStory _months = new(world, world.For("months"));
    private readonly DailyWork _work = new(world, world.For("work"));
    private readonly LocalTime _time = world.Services.GetRequiredService<LocalTime>();

    public async Task RunAsync(CancellationToken cancel)
    {
        await CatalogueAsync();
        _work.PlanResponsibilities();
        _work.PlanLying();
        new PlanningStory(world, world.For("planning")).Plan();
        new Housekeeping(world, world.For("housekeeping")).Plan();
        new MeetingStory(world, world.For("leaders")).Plan();
        new AccountabilityStory(world, world.For("accountability")).Plan();
        _months.Plan();
        foreach (var document in DemoTexts.All) Plan(document);

        var days = world.Last.DayNumber - world.First.DayNumber;
        var month = 0;
        for (var number = 0; number <= days; number++)
        {
            var day = DateOnly.FromDayNumber(world.First.DayNumber + number);
            world.Clock.Day = _time.StartOf(day) + TimeSpan.FromHours(8);
            if (world.Calendar.IsWorkingDay(day))
            {
                if (day.Month != month) await BeginMonthAsync(day, cancel);
                month = day.Month;
                _work.Plan(day);
                await world.Agenda.RunAsync(day, world.Clock, cancel);
                await EndDayAsync(day, days - number, cancel);
            }

            progress.Report(new(Years, 20 + number * 78 / days));
        }
    }

    private async Task CatalogueAsync()
    {
        world.Clock.Day = _time.StartOf(world.After(world.First, 0)) + TimeSpan.FromHours(9);
        var chance = world.For("catalogue");
        var matters = new List<MatterFiled>();
        foreach (var matter in InstructionStory.Catalogue(world.Unit(CountyPlan.Root)))
        {
            if (await world.OpenAsync(matter, world.CountyOffice[0], chance) is { } id) matters.Add(new(id, matter.Title, matter.Kind, matter.DualLeadership, matter.Basis));
        }

        var units = world.Plan.Departments.Concat(world.Plan.Towns).ToList();
        for (var day = world.After(world.First, 5); day <= world.Last; day = world.After(day, world.Last.DayNumber - day.DayNumber < 45 ? 1 : chance.Between(3, 8)))
        {
            new InstructionStory(world, matters, chance.Of(units), day, chance.Of(day.Iso)).Begin();
        }
    }

    private void Plan(DemoText text)
    {
        var on = text.DaysBeforeEnd is { } before ? DateOnly.FromDayNumber(world.Last.DayNumber - before) : DateOnly.FromDayNumber(world.First.DayNumber + text.DaysAfterStart);
        new DocumentStory(world, text.Read(), text.Title, text.IssuedBy, text.Unit, world.After(on, 0), text.End, world.For(text.Title)).Begin();
    }

    private async Task BeginMonthAsync(DateOnly day, CancellationToken cancel)
    {
        await world.Ledger.CheckpointAsync(cancel);
        var since = world.Now;
        await _periods.RunAsync(new(world.Now, day, (_, _) => { }), cancel);
        await _work.FollowPeriodsAsync(since, cancel);
        await _months.BeginMonthAsync(day, cancel);
    }

    // The real ladder runs every quarter of an hour. Told once a week or two, and in the last weeks daily, it climbs the same rungs.
    private async Task EndDayAsync(DateOnly day, int left, CancellationToken cancel)
    {
        if (left > 25 && (day.DayOfWeek is not DayOfWeek.Tuesday || (left > 150 && day.DayNumber / 7 % 2 == 0))) return;

        world.Clock.Day = _time.StartOf(day) + TimeSpan.FromHours(18);
        await _ladder.RunAsync(new JobRun(world.Now, day, (_, _) => { }), cancel);
        await _alerts.PlanAsync(cancel);
    }
}
