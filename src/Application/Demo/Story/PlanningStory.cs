using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Handover;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.PartyLife;
using Qinglian.Responsibilities.Plans;

namespace Qinglian.Application.Demo.Story;

/// <summary>
/// The year of a unit as it is planned and looked back on: key points called for in January, the four kinds of responsibility, what passes
/// between party group and discipline side, and the party life of the towns, where the county tries the records out first.
/// </summary>
internal sealed class PlanningStory(World world, Chance chance)
{
    private readonly PlanCallJob _calls = ActivatorUtilities.CreateInstance<PlanCallJob>(world.Services);

    public void Plan()
    {
        for (var year = world.First.Year; year <= world.Last.Year; year++)
        {
            var start = new DateOnly(year, 1, 1);
            if (start >= world.First) At(world.After(start, 1), chance.Of($"plans {year}"), CallAsync);
        }

        PlanHandovers();
        PlanPartyLife();
    }

    private async Task CallAsync(Chance by)
    {
        await _calls.RunAsync(new(world.Now, world.Today, (_, _) => { }), default);
        var called = new List<Dossier>();
        await foreach (var plan in world.Dossiers.AllAsync(new DossierQuery { Procedure = "annual-plan", States = [nameof(PlanState.Called)] }, Actor.System, default)) called.Add(plan);
        foreach (var plan in called)
        {
            var unit = world.Unit(plan.Unit);
            var own = chance.Of($"plan {unit.Code} {world.Today.Year}");
            if (unit.Themes.Count == 0 || !unit.With(Duties.Office).Any() || !unit.With(Duties.Leader).Any()) await world.ActAsync(plan.Id, new WithdrawPlan("由所在机关统一制定，本单位不单独制定。"), world.CountyOffice[0]);
            else new YearOfUnit(world, plan.Id, unit, world.Today.Year, own).Begin();
        }
    }

    private void PlanHandovers()
    {
        var units = world.Plan.Departments.Where(u => u.Code != CountyPlan.Uncovered).ToList();
        var number = 0;
        for (var day = world.After(world.First, 12); day <= world.Last; day = world.After(day, world.Last.DayNumber - day.DayNumber < 70 ? chance.Between(4, 8) : chance.Between(14, 24)))
        {
            var own = chance.Of($"handover {day.Iso}");
            new HandoverStory(world, own.Of(units), ++number % 3 == 0, own).Begin(day);
        }
    }

    private void PlanPartyLife()
    {
        var year = world.Last.Year;
        var begin = new DateOnly(year, 1, 1);
        At(world.After(DateOnly.FromDayNumber(begin.DayNumber - 20), 0), chance.Of("party life settings"), SetAsync);
        foreach (var town in world.Plan.Towns)
        {
            foreach (var kind in Enum.GetValues<PartyMeetingKind>().Where(k => k is not (PartyMeetingKind.Group or PartyMeetingKind.Peer)))
            {
                var every = kind switch { PartyMeetingKind.Committee => PeriodKind.Month, PartyMeetingKind.Members or PartyMeetingKind.Lecture => PeriodKind.Quarter, _ => PeriodKind.Year };
                foreach (var period in Period.WholeYear(year).Parts(every))
                {
                    var own = chance.Of($"party life {town.Code} {kind} {period}");
                    if (own.Percent(7)) continue;
                    var length = every is PeriodKind.Year ? 50 : period.Last.DayNumber - period.First.DayNumber;
                    new PartyLifeStory(world, town, kind, own).Begin(world.After(DateOnly.FromDayNumber(period.First.DayNumber + own.Between(2, Math.Max(3, length - 8))), 0));
                }
            }
        }
    }

    private async Task SetAsync(Chance by)
    {
        var settings = world.Services.GetRequiredService<ISettings>();
        var administrator = world.Plan.People.First(p => p.Duty == Duties.SystemAdministrator);
        foreach (var (setting, value) in ((Setting, string)[])[(PartyLifeSettings.Branches, "乡镇（街道）"), (PartyLifeSettings.LeadingGroups, "乡镇（街道）"), (PartyLifeSettings.Required[PartyMeetingKind.Group], PartyLifeSettings.NotRequired)])
        {
            if (await settings.ChangeAsync(setting, value, "党内生活纪实先在乡镇试行", 0, world.Actor(administrator), default) is { } refusal) world.Note(refusal, setting.Code);
        }
    }

    private void At(DateOnly day, Chance by, Func<Chance, Task> step) => world.On(day, $"planning {day.Iso}", by, () => step(by));
}

/// <summary>The key points of one unit, from the call to the closing of the year.</summary>
internal sealed class YearOfUnit(World world, Guid plan, PlannedUnit unit, int year, Chance chance)
{
    private readonly List<PlanLineChoice> _lines = [];
    private readonly PlannedPerson _office = unit.With(Duties.Office).First();
    private readonly PlannedPerson _leader = unit.With(Duties.Leader).First();

