using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.DutyLog;
using Qinglian.Responsibilities.Hearings;
using Qinglian.Responsibilities.Interviews;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.Meetings;

namespace Qinglian.Application.Demo.Story;

/// <summary>What leaders do in a year: two meetings with their reports and problems, a log, a report that is heard, talks with those below.</summary>
internal sealed class MeetingStory(World world, Chance chance)
{
    private static readonly string[] Problems = ["一岗双责压力传导逐级递减", "重点岗位轮岗不及时", "廉政风险点更新滞后", "警示教育形式单一", "问题整改销号把关不严", "服务窗口作风抽查偏少"];
    private static readonly string[] Causes = ["责任只到分管领导，没有落到岗位。", "制度修订后没有同步培训。", "台账由一人兼管，日常核对少。", "检查多、复查少，整改停留在文字上。"];
    private static readonly string[] Measures = ["明确到岗到人，按月核对一次。", "修订办法并在一个月内组织培训。", "由纪检委员参与复查，逐项销号。", "列入每月例会固定议题。"];
    private static readonly string[] Occasions = ["党组会议部署{0}工作", "现场查看{0}", "听取{0}情况汇报", "协调解决{0}中的堵点", "批示督办{0}问题"];
    private static readonly string[] Asked = ["哪些环节仍靠人工登记？何时能补上？", "上半年的问题为什么有两项重复出现？", "分管单位中哪一个进度最慢，原因是什么？"];
    private static readonly string[] Points = ["履行第一责任人职责情况，班子成员一岗双责落实情况。", "干部群众反映较多的窗口服务问题，要求认真对照。", "个别项目资金拨付慢，提醒注意审批留痕。"];
    private static readonly string[] Replies = ["总体落实到位，对基层站所过问不够，今后每季度走访一遍。", "问题属实，主要是人员更替后衔接不够，已安排专人。", "资金拨付受上级批复影响，已报告进度，同意补齐资料。"];

    public void Plan()
    {
        var units = world.Plan.Departments.Where((_, i) => i % 6 == 1).Concat(world.Plan.Towns.Take(3)).Where(u => u.With(Duties.Leader).Any() && u.With(Duties.Deputy).Any()).ToList();
        foreach (var unit in units)
        {
            for (var half = Period.Of(PeriodKind.HalfYear, world.First); half.First <= world.Last; half = half.Plus(1))
            {
                PlanMeeting(unit, half, chance.Of($"{unit.Code} {half}"));
                PlanReports(unit, half, chance.Of($"{unit.Code} {half} reports"));
            }

            PlanLog(unit, chance.Of($"{unit.Code} log"));
        }

        PlanTalks();
    }

    /// <summary>Holds a talk that the ladder led to, as its record plans it.</summary>
    public static void Follow(World world, Interview interview, Chance by)
    {
        if (world.Person(interview.Interviewer) is not { } interviewer || world.Person(interview.Interviewee) is not { } interviewee) return;
        world.On(world.After(interview.PlannedOn, 0), interview.Id.ToString(), by, () => TalkAsync(world, interview.Id, interviewer, interviewee, "办理进度和未按期办结的原因。", by, undertakes: true, keeps: by.Percent(60)));
    }

    private void PlanMeeting(PlannedUnit unit, Period half, Chance by)
    {
        var on = world.After(DateOnly.FromDayNumber(half.Last.DayNumber - by.Between(12, 45)), 0);
        if (on <= world.After(world.First, 20)) return;

        var (office, head, deputies) = (world.Hand(unit), unit.With(Duties.Leader).First(), unit.With(Duties.Deputy).ToList());
        var reportsBy = world.After(DateOnly.FromDayNumber(on.DayNumber - 6), 0);
        At(DateOnly.FromDayNumber(on.DayNumber - 18), by, async () =>
        {
            var form = new CallMeeting(world.Unit(unit.Code), on, $"研究{half.Words.Zh}全面从严治党工作，查找问题，部署下一步任务。", [.. deputies.Select(world.Id)], reportsBy);
            if (await world.OpenAsync(form, office, by) is not { } id) return;

            foreach (var deputy in deputies) PlanReport(id, deputy, office, reportsBy, by.Of(deputy.Number), unit, on);
            At(on, by, () => HoldAsync(id, unit, office, head, deputies, half, by));
        });
    }

    private void PlanReport(Guid meeting, PlannedPerson deputy, PlannedPerson office, DateOnly reportsBy, Chance by, PlannedUnit unit, DateOnly on)
    {
        var pace = by.Between(1, 100);
        if (pace > 95)
        {
            At(on, by, async () =>
            {
                if (await ReportAsync(meeting, deputy) is { } missing) await world.ActAsync(missing, new NoteMissing("本人外出学习，会前未报，会后补充口头说明。"), office);
            });
            return;
        }

        var day = pace > 84 ? world.After(reportsBy, by.Between(1, 2)) : world.After(reportsBy, 0);
        At(day, by, async () =>
        {
            if (await ReportAsync(meeting, deputy) is { } report)
                await world.ActAsync(report, new FileFieldReport($"分管的{by.Of(unit.Themes)}工作按计划推进，开展检查{by.Between(2, 6)}次，整改问题{by.Between(1, 5)}个。", by.Of(Problems) + "。", by.Of(Measures), null), deputy);
        });
    }

