using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo.County;
using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.Bulletins;
using Qinglian.Assessment.Returns;
using Qinglian.Data.Burden;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Application.Demo.Story;

/// <summary>The monthly loop of the last year: returns sent in time, late or not at all, a few corrected; appraisals, objections, bulletins.</summary>
internal sealed class MonthStory(World world, Chance chance)
{
    private const int DaysOfReturns = 400, DaysOfAppraisals = 190;

    private static readonly string[] Observances = ["组织学习并开展自查，未发现不符合情形。", "班子会专题学习，抽查公务用车和接待台账。", "对照逐条自查，已留存记录。"];
    private static readonly string[] Corrections = ["漏计一件来信，补报。", "核对原始登记，上报数字多计一件。", "下属单位补报后重新汇总。"];
    private static readonly string[] Objections = ["该事项已按批准的延期办结，系统未及时登记。", "月报当日因网络故障未能提交，有运维记录。", "逾期的两项系上级统一撤销，不应计入。"];

    private readonly Returns _returns = world.Services.GetRequiredService<Returns>();
    private readonly Appraisals _appraisals = world.Services.GetRequiredService<Appraisals>();
    private readonly Drafting _drafting = world.Services.GetRequiredService<Drafting>();
    private readonly Desk _desk = world.Services.GetRequiredService<Desk>();
    private readonly IDossiers _dossiers = world.Dossiers;
    private readonly FormUses _uses = world.Services.GetRequiredService<FormUses>();
    private readonly IRules _rules = world.Services.GetRequiredService<IRules>();
    private readonly IJob _lapse = world.Services.GetServices<IJob>().Single(j => j.Code == "lapse");

    /// <summary>What is left to those who try the demonstration: a return to send, an objection to decide, a bulletin to submit and one to approve.</summary>
    private readonly PlannedUnit _leftOpen = world.Plan[CountyUnits.Code("CZJ")];
    private readonly PlannedUnit _nothingToSay = world.Plan.Towns.First();

    public void Plan()
    {
        var own = chance.Of("left open");
        var day = DateOnly.FromDayNumber(world.Last.DayNumber - 1);
        while (!world.Calendar.IsWorkingDay(day)) day = DateOnly.FromDayNumber(day.DayNumber - 1);
        world.On(day, "months", own, () => LeaveBulletinsAsync(own));
    }

    /// <summary>No later month falls due before the story ends.</summary>
    private bool IsNewest(Period month) => ReturnSettings.DueFor(month.Next, _rules.Settings, _rules.Calendar).On > world.Last;

    /// <summary>On the first working day of a month: the returns of the month before, and what people will do about them.</summary>
    public async Task BeginMonthAsync(DateOnly day, CancellationToken cancel)
    {
        if (world.Last.DayNumber - day.DayNumber > DaysOfReturns) return;

        var month = Period.Of(PeriodKind.Month, day).Previous;
        await _returns.OpenAsync(month, cancel);
        var opened = await _returns.ReadAsync([month], null, Actor.System, cancel);
        if (opened.Count == 0) return;

        foreach (var @return in opened) Plan(@return, day, chance.Of($"{month} {@return.Unit}"));
        var after = world.After(DateOnly.FromDayNumber(opened[0].Due.DayNumber + 1), 0);
        var own = chance.Of($"{month}");
        world.On(after, "months", own, () => EndOfTermAsync(month, own));
    }

    private void Plan(MonthlyReturn @return, DateOnly day, Chance by)
    {
        var unit = world.Unit(@return.Unit);
        if (unit.Code == _leftOpen.Code && IsNewest(@return.Month)) return;

        var on = day.DayNumber + by.Between(0, Math.Max(0, @return.Due.DayNumber - day.DayNumber));
        var kind = SaysNothing(@return) ? 1 : by.Between(1, 100);
        var sends = kind switch
        {
            <= 88 => world.After(DateOnly.FromDayNumber(Math.Min(on, @return.Due.DayNumber)), 0) is var working && working > @return.Due ? day : world.After(DateOnly.FromDayNumber(Math.Min(on, @return.Due.DayNumber)), 0),
            <= 97 => world.After(@return.Due, by.Between(1, 5)),
            _ => world.After(@return.Due, by.Between(12, 30)),
        };
        world.On(sends, $"month {unit.Code}", by, () => SendAsync(@return.Id, unit, by));
    }