    // Most are in time; some only move once they are reminded.
    public void Begin() => Next(world.After(world.Today, chance.Percent(84) ? chance.Between(3, 14) : chance.Between(24, 34)), DraftAsync);

    private async Task DraftAsync()
    {
        if (!await world.ActAsync(plan, new DraftPlan("坚持党建与业务同谋划、同部署、同检查、同督办，盯住薄弱环节，年内抓出实效。"), _office)) return;
        foreach (var theme in unit.Themes.Take(3)) await AddAsync($"{theme}全程留痕、按期公开", $"{theme}公示不及时、留痕不完整", $"梳理{theme}流程，按季公示，班子成员分片检查。", _lines.Count == 0, chance.Percent(72) ? $"{theme}年度重点工作" : null);
        await AddAsync("重点岗位廉政教育全覆盖", null, "分批组织旁听庭审、案例警示，新任职人员任前谈话。", false, null);
        Next(world.After(world.Today, chance.Between(1, 4)), SubmitAsync);
    }

    private async Task AddAsync(string goal, string? weak, string measure, bool distinctive, string? business)
    {
        var owner = unit.With(Duties.Deputy).ToList() is { Count: > 0 } deputies ? world.Id(chance.Of(deputies)) : (PersonId?)null;
        if (await world.ActAsync(plan, new AddLine(goal, weak, measure, distinctive ? "相关信访举报件按期办结率达到百分之百" : null, distinctive && chance.Percent(60), owner, new DateOnly(year, 11, 30), null, business), _office)) _lines.Add(new(_lines.Count + 1, goal));
    }

    private async Task SubmitAsync()
    {
        if (!await world.ActAsync(plan, new SubmitPlan(null), _office)) return;
        Next(world.After(world.Today, chance.Between(1, 7)), chance.Percent(12) ? ReturnAsync : ApproveAsync);
    }

    private async Task ReturnAsync()
    {
        if (await world.ActAsync(plan, new ReturnPlan("措施要写明谁来做、什么时候做完。"), _leader)) Next(world.After(world.Today, chance.Between(1, 3)), async () =>
        {
            await world.ActAsync(plan, new ChangeLine(_lines[0], null, null, "办公室牵头梳理流程，每季度末月25日前公示，班子成员分片检查。", null, null, null, null), _office);
            if (await world.ActAsync(plan, new SubmitPlan("已按意见修改。"), _office)) Next(world.After(world.Today, 2), ApproveAsync);
        });
    }

    private async Task ApproveAsync()
    {
        if (!await world.ActAsync(plan, new ApprovePlan($"{unit.ShortName}党组会{year}年第{chance.Between(1, 4)}次会议", null), _leader)) return;
        Next(world.After(world.Today, chance.Between(1, 4)), PublishAsync);
    }

    private async Task PublishAsync()
    {
        if (!await world.ActAsync(plan, new PublishPlan(world.Today, chance.Percent(60) ? "印发文件" : "年度工作会议宣读"), _office)) return;
        Next(world.After(world.Today, chance.Between(2, 10)), ListAsync);
        Next(world.After(world.Today, chance.Between(40, 120)), TogetherAsync);
        Next(world.After(new(year, 12, chance.Between(8, 22)), 0), CloseAsync);
    }

    private async Task ListAsync()
    {
        if (chance.Percent(8)) return;
        ResponsibilityKind[] kinds = chance.Percent(80) ? Enum.GetValues<ResponsibilityKind>() : [ResponsibilityKind.Collective, ResponsibilityKind.FirstPerson, ResponsibilityKind.Supervisory];
        if (!await world.ActAsync(plan, new MakeLineResponsibility(_lines[0], kinds, null), _office)) return;
        if (await world.Dossiers.FindAsync(plan, Actor.System, default) is not AnnualPlan now || now.Lines[0].Items is not [.., var item]) return;

        new ItemStory(world, item, unit, _office, null, world.Today, null, false, true, chance.Of("item")).Begin();
        foreach (var kind in kinds)
        {
            var own = chance.Of(kind.ToString());
            if (own.Percent(18)) continue;
            for (var times = own.Between(1, 2); times > 0; times--)
            {
                var once = own.Of($"{times}");
                world.On(world.After(world.Today, once.Between(16, 150)), $"{item} {kind} {times}", once, () => ActAsync(item, kind, once));
            }
        }
    }

