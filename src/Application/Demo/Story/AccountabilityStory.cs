using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo.County;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.AnnualReports;
using Qinglian.Responsibilities.Checks;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Application.Demo.Story;

/// <summary>
/// How the county answers for what it undertook: annual reports reviewed each January, inquiries about late orders, decisions checked on the
/// spot, and the few files on accountability that come of it, each with another ending.
/// </summary>
internal sealed class AccountabilityStory(World world, Chance chance)
{
    private readonly Desk _desk = world.Services.GetRequiredService<Desk>();
    private readonly List<PlannedUnit> _units = [.. world.Plan.Departments.Concat(world.Plan.Towns)];
    private readonly UnitId _county = world.Unit(CountyPlan.Root);

    private PlannedPerson Secretary => At(Duties.Leader)[0];
    private IReadOnlyList<PlannedPerson> SupervisionLeaders => At(Duties.SupervisionLeader);
    private IReadOnlyList<PlannedPerson> Supervisors => At(Duties.Supervisor);

    private static readonly (string Title, string By, string Reference, DecisionKind Kind, string Text, (string Text, string Measure)[] Requirements)[] Decisions =
    [
        ("惠民惠农政策公开和补贴发放", "市委办公室", "演示市办〔2025〕11号", DecisionKind.Superior, "各地要全面公开惠民惠农政策，补贴资金及时足额发放到户。",
            [("公开惠民惠农政策清单", "公示栏和网站均可查到，与目录一致"), ("补贴名单张榜公示", "公示照片和日期齐全，公示不少于7日"), ("补贴资金按期到户", "银行回单日期不晚于规定日期"), ("设立咨询和投诉电话", "现场拨打有人接听并登记")]),
        ("优化营商环境若干措施", "县委", "演示清发〔2025〕4号", DecisionKind.Own, "窗口单位要压缩办理时限，一次性告知，杜绝体外循环。",
            [("公布办事清单和承诺时限", "窗口和网站公布内容一致"), ("一次性告知到位", "抽查10件有告知单"), ("承诺时限内办结", "抽查10件办结时间")]),
        ("老旧校舍安全整改项目", "县委常委会", "演示纪要〔2025〕7号", DecisionKind.Project, "列入清单的校舍须在开学前完成加固并通过验收。",
            [("开工建设", "施工许可和现场进度"), ("质量安全责任到人", "责任公示牌和检查记录"), ("按期验收", "验收报告")]),
        ("基层减负措施落实", "省委办公厅", "演示省办〔2026〕2号", DecisionKind.Superior, "精简文件会议和报表，清理“指尖上的负担”。",
            [("按目录报表，目录外报表停报", "抽查当月报表"), ("工作群和小程序清理", "清理台账和现场查看")]),
    ];

    public void Plan()
    {
        for (var i = 0; i < Decisions.Length; i++) PlanDecision(i, world.First.DayNumber + 150 + 140 * i);
        for (var year = world.First.Year + 1; year <= world.Last.Year; year++) PlanReports(year);
        On(world.Last.DayNumber - 16, "report under review", own => ReportAsync(_units[3], world.Last.Year, own, marks: 2, until: world.Last.DayNumber + 10));
        for (var day = 160; day <= 640; day += 95) On(world.First.DayNumber + day, $"inquiry {day}", InquiryAsync, alone: true);

        LeaveInquiry();

        File(210, "惠民资金拨付逾期未落实", Way.Notice);
        File(300, "校舍整改任务未按期开工", Way.Treated);
        File(370, "窗口搬迁方案先行实施造成办件中断", Way.Tolerated);
        File(430, "报送数据与实际不符", Way.Cancelled);
        File(500, "专项检查整改未完成即申请销号", Way.Silent);
        File(560, "环境整治任务延误", Way.NotPursued);
        File(694, "惠企资金兑现任务未落实", Way.Approving);
        File(690, "接待费用清理未落实", Way.Executing);
        File(712, "项目公开不到位", Way.Telling);
        File(722, "督查发现问题未整改", Way.Verifying);
    }

    private enum Way { Notice, Treated, Tolerated, Cancelled, Silent, NotPursued, Approving, Executing, Telling, Verifying }

    // Annual reports.

