using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Accountability;
using Qinglian.Responsibilities.AnnualReports;
using Qinglian.Tests.World;
using static Qinglian.Responsibilities.AnnualReports.Mark;

namespace Qinglian.Tests.Integration.Responsibilities;

/// <summary>R15: the annual report and its review. The database itself must not know who marked what.</summary>
public sealed class AnnualReportTests
{
    private const string Remark = "两项整改迟了一个季度，建议按月报告。";

    [Fact]
    public async Task A_report_is_handed_in_reviewed_replied_to_and_closed()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        foreach (var reviewer in reviewers) report = await county.ActAsync(report, Marks(Full), reviewer);

        report = await county.ActAsync(report, new CloseReview(null), county.CountyOffice);
        Assert.Equal((5, 100m, Band.Good), (report.Result!.Slips, report.Result.Share!.Value, report.Result.Band!.Value));
        Assert.IsType<NotFromHere>(await county.TryAsync(report, new ConfirmResult(null), county.CountyOffice));
        report = await county.ActAsync(report, new ReplyToResult("谢谢各位意见。"), county.BureauHead);
        report = await county.ActAsync(report, new ConfirmResult(null), county.CountyOffice);

        Assert.Equal((AnnualReportState.Closed, 1L), (report.State, await county.FactsAsync("annual-report-reviewed")));
    }

    [Fact]
    public async Task Nothing_in_the_database_says_what_a_reviewer_marked()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        await county.ActAsync(report, Marks(Partly, Remark), reviewers[0]);
        await county.ActAsync(report, Marks(Full), reviewers[1]);

        // While the review is open not even the sums can be read: neither the mark nor the words, in no table and in no line of the ledger.
        var dump = await county.DumpAsync();
        Assert.DoesNotContain("Partly", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("两项整改迟了", dump, StringComparison.Ordinal);
        Assert.Equal(1, await county.AskAsync<long>("select count(*) from ballot_box"));

        // That both took part is on record, in lines that say nothing else.
        Assert.Equal(2, await county.AskAsync<long>("select count(*) from ledger_line where action = 'GiveMarks'"));
        Assert.Equal("{}", await county.AskAsync<string>("select distinct convert_from(content, 'UTF8')::jsonb ->> 'act' from ledger_content c join ledger_line l on l.id = c.line_id where l.action = 'GiveMarks'"));
        Assert.Equal(2, (await county.ReadAsync<AnnualReport>(report.Id)).Cast);
    }

    [Fact]
    public async Task Whoever_marks_what_the_record_is_the_same()
    {
        Assert.Equal(await RecordAsync([Full, Full, Mostly, Partly, NotDone]), await RecordAsync([NotDone, Partly, Full, Mostly, Full]));

        static async Task<string> RecordAsync(Mark[] marks)
        {
            await using var county = await County.OnAsync("2026-03-02");
            var (report, reviewers) = await MarkingAsync(county);
            for (var i = 0; i < marks.Length; i++) await county.ActAsync(report, Marks(marks[i], $"意见{marks[i]}"), reviewers[i]);
            report = await county.ActAsync(report, new CloseReview(null), county.CountyOffice);
            Assert.Equal(0, await county.AskAsync<long>("select count(*) from ballot_box"));
            return await county.AskAsync<string>($"select content::text || flow::text from dossier where id = '{report.Id}'")
                + await county.AskAsync<string>($"select string_agg(l.actor || l.action || (convert_from(c.content, 'UTF8')::jsonb #- '{{standing,columns}}')::text, ' ' order by l.id) from ledger_content c join ledger_line l on l.id = c.line_id where l.subject = '{report.Id}'");
        }
    }

    [Fact]
    public async Task Each_reviewer_marks_once_and_the_person_never()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        await county.ActAsync(report, Marks(Full), reviewers[0]);

        Assert.IsType<AlreadyCast>(await county.TryAsync(report, Marks(NotDone), reviewers[0]));
        Assert.IsType<NotYourPart>(await county.TryAsync(report, Marks(Full), county.BureauHead));
        Assert.IsType<NotYourPart>(await county.TryAsync(report, Marks(Full), county.CountyOffice));
        Assert.Equal("Item5", Assert.IsType<MustBeFilledIn>(await county.TryAsync(report, Marks(Full) with { Item5 = null }, reviewers[1])).Field);
        Assert.IsType<Unfit>(await county.TryAsync(report, Marks(Full) with { Item6 = Full }, reviewers[1]));
    }

    [Fact]
    public async Task Reviewers_marking_at_the_same_time_do_not_lose_a_slip()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);

        var refusals = await Task.WhenAll(reviewers.Select(r => county.Desk.ActAsync(report.Id, Marks(Full), r, report.Revision, default)));
        Assert.All(refusals, Assert.Null);
        report = await county.ActAsync(report, new CloseReview(null), county.CountyOffice);

        Assert.Equal(5, report.Result!.Slips);
    }

    [Fact]
    public async Task With_fewer_than_the_smallest_group_no_result_is_kept_or_shown()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        foreach (var reviewer in reviewers.Take(4)) await county.ActAsync(report, Marks(NotDone, Remark), reviewer);
        Assert.IsType<Unfit>(await county.TryAsync(report, new CloseReview(null), county.CountyOffice));
        county.GoTo("2026-04-01");

        report = await county.ActAsync(report, new CloseReview(null), county.CountyOffice);

        Assert.Equal((4, null, null), (report.Result!.Slips, report.Result.Share, report.Result.Band));
        var dump = await county.DumpAsync();
        Assert.DoesNotContain("NotDone", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("两项整改迟了", dump, StringComparison.Ordinal);
        Assert.Equal("Reviewers", Assert.IsType<Unfit>(await county.TryOpenAsync(Call(county, reviewers.Take(4)) with { Due = County.Day("2026-04-10") }, county.CountyOffice)).Field);
    }

    [Fact]
    public async Task A_weak_result_is_a_proposal_on_which_a_person_decides()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        foreach (var reviewer in reviewers) await county.ActAsync(report, Marks(Partly), reviewer);
        report = await county.ActAsync(report, new CloseReview(null), county.CountyOffice);
        report = await county.ActAsync(report, new ReplyToResult("整改已列入计划。"), county.BureauHead);

        Assert.Equal(Band.Weak, report.Result!.Band);
        Assert.Empty(await county.AllAsync<AccountabilityFile>(new() { Procedure = "accountability" }));
        Assert.IsType<NotYet>(await county.TryAsync(report, new ConfirmResult(null), county.CountyOffice));
        Assert.IsType<NotYourPart>(await county.TryAsync(report, new StartAccountabilityCheck(County.Whole, "x", "x"), county.BureauHead));

        report = await county.ActAsync(report, new StartAccountabilityCheck(County.Whole, "三所学校账目至今未清理。", "多数评议人认为只是部分履行，任务逾期属实。"), county.SupervisionLeader);
        var file = Assert.Single(await county.AllAsync<AccountabilityFile>(new() { Procedure = "accountability" }));
        Assert.Equal((report.Id, county.BureauHead.Id, AccountabilityState.Verifying), (file.Origin!.Value, file.Concerned, file.State));
        Assert.Contains("低于 60%", file.Grounds, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_does_not_come_in_time_lapses()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        foreach (var reviewer in reviewers) await county.ActAsync(report, Marks(Mostly), reviewer);
        report = await county.ActAsync(report, new CloseReview(null), county.CountyOffice);
        county.GoTo("2026-03-10");

        Assert.True(await county.Desk.LapseAsync(report.Id, default));
        Assert.Equal(AnnualReportState.Replied, (await county.ReadAsync<AnnualReport>(report.Id)).State);
    }

    [Fact]
    public async Task Marks_of_a_review_that_is_withdrawn_are_destroyed_unseen()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        await county.ActAsync(report, Marks(Partly, Remark), reviewers[0]);

        report = await county.ActAsync(report, new WithdrawReport("人员调整"), county.CountyOffice);

        Assert.Null(report.Result);
        Assert.Equal(0, await county.AskAsync<long>("select count(*) from ballot_box"));
    }

    [Fact]
    public async Task A_reviewer_from_elsewhere_sees_the_report_and_has_it_on_the_desk_until_it_is_marked()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, reviewers) = await MarkingAsync(county);
        var delegated = reviewers[4];
        Assert.False(delegated.Scope.Contains(County.Bureau));

        Assert.NotNull(await county.Dossiers.FindAsync(report.Id, delegated, default));
        Assert.Contains((await county.Dossiers.ListAsync(new() { Procedure = "annual-report" }, delegated, default)).Dossiers, d => d.Id == report.Id);
        Assert.Null(await county.Dossiers.FindAsync(report.Id, county.VillageHead, default));
        var turns = new DossierQuery { Turns = Turns.Of(county.Book, county.Rules.Organisation, delegated) };
        Assert.Single((await county.Dossiers.ListAsync(turns, delegated, default)).Dossiers, d => d.Id == report.Id);

        await county.ActAsync(report, Marks(Full), delegated);
        Assert.DoesNotContain((await county.Dossiers.ListAsync(turns, delegated, default)).Dossiers, d => d.Id == report.Id);
    }

    [Fact]
    public async Task A_report_keeps_the_form_it_was_called_with()
    {
        await using var county = await County.OnAsync("2026-03-02");
        var (report, _) = await MarkingAsync(county);
        county.Set(ReviewSheet.ItemsSetting, "一项|one；两项|two");

        Assert.Equal(5, (await county.ReadAsync<AnnualReport>(report.Id)).Sheet.Items.Count);
        Assert.Equal("two", ReviewSheet.Of(county.Rules.Settings).Items[1].En);
        Assert.Same(OwnField.None, report.Ask(typeof(GiveMarks), "Item6"));
        Assert.Equal(report.Sheet.Items[0], report.Ask(typeof(GiveMarks), "Item1")!.Label);
    }

    private static GiveMarks Marks(Mark mark, string? comment = null) => new(mark, mark, mark, mark, mark, null, null, null, comment);

    private static CallReport Call(County county, IEnumerable<Actor> reviewers) =>
        new(County.Bureau, county.BureauHead.Id, Capacity.Secretary, 2025, County.Day("2026-03-10"), [.. reviewers.Select(r => r.Id)]);

    private static async Task<(AnnualReport Report, IReadOnlyList<Actor> Reviewers)> MarkingAsync(County county)
    {
        IReadOnlyList<Actor> reviewers =
        [
            county.BureauOffice, county.BureauDeputy, county.BureauStaff, county.CountyLeader, county.Person("党员代表", County.EastVillage, Reach.Own, Duties.Staff),
        ];
        var report = await county.OpenAsync(Call(county, reviewers), county.CountyOffice);
        report = await county.ActAsync(report, new HandInReport("完成清理任务。", "按规定报告个人有关事项。", "两项整改逾期。", "按月调度。", null), county.BureauHead);
        return (await county.ActAsync(report, new OpenReview(County.Day("2026-03-20")), county.CountyOffice), reviewers);
    }
}