    private async Task SendAsync(Guid id, PlannedUnit unit, Chance by)
    {
        if (await world.Dossiers.FindAsync(id, Actor.System, default) is not MonthlyReturn { State: ReturnState.Open } found) return;

        var @return = await _returns.RefreshAsync(found, default);
        var (sheet, zero) = Figures(@return, by, SaysNothing(@return) || by.Percent(72) ? 0 : by.Between(1, 3));
        if (!await world.ActAsync(id, new SendReturn(sheet, zero, by.Percent(60) ? by.Of(Observances) : null), world.Hand(unit))) return;

        await _uses.NoteAsync($"monthly-return/{nameof(SendReturn)}", @return.Counted.Count + @return.Asked.Count + 2, @return.Counted.Count, TimeSpan.FromSeconds(zero ? by.Between(40, 150) : by.Between(120, 600)), default);
        if (SaysNothing(@return) || !by.Percent(4)) return;

        world.On(world.After(world.Today, by.Between(4, 12)), $"month {unit.Code}", by, async () =>
        {
            var (corrected, none) = Figures(@return, by, sheet.Figures.Sum(f => f.Number) > 1 ? 1 : 2);
            if ((await _returns.CorrectAsync(id, corrected, none, null, by.Of(Corrections), world.Actor(world.Hand(unit)), default)).Refusal is { } refusal) world.Note(refusal, corrected);
        });
    }

    /// <summary>So many reports were received, some of them found true, and one in two led to something.</summary>
    private static (FigureSheet Sheet, bool Zero) Figures(MonthlyReturn @return, Chance by, int received)
    {
        var found = received == 0 ? 0 : by.Between(0, received);
        var left = found > 0 && by.Percent(50) ? 1 : 0;
        var figures = new List<TypedFigure>();
        foreach (var asked in @return.Asked)
        {
            var number = asked.Code switch
            {
                "reports-received" => received,
                "reports-true" => found,
                _ => left,
            };
            if (asked.Code.StartsWith("breaches-dealt-with", StringComparison.Ordinal)) left = 0;
            else if (asked.Code.StartsWith("ten-rules", StringComparison.Ordinal)) number = 0;
            figures.Add(new(asked.Code, number));
        }

        return (new(figures, []), figures.TrueForAll(f => f.Number == 0));
    }

    /// <summary>The working day after the due day: who is missing is on record, the appraisals are drawn up.</summary>
    private async Task EndOfTermAsync(Period month, Chance by)
    {
        foreach (var missing in (await _returns.ReadAsync([month], null, Actor.System, default)).Where(r => r is { State: ReturnState.Open, Noted: false }))
        {
            await _desk.ActAsync(missing.Id, new NoteNotSent(), Actor.System, null, default);
        }

        if (world.Last.DayNumber - world.Today.DayNumber > DaysOfAppraisals) return;
        await _appraisals.DrawUpAsync(month, default);
        var drawn = await _appraisals.ReadAsync([month], Actor.System, default);
        var waits = IsNewest(month) ? drawn.Where(a => world.Unit(a.Unit).Code != _leftOpen.Code).OrderByDescending(a => a.Lines.Any(IsCounted)).ThenBy(a => a.Points).ThenBy(a => a.Unit.Value).FirstOrDefault() : null;
        foreach (var appraisal in drawn)
        {
            var own = by.Of($"appraisal {appraisal.Unit}");
            if (appraisal.Id == waits?.Id) world.On(world.After(world.Today, 2), $"month {appraisal.Unit}", own, () => ObjectAsync(appraisal, own, answered: false));
            else if (own.Percent(appraisal.Points < 90 ? 25 : 2)) world.On(world.After(world.Today, own.Between(1, 2)), $"month {appraisal.Unit}", own, () => ObjectAsync(appraisal, own));
        }

        world.On(world.After(world.Today, 8), "months", by, () => PublishAsync(month, by));
    }