    private void PlanReports(int year)
    {
        var day = new DateOnly(year, 1, 6).DayNumber;
        for (var i = 0; i < 8; i++)
        {
            var unit = _units[(i * 5 + year) % _units.Count];
            var (marks, until, weak, covers) = (i == 6 ? 3 : 6, day + i + 40, i == 4, year - 1);
            On(day + i, $"report {year} {unit.Code}", own => ReportAsync(unit, covers, own, marks, until, weak));
        }
    }

    private async Task ReportAsync(PlannedUnit unit, int year, Chance own, int marks, int until, bool weak = false)
    {
        var head = unit.With(Duties.Leader).First();
        List<PlannedPerson> reviewers = [.. unit.With(Duties.Deputy, Duties.Office).Take(4), .. world.Plan[CountyPlan.Committee].With(Duties.Deputy).Take(3)];
        var due = world.After(world.Today, 7);
        if (await world.OpenAsync(new CallReport(world.Unit(unit.Code), world.Id(head), Capacity.Secretary, year, due, [.. reviewers.Select(world.Id)]), world.CountyOffice[0], own) is not { } id) return;

        Then(4, own, id, async () =>
        {
            await world.ActAsync(id, new HandInReport(
                $"全年召开专题会议研究全面从严治党工作，{unit.ShortName}承担的清单事项逐项分解到人，问题整改按月调度。", "按规定报告个人有关事项，未发现违反廉洁自律规定的情形。",
                "个别任务推进偏慢，对下级督促不够经常。", "建立按月通报和到期提醒制度，一季度末前完成遗留事项。", null), head);
            Then(2, own, id, async () =>
            {
                var closes = world.After(DateOnly.FromDayNumber(Math.Min(until, world.Today.DayNumber + 12)), 0);
                await world.ActAsync(id, new OpenReview(closes), world.CountyOffice[0]);
                for (var i = 0; i < Math.Min(marks, reviewers.Count); i++)
                {
                    var (reviewer, comment) = (reviewers[i], i == 1 ? "调研多，对基层困难的协调还可以更快。" : i == 3 && weak ? "三项整改一拖再拖，没有向上报告。" : null);
                    var slip = Marks(own.Of($"mark {i}"), weak, comment);
                    Then(own.Between(1, 5), own, id, () => world.ActAsync(id, slip, reviewer));
                }

                On(closes.DayNumber + 1, $"count {id}", _ => CountAsync(id, head, unit, weak && marks > 4, own));
            });
        });
    }

    private static GiveMarks Marks(Chance own, bool weak, string? comment)
    {
        Mark One() => weak ? own.Between(1, 10) switch { <= 4 => Mark.Mostly, <= 8 => Mark.Partly, _ => Mark.NotDone } : own.Between(1, 10) switch { <= 6 => Mark.Full, <= 8 => Mark.Mostly, 9 => Mark.Partly, _ => Mark.NotKnown };
        return new(One(), One(), One(), One(), One(), null, null, null, comment);
    }

    private async Task CountAsync(Guid id, PlannedPerson head, PlannedUnit unit, bool weak, Chance own)
    {
        if (!await world.ActAsync(id, new CloseReview(null), world.CountyOffice[0])) return;
        Then(2, own, id, async () =>
        {
            await world.ActAsync(id, new ReplyToResult(weak ? "接受评议意见，已对照问题制定措施，按月报告进展。" : "感谢评议，继续抓好落实。"), head);
            Then(3, own, id, async () =>
            {
                var report = (AnnualReport)(await world.Dossiers.FindAsync(id, Actor.System, default))!;
                if (!report.IsWeak) await world.ActAsync(id, new ConfirmResult(null), world.CountyOffice[0]);
                else if (weak) await world.ActAsync(id, new StartAccountabilityCheck(_county, $"{unit.ShortName}三项整改任务逾期未完成，未报告原因。", "评议结果低于设定等次，清单记录显示逾期属实，需要查明原因。"), SupervisionLeaders[0]);
                else await world.ActAsync(id, new DeclineAccountabilityCheck("清单记录显示任务均按期办结，以约谈提醒处理。"), SupervisionLeaders[0]);
            });
        });
    }

    // Inquiries.

