using System.Diagnostics;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Decomposition;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R08: the duties of a document, from the text to the lists.</summary>
public sealed class PolicyDocumentTests
{
    private const string Text = """
        关于加强财务管理的通知

        各单位要高度重视，切实增强责任感。
        教育局要在每月5日前将上月公务接待情况报县纪委。各镇要在2026年6月30日前完成村级账目清理，并形成清理报告。
        严禁用公款购买礼品。各单位主要负责人要每半年听取一次财务情况汇报。
        """;

    [Fact]
    public async Task Every_word_of_an_imported_text_belongs_to_a_proposal_or_to_a_passage_with_a_reason()
    {
        await using var county = await County.OnAsync("2026-03-02");

        var document = await ImportAsync(county);

        Assert.Equal(DocumentState.Imported, document.State);
        Assert.True(document.Proposals.Count >= 3);
        Assert.NotEmpty(document.Leftovers);
        Assert.Empty(document.Uncovered());
        Assert.All(document.Leftovers, l => Assert.NotNull(l.Because));
        Assert.All(document.Proposals, p => Assert.Equal(ProposalState.Open, p.State));
    }

    [Fact]
    public async Task A_stated_cycle_becomes_a_cycle_that_can_be_counted()
    {
        await using var county = await County.OnAsync("2026-03-02");

        var document = await ImportAsync(county);

        Assert.Equal("monthly:5", Duty(document, "每月5日前").Schedule);
        Assert.Equal("half-yearly", Duty(document, "每半年").Schedule);
    }

    [Fact]
    public async Task Words_cut_off_by_an_edit_are_kept_as_left_over_by_that_person()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        var duty = Duty(document, "礼品");
        var start = document.Text.IndexOf("公款", StringComparison.Ordinal);

        document = await county.ActAsync(document, Edit(duty) with { Start = start, Wording = "不得用公款购买礼品" }, county.CountyOffice);

