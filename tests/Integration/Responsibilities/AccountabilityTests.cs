using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R22: four parts, the person's statement, tolerance, two people, execution to the end, review by others.</summary>
public sealed class AccountabilityTests
{
    private static readonly ProposeTreatment Notice = new(Degree.Main, Treatment.Notice, null, Decider.Commission, "任务逾期三个月，未报告。", "问责条例第六条");
    private static readonly CheckTolerance NotTolerated = new(false, false, false, Tolerance.None, "无不可抗力，未按程序报告。");

    [Fact]
    public async Task A_file_goes_from_the_matter_to_the_end_of_its_execution()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.DecidedAsync(Notice);
        Assert.Equal((AccountabilityState.Executing, County.Day("2026-04-02")), (file.State, file.AppealUntil!.Value));

        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new FinishExecution(null), scene.Handler));
        foreach (var step in Enum.GetValues<ExecutionStep>()) file = await scene.ActAsync(file, new RecordStep(step, scene.County.Today, "已办理", null), scene.Handler);
        file = await scene.ActAsync(file, new FinishExecution(null), scene.Handler);
        Assert.Equal((AccountabilityState.Executed, 1L, 1L), (file.State, await scene.County.FactsAsync("accountability-decided"), await scene.County.FactsAsync("accountability-carried-out")));

        scene.County.GoTo("2026-04-03");
        Assert.True(await scene.County.Desk.LapseAsync(file.Id, default));
        Assert.Equal(AccountabilityState.Closed, (await scene.County.ReadAsync<AccountabilityFile>(file.Id)).State);
    }

    [Fact]
    public async Task Nothing_is_told_before_all_four_parts_are_there()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.OpenedAsync();

        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new TellPerson("x"), scene.Handler));
        file = await scene.ActAsync(file, Scene.Cause, scene.Handler);
        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new TellPerson("x"), scene.Handler));
        file = await scene.ActAsync(file, Notice, scene.Handler);
        file = await scene.ActAsync(file, new TellPerson("告知"), scene.Handler);

        Assert.Equal((AccountabilityState.Hearing, Treatment.Notice), (file.State, file.ToldTreatment!.Value));
    }

    [Fact]
    public async Task Without_the_persons_statement_nothing_is_submitted_and_the_refusal_names_the_article()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ToldAsync(Notice);

        var refusal = Assert.IsType<NotYet>(await scene.County.TryAsync(file, new SubmitForDecision("x"), scene.Handler));

        Assert.Equal(AccountabilityRules.Hearing, refusal.Basis);
        Assert.Contains("陈述", refusal.Words.Zh, StringComparison.Ordinal);
        Assert.Equal(1, await scene.County.AskAsync<long>("select count(*) from ledger_line where kind = 'Refusal' and action = 'SubmitForDecision'"));
    }

    [Fact]
    public async Task A_statement_not_made_in_time_is_a_waiver_on_record_and_a_late_one_is_still_heard()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ToldAsync(Notice);
        scene.County.GoTo("2026-03-17");
        Assert.True(await scene.County.Desk.LapseAsync(file.Id, default));
        file = await scene.County.ReadAsync<AccountabilityFile>(file.Id);

        Assert.Contains("视为放弃", file.Waived!.Zh, StringComparison.Ordinal);
        Assert.Equal(1, await scene.County.AskAsync<long>("select count(*) from ledger_line where action = 'Lapse'"));
        file = await scene.ActAsync(file, new AddToStatement("当时在外学习。", null), scene.Concerned);
        Assert.Equal((null, "期满后提交"), (file.Waived, file.Statement!.How.Zh));
        file = await scene.ActAsync(file, NotTolerated, scene.Second);
        Assert.Equal(AccountabilityState.FirstApproval, (await scene.ActAsync(file, new SubmitForDecision("学习期间由副职负责，不影响认定。"), scene.Handler)).State);
    }

    [Fact]
    public async Task Nothing_is_submitted_before_tolerance_is_checked_by_somebody_else()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.HeardAsync(Notice);

        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new SubmitForDecision("x"), scene.Handler));
        Assert.IsType<NeedsAnotherPerson>(await scene.County.TryAsync(file, NotTolerated, scene.Handler));
        Assert.IsType<Unfit>(await scene.County.TryAsync(file, NotTolerated with { Gain = true, Result = Tolerance.Full }, scene.Second));
        file = await scene.ActAsync(file, NotTolerated with { Result = Tolerance.Full, Reasons = "先行先试，按程序决策。" }, scene.Second);
        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new SubmitForDecision("x"), scene.Handler));
        file = await scene.ActAsync(file, new EndAsTolerated("符合容错条件"), scene.FirstApprover);

        Assert.Equal((AccountabilityState.NotPursued, 0L), (file.State, await scene.County.AskAsync<long>("select count(*) from fact where person is not null")));
    }

    [Fact]
    public async Task Another_module_answers_on_tolerance_through_the_kernel()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.HeardAsync(Notice);
        var answer = new AnswerTolerance(Tolerance.Partial, "部分符合条件", Guid.NewGuid());

        Assert.IsType<NotYourPart>(await scene.County.TryAsync(file, answer, scene.Handler));
        file = await scene.ActAsync(file, answer, Actor.System);

        Assert.Equal((Tolerance.Partial, answer.Determination), (file.Tolerance!.Result, file.Tolerance.Determination!.Value));
        Assert.IsType<NotYet>(await scene.County.TryAsync(file, NotTolerated, scene.Second));
    }

    [Fact]
    public async Task Two_different_people_approve_and_neither_of_them_handled_it()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.SubmittedAsync(Notice with { Decider = Decider.PartyOrganisation });

        Assert.IsType<NotYourPart>(await scene.County.TryAsync(file, new ApproveFirst("同意"), scene.Handler));
        file = await scene.ActAsync(file, new ApproveFirst("同意"), scene.FirstApprover);
        Assert.IsType<NotYourPart>(await scene.County.TryAsync(file, new DecideAccountability("清问〔2026〕1号", "常委会研究", null), scene.FirstApprover));
        file = await scene.ActAsync(file, new DecideAccountability("清问〔2026〕1号", "常委会研究", null), scene.County.CountyLeader);

        Assert.Equal(AccountabilityState.Executing, file.State);
    }

    [Fact]
    public async Task Where_the_commission_decides_its_second_approver_is_not_the_first()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.SubmittedAsync(Notice), new ApproveFirst("同意"), scene.FirstApprover);

        Assert.IsType<NeedsAnotherPerson>(await scene.County.TryAsync(file, new DecideAccountability("清纪问〔2026〕1号", "会议研究", null), scene.FirstApprover));
        Assert.IsType<NotYourPart>(await scene.County.TryAsync(file, new DecideAccountability("清纪问〔2026〕1号", "会议研究", null), scene.County.CountyLeader));
        Assert.Equal(AccountabilityState.Executing, (await scene.ActAsync(file, new DecideAccountability("清纪问〔2026〕1号", "会议研究", null), scene.SecondApprover)).State);
    }

    [Fact]
    public async Task The_commission_proposes_what_only_the_party_organisation_may_decide()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.OpenedAsync();
        var removal = new ProposeTreatment(Degree.Main, Treatment.Organisational, OrganisationalMeasure.Removal, Decider.Commission, "x", "x");

        Assert.Equal((nameof(ProposeTreatment.Decider), AccountabilityRules.Deciders), Of(await scene.County.TryAsync(file, removal, scene.Handler)));
        Assert.Equal((nameof(ProposeTreatment.Measure), AccountabilityRules.Kinds), Of(await scene.County.TryAsync(file, removal with { Decider = Decider.PartyOrganisation, Measure = null }, scene.Handler)));
        Assert.Equal((nameof(ProposeTreatment.Treatment), AccountabilityRules.Kinds), Of(await scene.County.TryAsync(file, removal with { Treatment = Treatment.Reorganisation, Measure = null }, scene.Handler)));
        Assert.Equal((nameof(ProposeTreatment.Degree), AccountabilityRules.Degrees), Of(await scene.County.TryAsync(file, Notice with { Degree = Degree.Full }, scene.Handler)));
        Assert.Null(await scene.County.TryAsync(file, Notice with { Treatment = Treatment.Admonition }, scene.Handler));
        Assert.Null(await scene.County.TryAsync(file, removal with { Decider = Decider.PartyOrganisation }, scene.Handler));

        static (string?, Citation?) Of(Refusal? refusal) => (refusal!.Field, refusal.Basis);
    }

    [Fact]
    public async Task Organisational_treatment_is_carried_out_within_a_month()
    {
        await using var scene = await Scene.OnAsync();
        var proposal = new ProposeTreatment(Degree.Main, Treatment.Organisational, OrganisationalMeasure.ChangeOfPost, Decider.PartyOrganisation, "x", "x");
        var file = await scene.ActAsync(await scene.SubmittedAsync(proposal), new ApproveFirst("同意"), scene.FirstApprover);
        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new DecideAccountability("清问〔2026〕2号", "常委会研究", null), scene.County.CountyLeader));

        file = await scene.ActAsync(file, new DecideTreatment("清问〔2026〕2号", "常委会研究", null), scene.County.CountyLeader);

        Assert.Equal((AccountabilityState.Treating, County.Day("2026-04-02")), (file.State, file.DueOn!.Value));
        Assert.Equal(AccountabilityRules.Execution, scene.County.Book.Of(file)[file.StateName].Limit!.Basis);
        file = await scene.ActAsync(file, new CarryOutTreatment(scene.County.Today, "已免去现职，另行安排。", null), scene.Handler);
        Assert.Equal(AccountabilityState.Executing, file.State);
    }

    [Fact]
    public async Task Nothing_heavier_is_decided_than_the_person_was_told_of()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.HeardAsync(Notice), NotTolerated, scene.Second);
        file = await scene.ActAsync(file, Notice with { Treatment = Treatment.Admonition }, scene.Handler);

        Assert.Equal(AccountabilityRules.Hearing, Assert.IsType<Unfit>(await scene.County.TryAsync(file, new SubmitForDecision("x"), scene.Handler)).Basis);
        file = await scene.ActAsync(file, new TellPerson("拟予诫勉"), scene.Handler);
        Assert.Equal((AccountabilityState.Hearing, null), (file.State, file.Statement));
        file = await scene.ActAsync(file, new WaiveStatement(null), scene.Concerned);
        Assert.Equal(AccountabilityState.FirstApproval, (await scene.ActAsync(file, new SubmitForDecision("无新的陈述"), scene.Handler)).State);
    }

    [Fact]
    public async Task The_person_sees_nothing_before_being_told_and_everything_after()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.OpenedAsync();

        // Not even with a duty that covers the deciding unit: the desk, the lists and the database say the same.
        Assert.True(scene.Concerned.Scope.Contains(County.Whole));
        Assert.Null(await scene.County.Dossiers.FindAsync(file.Id, scene.Concerned, default));
        Assert.Empty((await scene.County.Dossiers.ListAsync(new() { Procedure = "accountability" }, scene.Concerned, default)).Dossiers);
        await Assert.ThrowsAsync<NotFoundException>(() => scene.County.TryAsync(file, new EndWithout("x"), scene.Concerned));

        file = await scene.ActAsync(await scene.ActAsync(await scene.ActAsync(file, Scene.Cause, scene.Handler), Notice, scene.Handler), new TellPerson("告知"), scene.Handler);
        Assert.NotNull(await scene.County.Dossiers.FindAsync(file.Id, scene.Concerned, default));
        Assert.Single((await scene.County.Dossiers.ListAsync(new() { Procedure = "accountability" }, scene.Concerned, default)).Dossiers);
    }

    [Fact]
    public async Task The_person_has_no_deciding_part_and_cannot_bar_those_who_have()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.HeardAsync(Notice);

        Assert.IsType<NotYourPart>(await scene.County.TryAsync(file, new EndWithout("x"), scene.Concerned));
        Assert.IsType<NotFromHere>(await scene.County.TryAsync(file, new RecusePerson(scene.FirstApprover.Id, "x"), scene.Concerned));
        Assert.DoesNotContain(scene.County.Desk.OpenTo(file, scene.Concerned), m => m.Action == typeof(RecusePerson));
    }

    [Fact]
    public async Task Whoever_is_recused_never_sees_the_file_even_as_the_person_concerned()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.ActAsync(await scene.OpenedAsync(), Scene.Cause, scene.Handler), Notice, scene.Handler);
        file = await scene.ActAsync(file, new RecusePerson(scene.Concerned.Id, "涉及尚未公开的线索"), scene.Handler);
        file = await scene.ActAsync(file, new RecusePerson(scene.SecondApprover.Id, "配偶为当事人"), scene.Handler);

        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new TellPerson("告知"), scene.Handler));
        Assert.Null(await scene.County.Dossiers.FindAsync(file.Id, scene.Concerned, default));
        Assert.Null(await scene.County.Dossiers.FindAsync(file.Id, scene.SecondApprover, default));

        file = await scene.ActAsync(file, new HandOverOnPaper("清河县纪委监委案管室", "清纪移〔2026〕3号", scene.County.Today, null), scene.FirstApprover);
        Assert.Equal((AccountabilityState.HandedOver, 1L, 0L), (file.State, await scene.County.FactsAsync("accountability-handed-over"), await scene.County.AskAsync<long>("select count(*) from fact where person is not null")));
        Assert.Null(await scene.County.Dossiers.FindAsync(file.Id, scene.Concerned, default));
    }

    [Fact]
    public async Task A_lead_that_nobody_receives_is_refused_and_nothing_has_changed()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.OpenedAsync(), Scene.Cause, scene.Handler);
        if (scene.County.Book.ReceiverOf(typeof(LeadFound)) is not null) return;

        Assert.IsType<NobodyReceives>(await scene.County.TryAsync(file, new ReferAsLead(County.Whole, "涉嫌截留资金"), scene.FirstApprover));
        Assert.Equal(AccountabilityState.Verifying, (await scene.County.ReadAsync<AccountabilityFile>(file.Id)).State);
    }

    [Fact]
    public async Task Punishment_is_not_decided_here_but_handed_over()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.OpenedAsync(), Scene.Cause, scene.Handler);
        file = await scene.ActAsync(file, Notice with { Treatment = Treatment.Discipline, Decider = Decider.PartyOrganisation }, scene.Handler);

        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new TellPerson("x"), scene.Handler));
    }

    [Fact]
    public async Task An_appeal_is_examined_and_decided_by_people_who_had_no_part_and_makes_nothing_heavier()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.DecidedAsync(Notice with { Treatment = Treatment.Admonition }), new FileAppeal("处理过重", null), scene.Concerned);

        Assert.IsType<NeedsAnotherPerson>(await scene.County.TryAsync(file, new ExamineAppeal("x"), scene.Handler));
        Assert.IsType<NeedsAnotherPerson>(await scene.County.TryAsync(file, new ExamineAppeal("x"), scene.FirstApprover));
        Assert.IsType<NotYourPart>(await scene.County.TryAsync(file, new ExamineAppeal("x"), scene.Concerned));
        file = await scene.ActAsync(file, new ExamineAppeal("事实清楚，情节较轻。"), scene.Reviewer);
        Assert.IsType<NeedsAnotherPerson>(await scene.County.TryAsync(file, new UpholdDecision("x"), scene.Reviewer));
        Assert.IsType<Unfit>(await scene.County.TryAsync(file, new LightenDecision(Treatment.Organisational, "x"), scene.County.CountyLeader));

        // Execution goes on meanwhile.
        file = await scene.ActAsync(file, new RecordStep(ExecutionStep.Announced, scene.County.Today, "已宣布", null), scene.Handler);
        file = await scene.ActAsync(file, new LightenDecision(Treatment.Notice, "情节较轻"), scene.County.CountyLeader);

        Assert.Equal((AccountabilityState.Executing, Treatment.Notice, 1L), (file.State, file.Decision!.Treatment, await scene.County.FactsAsync("accountability-corrected")));
        Assert.IsType<NotYet>(await scene.County.TryAsync(file, new FileAppeal("再次", null), scene.Concerned));
    }

    [Fact]
    public async Task A_wrong_decision_is_cancelled_with_what_is_put_right()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.ActAsync(await scene.DecidedAsync(Notice), new FileAppeal("当时不分管", null), scene.Concerned);
        file = await scene.ActAsync(file, new ExamineAppeal("分工文件证实不分管。"), scene.Reviewer);

        file = await scene.ActAsync(file, new CancelDecision("责任主体有误", "更正通报，撤出档案材料。"), scene.County.CountyLeader);

        Assert.Equal((AccountabilityState.Cancelled, "撤销原决定"), (file.State, file.Appeal!.Result));
    }

    [Fact]
    public async Task An_appeal_after_its_time_is_refused()
    {
        await using var scene = await Scene.OnAsync();
        var file = await scene.DecidedAsync(Notice);
        scene.County.GoTo("2026-04-03");

        Assert.IsType<Unfit>(await scene.County.TryAsync(file, new FileAppeal("x", null), scene.Concerned));
    }

    [Fact]
    public async Task Nobody_opens_a_file_on_themselves_or_on_a_unit_above()
    {
        await using var scene = await Scene.OnAsync();
        var form = Scene.Form(scene);

        Assert.Equal("Concerned", Assert.IsType<Unfit>(await scene.County.TryOpenAsync(form with { Concerned = scene.Handler.Id }, scene.Handler)).Field);
        Assert.Equal("Deciding", Assert.IsType<Unfit>(await scene.County.TryOpenAsync(form with { Deciding = County.Bureau, ConcernedUnit = County.Whole }, scene.Handler)).Field);
    }

    /// <summary>The county with enough people to keep every part apart; the person concerned is a deputy of the very body that decides.</summary>
    private sealed class Scene(County county) : IAsyncDisposable
    {
        public static readonly VerifyCause Cause = new("收到任务后未作安排，也未报告困难。", "工单记录、会议记录、谈话记录。", null);

        public County County => county;
        public Actor Handler => county.Supervisor;
        public Actor FirstApprover => county.SupervisionLeader;
        public Actor Second { get; } = county.Person("另一名监督人员", County.Whole, Reach.Below, Duties.Supervisor);
        public Actor SecondApprover { get; } = county.Person("另一名纪检监察负责人", County.Whole, Reach.Below, Duties.SupervisionLeader);
        public Actor Reviewer { get; } = county.Person("复核人员", County.Whole, Reach.Below, Duties.Supervisor);
        public Actor Concerned { get; } = county.Person("县委班子成员", County.Whole, Reach.Below, Duties.Deputy, Duties.Leader);

        public static async Task<Scene> OnAsync() => new(await County.OnAsync("2026-03-02"));

        public static OpenAccountability Form(Scene scene) =>
            new(County.Whole, "校舍安全整改未落实", SubjectKind.Person, County.Bureau, scene.Concerned.Id, "2025年9月底前应完成的校舍安全整改，至今三所学校未开工。", "督查发现");

        public Task<AccountabilityFile> OpenedAsync() => county.OpenAsync(Form(this), Handler);
        public Task<AccountabilityFile> ActAsync(AccountabilityFile file, object action, Actor by) => county.ActAsync(file, action, by);

        public async Task<AccountabilityFile> ToldAsync(ProposeTreatment proposal) =>
            await ActAsync(await ActAsync(await ActAsync(await OpenedAsync(), Cause, Handler), proposal, Handler), new TellPerson("告知事实、依据和拟作处理。"), Handler);

        public async Task<AccountabilityFile> HeardAsync(ProposeTreatment proposal) => await ActAsync(await ToldAsync(proposal), new GiveStatement("资金到位晚，已尽力协调。", null), Concerned);

        public async Task<AccountabilityFile> SubmittedAsync(ProposeTreatment proposal) =>
            await ActAsync(await ActAsync(await HeardAsync(proposal), NotTolerated, Second), new SubmitForDecision("资金问题已核实，不足以免责。"), Handler);

        public async Task<AccountabilityFile> DecidedAsync(ProposeTreatment proposal) =>
            await ActAsync(await ActAsync(await SubmittedAsync(proposal), new ApproveFirst("同意"), FirstApprover), new DecideAccountability("清纪问〔2026〕1号", "会议研究", null), SecondApprover);

        public ValueTask DisposeAsync() => county.DisposeAsync();
    }
}