    private async Task InquiryAsync(Chance own)
    {
        var late = await world.Dossiers.ListAsync(new() { Procedure = "work-order", Open = true, DueUntil = DateOnly.FromDayNumber(world.Today.DayNumber - 4), Order = DossierOrder.Due, Take = 40 }, Actor.System, default);
        if (late.Dossiers.OfType<Item>().OrderBy(i => i.Due).ThenBy(i => i.Title, StringComparer.Ordinal).ThenBy(i => i.Unit.Value).FirstOrDefault(i => i.Assignee is { } who && world.Person(who) is { } p && p.At != CountyPlan.Root && p.Duty != Duties.Leader && !i.Title.StartsWith("质询后续", StringComparison.Ordinal)) is not { } order) return;

        var (person, unit, organiser) = (world.Person(order.Assignee!.Value)!, world.Unit(order.Unit), Supervisors[0]);
        List<PlannedPerson> panel = [.. world.Plan[CountyPlan.Committee].With(Duties.Deputy).Take(3), .. unit.With(Duties.Leader, Duties.Office), .. _units.First(u => u.Code != unit.Code).With(Duties.Leader, Duties.Deputy).Take(3)];
        panel = [.. panel.Where(p => p.Number != person.Number).Take(6)];
        var session = world.After(world.Today, 8);
        var call = new CallInquiry(order.Unit, order.Assignee.Value, [new(order.Id, order.Number, order.Title, order.Due, Words.Of(order.State).Zh)], "工单逾期，两次报告进展均未说明原因。", session, "县委二楼会议室", [.. panel.Select(world.Id)]);
        if (await world.OpenAsync(call, organiser, own) is not { } id) return;

        await world.ActAsync(id, new AskQuestion("工单下达后安排了哪些具体工作，由谁负责？"), organiser);
        await world.ActAsync(id, new AskQuestion("逾期的原因是什么，是否申请过延期或者协助？"), panel[0]);
        Then(2, own, id, async () =>
        {
            await world.ActAsync(id, new SendQuestions(null), organiser);
            Then(3, own, id, async () =>
            {
                await world.ActAsync(id, new AnswerQuestion(1, "安排专人逐户核对，目前完成七成。", null), person);
                await world.ActAsync(id, new AnswerQuestion(2, "人员调整后交接不及时，没有申请延期，责任在我。", null), person);
            });
            On(session.DayNumber, $"session {id}", _ => SessionAsync(id, person, organiser, panel, order.Title, own));
        });
    }

    private async Task SessionAsync(Guid id, PlannedPerson person, PlannedPerson organiser, List<PlannedPerson> panel, string title, Chance own)
    {
        if (!await world.ActAsync(id, new OpenSession("答复人和参加评议人员全部到会。"), organiser)) return;
        await world.ActAsync(id, new AskAloud(world.Id(panel[1]), "何时能够完成？", "本月底前完成，并按周报告。"), organiser);
        foreach (var member in panel)
        {
            await world.ActAsync(id, new GiveVote(own.Percent(70) ? Judgement.Yes : Judgement.Partly, own.Percent(60) ? Judgement.Yes : Judgement.Partly, own.Percent(80) ? Judgement.Yes : Judgement.No, null), member);
        }

        Then(1, own, id, async () =>
        {
            await world.ActAsync(id, new CloseSession("答复人逐项作答，对逾期原因作了说明。", null), organiser);
            var due = world.After(world.Today, 15);
            if (await world.ActAsync(id, new SetFollowUp($"完成“{title}”并按周报告进展", world.Id(person), due), organiser)) await FollowAsync(person, organiser, due, own);
            await world.ActAsync(id, new RemarkOnVote("接受评议，抓紧落实。"), person);
            Then(2, own, id, () => world.ActAsync(id, new CloseInquiry(null), organiser));
        });
    }

    private async Task FollowAsync(PlannedPerson person, PlannedPerson organiser, DateOnly due, Chance own)
    {
        var orders = await world.Dossiers.ListAsync(new() { Procedure = "work-order", Assignee = world.Id(person), Open = true, Take = 50 }, Actor.System, default);
        if (orders.Dossiers.OfType<Item>().Where(i => i.Title.StartsWith("质询后续", StringComparison.Ordinal)).MaxBy(i => i.OpenedAt) is not { } order) return;
        new ItemStory(world, order.Id, world.Unit(order.Unit), organiser, person, world.Today, due, true, false, own.Of("follow-up")).Begin();
    }

