using System.Net;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.AnnualReports;
using Qinglian.Responsibilities.Checks;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>The pages of annual reports, inquiries, checks and accountability, as people use them without scripts.</summary>
public sealed class AccountabilityPagesTests
{
    [Fact]
    public async Task A_reviewer_marks_on_the_published_form_and_the_page_shows_sums_only_at_the_end()
    {
        await using var office = await Office.OpenAsync();
        var (head, reviewers) = await PeopleAsync(office);
        var organiser = await office.ActorAsync(office.CountyOffice);
        var report = await OpenAsync(office, new CallReport(office.Bureau, head, Capacity.Secretary, office.Today.Year, office.Today, reviewers), organiser);
        await ActAsync(office, report, new HandInReport("完成清理任务。", "按规定报告。", "两项逾期。", "按月调度。", null), await office.ActorAsync(head));
        await ActAsync(office, report, new OpenReview(office.Today), organiser);

        var browser = office.Browse(reviewers[0]);
        await browser.GoAsync("/responsibility/review-form");
        Assert.Contains("少于 5 人", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync($"/dossiers/{report}");
        await browser.GoAsync(browser.LinkTo("/do/GiveMarks"));
        Assert.Contains("发现问题的整改和任务工单的办结", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("评议项目6", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync($"/dossiers/{report}/do/GiveMarks", ("Item1", "Full"), ("Item2", "Partly"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync($"/dossiers/{report}/do/GiveMarks", ("Item1", "Full"), ("Item2", "Partly"), ("Item3", "Full"), ("Item4", "Full"), ("Item5", "NotKnown"), ("Comment", "多到基层走走"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("多到基层走走", browser.Page, StringComparison.Ordinal);
        Assert.Contains("您已提交过", browser.Page, StringComparison.Ordinal);

        foreach (var reviewer in reviewers.Skip(1)) await ActAsync(office, report, new GiveMarks(Mark.Full, Mark.Full, Mark.Full, Mark.Full, Mark.Full, null, null, null, null), await office.ActorAsync(reviewer));
        await ActAsync(office, report, new CloseReview(null), organiser);
        var result = await office.Browse(head, "en").GoAsync($"/dossiers/{report}");
        Assert.Contains("Marks, item by item", result, StringComparison.Ordinal);
        Assert.Contains("多到基层走走", result, StringComparison.Ordinal);
        Assert.Contains("Problems put right and work orders finished", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inquiry_is_called_by_ticking_what_is_late_with_somebody()
    {
        await using var office = await Office.OpenAsync();
        var (_, panel) = await PeopleAsync(office);
        var deputy = await office.PersonAsync("D009", "冯副局", office.Bureau, (Duties.Deputy, office.Bureau, Reach.Own));
        var order = await OpenAsync(office, new GiveOrder(office.Bureau, "清理学校账目", "逐校清理", deputy, office.Today), await office.ActorAsync(office.CountyOffice));
        await ActAsync(office, order, new Qinglian.Responsibilities.Items.AcceptItem(null), await office.ActorAsync(deputy));

        var browser = office.Browse(office.Supervisor);
        await browser.GoAsync("/lists/inquiry");
        await browser.GoAsync(browser.LinkTo("/responsibility/inquiries/call"));
        await browser.SendAsync("/responsibility/inquiries/call", ("Person", deputy.ToString()));
        Assert.Contains("答复人：冯副局", browser.Page, StringComparison.Ordinal);

        // Due today is not late yet: nothing can be ticked, and nothing is opened.
        Assert.DoesNotContain("清理学校账目", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/responsibility/inquiries/call", ("Matters", order.ToString()), ("Unit", office.Bureau.ToString()), ("Ground", "逾期"), ("SessionOn", "2030-01-08"), ("Panel", string.Join(',', panel)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);

        // Finished, but not solved.
        await ActAsync(office, order, new Qinglian.Responsibilities.Items.StartWork("清理"), await office.ActorAsync(deputy));
        await ActAsync(office, order, new Qinglian.Responsibilities.Items.SubmitEvidence(Qinglian.Responsibilities.Items.Outcome.NotSolvableNow, "账册遗失", null, "无法核对"), await office.ActorAsync(deputy));
        await ActAsync(office, order, new Qinglian.Responsibilities.Items.ConfirmClosed("属实"), await office.ActorAsync(office.CountyOffice));
        await browser.GoAsync($"/responsibility/inquiries/call?Person={deputy}");
        Assert.Contains("清理学校账目", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync("/responsibility/inquiries/call", ("Matters", order.ToString()), ("Unit", office.Bureau.ToString()), ("Ground", "未解决"), ("SessionOn", "2030-01-08"), ("Panel", string.Join(',', panel)));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("GD-", browser.Page, StringComparison.Ordinal);
        var inquiry = (Inquiry)(await office.Get<IDossiers>().ListAsync(new() { Procedure = "inquiry" }, Actor.System, default)).Dossiers.Single();
        Assert.Equal((order, deputy), (inquiry.Matters.Single().Id, inquiry.Assignee!.Value));
    }

    [Fact]
    public async Task The_rate_page_shows_chart_table_and_workbook()
    {
        await using var office = await Office.OpenAsync();
        var supervisor = await office.ActorAsync(office.Supervisor);
        var confirmer = await office.PersonAsync("D020", "卫确认", office.County, (Duties.SupervisionLeader, office.County, Reach.Below));
        var decision = await OpenAsync(office, new RegisterDecision(office.County, "惠民政策公开", DecisionKind.Superior, "市委", null, "全面公开"), supervisor);
        await ActAsync(office, decision, new AddRequirement("公开清单", "公示栏可查", null), supervisor);
        await ActAsync(office, decision, new AddRequirement("入户宣讲", "有走访记录", null), supervisor);
        await ActAsync(office, decision, new PutInForce(null), supervisor);
        await ActAsync(office, decision, new PlanCheck(office.Town, office.Today, office.Supervisor), supervisor);
        var check = (await office.Get<IDossiers>().ListAsync(new() { Parent = decision }, Actor.System, default)).Dossiers.Single().Id;

        var browser = office.Browse(office.Supervisor);
        await browser.GoAsync($"/dossiers/{check}/do/RecordFinding");
        Assert.Contains("2. 入户宣讲", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync($"/dossiers/{check}/do/RecordFinding", ("Requirement", "2"), ("Finding", "NotDone"), ("Evidence", "无走访记录"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await ActAsync(office, check, new RecordFinding(1, Finding.Done, "已公示", null), supervisor);
        await ActAsync(office, check, new SendFindings(null), supervisor);
        await ActAsync(office, check, new ReplyToFindings("属实", null), await office.ActorAsync(office.TownOffice));
        await ActAsync(office, check, new ConfirmCheck("属实", office.Today), await office.ActorAsync(confirmer));

        await browser.GoAsync("/responsibility/checks");
        Assert.Contains("50", browser.Page, StringComparison.Ordinal);
        Assert.Contains("查看数据表", browser.Page, StringComparison.Ordinal);
        Assert.True(browser.HasLink($"/dossiers/{decision}"));
        using var file = new MemoryStream(await browser.FileAsync("/responsibility/checks/export"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.True(file.Length > 1000);
        Assert.Contains("无走访记录", await browser.GoAsync($"/dossiers/{check}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_person_concerned_finds_nothing_then_reads_all_and_makes_a_statement()
    {
        await using var office = await Office.OpenAsync();
        var (head, _) = await PeopleAsync(office);
        var handler = await office.PersonAsync("D030", "蒋核查", office.County, (Duties.Supervisor, office.County, Reach.Below));
        var actor = await office.ActorAsync(handler);
        var file = await OpenAsync(office, new OpenAccountability(office.County, "校舍整改未落实", SubjectKind.Person, office.Bureau, head, "三所学校未开工。", "督查发现"), actor);
        var person = office.Browse(head);
        await person.GoAsync($"/dossiers/{file}");
        Assert.Equal(HttpStatusCode.NotFound, person.Status);

        await ActAsync(office, file, new VerifyCause("未作安排。", "工单记录", null), actor);
        var browser = office.Browse(handler);
        await browser.GoAsync($"/dossiers/{file}/do/ProposeTreatment");
        await browser.SendAsync($"/dossiers/{file}/do/ProposeTreatment", ("Degree", "Main"), ("Treatment", "Organisational"), ("Measure", "Removal"), ("Decider", "Commission"), ("Reasons", "逾期"), ("Basis", "条例第六条"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("党组织决定", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync($"/dossiers/{file}/do/ProposeTreatment", ("Degree", "Main"), ("Treatment", "Notice"), ("Measure", ""), ("Decider", "Commission"), ("Reasons", "逾期"), ("Basis", "条例第六条"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await ActAsync(office, file, new TellPerson("告知事实和拟作处理。"), actor);

        // What is still wanting stands on the page, with its reason.
        Assert.Contains("已听取本人陈述", await browser.GoAsync($"/dossiers/{file}"), StringComparison.Ordinal);
        await person.GoAsync($"/dossiers/{file}");
        Assert.Contains("未作安排。", person.Page, StringComparison.Ordinal);
        Assert.False(person.HasLink("/do/RecusePerson"));
        await person.GoAsync(person.LinkTo("/do/GiveStatement"));
        await person.SendAsync($"/dossiers/{file}/do/GiveStatement", ("Text", "资金到位晚。"));
        Assert.Contains("资金到位晚。", await browser.GoAsync($"/dossiers/{file}"), StringComparison.Ordinal);

        await browser.GoAsync("/responsibility/accountability");
        Assert.Contains("容错核对", browser.Page, StringComparison.Ordinal);
        Assert.True((await browser.FileAsync("/responsibility/accountability/export")).Length > 1000);
        var elsewhere = office.Browse(office.TownOffice, "en");
        Assert.DoesNotContain("校舍整改", await elsewhere.GoAsync("/responsibility/accountability"), StringComparison.Ordinal);
        Assert.Contains("nothing to count", elsewhere.Page, StringComparison.Ordinal);
    }

    private static async Task<(PersonId Head, IReadOnlyList<PersonId> Reviewers)> PeopleAsync(Office office)
    {
        var head = await office.PersonAsync("D001", "褚局长", office.Bureau, (Duties.Leader, office.Bureau, Reach.Below));
        var reviewers = new List<PersonId>();
        for (var i = 2; i <= 6; i++) reviewers.Add(await office.PersonAsync($"D00{i}", $"评议{i}", office.Village, (Duties.Staff, office.Village, Reach.Own)));
        return (head, reviewers);
    }

    private static async Task<Guid> OpenAsync(Office office, object form, Actor actor)
    {
        var id = Ids.New(office.Get<LocalTime>().Now);
        return await office.Get<Desk>().OpenAsync(id, form, actor, default) is { } refusal ? throw new InvalidOperationException(refusal.Words.En) : id;
    }

    private static async Task ActAsync(Office office, Guid dossier, object action, Actor actor)
    {
        if (await office.Get<Desk>().ActAsync(dossier, action, actor, null, default) is { } refusal) throw new InvalidOperationException(refusal.Words.En);
    }
}