    private Task ActAsync(Guid item, ResponsibilityKind kind, Chance own)
    {
        var on = world.Today;
        return kind switch
        {
            ResponsibilityKind.Collective => world.ActAsync(item, new RecordCollective(on, $"{unit.ShortName}党组会", "听取进展情况，研究下步措施，形成会议纪要。", null), _office),
            ResponsibilityKind.FirstPerson => world.ActAsync(item, new RecordFirstPerson(on, own.Of(Enum.GetValues<PersonalAct>()), "到责任科室了解进展，当场明确两件事的完成时间。", null), _leader),
            ResponsibilityKind.OnePostTwoDuties when unit.With(Duties.Deputy).ToList() is { Count: > 0 } deputies => world.ActAsync(item, new RecordField(on, own.Of(Enum.GetValues<FieldAct>()), "结合业务检查一并查看公示和台账。", null), own.Of(deputies)),
            ResponsibilityKind.Supervisory => world.ActAsync(item, new RecordSupervision(on, own.Of(Enum.GetValues<SupervisionAct>()), "抽查公示资料，就时限问题作了提醒。", null), world.Supervisor(unit, Duties.Supervisor, own)),
            _ => Task.CompletedTask,
        };
    }

    private async Task TogetherAsync()
    {
        if (await world.Dossiers.FindAsync(plan, Actor.System, default) is not AnnualPlan { State: PlanState.Executing } now) return;
        foreach (var line in now.Live.Where(l => l.Business is not null).Take(2).ToList())
        {
            await world.ActAsync(plan, new RecordTogether(new(line.Number, line.Goal), chance.Of(Enum.GetValues<Together>()), world.Today, "与业务工作推进会一并安排，会议纪要已印发。"), _office);
        }
    }

    private async Task CloseAsync()
    {
        foreach (var line in _lines)
        {
            var outcome = chance.Between(1, 100) switch { <= 74 => LineOutcome.Done, <= 93 => LineOutcome.Partly, _ => LineOutcome.NotDone };
            await world.ActAsync(plan, new ReportLine(line, outcome, outcome is LineOutcome.NotDone ? "已完成前期调研，尚未形成成果。" : $"全年公示{chance.Between(3, 12)}次，检查{chance.Between(2, 9)}次，资料归档备查。", null, outcome is LineOutcome.Done ? null : "涉及系统改造，需跨年度推进，已列入下年要点。"), _office);
        }

        Next(world.After(world.Today, chance.Between(2, 12)), () => world.ActAsync(plan, new ClosePlan("年度要点逐条对账，未完成事项转入下年继续推进。"), _leader));
    }

    private void Next(DateOnly day, Func<Task> step) => world.On(day, plan.ToString(), chance, step);
}

/// <summary>One matter handed from one side to the other.</summary>
internal sealed class HandoverStory(World world, PlannedUnit unit, bool toDiscipline, Chance chance)
{
    private static readonly string[] Findings = ["{0}审批资料不全", "{0}公示超过规定时限", "{0}内部复核流于形式", "{0}风险点未纳入防控清单"];
    private static readonly string[] Requests = ["请协助开展{0}警示教育", "请就{0}廉政风险排查给予指导", "报告{0}自查发现的问题"];

    private readonly PlannedPerson _leader = unit.With(Duties.Leader).First();
    private readonly PlannedPerson _office = world.Hand(unit);
    private PlannedPerson _supervisor = null!;
    private Guid _id;

    public void Begin(DateOnly day) => Next(day, SendAsync);

    private async Task SendAsync()
    {
        _supervisor = world.Supervisor(unit, Duties.Supervisor, chance);
        var theme = chance.Of(unit.Themes);
        object form = toDiscipline
            ? new SendToDiscipline(world.Unit(unit.Code), chance.Percent(65) ? ToDisciplineKind.Help : ToDisciplineKind.Problem, chance.Of(Requests).About(theme), "有关情况已经党组研究，请予支持并反馈意见。", null, null)
            : new SendToPartyGroup(world.Unit(unit.Code), chance.Percent(70) ? ToPartyGroupKind.Finding : ToPartyGroupKind.Reminder, chance.Of(Findings).About(theme), $"日常监督中抽查{chance.Between(8, 30)}份资料，{chance.Between(2, 7)}份不符合要求，请研究整改并答复。", null);
        if (await world.OpenAsync(form, toDiscipline ? _office : _supervisor, chance) is not { } id) return;

        _id = id;
        // Near the end some still lie unanswered; the discipline side answers in time.
        if (!toDiscipline && world.Last.DayNumber - world.Today.DayNumber < 75 && chance.Percent(30)) return;
        Next(world.After(world.Today, !toDiscipline && chance.Percent(15) ? chance.Between(12, 18) : chance.Between(3, 9)), AnswerAsync);
    }

    private async Task AnswerAsync()
    {
        var answer = new AnswerHandover(chance.Percent(50) ? "已明确责任人，逐份补正并完善复核流程。" : "已开会研究，由分管领导牵头落实。", world.After(world.Today, chance.Between(12, 30)), null);
        if (!await world.ActAsync(_id, answer, toDiscipline ? _supervisor : _leader)) return;
        Next(world.After(world.Today, chance.Between(1, 4)), chance.Percent(14) ? DisputeAsync : AcceptAsync);
    }