    /// <summary>An inquiry whose session is today or was on the last working day: the questions are there and nobody has answered yet.</summary>
    private void LeaveInquiry()
    {
        var unit = world.Plan[CountyUnits.Code("CZJ")];
        var (head, deputy, organiser) = (unit.With(Duties.Leader).First(), unit.With(Duties.Deputy).First(), Supervisors[0]);
        var session = DateOnly.FromDayNumber(world.Last.DayNumber + 1);
        while (!world.Calendar.IsWorkingDay(session)) session = DateOnly.FromDayNumber(session.DayNumber - 1);
        var call = world.Last.DayNumber - 3;
        while (!world.Calendar.IsWorkingDay(DateOnly.FromDayNumber(call)) || world.After(DateOnly.FromDayNumber(call), 5) > session) call--;

        On(call - 32, "order left late", async own =>
        {
            var due = world.After(world.Today, 8);
            if (await world.OpenAsync(new GiveOrder(world.Unit(unit.Code), "核对惠民资金一卡通发放名册", "逐户核对姓名、账号和金额，差错逐笔更正并附名册。", world.Id(deputy), due), head, own) is not { } order) return;

            Then(1, own, order, () => world.ActAsync(order, new AcceptItem(null), deputy));
            Then(2, own, order, () => world.ActAsync(order, new StartWork("抽调人员分乡镇核对。"), deputy));
            On(due.DayNumber + 5, $"late {order} 1", _ => world.ActAsync(order, new ReportProgress("已核对四个乡镇，其余正在进行。"), deputy));
            On(due.DayNumber + 11, $"late {order} 2", _ => world.ActAsync(order, new ReportProgress("仍有三个乡镇未完成，尚不能确定完成时间。"), deputy));
            On(call, $"called {order}", async calls =>
            {
                List<PlannedPerson> panel = [.. world.Plan[CountyPlan.Committee].With(Duties.Deputy).Take(3), head, unit.With(Duties.Office).First(), world.Plan.Towns.First().With(Duties.Leader).First()];
                var form = new CallInquiry(world.Unit(unit.Code), world.Id(deputy), [new(order, (await world.Dossiers.FindAsync(order, Actor.System, default))!.Number, "核对惠民资金一卡通发放名册", due, Words.Of(ItemState.InProgress).Zh)],
                    "工单逾期，两次报告进展均未说明原因和完成时间。", session, "县纪委监委会议室", [.. panel.Select(world.Id)]);
                if (await world.OpenAsync(form, organiser, calls) is not { } id) return;

                await world.ActAsync(id, new AskQuestion("工单下达后安排了哪些具体工作，由谁负责？"), organiser);
                await world.ActAsync(id, new AskQuestion("逾期的原因是什么，何时能够完成？"), panel[0]);
                Then(1, calls, id, () => world.ActAsync(id, new SendQuestions(null), organiser));
            });
        });
    }

    // Decisions and checks.

    private void PlanDecision(int number, int day) => On(day, $"decision {number}", async own =>
    {
        var (title, by, reference, kind, text, requirements) = Decisions[number];
        var follower = Supervisors[0];
        if (await world.OpenAsync(new RegisterDecision(_county, title, kind, by, reference, text), follower, own) is not { } id) return;

        foreach (var (requirement, measure) in requirements) await world.ActAsync(id, new AddRequirement(requirement, measure, world.After(world.Today, 60)), follower);
        await world.ActAsync(id, new PutInForce(null), follower);
        for (var i = 0; i < 7; i++)
        {
            var unit = i % 3 == 0 ? own.Of(_units) : world.Plan.Towns.ElementAt((number * 3 + i) % world.Plan.Towns.Count());
            var chanceOfCheck = own.Of($"check {i}");
            On(world.Today.DayNumber + 25 + i * 17, $"check {id} {i}", _ => CheckAsync(id, unit, requirements.Length, chanceOfCheck));
        }
    });

