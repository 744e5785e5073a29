using Microsoft.Playwright;

namespace Qinglian.Tests.Browser;

/// <summary>How people are called to account, and how a month ends: made in a real browser by those whose turn it is.</summary>
public sealed class ResponsibilityJourneys(LiveSite site)
{
    [Fact]
    public async Task A_unit_files_last_months_figures_the_list_shows_who_is_missing_and_the_bulletin_is_drafted_approved_and_sent()
    {
        await using var supervisor = await site.VisitAsync();
        await supervisor.SignInAsync("监督检查人员", "清源县");
        await supervisor.GoAsync("/assessment/returns");
        await Assertions.Expect(supervisor.Page.Locator(".panel").Filter(new() { HasText = "迟报和未报" }).Locator("tr").Filter(new() { HasText = "财政局" }).First).ToContainTextAsync("未报");
        Assert.True(await Squares(supervisor, "城关街道").Filter(new() { HasText = "零报告" }).CountAsync() > 0);
        await supervisor.Page.EvaluateAsync("document.querySelector('table:has(.square)').closest('.panel').scrollIntoView()");
        await supervisor.PictureAsync("returns-zh");

        // The unit finds it filled in as far as the records go, and says that there was nothing else.
        await using var office = await site.VisitAsync();
        await office.SignInAsync("办公室经办", "财政局");
        await office.GoAsync("/assessment/returns");
        await office.Page.Locator("a.square.tone-bad").Last.ClickAsync();
        var month = await office.Page.Locator("h1").First.InnerTextAsync();
        await office.Page.Locator("a[href$='/fill']").First.ClickAsync();
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("系统按记录统计");
        await office.SendAsync();
        await Assertions.Expect(office.Page.Locator(".field-error").First).ToBeVisibleAsync();
        await office.FillAsync(("Zero", "true"), ("Observance", "组织学习并开展自查，未发现不符合情形。"));
        await office.SendAsync();
        await Assertions.Expect(office.Page.Locator(".dossier-state, .state").First).ToContainTextAsync("已报送");
        Assert.Equal(0, await office.Page.Locator("a[href$='/fill']").CountAsync());

        await supervisor.GoAsync("/assessment/returns");
        await Assertions.Expect(supervisor.Page.Locator(".panel").Filter(new() { HasText = "迟报和未报" }).Locator("tr").Filter(new() { HasText = "财政局" }).First).ToContainTextAsync("迟报");

        await supervisor.GoAsync("/assessment/bulletins/draft");
        await supervisor.FillAsync(("month", month[..month.IndexOf('月', StringComparison.Ordinal)] + "月"));
        await supervisor.SendAsync();
        await supervisor.Page.WaitForURLAsync("**/dossiers/**");
        await Assertions.Expect(supervisor.Page.Locator("main")).ToContainTextAsync("迟报单位");
        await supervisor.TakeAsync("SubmitBulletin");

        // Whoever wrote it cannot approve it.
        Assert.Equal(0, await supervisor.Page.Locator("a[href$='/do/ApproveBulletin']").CountAsync());
        var bulletin = new Uri(supervisor.Page.Url).AbsolutePath;
        await using var leader = await site.VisitAsync();
        await leader.SignInAsync("纪检监察负责人", "清源县");
        await leader.GoAsync(bulletin);
        await leader.TakeAsync("ApproveBulletin", ("Reference", "清纪通〔2027〕99号"));

        await office.GoAsync("/assessment/bulletins");
        await office.Page.Locator("tr").Filter(new() { HasText = "99号" }).Locator("a").First.ClickAsync();
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("清源县财政局");
        var document = await office.Page.RunAndWaitForDownloadAsync(() => office.Page.Locator("a[href$='/docx']").ClickAsync());
        Assert.EndsWith(".docx", document.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deputy_whose_order_was_reported_late_twice_answers_written_questions_at_an_inquiry_and_gets_a_follow_up()
    {
        await using var deputy = await site.VisitAsync();
        await deputy.SignInAsync("班子成员", "财政局");
        var name = await deputy.Page.Locator(".topbar-person b").InnerTextAsync();
        await deputy.OpenAsync("work-order", "一卡通");
        await Assertions.Expect(deputy.Page.Locator(".light-overdue").First).ToBeVisibleAsync();
        Assert.Equal(2, await deputy.Page.Locator(".course > li").Filter(new() { HasText = "报告进展" }).CountAsync());

        await deputy.OpenAsync("inquiry", "一卡通");
        await deputy.TakeAsync("AnswerQuestion", ("Question", "1."), ("Text", "安排六人分三组逐户核对，由本人每周调度。"));
        await deputy.TakeAsync("AnswerQuestion", ("Question", "2."), ("Text", "人员抽调后没有及时补充，也没有申请延期，责任在我；两周内完成。"));
        Assert.Equal(0, await deputy.Page.Locator("a[href$='/do/OpenSession']").CountAsync());
        var inquiry = new Uri(deputy.Page.Url).AbsolutePath;

        await using var organiser = await site.VisitAsync();
        await organiser.SignInAsync("监督检查人员", "清源县");
        await organiser.GoAsync(inquiry);
        await Assertions.Expect(organiser.Page.Locator("main")).ToContainTextAsync("责任在我");
        await organiser.TakeAsync("OpenSession", ("Present", "答复人和参加评议人员到会。"));

        await using (var member = await site.VisitAsync())
        {
            await member.SignInAsync("班子成员", "清源县");
            await member.GoAsync(inquiry);
            await member.TakeAsync("GiveVote", ("Facts", "是"), ("Measures", "部分"), ("Date", "是"));
        }

        await organiser.GoAsync(inquiry);
        await organiser.TakeAsync("CloseSession", ("Minutes", "答复人逐项作答，对逾期原因作了说明。"));
        await organiser.TakeAsync("SetFollowUp", ("Task", "完成剩余三个乡镇的核对并按周报告。"), ("By", name), ("Due", "2027-12-31"));
        await organiser.TakeAsync("CloseInquiry");
        await Assertions.Expect(organiser.Page.Locator(".dossier-state, .state").First).ToContainTextAsync("已结束");

        await deputy.OpenAsync("work-order", "质询后续");
        await deputy.TakeAsync("AcceptItem");
        await Assertions.Expect(deputy.Page.Locator(".dossier-state, .state").First).ToContainTextAsync("已认领");
    }

    [Fact]
    public async Task A_matter_not_carried_out_is_accounted_for_in_four_parts_with_a_reply_two_approvers_and_its_execution()
    {
        await using var handler = await site.VisitAsync();
        await using var concerned = await site.VisitAsync();
        await using var first = await site.VisitAsync();
        await using var decides = await site.VisitAsync();
        await concerned.SignInAsync("班子成员", "人民医院");
        var name = await concerned.Page.Locator(".topbar-person b").InnerTextAsync();
        await handler.SignInAsync("监督检查人员", "清源县");
        await handler.GoAsync("/open/accountability/OpenAccountability");
        await handler.FillAsync(("Deciding", "清源县"), ("Title", "药品采购公开整改未落实"), ("Subject", "领导干部"), ("ConcernedUnit", "人民医院"), ("Concerned", name),
            ("Matter", "整改要求已书面下达，期限届满两个月仍未公开采购结果。"), ("Grounds", "督查反映，经集体研究同意启动核查。"));
        await handler.SendAsync();
        await handler.Page.WaitForURLAsync("**/dossiers/**");
        var file = new Uri(handler.Page.Url).AbsolutePath;

        // It cannot go on to the person before all four parts are there.
        Assert.Equal(0, await handler.Page.Locator("a[href$='/do/TellPerson']").CountAsync());
        await handler.TakeAsync("VerifyCause", ("Text", "收到要求后未作安排，人员和系统均已具备。"), ("Evidence", "会议记录、采购系统日志。"));
        await handler.TakeAsync("ProposeTreatment", ("Degree", "重要领导责任"), ("Treatment", "通报（领导干部）"), ("Decider", "党组织"), ("Reasons", "未按期落实，事后积极补救。"), ("Basis", "问责条例第六条、第七条"));
        await handler.TakeAsync("TellPerson", ("Text", "告知核查事实、依据和拟作处理，可以陈述申辩并提交证据。"));

        await concerned.GoAsync(file);
        await concerned.TakeAsync("GiveStatement", ("Text", "当时没有及时报告，责任在我；采购结果已补公开。"));

        await first.SignInAsync("纪检监察负责人", "清源县");
        await first.GoAsync(file);
        await first.TakeAsync("CheckTolerance", ("Result", "不"), ("Reasons", "不存在不可抗力和先行先试情形。"));
        await handler.GoAsync(file);
        await handler.TakeAsync("SubmitForDecision", ("Answer", "补救情况属实，已在处理方式中考虑。"));
        Assert.Equal(0, await handler.Page.Locator("a[href$='/do/ApproveFirst']").CountAsync());

        await first.GoAsync(file);
        await first.TakeAsync("ApproveFirst", ("Opinion", "事实清楚，程序完备，同意。"));
        Assert.Equal(0, await first.Page.Locator("a[href$='/do/DecideAccountability']").CountAsync());
        await decides.SignInAsync("主要负责人", "清源县");
        await decides.GoAsync(file);
        await decides.TakeAsync("DecideAccountability", ("Number", "演示清问〔2027〕8号"), ("How", "县委常委会会议研究决定。"));

        await handler.GoAsync(file);
        var today = DateTime.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var step in (string[])["宣布", "告知组织部门", "材料归入档案", "报告上级"]) await handler.TakeAsync("RecordStep", ("Step", step), ("On", today), ("Text", "已办理。"));
        Assert.Equal(0, await handler.Page.Locator("a[href$='/do/FinishExecution']").CountAsync());
        await handler.TakeAsync("RecordStep", ("Step", "书面检查"), ("On", today), ("Text", "本人提交书面检查，并在民主生活会上检讨。"));
        await handler.TakeAsync("FinishExecution");
        await Assertions.Expect(handler.Page.Locator(".dossier-state, .state").First).ToContainTextAsync("执行完毕");
    }

    private static ILocator Squares(Guest guest, string unit) =>
        guest.Page.Locator("tr").Filter(new() { Has = guest.Page.Locator("th", new() { HasText = unit }) }).Locator(".square");
}
