using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.Inquiries;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R20: a leader answers for late work orders, a panel votes without names, what follows is ordered.</summary>
public sealed class InquiryTests
{
    private static readonly GiveVote Satisfied = new(Judgement.Yes, Judgement.Partly, Judgement.Yes, null);

    [Fact]
    public async Task A_late_work_order_leads_to_questions_answers_a_vote_and_a_follow_up_order()
    {
        await using var county = await County.OnAsync("2026-04-08");
        var (inquiry, panel) = await InSessionAsync(county);
        foreach (var member in panel) inquiry = await county.ActAsync(inquiry, Satisfied, member);
        inquiry = await county.ActAsync(inquiry, new AskAloud(panel[0].Id, "何时完成？", "四月底前。"), county.Supervisor);

        inquiry = await county.ActAsync(inquiry, new CloseSession("逐项答复。", null), county.Supervisor);
        Assert.Equal([(5, 0, 0), (0, 5, 0), (5, 0, 0)], inquiry.Vote!.Items.Select(i => (i.Yes, i.Partly, i.No)));
        Assert.Equal("WhyNone", Assert.IsType<Unfit>(await county.TryAsync(inquiry, new CloseInquiry(null), county.Supervisor)).Field);
        inquiry = await county.ActAsync(inquiry, new SetFollowUp("四月底前完成清理并报告", county.BureauDeputy.Id, County.Day("2026-04-30")), county.Supervisor);
        inquiry = await county.ActAsync(inquiry, new CloseInquiry(null), county.Supervisor);

        var order = Assert.Single(await county.AllAsync<WorkOrder>(new() { Origin = inquiry.Id }));
        Assert.Equal((county.BureauDeputy.Id, County.Day("2026-04-30"), InquiryState.Closed), (order.Assignee!.Value, order.Due!.Value, inquiry.State));
    }

    [Fact]
    public async Task The_leader_sees_the_questions_early_enough_and_may_bring_evidence()
    {
        await using var county = await County.OnAsync("2026-04-08");
        var inquiry = await CalledAsync(county, Panel(county));
        Assert.IsType<NotYet>(await county.TryAsync(inquiry, new SendQuestions(null), county.Supervisor));
        inquiry = await county.ActAsync(inquiry, new AskQuestion("为何两次逾期？"), county.Supervisor);
        county.GoTo("2026-04-13");

        Assert.Equal("SessionOn", Assert.IsType<Unfit>(await county.TryAsync(inquiry, new SendQuestions(null), county.Supervisor)).Field);
        inquiry = await county.ActAsync(inquiry, new SendQuestions(County.Day("2026-04-16")), county.Supervisor);
        Assert.Contains(await county.NoticesAsync(inquiry), n => n.Contains("书面问题已送达", StringComparison.Ordinal));
        inquiry = await county.ActAsync(inquiry, new AnswerQuestion(1, "人手不足，已增派。", null), county.BureauDeputy);
        Assert.Equal("人手不足，已增派。", inquiry.Questions[0].Answer);
        Assert.IsType<Unfit>(await county.TryAsync(inquiry, new OpenSession("全体到会"), county.Supervisor));
    }

    [Fact]
    public async Task The_questions_of_a_form_are_offered_by_their_own_words()
    {
        await using var county = await County.OnAsync("2026-04-08");
        var inquiry = await county.ActAsync(await CalledAsync(county, Panel(county)), new AskQuestion("为何两次逾期？"), county.Supervisor);

        Assert.Equal([(1, "1. 为何两次逾期？")], inquiry.Ask(typeof(AnswerQuestion), "Question")!.Choices!.Select(c => (c.Number, c.Text.Zh)));
        Assert.Null(inquiry.Ask(typeof(AnswerQuestion), "Text"));
    }

    [Fact]
    public async Task The_vote_is_in_nobodys_name_and_a_small_one_is_not_shown()
    {
        await using var county = await County.OnAsync("2026-04-08");
        var (inquiry, panel) = await InSessionAsync(county);
        foreach (var member in panel.Take(3)) await county.ActAsync(inquiry, Satisfied with { Facts = Judgement.No, Comment = "说法前后不一" }, member);

        Assert.DoesNotContain("前后不一", await county.DumpAsync(), StringComparison.Ordinal);
        inquiry = await county.ActAsync(inquiry, new CloseSession("逐项答复。", null), county.Supervisor);

        Assert.Equal((3, 0), (inquiry.Vote!.Slips, inquiry.Vote.Items.Count));
        Assert.DoesNotContain("前后不一", await county.DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_runs_no_part_of_the_inquiry()
    {
        await using var county = await County.OnAsync("2026-04-08");
        var head = county.BureauHead;
        var inquiry = await county.OpenAsync(Call(county, head, Panel(county).Where(p => p != head)), county.Supervisor);

        Assert.IsType<NotYourPart>(await county.TryAsync(inquiry, new AskQuestion("x"), head));
        Assert.IsType<NotYourPart>(await county.TryAsync(inquiry, new WithdrawInquiry("x"), head));
        Assert.Equal("Panel", Assert.IsType<Unfit>(await county.TryOpenAsync(Call(county, head, [.. Panel(county), head]), county.Supervisor)).Field);
    }

    [Fact]
    public async Task A_person_may_open_an_accountability_file_once_from_what_came_out()
    {
        await using var county = await County.OnAsync("2026-04-08");
        var (inquiry, _) = await InSessionAsync(county);
        inquiry = await county.ActAsync(inquiry, new CloseSession("逐项答复。", null), county.Supervisor);
        var propose = new ProposeAccountability(County.Whole, "三所学校账目至今未清理。", "两次延期后仍未完成。");

        Assert.IsType<NotYourPart>(await county.TryAsync(inquiry, propose, county.Supervisor));
        inquiry = await county.ActAsync(inquiry, propose, county.SupervisionLeader);
        Assert.IsType<NotYet>(await county.TryAsync(inquiry, propose, county.SupervisionLeader));

        Assert.Equal(inquiry.Id, Assert.Single(await county.AllAsync<AccountabilityFile>(new() { Procedure = "accountability" })).Origin);
    }

    private static IReadOnlyList<Actor> Panel(County county) =>
        [county.CountyLeader, county.CountyOffice, county.BureauHead, county.BureauOffice, county.Person("党员代表", County.EastVillage, Reach.Own, Duties.Staff)];

    private static CallInquiry Call(County county, Actor person, IEnumerable<Actor> panel) => new(
        County.Bureau, person.Id, [new(Guid.NewGuid(), "GD-2026-00001", "清理学校账目", County.Day("2026-03-31"), "办理中")], "两次报告逾期", County.Day("2026-04-15"), "县委二楼会议室",
        [.. panel.Select(p => p.Id), county.TownHead.Id]);

    private static Task<Inquiry> CalledAsync(County county, IEnumerable<Actor> panel) => county.OpenAsync(Call(county, county.BureauDeputy, panel), county.Supervisor);

    private static async Task<(Inquiry Inquiry, IReadOnlyList<Actor> Panel)> InSessionAsync(County county)
    {
        var panel = Panel(county);
        var inquiry = await CalledAsync(county, panel);
        inquiry = await county.ActAsync(inquiry, new AskQuestion("为何两次逾期？"), panel[4]);
        inquiry = await county.ActAsync(inquiry, new SendQuestions(null), county.Supervisor);
        inquiry = await county.ActAsync(inquiry, new AnswerQuestion(1, "人手不足，已增派。", null), county.BureauDeputy);
        county.GoTo("2026-04-15");
        return (await county.ActAsync(inquiry, new OpenSession("全体到会"), county.Supervisor), panel);
    }
}
