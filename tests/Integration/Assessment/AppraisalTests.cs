using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Responsibilities.Items;

namespace Qinglian.Tests.Integration.Assessment;

/// <summary>R116: an appraisal anybody can follow, that waits for objections, and of which no working-out is thrown away.</summary>
public sealed class AppraisalTests
{
    [Fact]
    public async Task An_appraisal_is_drawn_up_from_records_the_day_after_the_returns_are_due()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, zero: true));
        await months.BeginAsync("2026-02-05");
        Assert.Empty(await months.World.Get<Appraisals>().ReadAsync([Period.Month(2026, 1)], Actor.System, default));

        await months.BeginAsync("2026-02-06");

        Assert.Equal(100, (await OfAsync(months, "bureau", "2026-01")).Points);
        Assert.Equal(40, (await OfAsync(months, "town", "2026-01")).Points);
        Assert.Equal(AppraisalState.Told, (await OfAsync(months, "town", "2026-01")).State);
    }

    [Fact]
    public async Task Items_finished_late_lower_the_share_and_open_to_their_rows()
    {
        await using var months = await Months.OpenAsync();
        months.Go("2026-01-05");
        var inTime = await months.TaskAsync("bureau", "2026-01-20");
        var late = await months.TaskAsync("bureau", "2026-01-08");
        foreach (var (task, day) in ((Guid, string)[])[(inTime, "2026-01-15"), (late, "2026-01-15")])
        {
            months.Go("2026-01-06");
            await months.World.ActAsync(task, new AcceptItem(months.Bureau.Id), months.Bureau);
            months.Go(day);
            await months.World.ActAsync(task, new WithdrawItem("已由上级统一办理"), await months.World.ActorAsync("县委办经办"));
        }

        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, zero: true));
        await months.BeginAsync("2026-02-06");

        var line = (await OfAsync(months, "bureau", "2026-01")).Lines.Single(l => l.Code == "items-in-time");
        Assert.Equal((1, 1, 20m), (line.Good, line.Bad, line.Points));
        var counting = months.World.Get<Kernel.Indicators.Counting>();
        var rows = await counting.RowsAsync(months.World.Get<RegisterBook>().Owners.Indicator(line.Against!)!, Period.Month(2026, 1), [months.World.Unit("bureau")], 10, months.Supervisor, default);
        Assert.Equal(late, Assert.Single(rows).Id);
    }

    [Fact]
    public async Task An_objection_holds_publication_and_a_corrected_record_keeps_both_workings_out()
    {
        await using var months = await Months.OpenAsync();
        var appraisal = await DrawnAsync(months, "town");
        await months.World.ActAsync(appraisal.Id, new ObjectToAppraisal(new("return-in-time"), "系统故障当日无法报送，有截图", null), months.Town);

        Assert.IsType<NotFromHere>(await months.World.Desk.ActAsync(appraisal.Id, new PublishAppraisal(), months.Chief, null, default));
        Assert.Equal("Item", (await months.World.Desk.ActAsync(appraisal.Id, new CorrectRecord(new("nothing"), 1, 0, "核实"), months.Supervisor, null, default))!.Field);
        await months.World.ActAsync(appraisal.Id, new CorrectRecord(new("return-in-time"), 1, 0, "经核实当日系统停机"), months.Supervisor);

        var now = await months.ReadAsync<Appraisal>(appraisal.Id);
        Assert.Equal((40m, 60m), (now.Editions[0].Points, now.Points));
        Assert.Equal((true, "经核实当日系统停机"), (now.Objections[0].Upheld!.Value, now.Editions[1].Because!));
        await months.World.ActAsync(appraisal.Id, new PublishAppraisal(), months.Chief);
    }

    [Fact]
    public async Task Without_objection_it_is_ready_once_the_time_is_over()
    {
        await using var months = await Months.OpenAsync();
        var appraisal = await DrawnAsync(months, "town");
        Assert.IsType<NotFromHere>(await months.World.Desk.ActAsync(appraisal.Id, new PublishAppraisal(), months.Chief, null, default));

        months.Go("2026-02-12");
        await months.World.RunAsync("lapse");

        Assert.Equal(AppraisalState.Ready, (await months.ReadAsync<Appraisal>(appraisal.Id)).State);
    }

    [Fact]
    public async Task Whoever_corrected_a_record_unasked_does_not_publish_and_the_unit_may_object_again()
    {
        await using var months = await Months.OpenAsync();
        var appraisal = await DrawnAsync(months, "town");
        await months.World.ActAsync(appraisal.Id, new AcceptAppraisal(), months.Town);
        await months.World.ActAsync(appraisal.Id, new CorrectRecordAgain(new("return-in-time"), 0, 1, "月报实为迟报"), months.Chief);
        Assert.Equal(AppraisalState.Told, (await months.ReadAsync<Appraisal>(appraisal.Id)).State);
        await months.World.ActAsync(appraisal.Id, new AcceptAppraisal(), months.Town);

        Assert.IsType<NeedsAnotherPerson>(await months.World.Desk.ActAsync(appraisal.Id, new PublishAppraisal(), months.Chief, null, default));
    }

    [Fact]
    public async Task A_second_low_result_reminds_the_head_of_the_unit_and_does_nothing_else()
    {
        await using var months = await Months.OpenAsync();
        var first = await DrawnAsync(months, "town");
        await months.World.ActAsync(first.Id, new AcceptAppraisal(), months.Town);
        await months.World.ActAsync(first.Id, new PublishAppraisal(), months.Chief);
        Assert.Equal(0, await months.FactsAsync(AppraisalFacts.LowAgain));

        await months.BeginAsync("2026-03-06");
        var second = await OfAsync(months, "town", "2026-02");
        await months.World.ActAsync(second.Id, new AcceptAppraisal(), months.Town);
        await months.World.ActAsync(second.Id, new PublishAppraisal(), months.Chief);

        Assert.True((await months.ReadAsync<Appraisal>(second.Id)).Reminded);
        Assert.Equal(1, await months.FactsAsync(AppraisalFacts.LowAgain));
        Assert.Equal(1, await months.World.Database.AskAsync<long>($"select count(*) from outbox where dossier_id = '{second.Id}' and payload ->> 'duty' = 'leader'"));
        Assert.Equal(0, await months.World.Database.AskAsync<long>($"select count(*) from dossier where origin = '{second.Id}'"));
    }

    [Fact]
    public async Task A_plan_is_published_before_its_period_with_weights_that_make_a_hundred()
    {
        await using var months = await Months.OpenAsync();
        var (registrar, chief) = (months.World.Registrar, months.Chief);
        async Task<IReadOnlyList<Refusal>> Add(object row, string from) => await registrar.AddAsync(Ids.New(months.World.Clock), row, DateOnly.ParseExact(from, "yyyy-MM-dd"), null, chief, default);
        AppraisalItemRow Item(string code, int weight, string? indicator = "responsibilities.items-in-time") => new("2", 1, code, "清单按期率", "share in time", weight, Measure.Share, indicator, "responsibilities.items-late", null, "清单记录");
        Assert.Equal(nameof(AppraisalItemRow.Indicator), Assert.Single(await Add(Item("a", 60, "made-up"), "2025-12-20")).Field);
        Assert.Empty(await Add(Item("a", 60), "2025-12-20"));

        Assert.NotEmpty(await Add(new AppraisalPlanRow("2", "新方案", FormState.Published), "2026-01-01"));
        Assert.Empty(await Add(Item("b", 40), "2025-12-20"));
        Assert.Equal("ValidFrom", Assert.Single(await Add(new AppraisalPlanRow("2", "新方案", FormState.Published), "2025-12-20")).Field);
        Assert.Empty(await Add(new AppraisalPlanRow("2", "新方案", FormState.Published), "2026-01-01"));
        Assert.IsType<FormIsPublished>(Assert.Single(await Add(Item("c", 10), "2026-01-01")));
    }

    private static async Task<Appraisal> DrawnAsync(Months months, string unit)
    {
        await months.BeginAsync("2026-02-02");
        await months.BeginAsync("2026-02-06");
        return await OfAsync(months, unit, "2026-01");
    }

    private static async Task<Appraisal> OfAsync(Months months, string unit, string month) =>
        (await months.World.Get<Appraisals>().ReadAsync([Period.Parse(month)], Actor.System, default)).Single(a => a.Unit == months.World.Unit(unit));
}
