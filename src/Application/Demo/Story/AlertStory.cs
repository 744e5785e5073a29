using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Warnings.Alerts;

namespace Qinglian.Application.Demo.Story;

/// <summary>What people make of alerts: replies, disputes, decisions on each rung. The system's own steps are left to the ladder itself.</summary>
internal sealed class AlertStory(World world, Chance chance)
{
    private readonly HashSet<(Guid, string, int)> _seen = [];

    /// <summary>Looks at every open alert once on each rung, and plans what will be done about it in the next days.</summary>
    public async Task PlanAsync(CancellationToken cancel)
    {
        await foreach (var dossier in world.Dossiers.AllAsync(new DossierQuery { Procedure = "alert", Open = true, Take = 500 }, Actor.System, cancel))
        {
            var alert = (Alert)dossier;

            // What only few may know is left to them.
            if (alert.Compartment is not null) continue;
            var again = alert.Rungs.Count(r => r.Rung == alert.State);
            if (!_seen.Add((alert.Id, alert.StateName, Math.Min(again, 2))) || again > 2) continue;
            Plan(alert, world.Unit(alert.Unit), chance.Of($"{alert.Title} {alert.Unit} {alert.Subject.Due.Iso} {alert.StateName} {again}"));
        }
    }

    private void Plan(Alert alert, PlannedUnit unit, Chance by)
    {
        switch (alert.State)
        {
            case AlertState.DueSoon when by.Percent(12):
                Next(alert, by, by.Between(1, 2), () => new ReplyToAlert(by.Of(ItemTexts.Replies), null), OwnerOf(alert, unit));
                break;
            case AlertState.Overdue:
                AnswerOverdue(alert, unit, by);
                break;
            case AlertState.UrgingProposed:
                Decide(alert, by, by.Percent(80) ? new Urge(by.Of(ItemTexts.Urgings)) : new NotNow("责任人已说明困难，材料正在报批，暂缓五个工作日。"), unit.Code != CountyPlan.Root && by.Percent(70) ? by.Of(world.CountyOffice) : world.Supervisor(unit, Duties.Supervisor, by));
                break;
            case AlertState.SupervisionProposed:
                Decide(alert, by, by.Percent(85) ? new Supervise(by.Of(ItemTexts.Supervisions)) : new NotNow("现场了解，主要环节已完成。"), world.Supervisor(unit, Duties.Supervisor, by));
                break;
            case AlertState.InterviewProposed:
                Decide(alert, by, by.Percent(85)
                    ? new FixInterview("县纪委监委负责人", "联系监督检查室主任", world.After(world.Today, 4), "督办期满仍未办结，也未说明原因。")
                    : new NotNow("事项涉及历史遗留问题，另行研究。"), world.Supervisor(unit, Duties.SupervisionLeader, by));
                break;
            case AlertState.InterviewFixed when alert.Interview?.Record is { } record:
                FollowTalk(record, by);
                break;
            case AlertState.InterviewFixed:
                Decide(alert, by, new RecordInterview("当面核对办理进度，本人说明了人员变动和资料移交不全的情况。", "十个工作日内办结并报告。", world.After(world.Today, 10)), world.Supervisor(unit, Duties.Supervisor, by));
                break;
            case AlertState.Interviewed when alert.Interview is { Confirmed: false, Record: null } && alert.Assignee is { } owner && world.Person(owner) is { } person:
                Next(alert, by, 1, () => new ConfirmInterview("记录属实。"), person);
                break;
            case AlertState.AdmonitionConsidered:
                Decide(alert, by, by.Percent(45) ? new ProposeAdmonition("县委组织部", "约谈后仍未按承诺期限办结。") : new NotNow("承诺事项已办大部分，继续跟踪。"), world.Supervisor(unit, Duties.SupervisionLeader, by));
                break;
            case AlertState.AdmonitionProposed:
                Decide(alert, by, new RecordDecision(false, "部务会议研究，先行谈话提醒", world.Today), world.Supervisor(unit, Duties.Supervisor, by), by.Between(6, 12));
                break;
        }
    }