        Assert.Equal(DocumentState.UnderReview, document.State);
        Assert.True(document.Find(duty.Number)!.Edited);
        Assert.Empty(document.Uncovered());
        Assert.Contains(document.Leftovers, l => l.At.Of(document.Text).Contains("严禁", StringComparison.Ordinal) && l.LeftBy == county.CountyOffice.Id);
    }

    [Fact]
    public async Task A_split_duty_leaves_its_parts_open_and_stays_on_record()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        var duty = Duty(document, "账目清理");
        var cut = duty.At.Start + (duty.At.Length / 2);

        document = await county.ActAsync(document, new SplitDuty(duty.Number, [cut]), county.CountyOffice);

        Assert.Equal(ProposalState.Split, document.Find(duty.Number)!.State);
        Assert.Equal([new(duty.At.Start, cut), new Span(cut, duty.At.End)], document.Proposals.Where(p => p.From is not null).Select(p => p.At));
        Assert.Empty(document.Uncovered());
    }

    [Fact]
    public async Task A_cut_outside_the_duty_is_refused_beside_its_field()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        var duty = document.Proposals[0];

        var refusal = await county.TryAsync(document, new SplitDuty(duty.Number, [duty.At.End]), county.CountyOffice);

        Assert.Equal("Cuts", Assert.IsType<Unfit>(refusal).Field);
    }

    [Fact]
    public async Task Merged_duties_become_one_that_is_open_again()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        var (first, second) = (document.Proposals[0], document.Proposals[1]);

        document = await county.ActAsync(document, new MergeDuties([first.Number, second.Number]), county.CountyOffice);

        Assert.Equal(ProposalState.Merged, document.Find(first.Number)!.State);
        Assert.Equal(new Span(first.At.Start, second.At.End), document.Proposals[^1].At);
        Assert.Equal(ProposalState.Open, document.Proposals[^1].State);
        Assert.Empty(document.Uncovered());
    }

    [Fact]
    public async Task Duties_with_another_one_between_them_cannot_be_merged_over_it()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);

        var refusal = await county.TryAsync(document, new MergeDuties([1, 3]), county.CountyOffice);

        Assert.Equal("Duties", Assert.IsType<Unfit>(refusal).Field);
    }

    [Fact]
    public async Task A_missed_duty_is_proposed_from_a_passage_that_was_left_out()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        var left = document.Leftovers.First(l => l.At.Of(document.Text).Contains("责任感", StringComparison.Ordinal));

        document = await county.ActAsync(document, new ProposeMissed(left.At.Start, left.At.End, "各单位"), county.CountyOffice);

        var proposal = document.Proposals[^1];
        Assert.Equal((left.At, (DutyRule?)null, county.CountyOffice.Id), (proposal.At, proposal.Rule, proposal.By!.Value));
        Assert.Equal(proposal.Number, document.Leftovers.Single(l => l.Number == left.Number).Proposal);
    }

    [Fact]
    public async Task A_rejection_for_another_reason_must_say_which()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);

        Assert.Equal("Remark", (await county.TryAsync(document, new RejectDuties([1], RejectionReason.Other, " "), county.CountyOffice))!.Field);
        document = await county.ActAsync(document, new RejectDuties([1], RejectionReason.Slogan, null), county.CountyOffice);

        Assert.Equal(RejectionReason.Slogan, document.Find(1)!.Rejected);
    }

    [Fact]
    public async Task Duties_are_issued_only_when_every_proposal_is_decided_and_every_confirmed_one_has_a_unit()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        document = await county.ActAsync(document, new ConfirmDuties([1]), county.CountyOffice);

        Assert.IsType<NotYet>(await county.TryAsync(document, new IssueDuties(null), county.CountyOffice));
        document = await county.ActAsync(document, new RejectDuties([.. Open(document)], RejectionReason.NotOurs, null), county.CountyOffice);
        Assert.IsType<NotYet>(await county.TryAsync(document, new IssueDuties(null), county.CountyOffice));
    }

    [Fact]
    public async Task A_duty_is_issued_only_to_the_unit_of_the_document_or_to_one_below()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await county.OpenAsync(new ImportDocument(County.Town, "镇通知", Text), county.TownOffice);

        var refusal = await county.TryAsync(document, new AssignDuties([1], County.Bureau, null, null), county.TownOffice);

        Assert.Equal("Unit", Assert.IsType<Unfit>(refusal).Field);
    }

    [Fact]
    public async Task Confirmed_duties_become_list_items_at_their_units_with_their_source()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        var (monthly, once) = (Duty(document, "每月5日前"), Duty(document, "账目清理"));
        document = await county.ActAsync(document, new AssignDuties([monthly.Number], County.Bureau, null, null), county.CountyOffice);
        document = await county.ActAsync(document, new AssignDuties([once.Number], County.Town, county.TownHead.Id, County.Day("2026-06-30")), county.CountyOffice);
        document = await county.ActAsync(document, new ConfirmDuties([monthly.Number, once.Number]), county.CountyOffice);
        document = await county.ActAsync(document, new RejectDuties([.. Open(document)], RejectionReason.NotOurs, null), county.CountyOffice);

        document = await county.ActAsync(document, new IssueDuties(null), county.CountyOffice);

        Assert.Equal(DocumentState.Issued, document.State);
        var responsibility = await county.ReadAsync<ResponsibilityItem>(document.Find(monthly.Number)!.Item!.Value);
        var task = await county.ReadAsync<TaskItem>(document.Find(once.Number)!.Item!.Value);
        Assert.Equal((County.Bureau, "monthly:5", ItemState.Issued), (responsibility.Unit, responsibility.Cycle, responsibility.State));
        Assert.Equal((County.Town, County.Day("2026-06-30"), county.TownHead.Id), (task.Unit, task.Due!.Value, task.Assignee!.Value));
        Assert.Equal(document.Text[task.Source!.Start..task.Source.End], task.Source.Quote);
        Assert.Equal((document.Id, document.Id), (task.Parent!.Value, task.Origin!.Value));
        Assert.StartsWith("RW-2026-", task.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_issued_can_no_longer_be_changed_and_is_not_issued_twice()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);
        document = await county.ActAsync(document, new AssignDuties([1], County.Bureau, null, null), county.CountyOffice);
        document = await county.ActAsync(document, new ConfirmDuties([1]), county.CountyOffice);
        document = await county.ActAsync(document, new IssueReadyDuties(), county.CountyOffice);

        Assert.Equal(DocumentState.UnderReview, document.State);
        Assert.IsType<NotYet>(await county.TryAsync(document, new IssueReadyDuties(), county.CountyOffice));
        Assert.IsType<Unfit>(await county.TryAsync(document, new RejectDuties([1], RejectionReason.Done, null), county.CountyOffice));
    }

    [Fact]
    public async Task A_bureau_cannot_touch_the_review_of_the_county()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var document = await ImportAsync(county);

        await Assert.ThrowsAsync<NotFoundException>(() => county.TryAsync(document, new ConfirmDuties([1]), county.BureauOffice));
    }

    [Fact]
    public async Task Five_hundred_proposals_are_confirmed_and_issued_without_waiting()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var text = string.Concat(Enumerable.Range(1, 520).Select(n => $"教育局要在2026年6月{(n % 28) + 1}日前完成第{n}所学校的账目清理并报送清理报告。\n"));
        var document = await county.OpenAsync(new ImportDocument(County.Whole, "很长的通知", text), county.CountyOffice);
        Assert.True(document.Proposals.Count >= 500);
        document = await county.ActAsync(document, new AssignDuties([.. Open(document)], County.Bureau, null, null), county.CountyOffice);

        var watch = Stopwatch.StartNew();
        for (var n = 1; n <= 20; n++) await county.Desk.ActAsync(document.Id, new ConfirmDuties([n]), county.CountyOffice, null, default);
        var each = watch.Elapsed / 20;
        document = await county.ActAsync(document, new ConfirmDuties([.. Open(await county.ReadAsync<PolicyDocument>(document.Id))]), county.CountyOffice);
        watch.Restart();
        document = await county.ActAsync(document, new IssueDuties(null), county.CountyOffice);
        var issuing = watch.Elapsed;

        Assert.All(document.Proposals, p => Assert.NotNull(p.Item));
        Assert.True(each < TimeSpan.FromMilliseconds(250), $"a confirmation took {each.TotalMilliseconds:0} ms");
        Assert.True(issuing < TimeSpan.FromSeconds(10), $"issuing took {issuing.TotalSeconds:0.0} s");
        TestContext.Current.TestOutputHelper?.WriteLine($"{document.Proposals.Count} proposals: {each.TotalMilliseconds:0.0} ms a confirmation, {issuing.TotalSeconds:0.00} s to issue all");
    }

    private static Task<PolicyDocument> ImportAsync(County county) => county.OpenAsync(new ImportDocument(County.Whole, "关于加强财务管理的通知", Text, "县委"), county.CountyOffice);

    private static Proposal Duty(PolicyDocument document, string with) => document.Proposals.First(p => p.Live && document.TextOf(p).Contains(with, StringComparison.Ordinal));

    private static IEnumerable<int> Open(PolicyDocument document) => document.Proposals.Where(p => p.State is ProposalState.Open).Select(p => p.Number);

    private static EditDuty Edit(Proposal p) => new(p.Number, p.At.Start, p.At.End, p.Wording, p.Responsible, p.Unit, p.Owner, p.Schedule, p.Due, p.Deliverable);
}