    private async Task ObjectAsync(Appraisal appraisal, Chance by, bool answered = true)
    {
        var unit = world.Unit(appraisal.Unit);
        var line = answered ? appraisal.Lines.MinBy(l => l.Points / l.Weight)! : appraisal.Lines.FirstOrDefault(IsCounted) ?? appraisal.Lines[0];
        if (!await world.ActAsync(appraisal.Id, new ObjectToAppraisal(new(line.Code), answered ? by.Of(Objections) : Objections[0], null), world.Hand(unit)) || !answered) return;

        object answer = by.Percent(40) && line  is var wrong && IsCounted(wrong)
            ? new CorrectRecord(new(line.Code), line.Good + 1, line.Bad - 1, "核对审批记录，延期批准早于期限，原记录有误。")
            : new TurnObjectionDown("核对原始记录，计算无误。");
        world.On(world.After(world.Today, by.Between(1, 3)), $"month {appraisal.Unit}", by, () => world.ActAsync(appraisal.Id, answer, Panel(Duties.Supervisor)));
    }

    private async Task PublishAsync(Period month, Chance by)
    {
        await _lapse.RunAsync(new(world.Now, world.Today, (_, _) => { }), default);
        foreach (var ready in (await _appraisals.ReadAsync([month], Actor.System, default)).Where(a => a.State is AppraisalState.Ready)) await world.ActAsync(ready.Id, new PublishAppraisal(), Panel(Duties.SupervisionLeader));

        if (IsNewest(month) && (await BulletinsAsync()).Exists(b => b.State is BulletinState.Draft)) return;
        if (await DraftAsync(month, by) is not { } id || IsNewest(month)) return;

        await world.ActAsync(id, new SubmitBulletin(), Panel(Duties.Supervisor));
        world.On(world.After(world.Today, 1), "months", by, () => world.ActAsync(id, new ApproveBulletin($"清纪通〔{world.Today.Year}〕{month.Number}号（演示）"), Panel(Duties.SupervisionLeader)));
    }

    private bool SaysNothing(MonthlyReturn @return) => world.Unit(@return.Unit).Code == _nothingToSay.Code && IsNewest(@return.Month);

    private async Task<Guid?> DraftAsync(Period month, Chance by) =>
        await _drafting.OfAsync(_rules.Organisation[world.Unit(CountyPlan.Root)], month, null, default) is { } draft ? await world.OpenAsync(draft, Panel(Duties.Supervisor), by) : null;

    /// <summary>One bulletin is still a draft; one that corrects the newest issued waits to be approved.</summary>
    private async Task LeaveBulletinsAsync(Chance by)
    {
        var month = Period.Of(PeriodKind.Month, world.Today).Previous;
        if (ReturnSettings.DueFor(month, _rules.Settings, _rules.Calendar).On >= world.Today) month = month.Previous;
        var bulletins = await BulletinsAsync();
        if (!bulletins.Exists(b => b.State is BulletinState.Draft)) await DraftAsync(month, by.Of("draft"));

        if (bulletins.Where(b => b.State is BulletinState.Issued).MaxBy(b => b.Period, StringComparer.Ordinal) is not { } issued) return;
        var draft = (await _drafting.OfAsync(_rules.Organisation[issued.Unit], Period.Parse(issued.Period), issued.Id, default))!;
        var text = $"有关单位在《{issued.Title}》（{issued.Reference}）印发后提交了更正稿，现将更正后的情况通报如下。\n{draft.Text}";
        if (await world.OpenAsync(draft with { Text = text }, Panel(Duties.Supervisor), by.Of("correction")) is { } id) await world.ActAsync(id, new SubmitBulletin(), Panel(Duties.Supervisor));
    }

    private async Task<List<Bulletin>> BulletinsAsync() => [.. (await _dossiers.ListAsync(new() { Procedure = "bulletin", Take = 50 }, Actor.System, default)).Dossiers.Cast<Bulletin>()];

    private static bool IsCounted(AppraisalLine line) => line is { Measure: Measure.Share, Bad: > 0 };

    private PlannedPerson Panel(Duty duty) => world.Plan[CountyPlan.Discipline].With(duty).First();
}