    private async Task<Guid?> ReportAsync(Guid meeting, PlannedPerson deputy) =>
        (await world.Dossiers.ListAsync(new() { Procedure = "field-report", Parent = meeting, Assignee = world.Id(deputy), Open = true, Take = 1 }, Actor.System, default)).Dossiers is [var report] ? report.Id : null;

    private async Task HoldAsync(Guid id, PlannedUnit unit, PlannedPerson office, PlannedPerson head, List<PlannedPerson> deputies, Period half, Chance by)
    {
        var meeting = (Meeting)(await world.Dossiers.FindAsync(id, Actor.System, default))!;
        var last = await new LastMeeting(world.Dossiers).BeforeAsync(meeting, Actor.System, default);
        var held = new HoldMeeting(world.Today, world.Id(head), [world.Id(head), .. deputies.Select(world.Id)], last?.Text, $"听取{deputies.Count}名班子成员汇报，逐项过上次会议事项，分析{half.Words.Zh}存在的问题，研究下一步措施。");
        if (!await world.ActAsync(id, held, office)) return;

        for (var number = by.Between(1, 3); number > 0; number--)
        {
            var (owner, due) = (world.Owner(unit, by), world.After(world.Today, by.Between(30, 60)));
            if (!await world.ActAsync(id, new RaiseProblem(by.Of(Problems), by.Of(Causes), by.Of(Measures), world.Unit(unit.Code), world.Id(owner), due), office)) continue;
            meeting = (Meeting)(await world.Dossiers.FindAsync(id, Actor.System, default))!;
            new ItemStory(world, meeting.Problems[^1].Item, unit, office, owner, world.Today, due, false, false, by.Of($"problem {number}")).Begin();
        }

        At(world.After(world.Today, by.Between(3, 8)), by, async () => await world.ActAsync(id, new SettleMinutes(world.Id(head), null), office));
    }

    private void PlanReports(PlannedUnit unit, Period half, Chance by)
    {
        var (office, deputies) = (world.Hand(unit), unit.With(Duties.Deputy).ToList());
        foreach (var deputy in deputies.Where(d => d.Number != office.Number))
        {
            var own = by.Of(deputy.Number);
            var call = world.After(DateOnly.FromDayNumber(half.First.DayNumber + own.Between(50, 110)), 0);
            if (call < world.First) continue;
            At(call, own, async () =>
            {
                if (await world.OpenAsync(new CallDutyReport(world.Unit(unit.Code), world.Id(deputy), world.After(world.Today, 10)), office, own) is not { } id) return;
                At(world.After(world.Today, own.Percent(85) ? own.Between(3, 9) : own.Between(11, 15)), own, async () =>
                {
                    var file = new FileDutyReport($"研究{own.Of(unit.Themes)}工作{own.Between(2, 5)}次，实地检查{own.Between(2, 8)}次。", $"问题清单{own.Between(2, 6)}项，已销号{own.Between(1, 2)}项。", own.Of(Problems) + "。", own.Of(Measures), null);
                    if (!await world.ActAsync(id, file, deputy)) return;
                    At(world.After(world.Today, own.Between(4, 18)), own, () => HearAsync(id, unit, office, own));
                });
            });
        }
    }

    private async Task HearAsync(Guid id, PlannedUnit unit, PlannedPerson office, Chance by)
    {
        if (!await world.ActAsync(id, new HearReport(world.Today, $"{unit.ShortName}党（组）委会议", by.Of(Asked), "抓紧整改，下次会议报告结果。"), office)) return;

        var follows = by.Percent(40);
        var due = world.After(world.Today, 20);
        if (follows && await world.ActAsync(id, new RequireNext($"整改{by.Of(unit.Themes)}汇报中发现的问题", by.Of(Measures), null, due), office)
            && await world.Dossiers.FindAsync(id, Actor.System, default) is DutyReport { FollowUp: [.., var next] } report && world.Person(report.Reporter) is { } owner)
        {
            new ItemStory(world, next.Item, unit, office, owner, world.Today, due, false, false, by.Of("next")).Begin();
        }

        At(world.After(world.Today, by.Between(0, 3)), by, async () => await world.ActAsync(id, new CloseHearing(follows ? null : "要求已当场落实，不另立任务。"), office));
    }