    private async Task CheckAsync(Guid decision, PlannedUnit unit, int requirements, Chance own)
    {
        var checker = Supervisors[own.Between(0, Supervisors.Count - 1)];
        var on = world.After(world.Today, own.Between(3, 6));
        if (!await world.ActAsync(decision, new PlanCheck(world.Unit(unit.Code), on, world.Id(checker)), Supervisors[0])) return;

        On(on.DayNumber, $"look {decision} {unit.Code} {on}", async _ =>
        {
            var planned = await world.Dossiers.ListAsync(new() { Procedure = "field-check", Parent = decision, States = [nameof(CheckState.Planned)] }, Actor.System, default);
            if (planned.Dossiers.OfType<FieldCheck>().FirstOrDefault(c => c.On == on && c.Unit == world.Unit(unit.Code)) is not { } check) return;

            for (var number = 1; number <= requirements; number++)
            {
                var finding = own.Between(1, 20) switch { <= 13 => Finding.Done, <= 16 => Finding.Partly, <= 19 => Finding.NotDone, _ => Finding.Altered };
                var evidence = finding switch { Finding.Done => "现场查看并核对记录，与要求一致。", Finding.Partly => "抽查10件，6件符合要求。", Finding.NotDone => "现场未见，无相关记录。", Finding.Altered => "以开会传达代替实际办理。" };
                await world.ActAsync(check.Id, new RecordFinding(number, finding, evidence, null), checker);
            }

            await world.ActAsync(check.Id, new SendFindings(null), checker);
            Then(own.Between(2, 4), own, check.Id, async () =>
            {
                await world.ActAsync(check.Id, new ReplyToFindings("督查结果属实，未落实事项已安排补办。", null), unit.With(Duties.Leader).First());
                Then(2, own, check.Id, () => world.ActAsync(check.Id, new ConfirmCheck("依据充分，同意。", world.After(world.Today, 20)), SupervisionLeaders[own.Between(0, SupervisionLeaders.Count - 1)]));
            });
        });
    }

    // Files on accountability.

    private void File(int day, string title, Way way) => On(world.First.DayNumber + day, title, async own =>
    {
        var unit = own.Of(_units);
        var concerned = way is Way.Treated or Way.Notice ? unit.With(Duties.Leader).First() : unit.With(Duties.Deputy).First();
        var handler = Supervisors[0];
        var open = new OpenAccountability(_county, title, SubjectKind.Person, world.Unit(unit.Code), world.Id(concerned), $"{title}：要求已书面下达，期限届满三个月仍未落实，也未报告原因。", "督查和清单记录反映，经集体研究同意启动核查。");
        if (await world.OpenAsync(open, handler, own) is not { } id || way is Way.Verifying) return;

        Then(6, own, id, async () =>
        {
            await world.ActAsync(id, new VerifyCause("收到任务后未作具体安排，人员和经费均已到位。", "工单记录、会议记录和三人谈话记录。", null), handler);
            if (way is Way.NotPursued)
            {
                Then(3, own, id, () => world.ActAsync(id, new EndWithout("查明原因为上级项目调整，并非履责不力，已协调解决。"), SupervisionLeaders[0]));
                return;
            }

            await world.ActAsync(id, Proposed(way), handler);
            Then(2, own, id, async () =>
            {
                await world.ActAsync(id, new TellPerson("告知核查事实、依据和拟作处理，可以陈述申辩并提交证据。"), handler);
                if (way is Way.Silent) On(world.After(world.Today, 11).DayNumber, $"lapse {id}", async _ => { if (await _desk.LapseAsync(id, default)) await WeighAsync(id, way, own); });
                else if (way is not Way.Telling) Then(5, own, id, () => HearAsync(id, concerned, way, own));
            });
        });
    });

    private static ProposeTreatment Proposed(Way way) => way switch
    {
        Way.Treated => new(Degree.Main, Treatment.Organisational, OrganisationalMeasure.ChangeOfPost, Decider.PartyOrganisation, "任务重大，长期不抓不管，影响恶劣。", "问责条例第六条、第七条"),
        Way.Executing or Way.Silent => new(Degree.Important, Treatment.Admonition, null, Decider.Commission, "分管领域多次逾期，督促后仍无进展。", "问责条例第六条、第七条"),
        _ => new(Degree.Main, Treatment.Notice, null, Decider.Commission, "未按期落实，事后积极补救。", "问责条例第六条、第七条"),
    };

    private async Task HearAsync(Guid id, PlannedPerson concerned, Way way, Chance own)
    {
        if (await world.ActAsync(id, new GiveStatement("当时人员紧张，但没有及时报告，责任在我；已在补办。", null), concerned)) await WeighAsync(id, way, own);
    }