    private async Task DisputeAsync()
    {
        if (!await world.ActAsync(_id, new DisputeAnswer("只说了态度，没有写明做什么、谁来做。"), Sender)) return;
        if (world.Last.DayNumber - world.Today.DayNumber < 40) return;
        Next(world.After(world.Today, chance.Between(2, 6)), async () =>
        {
            await world.ActAsync(_id, new RecordJoint(world.Today, "联席会议商定由分管副职牵头，一个月内办结。"), _leader);
            if (await world.ActAsync(_id, new AnswerHandover("分管副职牵头，逐项列出责任人和完成时间。", world.After(world.Today, 20), null), toDiscipline ? _supervisor : _leader)) Next(world.After(world.Today, 2), AcceptAsync);
        });
    }

    private async Task AcceptAsync()
    {
        if (!await world.ActAsync(_id, new AcceptAnswer(null), Sender)) return;
        if (!toDiscipline && chance.Percent(25)) await EnterAsIssueAsync();
        Next(world.After(world.Today, chance.Between(6, 14)), async () =>
        {
            if (!await world.ActAsync(_id, new ReportDone("已按答复落实，资料备查。", null), toDiscipline ? _supervisor : _office)) return;
            Next(world.After(world.Today, chance.Between(1, 5)), () => world.ActAsync(_id, new CloseHandover("已核对，情况属实。"), Sender));
        });
    }

    private async Task EnterAsIssueAsync()
    {
        if (!await world.ActAsync(_id, new EnterAsIssue(null, null), _office)) return;
        var found = await world.Dossiers.ListAsync(new DossierQuery { Procedure = "issue", Origin = _id, Take = 1 }, Actor.System, default);
        if (found.Dossiers is [IssueItem issue]) new ItemStory(world, issue.Id, unit, _office, null, world.Today, issue.Due, false, false, chance.Of("issue")).Begin();
    }

    private PlannedPerson Sender => toDiscipline ? _office : _supervisor;

    private void Next(DateOnly day, Func<Task> step) => world.On(day, $"handover {unit.Code} {_id}", chance, step);
}

/// <summary>One meeting of party life in a town.</summary>
internal sealed class PartyLifeStory(World world, PlannedUnit town, PartyMeetingKind kind, Chance chance)
{
    private static readonly string[] Topics = ["学习中央纪委全会精神", "讨论发展对象", "研究“三资”管理整改", "通报党费收缴和公示情况", "警示教育专题学习", "研究村级小微权力监督工作"];
    private static readonly string[] Undertakings = ["减少对村里的重复检查", "按月到联系村接访", "规范公务接待报销手续", "改进会议安排，压减时长"];

    private Guid _id;

    public void Begin(DateOnly day) => world.On(day, $"meeting {town.Code} {kind} {day.Iso}", chance, RecordAsync);

    private async Task RecordAsync()
    {
        var yearly = kind is PartyMeetingKind.Democratic or PartyMeetingKind.Organisational or PartyMeetingKind.Review;
        var expected = kind is PartyMeetingKind.Committee or PartyMeetingKind.Democratic ? chance.Between(5, 9) : chance.Between(24, 46);
        var topic = yearly ? $"{world.Today.Year - 1}年度{Words.Of(kind).Zh}" : chance.Of(Topics);
        if (await world.OpenAsync(new RecordMeeting(world.Unit(town.Code), kind, world.Today, topic, expected, expected - chance.Between(0, expected / 8), yearly ? "形成整改清单，按期销号。" : null, null), world.Hand(town), chance) is not { } id) return;

        _id = id;
        if (kind is PartyMeetingKind.Democratic) world.On(world.After(world.Today, 3), $"undertake {id}", chance, UndertakeAsync);
        world.On(world.After(world.Today, chance.Between(8, 14)), $"file {id}", chance, () => world.ActAsync(_id, new FileMeeting(), world.Hand(town)));
    }

    private async Task UndertakeAsync()
    {
        foreach (var person in town.With(Duties.Deputy, Duties.Leader).Take(2).ToList())
        {
            var due = world.After(world.Today, chance.Between(40, 90));
            if (!await world.ActAsync(_id, new EnterUndertaking(chance.Of(Undertakings), "列出具体事项和时间，结果在下次会议上说明。", due), person)) continue;
            if (await world.Dossiers.FindAsync(_id, Actor.System, default) is not PartyMeeting { Undertakings: [.., var given] }) continue;
            new ItemStory(world, given.Task, town, person, person, world.Today, due, false, false, chance.Of(person.Number)).Begin();
        }
    }
}