    private void PlanLog(PlannedUnit unit, Chance by)
    {
        foreach (var leader in unit.With(Duties.Leader, Duties.Deputy).ToList())
        {
            var own = by.Of(leader.Number);
            var head = leader.Duty == Duties.Leader;
            for (var day = own.Between(20, 60); day < world.Last.DayNumber - world.First.DayNumber; day += own.Between(head ? 50 : 100, head ? 80 : 150))
            {
                At(DateOnly.FromDayNumber(world.First.DayNumber + day), own, async () =>
                {
                    var act = head ? own.Of([DutyAct.Deployed, DutyAct.LookedInto, DutyAct.Coordinated, DutyAct.Supervised]) : own.Of([DutyAct.Studied, DutyAct.Inspected]);
                    var occasion = act is DutyAct.Inspected or DutyAct.LookedInto ? DutyOccasion.Visit : DutyOccasion.Meeting;
                    var what = own.Of(Occasions).About(own.Of(unit.Themes));
                    var listed = await world.Dossiers.ListAsync(new() { Procedure = "responsibility", Units = [world.Unit(unit.Code)], Open = true, Take = 50 }, Actor.System, default);
                    var duty = own.Percent(70) && listed.Dossiers.OrderByDescending(d => d.OpenedAt).ThenBy(d => d.Title, StringComparer.Ordinal).Take(2).LastOrDefault() is ResponsibilityItem item ? new ListedDuty(item.Id, item.Number, item.Title) : null;
                    await world.OpenAsync(new LogDuty(world.Unit(unit.Code), act, occasion, world.Today, what, duty, occasion is DutyOccasion.Visit ? "现场检查记录一份" : "会议纪要一份", null), leader, own);
                });
            }
        }
    }

    private void PlanTalks()
    {
        var secretary = world.Plan.People.First(p => p.Duty == Duties.Leader && p.At == CountyPlan.Root);
        var discipline = world.Plan[CountyPlan.Discipline].With(Duties.SupervisionLeader).First();
        var heads = world.Plan.Towns.Concat(world.Plan.Departments).Select(u => u.With(Duties.Leader).FirstOrDefault()).OfType<PlannedPerson>().Where(p => p.Number != secretary.Number).ToList();
        for (var (day, number) = (40, 0); day < world.Last.DayNumber - world.First.DayNumber; day += 21, number++)
        {
            var by = chance.Of($"talk {day}");
            var (who, reminder) = (heads[number % heads.Count], number % 4 == 3);
            var interviewer = reminder ? discipline : secretary;
            var organ = world.Unit(reminder ? CountyPlan.Discipline : CountyPlan.Root);
            var plan = new PlanInterview(organ, world.Id(who), world.Id(interviewer), reminder ? InterviewKind.Reminder : InterviewKind.TopToTop, reminder ? InterviewTrigger.FirstSign : InterviewTrigger.Routine,
                reminder ? "日常监督中发现苗头性问题，及早提醒。" : "了解履行第一责任人职责和班子运行情况。", default, null);
            At(DateOnly.FromDayNumber(world.First.DayNumber + day), by, async () =>
            {
                var on = world.After(world.Today, by.Between(2, 5));
                if (await world.OpenAsync(plan with { On = on }, reminder ? interviewer : world.CountyOffice[0], by) is not { } id) return;
                At(on, by, () => TalkAsync(world, id, interviewer, who, by.Of(Points), by, undertakes: reminder || by.Percent(50), keeps: !reminder || number % 8 != 7));
            });
        }
    }

    private static async Task TalkAsync(World world, Guid id, PlannedPerson interviewer, PlannedPerson interviewee, string points, Chance by, bool undertakes, bool keeps)
    {
        var due = world.After(world.Today, 15);
        if (!await world.ActAsync(id, new RecordTalk(world.Today, points, by.Of(Replies), undertakes ? "一个月内完成整改并报告。" : null, undertakes ? due : null), interviewer)) return;

        Next(by.Between(1, 3), async () =>
        {
            if (by.Percent(12))
            {
                if (!await world.ActAsync(id, new ContestRecord("当时还说明了批复时间较晚，记录没有写。"), interviewee) || !await world.ActAsync(id, new AmendRecord(points, "补记：批复下达较晚，已按批复组织实施。"), interviewer)) return;
            }

            object confirm = undertakes ? new ConfirmRecord(by.Percent(40) ? "将逐项落实。" : null) : new ConfirmRecordOnly(by.Percent(40) ? "记录属实。" : null);
            if (!await world.ActAsync(id, confirm, interviewee) || !undertakes) return;

            if (keeps) Next(by.Between(6, 11), async () =>
            {
                if (await world.ActAsync(id, new Fulfil(1, "已完成整改，书面报告已报送。", null), interviewee)) Next(by.Between(1, 4), () => world.ActAsync(id, new CloseInterview("查看资料，情况属实。"), interviewer));
            });
            else world.On(world.After(due, 10), id.ToString(), by, async () =>
            {
                var decision = new DecideAdmonition(world.Id(interviewer), "县纪委常委会会议纪要（演示）", world.Today, "承诺期满后经催告仍未办理，也未说明原因。", world.Id(interviewer), world.After(world.Today, 5));
                if (interviewer.Duty == Duties.SupervisionLeader) await world.ActAsync(id, decision, interviewer);
            });
        });

        void Next(int days, Func<Task> step) => world.On(world.After(world.Today, days), id.ToString(), by, step);
    }

    private void At(DateOnly day, Chance by, Func<Task> step) => world.On(world.After(day < world.First ? world.First : day, 0), "leaders", by, step);
}