    private Task WeighAsync(Guid id, Way way, Chance own)
    {
        Then(3, own, id, async () =>
        {
            var tolerated = way is Way.Tolerated;
            await world.ActAsync(id, new CheckTolerance(false, false, false, tolerated ? Tolerance.Full : Tolerance.None, tolerated ? "经集体研究先行先试，未谋私利，及时补救，损失有限。" : "不存在不可抗力和先行先试情形。"), Supervisors[1]);
            if (tolerated)
            {
                Then(2, own, id, () => world.ActAsync(id, new EndAsTolerated("符合容错条件，不予问责，指导完善方案。"), SupervisionLeaders[0]));
                return;
            }

            await world.ActAsync(id, new SubmitForDecision("本人陈述的客观情况已核实，不足以免责，已在处理方式中考虑。"), Supervisors[0]);
            Then(2, own, id, () => DecideAsync(id, way, own));
        });
        return Task.CompletedTask;
    }

    private async Task DecideAsync(Guid id, Way way, Chance own)
    {
        var number = $"演示清问〔{world.Today.Year}〕{own.Between(1, 30)}号";

        // The one who may still decide is the head of the commission, whom a visitor can play.
        if (way is Way.Approving)
        {
            await world.ActAsync(id, new ApproveFirst("事实清楚，程序完备，拟同意，请审定。"), SupervisionLeaders[1]);
            return;
        }

        await world.ActAsync(id, new ApproveFirst("事实清楚，程序完备，同意。"), SupervisionLeaders[0]);
        Then(2, own, id, async () =>
        {
            if (way is Way.Treated) await world.ActAsync(id, new DecideTreatment(number, "县委常委会会议研究决定。", null), Secretary);
            else await world.ActAsync(id, new DecideAccountability(number, "县纪委常委会会议研究决定。", null), SupervisionLeaders[1]);
            if (way is Way.Cancelled) Then(6, own, id, () => AppealAsync(id, own));
            else Then(4, own, id, () => CarryOutAsync(id, way, own));
        });
    }

    private async Task AppealAsync(Guid id, Chance own)
    {
        var file = (AccountabilityFile)(await world.Dossiers.FindAsync(id, Actor.System, default))!;
        await world.ActAsync(id, new FileAppeal("数据由上级平台自动生成，并非本单位填报。", null), world.Person(file.Concerned)!);
        Then(8, own, id, async () =>
        {
            await world.ActAsync(id, new ExamineAppeal("平台日志证实数据由系统生成，原认定事实有误。"), Supervisors[2]);
            Then(3, own, id, () => world.ActAsync(id, new CancelDecision("原认定事实不成立。", "更正通报，撤出档案材料，书面告知本人和所在单位。"), Secretary));
        });
    }

    private async Task CarryOutAsync(Guid id, Way way, Chance own)
    {
        var handler = Supervisors[0];
        if (way is Way.Treated) await world.ActAsync(id, new CarryOutTreatment(world.Today, "职务已调整，工资待遇相应变更。", null), handler);
        await world.ActAsync(id, new RecordStep(ExecutionStep.Announced, world.Today, "在所在单位党组织会议上宣布。", null), handler);
        await world.ActAsync(id, new RecordStep(ExecutionStep.OrganisationTold, world.Today, "已函告县委组织部。", null), handler);
        if (way is Way.Executing) return;

        Then(6, own, id, async () =>
        {
            foreach (var (step, text) in ((ExecutionStep, string)[])[(ExecutionStep.Filed, "决定材料归入本人档案。"), (ExecutionStep.Reported, "执行情况报市纪委。"), (ExecutionStep.SelfCriticism, "本人提交书面检查，并在民主生活会上作检讨。")])
            {
                await world.ActAsync(id, new RecordStep(step, world.Today, text, null), handler);
            }

            await world.ActAsync(id, new FinishExecution(null), handler);
            On(world.Today.DayNumber + 40, $"closed {id}", _ => _desk.LapseAsync(id, default));
        });
    }

    private List<PlannedPerson> At(Duty duty) => [.. world.Plan.People.Where(p => p.Duty == duty && p.At == CountyPlan.Root)];

    private void On(int day, string key, Func<Chance, Task> step, bool alone = false)
    {
        var own = chance.Of(key);
        var on = DateOnly.FromDayNumber(day);
        if (on >= world.First) world.On(world.Calendar.IsWorkingDay(on) ? on : world.Calendar.NextWorkingDay(on), key, own, () => step(own), alone);
    }

    private void Then(int workingDays, Chance own, Guid id, Func<Task> step) => world.On(world.After(world.Today, workingDays), id.ToString(), own, step);
}