    private void FollowTalk(Guid record, Chance by) => world.On(world.After(world.Today, 1), record.ToString(), by, async () =>
    {
        if (await world.Dossiers.FindAsync(record, Actor.System, default) is Responsibilities.Interviews.Interview { State: InterviewState.Planned } interview) MeetingStory.Follow(world, interview, by);
    });

    private void AnswerOverdue(Alert alert, PlannedUnit unit, Chance by)
    {
        var owner = OwnerOf(alert, unit);
        var choice = by.Between(1, 100);
        if (choice <= 40) Next(alert, by, by.Between(1, 3), () => new ReplyToAlert(by.Of(ItemTexts.Replies), null), owner);
        else if (choice <= 44) Next(alert, by, by.Between(1, 3), () => new AskForHelp(by.Of(ItemTexts.Helps).Fill(by)), owner);
        else if (choice <= 54 && alert.Disputes.Count == 0)
        {
            Next(alert, by, by.Between(1, 2), () => new DisputeAlert(by.Of(ItemTexts.Disputes)), owner, () => world.On(world.After(world.Today, by.Between(1, 6)), Key(alert), by, async () =>
            {
                if (!await StillAsync(alert)) return;
                object answer = by.Percent(45) ? new UpholdDispute(by.Of(new[] { WithdrawalGround.DoneAlready, WithdrawalGround.WrongOwner, WithdrawalGround.NoTimeRuns }), "核对原始记录，异议成立。") : new TurnDownDispute("核对系统记录，期限计算无误，请尽快办理。");
                await world.ActAsync(alert.Id, answer, Independent(owner, unit, by));
            }));
        }
        else if (choice <= 56)
        {
            Next(alert, by, by.Between(1, 3), () => new WithdrawAlert(WithdrawalGround.WrongDate, "原件载明的期限晚于系统登记，登记有误。"), Independent(owner, unit, by));
        }
    }

    private PlannedPerson Independent(PlannedPerson owner, PlannedUnit unit, Chance by)
    {
        var leader = world.Supervisor(unit, Duties.SupervisionLeader, by);
        return leader.Number == owner.Number ? world.Plan[CountyPlan.Discipline].With(Duties.Supervisor).First() : leader;
    }

    private PlannedPerson OwnerOf(Alert alert, PlannedUnit unit) =>
        (alert.Assignee is { } owner ? world.Person(owner) : null) ?? (unit.Code == CountyPlan.Root ? world.CountyOffice[0] : Office(unit));

    // A village has no office of its own; the town's speaks for it.
    private PlannedPerson Office(PlannedUnit unit) => unit.With(Duties.Office).FirstOrDefault() ?? (unit.Above is { } above && above != CountyPlan.Root ? Office(world.Plan[above]) : world.CountyOffice[0]);

    /// <summary>A decision on a rung; whoever is late does not decide on it.</summary>
    private void Decide(Alert alert, Chance by, object action, PlannedPerson who, int? wait = null)
    {
        // In the last days some decisions are still to be made.
        if (world.Last.DayNumber - world.Today.DayNumber < 7 && by.Percent(45)) return;
        if (alert.Assignee == world.Id(who)) who = world.Plan[CountyPlan.Discipline].With(Duties.SupervisionLeader, Duties.Supervisor).First();
        Next(alert, by, wait ?? by.Between(1, 2), () => action switch
        {
            FixInterview fix => fix with { On = world.After(world.Today, 4) },
            RecordInterview record => record with { UndertakingDue = world.After(world.Today, 10) },
            RecordDecision decision => decision with { On = world.Today },
            _ => action,
        }, who);
    }

    private void Next(Alert alert, Chance by, int wait, Func<object> action, PlannedPerson who, System.Action? then = null) => world.On(world.After(world.Today, wait), Key(alert), by, async () =>
    {
        if (await StillAsync(alert) && await world.ActAsync(alert.Id, action(), who)) then?.Invoke();
    });

    private async Task<bool> StillAsync(Alert alert) => await world.Dossiers.FindAsync(alert.Id, Actor.System, default) is { } now && now.StateName == alert.StateName;

    private static string Key(Alert alert) => alert.Id.ToString();
}
