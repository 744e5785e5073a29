using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Application.Demo.Story;

/// <summary>How promptly an item is dealt with. Most are in time; some are late, a few lie.</summary>
internal enum Pace
{
    Prompt,
    Late,
    Stuck,
}

/// <summary>
/// The life of one list item or work order, from acceptance to closing, with what happens on the way in a real office: sent back, help
/// asked for, more time, evidence returned. Each step puts the next one on the agenda; what lies after the last day stays open.
/// </summary>
/// <param name="Owner">The one person it is assigned to, for a work order; otherwise the unit names one on acceptance.</param>
internal sealed record ItemStory(World World, Guid Id, PlannedUnit Unit, PlannedPerson Issuer, PlannedPerson? Owner, DateOnly Opened, DateOnly? Due, bool IsOrder, bool Standing, Chance Chance)
{
    private Pace _pace;

    /// <summary>Nothing is handed in: it climbs the whole ladder.</summary>
    public bool Lies { get; init; }

    /// <summary>What else is done once work has begun: parts given to units below, orders to persons.</summary>
    public Func<ItemStory, Task>? OnStarted { get; init; }

    private PlannedPerson _unitHand = null!;
    private PlannedPerson _owner = null!;
    private string _key = null!;
    private bool _returned;

    /// <summary>Begins to tell it.</summary>
    public void Begin()
    {
        // What has been lying long comes from earlier months; so that the newest weeks show it too, more of them lie.
        var lying = World.Last.DayNumber - Opened.DayNumber < 90 ? 8 : 4;
        _pace = Chance.Between(1, 100) is var draw && draw <= lying ? Pace.Stuck : draw <= lying + 14 ? Pace.Late : Pace.Prompt;
        _unitHand = World.Hand(Unit);
        _owner = Owner ?? World.Owner(Unit, Chance);
        _key = Id.ToString();
        var wait = _pace is Pace.Prompt ? Chance.Between(1, 2) : Chance.Between(3, 7);
        Next(World.After(Opened, wait), !Standing && Giver.Number != Hand.Number && Chance.Percent(6) ? SendBackAsync : AcceptAsync);
    }

    private PlannedPerson Hand => IsOrder ? _owner : _unitHand;

    /// <summary>Whoever answers for it towards the unit: who gave it out, or, where that is the owner or nobody stands above, supervision.</summary>
    private PlannedPerson Giver => Unit.Code == CountyPlan.Root || Issuer.Number == _owner.Number ? World.Supervisor(Unit, Duties.Supervisor, Chance.Of("giver")) : Issuer;

    private DateOnly Today => World.Today;

    private async Task SendBackAsync()
    {
        if (!await World.ActAsync(Id, new SendItemBack(Chance.Of(ItemTexts.SentBack)), Hand)) return;
        Next(World.After(Today, Chance.Between(1, 3)), async () =>
        {
            if (Chance.Percent(25)) await World.ActAsync(Id, new WithdrawItem("经核实与已下达事项重复。"), Giver);
            else if (await World.ActAsync(Id, new IssueAgain(World.Unit(Unit.Code), IsOrder ? World.Id(_owner) : null, Chance.Of(ItemTexts.Again)), Giver)) Next(World.After(Today, Chance.Between(1, 2)), AcceptAsync);
        });
    }

    private async Task AcceptAsync()
    {
        if (!await World.ActAsync(Id, new AcceptItem(IsOrder ? null : World.Id(_owner)), Hand)) return;
        Next(World.After(Today, Chance.Between(1, 3)), StartAsync);
    }

    private async Task StartAsync()
    {
        if (!await World.ActAsync(Id, new StartWork(Chance.Of(ItemTexts.Starts)), _owner)) return;
        if (Standing) return;
        if (OnStarted is not null) await OnStarted(this);
        if (Lies) return;

        var due = Due ?? World.After(Today, 20);
        var middle = World.After(Today, Math.Max(1, (due.DayNumber - Today.DayNumber) / 5));
        if (Chance.Percent(55) && middle < due) Next(middle, () => World.ActAsync(Id, Chance.Percent(12) ? new AskForHelp(Chance.Of(ItemTexts.Helps).Fill(Chance)) : new ReportProgress(Chance.Of(ItemTexts.Progresses).Fill(Chance)), _owner));
        var more = Due is not null && _pace is Pace.Prompt && due.DayNumber > Today.DayNumber + 9 && Chance.Percent(9) ? Chance.Between(5, 12) : 0;
        if (more > 0) AskForTime(due, World.After(due, more));
        var ready = _pace switch
        {
            Pace.Prompt => DateOnly.FromDayNumber(due.DayNumber - Chance.Between(0, Math.Max(0, Math.Min(6, (due.DayNumber - Today.DayNumber) / 2)))),
            Pace.Late => World.After(due, Chance.Between(2, 16)),
            Pace.Stuck => World.After(due, Chance.Between(14, 48)),
        };
        var submit = World.After(more > 0 ? World.After(due, more - 2) : ready, 0);
        Next(submit > middle ? submit : World.After(middle, 1), SubmitAsync);
    }

    private void AskForTime(DateOnly due, DateOnly until)
    {
        var ask = DateOnly.FromDayNumber(Math.Max(Today.DayNumber + 1, due.DayNumber - 6));
        Next(World.After(ask, 0), async () =>
        {
            if (!await World.ActAsync(Id, new AskForTime(until, Chance.Of(ItemTexts.Extensions)), _owner)) return;
            Next(World.After(Today, 1), () => World.ActAsync(Id, new ExtendTime(until, "理由充分，同意延期一次。"), Giver));
        });
    }

    private async Task SubmitAsync()
    {
        var outcome = Chance.Between(1, 100) switch { <= 78 => Outcome.Solved, <= 90 => Outcome.PartlySolved, <= 94 => Outcome.NotSolvableNow, <= 98 => Outcome.Unfounded, _ => Outcome.NotOurs };
        var result = Chance.Of(ItemTexts.Results).Fill(Chance);
        var file = Chance.Percent(7) ? await World.FileAsync("办理情况.txt", $"办理单位：{Unit.Name}\n办理情况：{result}\n（演示数据，内容虚构）\n", _owner) : null;
        if (!await World.ActAsync(Id, new SubmitEvidence(outcome, result, file, outcome is Outcome.Solved ? null : Chance.Of(ItemTexts.Remainders).Fill(Chance)), _owner)) return;
        var soon = Chance.Percent(World.Last.DayNumber - Today.DayNumber < 7 ? 30 : 88);
        Next(World.After(Today, soon ? Chance.Between(1, 4) : Chance.Between(6, 12)), CheckAsync);
    }

    private async Task CheckAsync()
    {
        var checker = Chance.Percent(30) ? World.Supervisor(Unit, Duties.Supervisor, Chance) : Giver;
        if (World.IsAway(Id, checker)) checker = World.Plan[CountyPlan.Discipline].With(Duties.Supervisor).First();
        if (!_returned && Chance.Percent(14))
        {
            _returned = true;
            if (await World.ActAsync(Id, new ReturnEvidence(Chance.Of(ItemTexts.Returns).Fill(Chance)), checker)) Next(World.After(Today, Chance.Between(3, 8)), SubmitAsync);
            return;
        }

        await World.ActAsync(Id, new ConfirmClosed(Chance.Of(ItemTexts.Checks).Fill(Chance)), checker);
    }

    private void Next(DateOnly day, Func<Task> step) => World.On(day, _key, Chance, step);
}
